"""What Overview shows below the rail: topics by seeds, checks, levels, and what was done lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from mathscale_core.records import LEVELS
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Summary:
    """Small tables of the material.

    Attributes:
        topics: (topic, seeds), most seeds first, at most 15.
        all_topics: Number of topics.
        checks: Check name to state to number of questions.
        levels: (level, seeds, questions, test items), for the levels that occur, in their order.
    """

    topics: tuple[tuple[str, int], ...]
    all_topics: int
    checks: dict[str, dict[str, int]]
    levels: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done.

    Attributes:
        what: ``job``, ``draw``, ``edit`` or ``release``.
        text: What, as a phrase; names in it are stored text.
        actor: Who; stored text.
        at: When, ISO 8601 in UTC.
        state: State of a job, ``""`` for the others.
        address: Name and value in the address of the page that shows it.
    """

    what: Literal["job", "draw", "edit", "release"]
    text: str
    actor: str
    at: str
    state: str
    address: tuple[str, str]


def summary(workspace: Workspace) -> Summary:
    """The tables of the current workspace."""
    graph = workspace.graph().graph
    topics = sorted(
        ((c.name, int(n)) for c, n in zip(graph.topics, graph.topic_seeds, strict=True)),
        key=lambda row: (-row[1], row[0]),
    )
    store = workspace.store
    tables = (store.seeds, store.questions, store.benchmarks)
    seeds, questions, tests = (table.level_counts() for table in tables)
    levels = [
        (level or "not stated", seeds.get(level, 0), questions.get(level, 0), tests.get(level, 0))
        for level in (*LEVELS, "")
    ]
    return Summary(
        tuple(topics[:15]),
        len(topics),
        store.questions.check_counts("generated", "imported"),
        tuple((name, s, q, t) for name, s, q, t in levels if s or q or t),
    )


def recent(workspace: Workspace, limit: int = 8) -> list[Deed]:
    """What was done lately, newest first."""
    return [_deed(row) for row in workspace.store.activity.latest(limit)]


def ago(at: str, now: datetime) -> str:
    """How long ago, roughly: a time in ISO 8601 as people say it.

    >>> ago("2026-01-01T10:00:00+00:00", datetime.fromisoformat("2026-01-01T13:20:00+00:00"))
    '3 hours ago'
    """
    seconds = (now - datetime.fromisoformat(at)).total_seconds()
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        n = int(seconds // size)
        if n >= 1:
            return at[:10] if word == "day" and n > 30 else f"{n} {word}{'' if n == 1 else 's'} ago"
    return "just now"


def _deed(row: dict[str, Any]) -> Deed:
    what, n = row["what"], row["n"]
    if what == "job":
        text, state, address = f"{row['kind']}, {n:,} item{'' if n == 1 else 's'}", row["state"], ("job", row["id"])
    elif what == "draw":
        mix = f" for the mix {row['state']!r}" if row["state"] else ""
        text, state, address = f"drew {n:,} compositions{mix}", "", ("mix", row["state"])
    elif what == "release":
        text, state, address = f"released {n:,} questions as {row['id']!r}", "", ("release", row["id"])
    else:
        concept = str(row["payload"].get("concept") or row["payload"].get("into") or "")
        text, state, address = f"edit: {row['kind']}", "", ("concept", concept)
    return Deed(what, text, row["actor"], row["created"], state, address)

"""Finding questions: filters that combine, one page at a time, and the numbers beside the filters.

Narrow columns first: a page's positions are found on the columns that the filter needs, and only its rows are
read whole.
"""

import re
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.store.checks import REQUIRED
from mathscale_core.adapters.store.database import Database
from mathscale_core.adapters.store.verdicts import SEEN_BY
from mathscale_core.records import CheckState

#: A count beyond this is not worth its time: "10,000+".
COUNTED = 10_000
#: The columns that facets count by; few values each.
FACETS = ("source", "level", "format", "check_state", "verdict", "dataset")
ROW = (
    "revision, question, solution, answer, format, level, source, dataset, licence, topics, kps, check_state, verdict, "
    "policy, provider, prompt, composition, seeds, graph_version, family, job, actor, created, head, position"
)
_REVISION = re.compile(r"q_[0-9a-f]{6,16}")


@dataclass(frozen=True, slots=True)
class BankFilter:
    """Which questions are wanted; what is empty does not narrow, and all that is set must hold.

    Attributes:
        text: Words that all stand in the question, in any case; or a revision's id.
        concepts: Of each group of (kind, names) the question carries a concept by one of the names.
        sources: One of these sources; empty: every one but planted.
        levels: One of these levels, ``""`` for those without.
        formats: One of these answer formats.
        check_states: One of ``unchecked``, ``failed``, ``unsure``, ``passed``.
        verdicts: People's verdict is one of these, ``""`` for none.
        check: A check, said to be ``said`` in its current version.
        said: ``pass``, ``fail`` or ``unknown``.
        dataset: Set that an imported question came from.
        provider: Who wrote it.
        job: Job that brought it.
        composition: Composition that it was written for.
        seed: Seed that was among its examples.
        release: Release that holds it; ``"-"`` for those in none.
        unseen_by: Actor without a standing verdict on it.
        every_revision: Also what was replaced by an edit.
    """

    text: str = ""
    concepts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    check_states: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    check: str = ""
    said: CheckState = "fail"
    dataset: str = ""
    provider: str = ""
    job: str = ""
    composition: str = ""
    seed: str = ""
    release: str = ""
    unseen_by: str = ""
    every_revision: bool = False


def find(db: Database, wanted: BankFilter, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """A page of questions, the newest first."""
    condition, values = _condition(wanted)
    return db.rows(
        f"SELECT {ROW} FROM questions WHERE position IN (SELECT position FROM questions WHERE {condition} "  # noqa: S608
        "ORDER BY position DESC LIMIT ? OFFSET ?) ORDER BY position DESC",
        [*values, limit, offset],
    )


def count(db: Database, wanted: BankFilter, most: int = COUNTED) -> int:
    """Number of questions, counted up to ``most`` + 1."""
    condition, values = _condition(wanted)
    return int(
        db.scalar(f"SELECT count(*) FROM (SELECT 1 FROM questions WHERE {condition} LIMIT ?)", [*values, most + 1])  # noqa: S608
    )


def next_revision(db: Database, wanted: BankFilter, after: str) -> str:
    """The first question behind this one in the order of the ids, which is random and stays; else the very first."""
    condition, values = _condition(wanted)
    sql = f"SELECT coalesce(min(revision) FILTER (revision > ?), min(revision), '') FROM questions WHERE {condition}"  # noqa: S608
    return str(db.scalar(sql, [after, *values]))


def facets(db: Database) -> list[dict[str, Any]]:
    """Number of newest revisions (``n``) by every combination of :data:`FACETS`."""
    names = ", ".join(FACETS)
    return db.rows(f"SELECT {names}, count(*)::BIGINT AS n FROM questions WHERE head GROUP BY ALL ORDER BY ALL")  # noqa: S608


def concept_counts(db: Database) -> list[dict[str, Any]]:
    """Kind, name and number of revisions of every concept name that a question carries."""
    return db.rows("SELECT kind, name, count(*)::BIGINT AS n FROM question_concepts GROUP BY ALL ORDER BY n DESC, name")


def _condition(wanted: BankFilter) -> tuple[str, list[object]]:
    """The filter as a condition on ``questions``, with its values in order."""
    parts: list[tuple[str, list[object]]] = [] if wanted.every_revision else [("head", [])]
    for column, among in (
        ("source", wanted.sources), ("level", wanted.levels), ("format", wanted.formats),
        ("check_state", wanted.check_states), ("verdict", wanted.verdicts),
    ):  # fmt: skip
        if among:
            parts.append((f"{column} IN (SELECT unnest(?))", [list(among)]))
    if not wanted.sources:
        parts.append(("source <> 'planted'", []))
    for column, value in (
        ("dataset", wanted.dataset), ("provider", wanted.provider), ("job", wanted.job),
        ("composition", wanted.composition),
    ):  # fmt: skip
        if value:
            parts.append((f"{column} = ?", [value]))
    if _REVISION.fullmatch(wanted.text.strip()):
        parts.append(("(starts_with(revision, ?) OR starts_with(item, ?))", [wanted.text.strip()] * 2))
    else:
        parts += [("contains(lower(question), lower(?))", [word]) for word in wanted.text.split()]
    for kind, names in wanted.concepts:
        carries = "revision IN (SELECT revision FROM question_concepts WHERE kind = ? AND name IN (SELECT unnest(?)))"
        parts.append((carries, [kind, list(names)]))
    if wanted.check:
        says = "revision IN (SELECT revision FROM check_results WHERE check_name = ? AND version = ? AND state = ?)"
        parts.append((says, [wanted.check, REQUIRED.get(wanted.check, ""), wanted.said]))
    if wanted.seed:
        parts.append(("list_contains(seeds, ?)", [wanted.seed]))
    if wanted.release == "-":
        parts.append(("revision NOT IN (SELECT revision FROM release_items)", []))
    elif wanted.release:
        parts.append(("revision IN (SELECT revision FROM release_items WHERE release = ?)", [wanted.release]))
    if wanted.unseen_by:
        parts.append((f"revision NOT IN ({SEEN_BY})", [wanted.unseen_by]))
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]

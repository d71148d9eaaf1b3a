"""What Overview shows below the rail: topics by seeds, checks, levels."""

from dataclasses import dataclass

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

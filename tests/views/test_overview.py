"""Overview's tables: topics by seeds, checks, levels."""

from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.records import LEVELS
from mathscale_core.views.overview import summary
from mathscale_core.workspace import Workspace, create_workspace


def test_an_empty_workspace_has_empty_tables(tmp_path: Path) -> None:
    """No zero rows, no invented levels."""
    workspace = create_workspace(tmp_path / "empty", LocalExecutor())
    shown = summary(workspace)
    assert (shown.topics, shown.all_topics, shown.checks, shown.levels) == ((), 0, {}, ())
    workspace.close()


def test_the_demo_has_its_largest_topics_first_and_levels_in_order(demo: Workspace) -> None:
    """At most 15 topics by seeds; levels in their order, with seeds, questions and test items."""
    shown = summary(demo)
    seeds = [n for _, n in shown.topics]
    assert len(seeds) == 15
    assert seeds == sorted(seeds, reverse=True)
    assert shown.all_topics == 83
    assert [name for name, *_ in shown.levels] == list(LEVELS)
    assert sum(row[1] for row in shown.levels) == demo.store.seeds.count()
    assert sum(row[2] for row in shown.levels) == demo.store.questions.count()
    assert sum(row[3] for row in shown.levels) == demo.store.benchmarks.count()

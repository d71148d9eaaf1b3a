"""Overview's tables: topics by seeds, checks, levels."""

from datetime import datetime
from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.records import LEVELS
from mathscale_core.views.overview import ago, recent, summary
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


def test_what_was_done_lately_is_told_newest_first_with_an_address(demo: Workspace) -> None:
    """The demo drew, generated and released; each leads to its page."""
    deeds = recent(demo)
    assert [d.what for d in deeds] == ["release", "job", "draw"]
    assert deeds[0].text == f"released {demo.store.releases.list()[0].items:,} questions as 'demo'"
    assert deeds[0].address == ("release", "demo")
    assert (deeds[1].text, deeds[1].state) == ("generate, 240 items", "done")
    assert deeds[2].text == "drew 1,000 compositions"


def test_times_are_said_roughly() -> None:
    """Seconds are now, a month and more is a date."""
    now = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
    said = [
        ago(at, now) for at in ("2026-03-01T11:59:30+00:00", "2026-02-28T11:00:00+00:00", "2026-01-01T12:00:00+00:00")
    ]
    assert said == ["just now", "1 day ago", "2026-01-01"]

"""Overview: stations, next action, tables; and a word where there is nothing yet."""

from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.workspace import Workspace, create_workspace
from tests.pages.apps import open_page, words


def test_an_empty_workspace_says_what_to_do_first(tmp_path: Path) -> None:
    """No chart, no table, but the first step and its command."""
    workspace = create_workspace(tmp_path / "empty", LocalExecutor())
    app = open_page(workspace, "overview")
    assert not app.exception
    assert "no seed questions yet" in words(app)
    assert app.code[0].value.startswith("mathscale seeds import FILE --workspace ")
    assert len(app.dataframe) == 0
    workspace.close()


def test_the_demo_shows_every_station_and_the_checks(demo: Workspace) -> None:
    """Counts of the loop, a table of checks and one of levels."""
    app = open_page(demo, "overview")
    assert not app.exception
    strip = "".join(h.proto.body for h in app.get("html"))
    assert "390" in strip
    assert all(f">{name}<" in strip for name in ("Seeds", "Extract", "Graph", "Mix", "Generate", "Verify", "Release"))
    checks, levels = (d.value for d in app.dataframe)
    assert set(checks["check"]) == {"form", "final answer", "recompute", "duplicate", "test overlap"}
    assert list(levels["level"]) == ["elementary", "middle", "high", "college", "competition"]
    assert levels["test items"].sum() == demo.store.benchmarks.count()

"""The command that lays the graph out."""

from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.workspace import open_workspace
from tests.shell import Shell


def test_the_graph_is_laid_out_by_a_worker_once(demo_copy: Path, shell: Shell) -> None:
    """By a process of its own; done again, it takes no time; the job is on the list."""
    done = shell("graph", "layout")
    assert done["nodes"] > 100
    assert done["communities"] > 1
    assert done["seconds"] > 0
    assert shell("graph", "layout") == {**done, "seconds": 0.0}
    jobs = [j for j in shell("jobs", "list")["jobs"] if j["kind"] == "layout"]
    assert [(j["state"], j["ok"], j["asked"]) for j in jobs] == [("done", 1, 1)]
    workspace = open_workspace(demo_copy, LocalExecutor())
    try:
        stored = workspace.store.maps.get(done["version"])
        assert stored is not None
        assert len(stored.concepts) == done["nodes"]
    finally:
        workspace.close()


def test_an_empty_graph_has_no_layout(empty: Shell) -> None:
    """It says so, and what to do."""
    assert "no concept" in empty.fails("graph", "layout")["message"]

"""Health: what is said of a workspace that works, and of one that does not."""

from pathlib import Path

import pytest

from mathscale_core import __version__
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.health import Care, health_of
from mathscale_core.workspace import format_version


def test_a_workspace_that_is_not_open_does_not_work(tmp_path: Path) -> None:
    """The reason is told; where the folder is not there either, so is no size."""
    found = health_of(tmp_path / "none", None, Care(last_error="There is no workspace."))
    assert (found.status, found.last_error) == ("error", "There is no workspace.")
    assert (found.open_jobs, found.database_bytes, found.free_disk_bytes) == (None, 0, None)


def test_an_open_workspace_is_well(tmp_path: Path) -> None:
    """With its folder, sizes, and the versions of program and format."""
    workspace = small_workspace(tmp_path)
    found = health_of(workspace.root, workspace, Care(since="2026-01-02", last_ingest="2026-01-03"))
    assert (found.status, found.open_jobs, found.last_error) == ("ok", 0, "")
    assert (found.version, found.format_version) == (__version__, format_version())
    assert (found.workspace, found.since, found.last_ingest) == (str(workspace.root), "2026-01-02", "2026-01-03")
    assert found.database_bytes > 0
    assert found.free_disk_bytes
    workspace.close()


def test_open_jobs_are_counted(tmp_path: Path) -> None:
    """Those that something may still come of; a job that is done is not one."""
    workspace = fresh_workspace(tmp_path)
    workspace.store.jobs.add("j_1", "generate", {}, 3, "local", workspace.now())
    workspace.store.jobs.add("j_2", "generate", {}, 3, "local", workspace.now())
    workspace.store.jobs.set_state("j_2", "done")
    assert health_of(workspace.root, workspace, Care()).open_jobs == 1
    workspace.close()


@pytest.mark.parametrize(
    ("care", "status"), [(Care(failing=True, last_error="full"), "degraded"), (Care(dead=True), "error")]
)
def test_trouble_with_the_answers_of_jobs_is_told(care: Care, status: str, tmp_path: Path) -> None:
    """A look that fails is degraded health, no look at all is an error."""
    workspace = fresh_workspace(tmp_path)
    assert health_of(workspace.root, workspace, care).status == status
    workspace.close()


def test_little_space_is_degraded_health(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is none."""
    workspace = fresh_workspace(tmp_path)
    monkeypatch.setattr("mathscale_core.views.health.LITTLE_SPACE", 10**18)
    assert health_of(workspace.root, workspace, Care()).status == "degraded"
    workspace.close()


def test_a_database_that_refuses_is_an_error_and_no_exception(tmp_path: Path) -> None:
    """Such as a closed one."""
    workspace = fresh_workspace(tmp_path)
    workspace.close()
    found = health_of(workspace.root, workspace, Care())
    assert found.status == "error"
    assert found.last_error

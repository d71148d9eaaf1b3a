"""One workspace for all sessions, given back at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mathscale_core.errors import NoWorkspaceError
from mathscale_core.testing.workspaces import fresh_workspace
from pages.parts.serving import (
    close_workspace,
    current,
    health,
    known_workspaces,
    make_workspace,
    switch_workspace,
    use_workspace,
)


@pytest.fixture(autouse=True)
def given_back() -> Iterator[None]:
    """Whatever a test opened."""
    yield
    close_workspace()


def test_where_there_is_none_that_is_said(tmp_path: Path) -> None:
    """Nothing is made there, and health is an error."""
    use_workspace(tmp_path / "none")
    with pytest.raises(NoWorkspaceError):
        current()
    assert not (tmp_path / "none").exists()
    assert health()["status"] == "error"


def test_the_served_workspace_is_opened_once_and_given_back(demo_copy: Path) -> None:
    """Two sessions get the same one."""
    use_workspace(demo_copy)
    assert current() is current()
    assert (demo_copy / "owner.json").exists()
    close_workspace()
    assert not (demo_copy / "owner.json").exists()


def test_the_environment_with_the_keys_is_handed_down(tmp_path: Path) -> None:
    """To the workspace, which never shows it."""
    fresh_workspace(tmp_path).close()
    use_workspace(tmp_path / "workspace", {"A_KEY": "hidden-words"})
    assert current().secrets == {"A_KEY": "hidden-words"}
    assert "hidden-words" not in f"{current()!r} {health()}"


def test_all_sessions_see_a_switch(tmp_path: Path) -> None:
    """From their next run on; so of a workspace that was just made."""
    for name in ("a", "b"):
        fresh_workspace(tmp_path, name=name).close()
    use_workspace(tmp_path / "a")
    assert current().root == tmp_path / "a"
    assert switch_workspace(tmp_path / "b") is current()
    assert current().root == tmp_path / "b"
    assert make_workspace(tmp_path / "c") is current()
    assert health()["workspace"] == str(tmp_path / "c")
    assert known_workspaces() == [tmp_path / "a", tmp_path / "b", tmp_path / "c"]

"""One workspace for all sessions, given back at the end."""

from pathlib import Path

import pytest

from mathscale_core.errors import NoWorkspaceError
from pages.parts.serving import close_workspace, current, use_workspace


def test_the_served_workspace_is_opened_once_and_given_back(demo_copy: Path, tmp_path: Path) -> None:
    """Two sessions get the same one; where there is none, that is said."""
    use_workspace(tmp_path / "none")
    with pytest.raises(NoWorkspaceError):
        current()
    use_workspace(demo_copy)
    assert current() is current()
    assert (demo_copy / "owner.json").exists()
    close_workspace()
    assert not (demo_copy / "owner.json").exists()

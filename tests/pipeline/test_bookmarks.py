"""Saved views: under a name, once a page."""

from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from mathscale_core.pipeline.bookmarks import delete_view, save_view
from mathscale_core.testing.workspaces import fresh_workspace


def test_a_view_is_saved_and_deleted(tmp_path: Path) -> None:
    """Its name is taken then; a deleted one is gone."""
    workspace = fresh_workspace(tmp_path)
    save_view(workspace, "questions", " hard ones ", "level=high")
    assert [(v["name"], v["address"], v["actor"]) for v in workspace.store.views.of_page("questions")] == [
        ("hard ones", "level=high", "local")
    ]
    with pytest.raises(ConflictError, match="hard ones"):
        save_view(workspace, "questions", "hard ones", "level=college")
    delete_view(workspace, "questions", "hard ones")
    with pytest.raises(NotFoundError, match="hard ones"):
        delete_view(workspace, "questions", "hard ones")


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "two\nlines"])
def test_a_name_must_be_usable(tmp_path: Path, name: str) -> None:
    """Refused, and nothing is stored."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(InputError):
        save_view(workspace, "questions", name, "")
    with pytest.raises(InputError, match="very long"):
        save_view(workspace, "questions", "fine", "x" * 5000)
    assert workspace.store.views.of_page("questions") == []


def test_somebody_must_do_it(tmp_path: Path) -> None:
    """Without a name nothing is saved or deleted."""
    nobody = fresh_workspace(tmp_path).acting_as("")
    with pytest.raises(NotAllowedError, match="save_view"):
        save_view(nobody, "questions", "a", "")
    with pytest.raises(NotAllowedError, match="delete_view"):
        delete_view(nobody, "questions", "a")

"""The edit panel: every edit of a concept behind one menu, and what a deleted one still allows."""

from pathlib import Path

import pytest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.notes import add_note
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import words
from tests.pages.parts.editor import by_size, kinds_done, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


@pytest.mark.parametrize("entry", ["Name", "Merge", "Split", "Retag", "Place", "Link", "Keep", "Add", "Edits", "Notes"])
def test_every_entry_of_the_menu_opens(small: Workspace, entry: str) -> None:
    """On a concept that nobody has edited."""
    app = panel(small, by_size(small, "kp")[0].id, entry)
    assert app.pills if hasattr(app, "pills") else app.button_group
    assert not app.error


def test_open_notes_are_counted_beside_the_menu(small: Workspace) -> None:
    """They lead on."""
    concept = by_size(small, "kp")[0]
    assert "open under Notes" not in words(panel(small, concept.id))
    add_note(small, concept.id, "too wide")
    assert "1 open under Notes" in words(panel(small, concept.id))


def test_a_deleted_concept_can_be_restored_and_nothing_else(small: Workspace) -> None:
    """Its edits stand below; restored, it has its menu again."""
    concept = by_size(small, "kp")[0]
    apply_edit(small, {"kind": "delete", "concept": concept.id, "reason": "no skill"})
    app = panel(small, concept.id)
    assert "no skill" in words(app)
    assert "rename" not in [b.key for b in app.button]
    app.button(key="restore-deleted").click().run()
    # It moves shares, so it is looked at first.
    app.button(key="edit-apply").click().run()
    assert kinds_done(small) == ["delete", "restore"]
    assert "rename" in [b.key for b in app.button]


def test_a_locked_concept_says_who_locked_it_and_asks_why(small: Workspace) -> None:
    """Without a reason the rename is refused, with one it is done."""
    concept = by_size(small, "topic")[0]
    apply_edit(small.acting_as("Emmy"), {"kind": "lock", "concept": concept.id})
    app = panel(small, concept.id)
    next(t for t in app.text_input if t.label == "Name").set_value("Another name")
    app.button(key="rename").click().run()
    assert "was locked by Emmy" in words(app)
    assert kinds_done(small) == ["lock"]
    next(t for t in app.text_input if t.label == "Why").set_value("agreed with Emmy")
    app.button(key="rename").click().run()
    assert kinds_done(small) == ["lock", "rename"]

"""Every edit button goes one way: looked at where it moves much, else done at once with its undo beside it."""

from pathlib import Path

import pytest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import words
from tests.pages.parts.editor import by_size, kinds_done, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def test_a_small_edit_is_done_at_once_and_one_line_takes_it_back(small: Workspace) -> None:
    """Nothing asks before; afterwards the line says what was done, until its undo."""
    concept = by_size(small, "topic")[0]
    app = panel(small, concept.id)
    next(t for t in app.text_input if t.label == "Name").set_value("Quite another name")
    app.button(key="rename").click().run()
    assert kinds_done(small) == ["rename"]
    assert f"Renamed {concept.name} to Quite another name" in words(app)
    app.button(key=f"undo-done-{concept.id}").click().run()
    assert kinds_done(small) == ["rename", "undo"]
    assert f"undo-done-{concept.id}" not in [b.key for b in app.button]


def test_what_moves_much_is_shown_before_and_done_after(small: Workspace) -> None:
    """Movers with before and after, seeds, pieces, novelty as an estimate; nothing is stored until it is confirmed."""
    concept = by_size(small, "topic")[0]
    app = panel(small, concept.id, "Keep")
    app.button(key="delete").click().run()
    assert kinds_done(small) == []
    said = words(app)
    assert f"Deleted {concept.name}" in said and "95% interval" in said
    assert {m.label for m in app.metric} >= {"Seeds with other concepts", "Pieces", "Dead ends", "Farthest move"}
    assert concept.name in list(app.dataframe[0].value["concept"])
    app.button(key="edit-apply").click().run()
    assert kinds_done(small) == ["delete"]
    assert "It was deleted" in words(app)


def test_what_is_discarded_leaves_nothing(small: Workspace) -> None:
    """The dialog is gone, and the log is empty."""
    concept = by_size(small, "topic")[0]
    app = panel(small, concept.id, "Keep")
    app.button(key="delete").click().run()
    app.button(key="edit-discard").click().run()
    assert kinds_done(small) == []
    assert "edit-apply" not in [b.key for b in app.button]


def test_the_second_of_two_editors_sees_what_the_first_did_and_decides(small: Workspace) -> None:
    """Also an edit that moves nothing opens then; done all the same it stands behind the other."""
    concept = by_size(small, "topic")[0]
    app = panel(small, concept.id)
    next(t for t in app.text_input if t.label == "Name").set_value("Mine")
    apply_edit(small.acting_as("Emmy"), {"kind": "rename", "concept": concept.id, "name": "Hers", "reason": "nicer"})
    app.button(key="rename").click().run()
    said = words(app)
    assert "Emmy has edited this meanwhile" in said and "nicer" in said
    assert kinds_done(small) == ["rename"]
    assert app.button(key="edit-apply").label == "Do it all the same"
    app.button(key="edit-apply").click().run()
    found = small.store.concepts.concept(concept.id)
    assert found and found.name == "Mine"


def test_an_edit_that_does_not_fit_is_refused_with_words(small: Workspace) -> None:
    """Found, wanted, do next; nothing opens."""
    one, other, *_ = by_size(small, "topic")
    app = panel(small, one.id)
    next(t for t in app.text_input if t.label == "Name").set_value(other.name)
    app.button(key="rename").click().run()
    assert "merge them instead" in words(app)
    assert kinds_done(small) == []
    next(t for t in app.text_input if t.label == "Name").set_value("x" * 5000)
    app.button(key="rename").click().run()
    assert not app.exception
    assert "This cannot be used as it is" in words(app)
    assert kinds_done(small) == []

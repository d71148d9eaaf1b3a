"""Kind, lock, deletion and a new concept on screen."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import words
from tests.pages.parts.editor import by_size, kinds_done, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def test_a_concept_is_locked_and_unlocked(small: Workspace) -> None:
    """By whom is told."""
    concept = by_size(small, "kp")[0]
    app = panel(small, concept.id, "Keep")
    app.button(key="lock").click().run()
    assert "Locked by local" in words(app)
    app.button(key="lock").click().run()
    assert kinds_done(small) == ["lock", "lock"]
    assert small.store.edits.locked() == {}


def test_the_reason_is_the_evidence(small: Workspace) -> None:
    """Seeds, neighbours and compositions stand there at first; without a reason a deletion is refused."""
    concept = by_size(small, "kp")[0]
    app = panel(small, concept.id, "Keep")
    reason = next(t for t in app.text_input if t.label == "Why")
    assert str(reason.value).startswith(f"{len(small.store.concepts.ids_of_concept(concept.id))} seeds, ")
    reason.set_value("").run()
    app.button(key="delete").click().run()
    assert "a delete says why" in words(app)
    assert kinds_done(small) == []


def test_a_kind_is_changed(small: Workspace) -> None:
    """A topic becomes a KP, after a look."""
    concept = by_size(small, "topic")[0]
    app = panel(small, concept.id, "Keep")
    app.button(key="change-kind").click().run()
    app.button(key="edit-apply").click().run()
    found = small.store.concepts.concept(concept.id)
    assert found and found.kind == "kp"


def test_a_dropped_concept_is_kept_whatever_cleaning_says(small: Workspace) -> None:
    """The button stands where cleaning dropped it alone."""
    dropped = small.draft().dropped[0][0]
    assert "keep" not in [b.key for b in panel(small, by_size(small, "kp")[0].id, "Keep").button]
    app = panel(small, dropped.id, "Keep")
    app.button(key="keep").click().run()
    if "edit-apply" in [b.key for b in app.button]:
        app.button(key="edit-apply").click().run()
    assert dropped.id in small.draft().graph.position


def test_a_new_concept_gets_the_seeds_that_say_its_words(small: Workspace) -> None:
    """A name that is taken is refused; the form is empty again afterwards."""
    app = panel(small, by_size(small, "kp")[0].id, "Add")
    next(t for t in app.text_input if t.label == "Name of the new one").set_value("Unit price")
    app.button(key="add-concept").click().run()
    assert "is a name of the concept" in words(app)
    next(t for t in app.text_input if t.label == "Name of the new one").set_value("casting out nines")
    next(t for t in app.text_input if t.label.startswith("Give it to")).set_value('"Seed 7:"')
    app.button(key="add-concept").click().run()
    if "edit-apply" in [b.key for b in app.button]:
        app.button(key="edit-apply").click().run()
    made = next(c for c in small.store.concepts.concepts() if c.name == "Casting out nines")
    assert len(small.store.concepts.ids_of_concept(made.id)) == 1
    assert next(t for t in app.text_input if t.label == "Name of the new one").value == ""

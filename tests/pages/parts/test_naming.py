"""Name, other names and meaning, each kept by its own button."""

from pathlib import Path

from mathscale_core.testing.workspaces import small_workspace
from tests.pages.parts.editor import by_size, kinds_done, panel


def test_other_names_come_and_go(tmp_path: Path) -> None:
    """What is typed is added, what is taken out of the list leads there no more."""
    small = small_workspace(tmp_path)
    concept = by_size(small, "kp")[0]
    before = small.store.concepts.aliases(concept.id)
    app = panel(small, concept.id)
    next(t for t in app.text_input if t.label == "One more name").set_value("wholly other name")
    app.button(key="alias").click().run()
    assert not app.exception
    assert set(small.store.concepts.aliases(concept.id)) == {*before, "Wholly other name"}
    assert next(t for t in app.text_input if t.label == "One more name").value == ""
    app.multiselect[0].set_value(before)
    app.button(key="alias").click().run()
    assert small.store.concepts.aliases(concept.id) == before
    assert kinds_done(small) == ["alias", "alias"]


def test_a_meaning_is_kept(tmp_path: Path) -> None:
    """And shown again."""
    small = small_workspace(tmp_path)
    concept = by_size(small, "topic")[0]
    app = panel(small, concept.id)
    app.text_area[0].set_value("  Parts of a whole. ")
    app.button(key="define").click().run()
    found = small.store.concepts.concept(concept.id)
    assert found and found.definition == "Parts of a whole."
    assert app.text_area[0].value == "Parts of a whole."


def test_the_name_follows_an_edit_from_elsewhere(tmp_path: Path) -> None:
    """Unless somebody has typed: see the test of two editors."""
    from mathscale_core.pipeline.edits import apply_edit

    small = small_workspace(tmp_path)
    concept = by_size(small, "topic")[0]
    app = panel(small, concept.id)
    apply_edit(small, {"kind": "rename", "concept": concept.id, "name": "Quite another name"})
    app.run()
    assert next(t for t in app.text_input if t.label == "Name").value == "Quite another name"

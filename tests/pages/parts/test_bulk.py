"""Edits of several marked concepts, each with its count, confirmed and done at once."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part, words


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def page() -> None:
    import streamlit as st

    from pages.parts.bulk import bulk_panel

    space = st.session_state["workspace"]
    there = {c.id for c in space.store.concepts.concepts()}
    marked = [c for c in st.session_state["marked"] if c in there]
    if len(marked) > 1:
        bulk_panel(space, marked, lambda winner: st.session_state.update(winner=winner))


def opened(space: Workspace, entry: str, *names: str) -> AppTest:
    known = {c.name: c.id for c in space.store.concepts.concepts()}
    app = open_part(page, space, **{"marked": [known[n] for n in names], "bulk-menu": entry})
    assert not app.exception
    return app


def do(app: AppTest) -> None:
    """Press the button, and what the dialog asks where it opens."""
    app.button(key="bulk-do").click().run()
    if any(b.key == "edit-apply" for b in app.button):
        app.button(key="edit-apply").click().run()
    assert not app.exception


def test_names_of_one_kind_are_merged_into_one(small: Workspace) -> None:
    """By one edit; a topic and a KP are not."""
    app = opened(small, "Merge", "Unit price", "Percent of a quantity", "Fraction of a quantity")
    assert app.button(key="bulk-do").label == "Merge 3 names"
    do(app)
    (event,) = small.store.curation.events()
    assert (event.kind, len(event.payload["from"])) == ("merge", 2)
    assert "cannot be merged" in words(opened(small, "Merge", "Money", "Unit price"))


def test_all_are_placed_under_one(small: Workspace) -> None:
    """An edit each."""
    app = opened(small, "Place", "Unit price", "Percent of a quantity")
    app.text_input(key="bulk-parent").set_value("Money").run()
    assert app.button(key="bulk-do").label == "Place 2 concepts"
    do(app)
    known = {c.name: c.id for c in small.store.concepts.concepts()}
    assert set(small.store.edits.parents().values()) == {known["Money"]}
    assert len(small.store.edits.parents()) == 2


def test_seeds_are_counted_before_they_are_retagged(small: Workspace) -> None:
    """Six seeds carry one of the two; they get another concept in place of these."""
    app = opened(small, "Retag", "Unit price", "Percent of a quantity")
    known = {c.name: c.id for c in small.store.concepts.concepts()}
    carrying = {
        s for n in ("Unit price", "Percent of a quantity") for s in small.store.concepts.ids_of_concept(known[n])
    }
    assert f"{len(carrying)} seeds carry one" in words(app)
    app.text_input(key="bulk-give").set_value("Fraction of a quantity").run()
    app.checkbox(key="bulk-away").check().run()
    assert app.button(key="bulk-do").label == f"Retag {len(carrying)} seeds"
    do(app)
    assert carrying <= set(small.store.concepts.ids_of_concept(known["Fraction of a quantity"]))
    assert small.store.concepts.ids_of_concept(known["Unit price"]) == []


def test_deleting_wants_a_reason(small: Workspace) -> None:
    """Nothing is deleted without one."""
    app = opened(small, "Delete", "Unit price", "Money")
    app.button(key="bulk-do").click().run()
    assert small.store.curation.events() == []
    next(t for t in app.text_input if t.label == "Why").set_value("no skill").run()
    do(app)
    assert [e.kind for e in small.store.curation.events()] == ["delete", "delete"]

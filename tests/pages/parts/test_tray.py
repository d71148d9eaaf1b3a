"""The tray: collect, compare, find similar ones, merge."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.workspace import Workspace
from pages.parts.tray import MOST
from tests.pages.apps import open_part, words
from tests.pipeline.test_suggest import FRACTIONS, TRINOMIALS
from tests.pipeline.twinned import ids, twinned


def page() -> None:
    import streamlit as st

    from pages.parts.tray import collect_button, tray_panel

    space = st.session_state["workspace"]
    collect_button(space.store.concepts.concept(st.session_state["concept"]))
    tray_panel(space)


def opened(space: Workspace, *collected: str) -> AppTest:
    return open_part(page, space, concept=ids(space, FRACTIONS[0])[0], tray=collected)


def test_an_empty_tray_says_how_to_fill_it(tmp_path: Path) -> None:
    """The button fills it; then it says that it is in there, and nothing can be merged yet."""
    app = opened(twinned(tmp_path))
    assert not app.exception
    assert "The tray is empty" in words(app)
    app.button(key="collect").click().run()
    assert not app.exception
    assert app.button(key="collect").disabled
    assert "Collect another one" in words(app)


def test_side_by_side_and_merged_as_one_edit(tmp_path: Path) -> None:
    """Common neighbours are named; what moves much is looked at first; the winner stays, and a line takes it back."""
    space = twinned(tmp_path)
    one, other, third = ids(space, *FRACTIONS)
    app = opened(space, one, other, third)
    assert "All 3 have 2 neighbours in common" in words(app)
    assert words(app).count("what is $") == 7
    app.selectbox(key="tray-winner").select_index(1).run()
    app.button(key="tray-merge").click().run()
    assert not app.exception
    assert space.store.curation.events() == []
    assert "not done yet" in words(app)
    app.button(key="edit-apply").click().run()
    assert not app.exception
    (event,) = space.store.curation.events()
    assert event.payload == {"from": [one, third], "into": other}
    assert {d.decision for d in space.store.suggestions.decisions()} == {"merge"}
    assert app.session_state["tray"] == (other,)
    app.button(key="undo-done-tray").click().run()
    assert [e.kind for e in space.store.curation.events()] == ["merge", "undo"]
    assert space.store.suggestions.decisions() == []


def test_similar_ones_are_found_and_collected(tmp_path: Path) -> None:
    """By the same signals, with the reason."""
    space = twinned(tmp_path)
    app = opened(space, ids(space, TRINOMIALS[0])[0])
    app.button(key="tray-find").click().run()
    assert not app.exception
    assert "spelled alike 0.97" in words(app)
    slip = ids(space, TRINOMIALS[1])[0]
    app.button(key=f"collect-{slip}").click().run()
    assert app.session_state["tray"][-1] == slip
    app.button(key=f"away-{slip}").click().run()
    assert slip not in app.session_state["tray"]


def test_two_kinds_and_locked_ones_are_said(tmp_path: Path) -> None:
    """A topic and a KP have no merge; a lock asks for a reason of one's own, and nothing is lost from the tray."""
    space = twinned(tmp_path)
    one, other = ids(space, *TRINOMIALS)
    assert "cannot be merged" in words(opened(space, one, ids(space, "Fractions")[0]))
    apply_edit(space, {"kind": "lock", "concept": one})
    app = opened(space, one, other)
    app.button(key="tray-merge").click().run()
    assert "has no reason" in words(app)
    app.text_input(key="tray-why").set_value("a slip").run()
    app.button(key="tray-merge").click().run()
    app.button(key="edit-apply").click().run()
    assert [e.kind for e in space.store.curation.events()] == ["lock", "merge"]


def test_what_is_gone_leaves_the_tray_and_a_full_one_takes_no_more(tmp_path: Path) -> None:
    """No card of nothing."""
    space = twinned(tmp_path)
    every = [c.id for c in space.store.concepts.concepts() if c.name not in FRACTIONS]
    app = opened(space, "c_gone", *every[:2])
    assert app.session_state["tray"] == tuple(every[:2])
    full = opened(space, *every[:MOST])
    assert full.button(key="collect").disabled == (len(every) >= MOST)

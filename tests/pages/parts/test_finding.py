"""Another concept is found by its name; a field follows what is there until somebody types."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from tests.pages.apps import open_part, words
from tests.pages.parts.editor import by_size


def page() -> None:
    import streamlit as st

    from pages.parts.finding import concept_finder, follow, reason_field

    space, without = st.session_state["workspace"], st.session_state["without"]
    chosen = concept_finder(space, "Which one", "finder", kind="topic", without=without)
    st.text(f"chosen: {chosen}")
    st.text_input("Followed", key=follow("followed", st.session_state["now"]))
    st.text(f"reason: {reason_field('one', 'evidence')}")


def opened(tmp_path: Path) -> AppTest:
    return open_part(page, small_workspace(tmp_path), without=[], now="first")


def test_the_first_hit_of_the_kind_is_chosen(tmp_path: Path) -> None:
    """What does not fit is left out; nothing found is said."""
    app = opened(tmp_path)
    assert "chosen:\n" in words(app)
    space = app.session_state["workspace"]
    money = next(c for c in by_size(space, "topic") if c.name == "Money")
    app.text_input(key="finder").set_value("mon").run()
    assert f"chosen: {money.id}" in words(app)
    app.session_state["without"] = [money.id]
    app.run()
    assert "No other topic has such a name" in words(app)


def test_a_concept_that_no_seed_carries_is_found(tmp_path: Path) -> None:
    """It stands in the vocabulary, though not in the graph; a deleted one does not."""
    app = opened(tmp_path)
    space = app.session_state["workspace"]
    made = apply_edit(space, {"kind": "add", "as": "topic", "name": "Zebra crossings"}).payload["id"]
    app.text_input(key="finder").set_value("zebra").run()
    assert f"chosen: {made}" in words(app)
    apply_edit(space, {"kind": "delete", "concept": made, "reason": "not mathematics"})
    app.run()
    assert "No other topic has such a name" in words(app)


def test_a_field_follows_what_is_there_until_somebody_types(tmp_path: Path) -> None:
    """What is typed stays."""
    app = opened(tmp_path)
    assert app.text_input(key="followed").value == "first"
    app.session_state["now"] = "second"
    app.run()
    assert app.text_input(key="followed").value == "second"
    app.text_input(key="followed").set_value("typed")
    app.session_state["now"] = "third"
    app.run()
    assert app.text_input(key="followed").value == "typed"
    assert "reason: evidence" in words(app)

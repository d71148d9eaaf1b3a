"""Picking any concept by its name."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import words


def page() -> None:
    import streamlit as st

    from pages.parts.picking import pick_any

    st.text(pick_any(st.session_state["workspace"], "Search", "find", kind="kp", without=st.session_state["without"]))


def opened(space: Workspace, *without: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["workspace"], app.session_state["without"] = space, without
    return app.run()


def test_nothing_is_picked_before_something_is_searched_for(tmp_path: Path) -> None:
    """And a name that none has is said so."""
    app = opened(small_workspace(tmp_path))
    assert [t.value for t in app.text] == [""]
    app.text_input(key="find").set_value("xyzzy").run()
    assert not app.exception
    assert "No other topic or KP has such a name" in words(app)


def test_a_concept_that_no_seed_carries_can_be_picked(tmp_path: Path) -> None:
    """Of the kind that fits alone, without those that do not."""
    space = small_workspace(tmp_path)
    made = apply_edit(space, {"kind": "add", "as": "kp", "name": "Money on the side"}).payload["id"]
    app = opened(space)
    app.text_input(key="find").set_value("money").run()
    assert not app.exception
    assert made in [t.value for t in app.text]
    without = opened(space, made)
    without.text_input(key="find").set_value("money").run()
    assert "No other topic or KP has such a name" in words(without)

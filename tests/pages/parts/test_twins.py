"""The cards of a cluster: names as text, the one that stays on the right, cautions in words."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part, words
from tests.pipeline.test_suggest import TRINOMIALS
from tests.pipeline.twinned import ids, twinned


def page() -> None:
    import streamlit as st

    from mathscale_core.views import suggestions
    from pages.parts.twins import cluster_cards

    space, members = st.session_state["workspace"], st.session_state["members"]
    shown = suggestions.cluster_of(space, members)
    assert shown is not None
    cluster_cards(shown, members[1], "tick", lambda _, concept: st.session_state.update(stays=concept))


def opened(space: Workspace, members: tuple[str, ...]) -> AppTest:
    return open_part(page, space, members=members)


def test_the_one_that_stays_is_marked_and_any_other_may_stay(tmp_path: Path) -> None:
    """A word and not only a place; the button names the concept that is to stay."""
    space = twinned(tmp_path)
    one, other = ids(space, *TRINOMIALS)
    app = opened(space, (one, other))
    assert not app.exception
    assert [b.label for b in app.button] == ["Keep this name"]
    app.button[0].click().run()
    assert app.session_state["stays"] == one
    assert "stays" in words(app)


def test_names_and_cautions_are_text(tmp_path: Path) -> None:
    """No markup of a name is read."""
    space = twinned(tmp_path)
    one, other = ids(space, *TRINOMIALS)
    apply_edit(space, {"kind": "rename", "concept": one, "name": "Factoring **trinomials** <b>"})
    apply_edit(space, {"kind": "lock", "concept": one})
    app = opened(space, (one, other))
    assert not app.exception
    assert "\\*\\*trinomials\\*\\* \\<b\\>" in app.checkbox[0].label + app.checkbox[1].label
    assert "was locked by local" in words(app)

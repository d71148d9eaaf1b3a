"""Edges by hand on screen: linked, reweighted, unlinked, and left to the seeds again."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.views.explore import edge
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part, words
from tests.pages.parts.editor import by_size, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def page() -> None:
    import streamlit as st

    from pages.parts.editing import edge_edits

    edge_edits(st.session_state["workspace"], *st.session_state["pair"])


def confirmed(app: AppTest) -> None:
    """Go on where it was looked at first."""
    if "edit-apply" in [b.key for b in app.button]:
        app.button(key="edit-apply").click().run()
    assert not app.exception


def test_an_edge_is_set_taken_away_and_left_to_the_seeds(small: Workspace) -> None:
    """Its weight by hand stands beside the seeds that carry both."""
    one, other = by_size(small, "topic")[0].id, by_size(small, "kp")[0].id
    counted, where = edge(small, one, other).seeds, " ".join(sorted((one, other)))
    app = open_part(page, small, pair=(one, other))
    app.number_input[0].set_value(50).run()
    app.button(key=f"link-{where}").click().run()
    confirmed(app)
    assert small.store.edits.edges() == {tuple(sorted((one, other))): 50}
    assert f"weight 50 (by hand, {counted} seed" in words(app)
    app.button(key=f"unlink-{where}").click().run()
    confirmed(app)
    assert edge(small, one, other).weight == 0
    assert "no edge" in words(app)
    app.button(key=f"as-counted-{where}").click().run()
    confirmed(app)
    assert small.store.edits.edges() == {}
    assert edge(small, one, other).weight == counted


def test_a_concept_is_linked_to_another_one_from_its_panel(small: Workspace) -> None:
    """Found by name; an edge with itself is not offered."""
    one = next(c for c in by_size(small, "topic") if c.name == "Money")
    app = panel(small, one.id, "Link")
    app.text_input(key=f"link-to-{one.id}").set_value("Money").run()
    assert "No other topic or KP has such a name" in words(app)
    app.text_input(key=f"link-to-{one.id}").set_value("Unit price").run()
    app.button(key=f"link-{one.id}").click().run()
    confirmed(app)
    other = next(c for c in by_size(small, "kp") if c.name == "Unit price")
    counted = edge(small, one.id, other.id).seeds
    assert small.store.edits.edges() == {tuple(sorted((one.id, other.id))): counted}

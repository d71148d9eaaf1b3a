"""What is done in the picture stands in the address afterwards; the store keeps stars and places."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.views import explore
from mathscale_core.workspace import Workspace
from tests.pages.apps import address


def page() -> None:
    import streamlit as st

    from pages.parts.gestures import TROUBLE, did, edge_said, hidden_steps, wish

    space = st.session_state["workspace"]
    for event in st.session_state.get("events", ()):
        did(space, event, "c_middle")
    st.text(repr(wish()))
    st.text(repr((edge_said(), sorted(hidden_steps()), st.session_state.get("tray"), TROUBLE in st.session_state)))


def after(demo: Workspace, *events: dict[str, Any], **query: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["workspace"], app.session_state["events"] = demo, events
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_a_click_selects_and_keeps_the_middle(demo: Workspace) -> None:
    """A chosen edge gives way to a concept; pages of the other concept's lists are left."""
    app = after(demo, {"what": "pick", "concept": "c_1"}, concept="c_middle", edge="a~b", open="c_2")
    assert address(app) == {"concept": "c_middle", "selected": "c_1", "open": "c_2"}


def test_an_edge_is_selected_by_its_ends(demo: Workspace) -> None:
    """The concept stays selected beside it."""
    app = after(demo, {"what": "edge", "a": "c_1", "b": "c_2"}, concept="c_middle", selected="c_1")
    assert address(app) == {"concept": "c_middle", "selected": "c_1", "edge": "c_1~c_2"}
    assert app.text[1].value.startswith("(('c_1', 'c_2')")


def test_another_concept_in_the_middle_begins_without_what_was_opened(demo: Workspace) -> None:
    """How much is shown and by what it is coloured stays."""
    app = after(
        demo, {"what": "open", "concept": "c_9"}, concept="c_middle", open="c_1", cut="c_2", limit="7", overlay="seeds"
    )
    assert address(app) == {"concept": "c_9", "selected": "c_9", "limit": "7", "overlay": "seeds"}


def test_expanding_twice_folds_back_and_pruning_selects_the_middle(demo: Workspace) -> None:
    """Several may be open, in their order."""
    app = after(demo, {"what": "expand", "concept": "c_1"}, {"what": "expand", "concept": "c_2"}, concept="c_middle")
    assert address(app)["open"] == "c_1,c_2"
    app = after(demo, {"what": "expand", "concept": "c_1"}, concept="c_middle", open="c_1,c_2")
    assert address(app)["open"] == "c_2"
    app = after(demo, {"what": "prune", "concept": "c_1"}, concept="c_middle", selected="c_1")
    assert address(app) == {"concept": "c_middle", "selected": "c_middle", "cut": "c_1"}


def test_the_legend_leaves_out_and_shows_again(demo: Workspace) -> None:
    """Never every kind; steps of the overlay by their number."""
    app = after(demo, {"what": "legend", "name": "topic"})
    assert address(app) == {"kinds": "kp"}
    app = after(demo, {"what": "legend", "name": "topic"}, kinds="kp")
    assert address(app) == {}
    app = after(demo, {"what": "legend", "name": "kp"}, kinds="kp")
    assert address(app) == {"kinds": "topic"}
    app = after(demo, {"what": "legend", "name": "step2"}, {"what": "legend", "name": "step-1"})
    assert address(app) == {"steps": "2,-1"}
    assert "[-1, 2]" in app.text[1].value


def test_a_star_the_tray_and_a_place_are_kept(demo: Workspace) -> None:
    """The star of who acts, the tray of the session, the place with the version."""
    concept = explore.search(demo, "", 1)[0].concept.id
    app = after(
        demo, {"what": "star", "concept": concept}, {"what": "collect", "concept": concept},
        {"what": "drag", "at": {concept: [1.5, 2], "odd": "x", "short": [1]}},
    )  # fmt: skip
    assert [h.concept.id for h in explore.starred(demo)] == [concept]
    assert explore.dragged(demo, "c_middle") == {concept: (1.5, 2.0)}
    assert f"('{concept}',)" in app.text[1].value
    after(demo, {"what": "star", "concept": concept}, {"what": "tidy"})
    assert explore.starred(demo) == []
    assert explore.dragged(demo, "c_middle") == {}


@pytest.mark.parametrize(
    "event", [{}, {"what": "fly"}, {"what": "legend", "name": "fly"}, {"what": "legend"}, {"what": "drag", "at": 7}]
)
def test_what_means_nothing_changes_nothing(demo: Workspace, event: dict[str, Any]) -> None:
    """The browser may be older than the page."""
    assert address(after(demo, event, concept="c_middle")) == {"concept": "c_middle"}


def test_an_error_is_kept_for_the_page(demo: Workspace) -> None:
    """A star on what is gone."""
    assert after(demo, {"what": "star", "concept": "c_gone"}).text[1].value.endswith("True)")


def test_what_an_address_cannot_mean_does_not_count(demo: Workspace) -> None:
    """Too many, too few, letters, unknown kinds."""
    said = after(demo, limit="9999", depth="7", least="0", kinds="fly", open="a,,a,b", cut=",").text[0].value
    assert said == (
        "Wish(strongest=60, depth=2, minimum=1, kinds=('topic', 'kp'), opened=('a', 'b'), pruned=())"
    )  # fmt: skip
    said = after(demo, limit="x", depth="-1", least="3", kinds="kp").text[0].value
    assert said == "Wish(strongest=16, depth=1, minimum=3, kinds=('kp',), opened=(), pruned=())"

"""The edit panel of one concept in Streamlit's test runner."""

from streamlit.testing.v1 import AppTest

from mathscale_core.records import Concept
from mathscale_core.views import explore
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part


def page() -> None:
    """The panel, and what it says of the concept that is to be shown next."""
    import streamlit as st

    from pages.parts.editing import edit_panel
    from pages.parts.shell import clear_errors

    space = st.session_state["workspace"]
    with clear_errors():
        found = space.store.concepts.concept(space.store.concepts.merged_into(st.session_state["concept"]))
        edit_panel(space, found, lambda winner: st.session_state.update(winner=winner))


def panel(space: Workspace, concept: str, entry: str = "Name") -> AppTest:
    """The panel with an entry of its menu open."""
    app = open_part(page, space, **{"concept": concept, "edit-menu": entry})
    assert not app.exception, app.exception
    return app


def by_size(space: Workspace, kind: str) -> list[Concept]:
    """Concepts of a kind, most seeds first."""
    return [h.concept for h in explore.search(space, "", 400) if h.concept.kind == kind]


def kinds_done(space: Workspace) -> list[str]:
    """The kinds of the log's events."""
    return [e.kind for e in space.store.curation.events()]

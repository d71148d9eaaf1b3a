"""Concepts on screen: picking a hit leads there once, and facts stand under a concept's name."""

from streamlit.testing.v1 import AppTest

from mathscale_core.views import explore
from mathscale_core.workspace import Workspace
from tests.pages.apps import words


def page() -> None:
    import streamlit as st

    from mathscale_core.views import explore
    from pages.parts.concepts import concept_facts, concept_seeds, hit_table

    space = st.session_state["workspace"]
    hits = explore.search(space, st.session_state.get("text", ""), 3)
    picked = hit_table(hits, "hits")
    st.text(f"picked {picked}")
    concept_seeds(space, concept_facts(space, hits[0].concept.id))


def opened(demo: Workspace, **state: object) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["workspace"] = demo
    for name, value in state.items():
        app.session_state[name] = value
    return app.run()


def test_hits_are_a_table_in_which_nothing_is_picked_at_first(demo: Workspace) -> None:
    """Names as plain text, with seeds and neighbours; no row, no pick."""
    app = opened(demo)
    hits = explore.search(demo, "", 3)
    assert list(app.dataframe[0].value["name"]) == [h.concept.name for h in hits]
    assert list(app.dataframe[0].value["seeds"]) == [h.seeds for h in hits]
    assert [t.value for t in app.text] == ["picked"]


def test_facts_and_seeds_of_a_concept(demo: Workspace) -> None:
    """Seeds, neighbours, compositions, other names; five seeds a page."""
    app = opened(demo, text="percent")
    panel = explore.panel(demo, explore.search(demo, "percent", 1)[0].concept.id)
    said = words(app)
    assert f"{panel.seeds:,} seeds · {panel.degree:,} neighbours · in {panel.compositions:,} compositions" in said
    assert "Also called: " in said
    assert len(app.expander) == min(5, panel.seeds)

"""Concepts on screen: picking a hit leads there once, and facts stand under a concept's name."""

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.views import explore
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, open_part, words


def page() -> None:
    import streamlit as st

    from mathscale_core.views import explore
    from pages.parts.concepts import concept_facts, concept_seeds, hit_table, neighbour_table

    space = st.session_state["workspace"]
    text = st.session_state.get("text", "")
    hits = explore.find(space, text)[:3] if text else explore.search(space, "", 3)
    picked = hit_table(hits, "hits")
    st.text(f"picked {picked}")
    panel = explore.panel(space, hits[0].concept.id)
    concept_facts(panel)
    concept_seeds(space, panel)
    if panel.degree:
        neighbour_table(explore.neighbours(space, panel.concept.id), panel.concept.id, "", most=300)


def opened(demo: Workspace, **state: object) -> AppTest:
    return open_part(page, demo, **state)


def test_hits_are_a_table_in_which_nothing_is_picked_at_first(demo: Workspace) -> None:
    """Names as plain text, with seeds and neighbours; no row, no pick; no column of reasons where none is needed."""
    app = opened(demo)
    hits = explore.search(demo, "", 3)
    assert list(app.dataframe[0].value["name"]) == [h.concept.name for h in hits]
    assert list(app.dataframe[0].value["seeds"]) == [h.seeds for h in hits]
    assert "note" not in app.dataframe[0].value
    assert [t.value for t in app.text] == ["picked"]


def test_a_hit_says_why_it_was_found(demo: Workspace) -> None:
    """A slip of typing, and that no seed carries it yet."""
    apply_edit(demo, {"kind": "add", "as": "topic", "name": "Knot invariants"})
    app = opened(demo, text="knto invar")
    assert list(app.dataframe[0].value["note"]) == ["did you mean this? · no seeds yet"]
    assert "0 seeds · 0 neighbours" in words(app)


def test_facts_and_seeds_of_a_concept(demo: Workspace) -> None:
    """Seeds, neighbours, compositions, other names; five seeds a page."""
    app = opened(demo, text="percentage")
    assert not app.exception
    panel = explore.panel(demo, explore.find(demo, "percentage")[0].concept.id)
    said = words(app)
    assert f"{panel.seeds:,} seeds · {panel.degree:,} neighbours · in {panel.compositions:,} compositions" in said
    assert "Also called: " in said
    assert len(app.expander) == min(5, panel.seeds)


def test_what_curators_said_stands_under_the_name(demo: Workspace) -> None:
    """Code, the way down the tree, relation, lock."""
    one, other = [h.concept for h in explore.search(demo, "", 400) if h.concept.kind == "topic"][:2]
    for edit in (
        {"kind": "code", "concept": one.id, "add": [{"scheme": "MSC", "code": "11A05", "match": "close"}]},
        {"kind": "relate", "a": other.id, "b": one.id, "as": "parent-of"},
        {"kind": "lock", "concept": one.id},
    ):
        apply_edit(demo, edit)
    app = opened(demo, text=one.name)
    said = words(app).replace("\\", "")
    assert "MSC 11A05 (close)" in said
    assert f"{other.name} › {one.name}" in said


def test_generated_questions_lead_to_the_bank(demo: Workspace) -> None:
    """How many carry it, five of them with checks and verdict, and a link to all."""
    found = [h.concept for h in explore.search(demo, "", 400)]
    concept, total = next((c, n) for c in found if (n := explore.written_for(demo, c)[1]) > 5)
    app = open_page(demo, "explore", concept=concept.id)
    app.session_state["of-concept"] = ":material/quiz: Generated questions"
    app.run()
    assert not app.exception
    assert [link.proto.label for link in app.get("page_link") if "in the bank" in link.proto.label] == [
        f"All {total:,} questions in the bank"
    ]

"""Concepts on screen: tables of hits and neighbours of which one can be picked, and one concept with its seeds."""

from collections.abc import Sequence

import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice
from pages.parts.canvas import HEIGHT
from pages.parts.look import KIND, WORDS
from pages.parts.problem import concept_badges, problem_card
from pages.parts.tables import row_table

SEEDS_A_PAGE = 5


def hit_table(hits: Sequence[explore.Hit], key: str, *, most: int = 250) -> str:
    """Concepts with their seeds and neighbours; returns the id of one that was picked now, ``""`` where none was."""
    rows = [
        {"name": to_plain(h.concept.name), "kind": KIND[h.concept.kind][2], "seeds": h.seeds, "neighbours": h.degree}
        for h in hits
    ]
    columns = {
        "kind": st.column_config.TextColumn("kind", help=WORDS["concept"]),
        "seeds": st.column_config.NumberColumn("seeds", help="Seeds that carry it."),
        "neighbours": st.column_config.NumberColumn("neighbours", help=WORDS["edge"]),
    }
    row = row_table(rows, key, most=most, columns=columns)
    # A row stays chosen while one walks on from it: only a new choice leads there.
    picked = "" if row is None else hits[row].concept.id
    memory = f"picked-{key}"
    new = picked if picked != st.session_state.get(memory, "") else ""
    st.session_state[memory] = picked
    return new


def neighbour_table(ego: explore.Ego, selected: str) -> str:
    """The neighbours as a table; returns the one that was picked in it now, ``""`` where none was."""
    rows = [
        {
            "name": to_plain(n.concept.name),
            "kind": KIND[n.concept.kind][2],
            "w": n.weight,
            "there": n.there,
            "back": n.back,
        }
        for n in ego.neighbours
    ]
    ids = [n.concept.id for n in ego.neighbours]
    number = st.column_config.NumberColumn
    row = row_table(
        rows, f"neighbours-{ego.centre.id}-{selected}-{len(ids)}", most=HEIGHT + 2,
        chosen=ids.index(selected) if selected in ids else None,
        columns={
            "name": st.column_config.TextColumn("neighbour", width=190),
            "kind": st.column_config.TextColumn("kind", width=50),
            "w": number("seeds", help="Seeds that carry both (the weight of the edge)", width=55),
            "there": number("p to", help="Probability of a step to it in their sub-graph", format="%.3f", width=60),
            "back": number("p back", help="Probability of a step back", format="%.3f", width=65),
        },
    )  # fmt: skip
    return ids[row] if row is not None and ids[row] != selected else ""


def concept_facts(space: Workspace, concept: str) -> explore.Panel:
    """Kind, numbers, meaning and other names of a concept; raises what ``explore.panel`` raises."""
    panel = explore.panel(space, concept)
    icon, colour, word, what = KIND[panel.concept.kind]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(word, icon=icon, color=colour, help=what)
        st.caption(
            f"{panel.seeds:,} seeds · {panel.degree:,} neighbours · in {panel.compositions:,} compositions",
            help=f"{WORDS['seed']} {WORDS['composition']}",
        )
    if panel.concept.definition:
        st.markdown(to_markdown(panel.concept.definition))
    if panel.aliases:
        st.caption("Also called: " + to_markdown(", ".join(panel.aliases)))
    return panel


def concept_seeds(space: Workspace, panel: explore.Panel) -> None:
    """The seeds that carry a concept, five a page."""
    concept = panel.concept.id
    if not panel.seeds:
        st.caption("No seed carries it now.")
    page = page_choice(-(-panel.seeds // SEEDS_A_PAGE), "seeds-page")
    for seed in explore.seeds_of(space, concept, SEEDS_A_PAGE, (page - 1) * SEEDS_A_PAGE):
        with st.container(border=True):
            problem_card(seed.question, seed.solution, seed.answer, open_solution=False)
            topics, kps = explore.tags_of(space, seed.id)
            concept_badges(topics, kps, seed.level)
            st.caption(f"{to_markdown(seed.source)} · {to_markdown(seed.split)} · `{seed.id}`")

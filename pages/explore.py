"""Explore: search a concept, see its neighbourhood as picture and table with one selection, read its seeds."""

import pandas as pd
import streamlit as st

from mathscale_core.records import Concept
from mathscale_core.views import explore
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.canvas import HEIGHT, graph_canvas
from pages.parts.problem import concept_badges, problem_card
from pages.parts.shell import clear_errors, head, workspace

KIND = {"topic": "topic", "kp": "KP"}
SEEDS_A_PAGE = 5


def choose(centre: str, selected: str = "") -> None:
    """Keep the view in the address: the concept in the middle and the selected one."""
    st.query_params["concept"] = centre
    st.query_params["selected"] = selected or centre


def search_box(space: Workspace) -> None:
    """Search first: the hits as a table; picking one puts it in the middle."""
    text = st.text_input(
        "Search topics and knowledge points", key="q", bind="query-params", live=True, type="search",
        placeholder="Name or beginning of a word, such as Pythag", icon=":material/search:",
    )  # fmt: skip
    if not text:
        return
    hits = explore.search(space, text)
    if not hits:
        st.info(f"No topic or knowledge point has a name with “{to_markdown(text)}”. Try a shorter beginning.")
        return
    rows = [
        {"kind": KIND[h.concept.kind], "name": h.concept.name, "seeds": h.seeds, "neighbours": h.degree} for h in hits
    ]
    # A new text is a new table, so that no old row stays chosen.
    picked = st.dataframe(
        pd.DataFrame(rows), hide_index=True, on_select="rerun", selection_mode="single-row", key=f"hits-{text}",
        height=min(38 + 35 * len(rows), 250),
    )  # fmt: skip
    chosen = picked["selection"]["rows"]
    if chosen and st.session_state.get("opened_hit") != (text, chosen[0]):
        st.session_state["opened_hit"] = (text, chosen[0])
        choose(hits[chosen[0]].concept.id)


def neighbour_table(ego: explore.Ego, selected: str) -> str:
    """The neighbours as a table; returns the one that was picked in it now, ``""`` where none was."""
    rows = [
        {
            "name": n.concept.name, "shared": n.weight, "p to": n.there, "p back": n.back, "kind": KIND[n.concept.kind],
        }
        for n in ego.neighbours
    ]  # fmt: skip
    ids = [n.concept.id for n in ego.neighbours]
    at = [ids.index(selected)] if selected in ids else []
    shown = st.dataframe(
        pd.DataFrame(rows), hide_index=True, height=HEIGHT + 2, on_select="rerun", selection_mode="single-row",
        selection_default={"selection": {"rows": at}}, key=f"neighbours-{ego.centre.id}-{selected}-{len(ids)}",
        column_config={
            "name": st.column_config.TextColumn("neighbour", width="medium"),
            "shared": st.column_config.NumberColumn("w", help="Seeds that carry both", width=50),
            "p to": st.column_config.NumberColumn(
                "p →", help="Probability that a step in their sub-graph goes to this neighbour", format="%.3f", width=65
            ),
            "p back": st.column_config.NumberColumn("p ←", help="Probability of a step back", format="%.3f", width=65),
        },
    )  # fmt: skip
    chosen = shown["selection"]["rows"]
    return ids[chosen[0]] if chosen and ids[chosen[0]] != selected else ""


def concept_panel(space: Workspace, concept: str, centre: Concept) -> None:
    """The selected concept: facts and its seeds, five a page."""
    panel = explore.panel(space, concept)
    title, action = st.columns([4, 1], vertical_alignment="bottom")
    title.subheader(to_markdown(panel.concept.name), anchor=False)
    if concept != centre.id and action.button(
        "Put in the middle", icon=":material/center_focus_strong:", width="stretch"
    ):
        choose(concept)
        st.rerun()
    kind = "Topic" if panel.concept.kind == "topic" else "Knowledge point"
    st.caption(f"{kind} · {panel.seeds:,} seeds · {panel.degree:,} neighbours · in {panel.compositions:,} compositions")
    if panel.concept.definition:
        st.markdown(to_markdown(panel.concept.definition))
    if panel.aliases:
        st.caption("Also called: " + to_markdown(", ".join(panel.aliases)))
    pages = max(1, -(-panel.seeds // SEEDS_A_PAGE))
    page = st.pagination(pages, key=f"seeds-{concept}") if pages > 1 else 1
    for seed in explore.seeds_of(space, concept, SEEDS_A_PAGE, (page - 1) * SEEDS_A_PAGE):
        with st.container(border=True):
            problem_card(seed.question, seed.solution, seed.answer, open_solution=False)
            topics, kps = explore.tags_of(space, seed.id)
            concept_badges(topics, kps, seed.level)
            st.caption(f"{to_markdown(seed.source)} · {to_markdown(seed.split)} · `{seed.id}`")


head("Explore", "Search a topic or knowledge point (KP), and walk from neighbour to neighbour.")
with clear_errors():
    space = workspace()
    finder, amount = st.columns([4, 1], gap="medium")
    with finder:
        search_box(space)
    limit = amount.slider("Neighbours shown", 5, 60, 16, key="limit", bind="query-params")
    first = explore.search(space, "", 1)
    if not first:
        st.info("The graph is empty. Import seeds and run `mathscale extract`, or try `mathscale demo`.")
        st.stop()
    centre = st.query_params.get("concept") or first[0].concept.id
    selected = st.query_params.get("selected") or centre
    ego = explore.ego(space, centre, limit)
    picture, table = st.columns([3, 2])
    with picture:
        event = graph_canvas(ego, explore.panel(space, centre).seeds, selected, key="ego")
    with table:
        in_table = neighbour_table(ego, selected)
    more = f" {ego.left_out:,} weaker ones are not shown." if ego.left_out else ""
    st.caption(
        "Boxes are topics, dots are KPs; a line is thicker the more seeds carry both. Click selects, double-click "
        f"puts a concept in the middle.{more}"
    )
    if event.opened:
        choose(event.opened)
        st.rerun()
    elif (event.picked or in_table) not in {"", selected}:
        choose(centre, event.picked or in_table)
        st.rerun()
    concept_panel(space, selected, ego.centre)

"""Explore: search a concept, see its neighbourhood as picture and table with one selection, read its seeds."""

import streamlit as st

from mathscale_core.records import Concept
from mathscale_core.views import explore
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.canvas import HEIGHT, graph_canvas
from pages.parts.problem import concept_badges, problem_card
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.tables import row_table

KIND = {"topic": "topic", "kp": "KP"}
SEEDS_A_PAGE = 5


def choose(centre: str, selected: str = "") -> None:
    """Keep the view in the address, as one step of the browser's history: the middle and the selected concept."""
    st.query_params.update({"concept": centre, "selected": selected or centre})


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
        {"name": h.concept.name, "kind": KIND[h.concept.kind], "seeds": h.seeds, "neighbours": h.degree} for h in hits
    ]
    # A new text is a new table, so that no old row stays chosen.
    row = row_table(rows, f"hits-{text}", most=250)
    opened = None if row is None else (text, row)
    # A row stays chosen while one walks on from it: only a new choice leads there.
    if row is not None and st.session_state.get("opened_hit") != opened:
        choose(hits[row].concept.id)
    st.session_state["opened_hit"] = opened


def neighbour_table(ego: explore.Ego, selected: str) -> str:
    """The neighbours as a table; returns the one that was picked in it now, ``""`` where none was."""
    rows = [
        {"name": n.concept.name, "kind": KIND[n.concept.kind], "w": n.weight, "there": n.there, "back": n.back}
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
    limit = amount.slider("Neighbours shown", 5, 40, 16, key="limit", bind="query-params")
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
        f"puts a concept in the middle, Ctrl and wheel zoom.{more}"
    )
    if event.opened:
        choose(event.opened)
        st.rerun()
    elif (event.picked or in_table) not in {"", selected}:
        choose(centre, event.picked or in_table)
        st.rerun()
    concept_panel(space, selected, ego.centre)

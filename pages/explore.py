"""Explore: search a concept, see its neighbourhood as picture and table with one selection, read its seeds, edit it."""

import streamlit as st

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.views import explore
from mathscale_core.views.curation import shelf_count
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import note, number_said, said, show, write
from pages.parts.canvas import graph_canvas
from pages.parts.concepts import concept_facts, concept_seeds, hit_table, neighbour_table
from pages.parts.editing import edit_panel, history_page, shelf_page
from pages.parts.shell import clear_errors, head, show_error, workspace

BIGGEST = 10
FEWEST, USUAL, MOST = 5, 16, 40


def choose(centre: str, selected: str = "") -> None:
    """Keep the view in the address, as one step of the browser's history: the middle and the selected concept."""
    if selected != said("selected"):
        write("seeds-page", "")
    st.query_params.update({"concept": centre, "selected": selected or centre})


def search_box(space: Workspace) -> None:
    """Search first: the hits as a table; picking one puts it in the middle."""
    text = st.text_input(
        "Search topics and knowledge points", key=show("q", said("q")), on_change=note, args=("q", "q", ""),
        live=True, type="search",
        placeholder="Name or beginning of a word, such as Pythag", icon=":material/search:",
    )  # fmt: skip
    if not text:
        return
    hits = explore.search(space, text)
    if not hits:
        st.info(f"No topic or knowledge point has a name with “{to_markdown(text)}”. Try a shorter beginning.")
        return
    # A new text is a new table, so that no old row stays chosen.
    if picked := hit_table(hits, f"hits-{text}"):
        choose(picked)


def network(space: Workspace, ego: explore.Ego, selected: str) -> None:
    """Picture and table of the neighbourhood; a click in one selects in both."""
    centre = ego.centre.id
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


def selected_concept(space: Workspace, concept: str, centre: str) -> None:
    """The selected concept: facts and seeds beside its edits."""
    facts, edits = st.columns([3, 2], gap="large")
    with facts:
        name = explore.panel(space, concept).concept.name
        title, action = st.columns([3, 1], vertical_alignment="bottom")
        title.subheader(to_markdown(name), anchor=False)
        if concept != centre and action.button(
            "Put in the middle", icon=":material/center_focus_strong:", width="stretch"
        ):
            choose(concept)
            st.rerun()
        panel = concept_facts(space, concept)
        concept_seeds(space, panel)
    with edits, st.container(border=True, key="editing"):
        edit_panel(space, panel.concept, choose)


def not_in_graph(space: Workspace, concept: str, error: NotFoundError) -> None:
    """A word on the concept of an old or mistyped address; the biggest ones to go on with."""
    show_error(error)
    if explore.standing(space, concept):
        with clear_errors():
            panel = concept_facts(space, concept)
            if st.button(f"Restore {to_markdown(panel.concept.name)}", icon=":material/restore:", key="restore"):
                apply_edit(space, {"kind": "restore", "concept": concept})
                st.rerun()
    st.subheader("The biggest concepts", anchor=False)
    if picked := hit_table(explore.search(space, "", BIGGEST), "biggest", most=400):
        choose(picked)
        st.rerun()


def graph_view(space: Workspace) -> None:
    """Search, network and panel of what the address names."""
    finder, amount = st.columns([4, 1], gap="medium")
    with finder:
        search_box(space)
    asked_limit = min(max(number_said("limit", USUAL), FEWEST), MOST)
    limit = amount.slider(
        "Neighbours shown", FEWEST, MOST, key=show("limit", asked_limit), on_change=note,
        args=("limit", "limit", str(USUAL)),
    )  # fmt: skip
    first = explore.search(space, "", 1)
    if not first:
        st.info("The graph is empty: no seed has concepts yet. Import seeds, then extract.", icon=":material/hub:")
        st.page_link("seeds.py", label="Go to Seeds", icon=":material/grass:")
        return
    asked = st.query_params.get("concept") or first[0].concept.id
    now = explore.standing(space, asked)
    centre = now.id if now else asked
    selected = st.query_params.get("selected") or centre
    try:
        ego = explore.ego(space, centre, limit)
    except NotFoundError as error:
        not_in_graph(space, centre, error)
        return
    if centre != asked:
        st.info(
            f"The concept of this address was merged into **{to_markdown(ego.centre.name)}**.", icon=":material/merge:"
        )
    standing = explore.standing(space, selected)
    selected = standing.id if standing else selected
    network(space, ego, selected)
    with clear_errors():
        selected_concept(space, selected, centre)


head("Explore", "Search a topic or knowledge point (KP), walk from neighbour to neighbour, and keep the names true.")
with clear_errors():
    VIEWS = {"Graph": graph_view, "Shelf": shelf_page, "History": history_page}
    space = workspace()
    waiting = shelf_count(space)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        shown = st.segmented_control(
            "View", list(VIEWS), key=show("view", said("view") if said("view") in VIEWS else "Graph"), required=True,
            on_change=note, args=("view", "view", "Graph", "page", "shelved"), label_visibility="collapsed",
            width="content",
        )  # fmt: skip
        # An option must keep its words for Streamlit to know it, so the number stands beside.
        if waiting:
            st.caption(f"{waiting:,} on the shelf")
    VIEWS[shown or "Graph"](space)

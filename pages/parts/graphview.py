"""Explore's graph: search, the picture of a neighbourhood, and beside it the chosen concept or edge.

It runs as a fragment: what is done in the picture draws this part anew and nothing else of the page.
"""

from collections.abc import Collection

import streamlit as st

from mathscale_core.errors import MathScaleError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.explore import visit
from mathscale_core.views import explore
from mathscale_core.views.explore.own import layers
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice, said, write
from pages.parts.canvas import Picture, event_of, graph_canvas
from pages.parts.concepts import (
    NEIGHBOURS_A_PAGE,
    concept_facts,
    concept_questions,
    concept_seeds,
    hit_table,
    neighbour_table,
)
from pages.parts.edgepanel import edge_facts, edge_seeds
from pages.parts.editing import edge_edits, edit_panel
from pages.parts.finder import search_box
from pages.parts.gestures import (
    TIDIED,
    TROUBLE,
    again,
    bring_back,
    choose,
    choose_edge,
    did,
    edge_said,
    hidden_steps,
    toggle_star,
    wish,
)
from pages.parts.graphcontrols import graph_controls
from pages.parts.loading import loading
from pages.parts.shell import clear_errors, same_workspace, show_error
from pages.parts.tray import collect_button
from pages.parts.wording import worded

#: For the overlay of keys; they are heard where the picture has the focus.
KEYS = {
    "Arrows": "in the picture: walk to the neighbour that lies there", "Enter": "put the selected one in the middle",
    "E": "expand it, or fold it back", "X": "leave it out", "M": "open its menu", "S": "star it",
    "+ -": "zoom; 0 shows all",
}  # fmt: skip
_BIGGEST = 10
#: On narrow screens the panel goes under the picture.
_STYLE = """<style>@media (max-width: 1050px) {
.st-key-graph-beside > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"],
.st-key-graph-beside > [data-testid="stHorizontalBlock"] { flex-direction: column; }
.st-key-graph-beside [data-testid="stColumn"] { width: 100% !important; flex: 1 1 auto !important; } }</style>"""


def graph_view(space: Workspace) -> None:
    """Search, neighbourhood and panel of what the address names."""
    _graph(space)


@st.fragment
def _graph(space: Workspace) -> None:
    with same_workspace(space), clear_errors():
        # What comes and goes has a place of its own: what moves down the page is mounted anew, and the picture would
        # lose its view.
        above, finder, words = st.container(), st.container(), st.container()
        if (trouble := st.session_state.pop(TROUBLE, None)) is not None:
            with above:
                show_error(trouble)
        version = said("version")
        first = explore.search(space, "", 1)
        if not first:
            st.info("The graph is empty: no seed has concepts yet. Import seeds, then extract.", icon=":material/hub:")
            st.page_link("seeds.py", label="Go to Seeds", icon=":material/grass:")
            return
        with above:
            _version_banner(space, version)
        with finder:
            search_box(space)
        asked = said("concept") or first[0].concept.id
        # A published version has concepts that were merged since.
        now = None if version else explore.standing(space, asked)
        centre = now.id if now else asked
        try:
            with words, loading("Looking up the neighbours"):
                ego = explore.ego(space, centre, wish(), version)
        except NotFoundError as error:
            _not_in_graph(space, centre, error)
            return
        if centre != asked:
            words.info(
                f"The concept of this address was merged into **{to_markdown(ego.centre.name)}**.",
                icon=":material/merge:",
            )
        if said("concept"):
            _note_visit(space, centre)
        _neighbourhood(space, ego, _selected(space, centre, version), version)


def _neighbourhood(space: Workspace, ego: explore.Ego, selected: str, version: str) -> None:
    """The picture with its controls, the panel beside it, and under both what takes more room."""
    shown = graph_controls(space, version)
    edge = edge_said()
    picture = Picture(
        ego, wish(), selected, edge, shown, hidden_steps(), said("arrows") == "on",
        space.store.explore.starred(space.actor), explore.dragged(space, ego.centre.id, version),
        f"{layers(space, version)[0]}:{version}:{st.session_state.get(TIDIED, 0)}",
    )  # fmt: skip
    st.html(_STYLE)
    with st.container(key="graph-beside"):
        left, right = st.columns([3, 2], gap="medium")
        joined: explore.EdgePanel | None = None
        panel: explore.Panel | None = None
        # First the panel: the picture has shown the choice already.
        with right, clear_errors():
            if edge:
                joined = edge_facts(space, *edge, ego.centre.id, version)
            else:
                panel = _concept(space, ego, selected, version, picture.starred)
        with left:
            graph_canvas(picture, "ego", lambda: did(space, event_of("ego"), ego.centre.id))
            _left_out(ego)
    with clear_errors(), st.container(key="graph-below"):
        below, edits = st.columns([3, 2], gap="medium") if not version else (st.container(), st.container())
        with below:
            if joined:
                edge_seeds(space, joined, version)
            elif panel:
                _seeds_and_questions(space, panel, version)
        if not version:
            with edits, st.container(border=True, key="editing"):
                if joined:
                    edge_edits(space, joined.a.id, joined.b.id)
                elif panel:
                    edit_panel(space, panel.concept, choose)


def _concept(space: Workspace, ego: explore.Ego, selected: str, version: str, stars: Collection[str]) -> explore.Panel:
    """The chosen concept: its facts, what can be done with it, and its neighbours as a table."""
    panel = explore.panel(space, selected, version)
    st.subheader(to_markdown(panel.concept.name), anchor=False)
    with st.container(horizontal=True, gap="small"):
        if selected != ego.centre.id:
            st.button(
                "Put in the middle", icon=":material/center_focus_strong:", key="to-middle", on_click=choose,
                args=(selected,),
            )  # fmt: skip
        starred = selected in stars
        st.button(
            "Starred" if starred else "Star", key="star",
            icon=":material/star:" if starred else ":material/star_border:", on_click=toggle_star,
            args=(space, selected), help="Stars stand under the search box.",
        )  # fmt: skip
        collect_button(panel.concept)
    concept_facts(panel)
    if panel.state:
        _restore(space, panel)
        return panel
    found = explore.neighbours(space, selected, version)
    page = page_choice(-(-len(found) // NEIGHBOURS_A_PAGE), "near-page")
    part = found[(page - 1) * NEIGHBOURS_A_PAGE : page * NEIGHBOURS_A_PAGE]
    if other := neighbour_table(part, selected, "", most=320):
        choose_edge(selected, other)
        again()
    return panel


def _seeds_and_questions(space: Workspace, panel: explore.Panel, version: str) -> None:
    """Its seeds, and the questions that were generated of it; only what is open is looked up."""
    seeds, questions = st.tabs(
        [":material/grass: Seeds", ":material/quiz: Generated questions"], key="of-concept", on_change="rerun"
    )
    if seeds.open:
        with seeds:
            concept_seeds(space, panel, version)
    if questions.open:
        with questions:
            concept_questions(space, panel)


def _left_out(ego: explore.Ego) -> None:
    """What the picture does not show, and the way to have it back."""
    cut = len(wish().pruned)
    parts = [f"{counted(ego.left_out, 'weaker neighbour')} not shown"] if ego.left_out else []
    parts += [f"{counted(ego.beyond, 'concept')} found no room"] if ego.beyond else []
    parts += [f"{cut:,} left out by hand"] if cut else []
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            worded("Boxes are topics, dots are KPs; a line is thicker the more seeds carry both. Click selects, ")
            + "double-click expands, right-click opens the menu, Ctrl and wheel zoom. "
            + (" · ".join(parts) + "." if parts else "")
        )
        if cut:
            st.button("Show again", key="bring-back", icon=":material/undo:", type="tertiary", on_click=bring_back)


def _selected(space: Workspace, centre: str, version: str) -> str:
    """The selected concept, or what stands for it now; the middle where that is nothing."""
    selected = said("selected") or centre
    if version:
        return selected if space.store.concepts.concept(selected) else centre
    now = explore.standing(space, selected)
    return now.id if now else centre


def _note_visit(space: Workspace, centre: str) -> None:
    """Once for each concept that comes into the middle."""
    if st.session_state.get("explore-visited") != centre:
        st.session_state["explore-visited"] = centre
        try:
            visit(space, centre)
        except MathScaleError:
            # What was looked at last is a convenience; a full disk is said where something is lost.
            return


def _version_banner(space: Workspace, version: str) -> None:
    """Which version is shown, where it is not the draft; raises where there is none of that number."""
    if not version:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        known = next((p for p in space.store.curation.all_published() if str(p.number) == version), None)
        if known is None:
            st.button(
                "Show the draft", key="to-draft", icon=":material/edit_note:", on_click=write, args=("version", "")
            )
            explore.shown(space, version)
            return
        st.info(
            f"Version {known.number}, as {to_markdown(known.actor)} published it on {known.created[:10]}: "
            f"{to_markdown(known.line)}. Nothing is edited here.",
            icon=":material/history:",
        )
        st.button("Show the draft", key="to-draft", icon=":material/edit_note:", on_click=write, args=("version", ""))


def _restore(space: Workspace, panel: explore.Panel) -> None:
    if st.button(f"Restore {to_markdown(panel.concept.name)}", icon=":material/restore:", key="restore"):
        apply_edit(space, {"kind": "restore", "concept": panel.concept.id})
        st.rerun()


def _not_in_graph(space: Workspace, concept: str, error: NotFoundError) -> None:
    """A word on the concept of an old or mistyped address; the biggest ones to go on with."""
    show_error(error)
    if explore.standing(space, concept):
        with clear_errors():
            panel = explore.panel(space, concept)
            concept_facts(panel)
            _restore(space, panel)
    st.subheader("The biggest concepts", anchor=False)
    if picked := hit_table(explore.search(space, "", _BIGGEST), "biggest", most=400):
        choose(picked)
        again()

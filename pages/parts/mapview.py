"""Explore's map: the whole graph, coloured by what is chosen, and the table of what was lassoed, or of everything.

What was lassoed is edited together where it is not too much. A graph version without a map gets one by a job that
starts when the map is opened; it goes on while no page is open.
"""

import time

import streamlit as st

from mathscale_core.pipeline.layout import layout_job, start_layout
from mathscale_core.views import jobs as job_view
from mathscale_core.views.map import PAGE, GraphMap, as_csv, map_of, rows_of, table
from mathscale_core.views.overlays import OVERLAYS, Overlay, overlay
from mathscale_core.views.text import to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import note, page_choice, said, show, write
from pages.parts.bulk import bulk_panel
from pages.parts.impact import edits_under_way
from pages.parts.jobs import job_progress
from pages.parts.look import KIND, WORDS
from pages.parts.map import map_canvas
from pages.parts.shell import clear_errors
from pages.parts.tables import row_table

#: So many lassoed concepts are edited at once; of more one would not see what one does.
_TOGETHER = 100
#: Where the edits of several concepts say that they ask.
_BULK = "table"
#: The choice of colours that stands for no overlay.
_COMMUNITIES = "Communities"
_HELP = (
    "Click a concept for its neighbourhood. Drag to move; Ctrl and wheel, + and - zoom; Shift and drag draws a lasso. "
    "Squares are topics, discs are knowledge points; the bigger, the more seeds."
)


def map_view(space: Workspace) -> None:
    """The map with its controls and its table, or how its layout is coming along."""
    graph = space.graph().graph
    if not graph.topics and not graph.kps:
        st.info("The graph is empty: no seed has concepts yet. Import seeds, then extract.", icon=":material/map:")
        st.page_link("seeds.py", label="Go to Seeds", icon=":material/grass:")
        return
    drawn = map_of(space)
    if drawn is None:
        # An edit made another version, where nothing was published yet.
        edits_under_way(space, _BULK, _choose_one)
        layout_under_way(space, graph.version)
        return
    shown = overlay_choice(space)
    chosen = chosen_of(drawn)
    event = map_canvas(drawn, shown, chosen, key="map")
    st.caption(_HELP)
    if event.picked is not None:
        to_neighbourhood(drawn.concepts[event.picked].id)
    if event.lassoed is not None:
        choose(drawn, event.lassoed)
        st.rerun()
    chosen_table(drawn, shown, chosen)
    with clear_errors():
        chosen_edits(space, drawn, chosen)


def overlay_choice(space: Workspace) -> Overlay | None:
    """What the map is coloured by, kept in the address; None for communities."""
    asked = said("overlay") if said("overlay") in OVERLAYS else ""
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    picked = left.selectbox(
        "Coloured by", ["", *OVERLAYS], key=show("overlay", asked), on_change=note, args=("overlay", "overlay", ""),
        format_func=lambda name: OVERLAYS[name].title if name else _COMMUNITIES,
    )  # fmt: skip
    if not picked:
        right.caption("Communities are concepts that seeds join more among themselves than with others.")
        return None
    shown = overlay(space, str(picked))
    right.caption(f"{shown.kind.what} {shown.empty.capitalize() + '.' if shown.empty else ''}")
    return shown


def layout_under_way(space: Workspace, version: str) -> None:
    """Start the layout where nobody has, and show how far it is; at its end the page is drawn anew."""
    job = layout_job(space, version)
    last = next((s for s in job_view.statuses(space, limit=1, kind="layout")), None)
    began = st.session_state.get("layout-begun")
    if not job and began == version and last is not None:
        # It was tried in this session: who cancelled it does not want it to begin again by itself.
        if last.state == "done":
            # Its answer is being taken in.
            time.sleep(0.3)
            st.rerun()
        st.info("This version of the graph has no map: its layout did not come to its end.", icon=":material/map:")
        job_progress(space, last.id)
        if st.button("Lay the map out", icon=":material/map:", type="primary", key="lay-out"):
            start_layout(space)
            st.rerun()
        return
    if not job:
        st.session_state["layout-begun"] = version
        job = start_layout(space)
    st.info(
        "The map of this version of the graph is being laid out, once. Concepts that were on the map stay where they "
        "were. It takes up to half a minute and goes on while you do something else.",
        icon=":material/map:",
    )
    job_progress(space, job)


def chosen_of(drawn: GraphMap) -> tuple[int, ...]:
    """Indices of the concepts that were lassoed in this session, those that the map still has."""
    ids = st.session_state.get("map-chosen", frozenset())
    return tuple(i for i, concept in enumerate(drawn.concepts) if concept.id in ids) if ids else ()


def choose(drawn: GraphMap, nodes: tuple[int, ...]) -> None:
    """Keep a choice, or none."""
    st.session_state["map-chosen"] = frozenset(drawn.concepts[n].id for n in nodes)
    write("page", "")


def to_neighbourhood(concept: str) -> None:
    """Go to the concept's neighbourhood, in the same colours."""
    write("view", "", "page")
    st.query_params.update({"concept": concept, "selected": concept})
    st.rerun()


def chosen_table(drawn: GraphMap, shown: Overlay | None, chosen: tuple[int, ...]) -> None:
    """The chosen concepts as a table, all where none is chosen: a page of them, all as CSV, a row leads on."""
    rows = rows_of(drawn, shown, chosen or None)
    by = shown.kind.title.lower() if shown else "seeds"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(
            f"{len(chosen):,} chosen" if chosen else f"All {len(rows):,} concepts", anchor=False, width="content"
        )
        st.caption(f"By {by}, the highest first. A row leads to its neighbourhood.", width="stretch")
        if chosen and st.button("Clear", icon=":material/close:", key="map-clear"):
            choose(drawn, ())
            st.rerun()
        st.download_button(
            "CSV", lambda: as_csv(drawn, shown, rows), file_name="concepts.csv", mime="text/csv",
            icon=":material/download:", key="map-csv", on_click="ignore",
        )  # fmt: skip
    page = page_choice(-(-len(rows) // PAGE))
    part = rows[(page - 1) * PAGE : page * PAGE]
    cells = [
        {
            "name": to_plain(r.concept.name), "kind": KIND[r.concept.kind][2], "seeds": r.seeds, "degree": r.degree,
            "community": r.community, **_value_of(shown, r.value, r.behind),
        }
        for r in table(drawn, shown, part)
    ]  # fmt: skip
    columns = {
        "name": st.column_config.TextColumn("name", width="medium"),
        "kind": st.column_config.TextColumn("kind", help=WORDS["concept"]),
        "seeds": st.column_config.NumberColumn("seeds", help="Seeds that carry it."),
        "degree": st.column_config.NumberColumn("degree", help="Its neighbours in the graph."),
        "community": st.column_config.TextColumn("community", width="medium"),
    }
    row = row_table(cells, f"map-{page}-{by}-{hash(chosen)}", most=480, columns=columns)
    if row is not None:
        to_neighbourhood(drawn.concepts[part[row]].id)


def chosen_edits(space: Workspace, drawn: GraphMap, chosen: tuple[int, ...]) -> None:
    """What is done to all that was lassoed; edits are of the draft, which may have fewer of them than the map."""
    there = space.draft().graph.position
    ids = [drawn.concepts[n].id for n in chosen if drawn.concepts[n].id in there]
    if not 2 <= len(ids) <= _TOGETHER:
        edits_under_way(space, _BULK, _choose_one)
        if len(ids) > _TOGETHER:
            st.caption(f"Lasso at most {_TOGETHER} to merge, place, retag or delete them together.")
        return
    bulk_panel(space, ids, _choose_one)


def _choose_one(concept: str) -> None:
    """After a merge the one that stands for all is what is chosen."""
    st.session_state["map-chosen"] = frozenset({concept})


def _value_of(shown: Overlay | None, value: str, behind: int) -> dict[str, object]:
    """The overlay's column, where it is none of the table's own."""
    if shown is None or shown.name in {"seeds", "degree"}:
        return {}
    title = shown.kind.title.lower()
    return {title: value, "of questions": behind} if len(shown.behind) else {title: value}

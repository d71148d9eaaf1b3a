"""Explore: the concept graph as picture, map, table and tree, what waits for a curator in it, and its versions."""

import streamlit as st

from mathscale_core.views.curation import shelf_count
from pages.parts.address import note, said, show
from pages.parts.audit import KEYS as AUDIT_KEYS
from pages.parts.audit import audit_view
from pages.parts.concepttable import KEYS as TABLE_KEYS
from pages.parts.concepttable import table_view
from pages.parts.editing import history_page
from pages.parts.exchange import exchange_view
from pages.parts.graphhealth import health_view
from pages.parts.graphview import KEYS as GRAPH_KEYS
from pages.parts.graphview import graph_view
from pages.parts.mapview import map_view
from pages.parts.publishing import publish_page
from pages.parts.queue import KEYS as QUEUE_KEYS
from pages.parts.queue import queue_view
from pages.parts.shelf import KEYS as SHELF_KEYS
from pages.parts.shelf import shelf_page
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.tablewish import PARTS as TABLE_PARTS
from pages.parts.tray import tray_panel
from pages.parts.treeview import KEYS as TREE_KEYS
from pages.parts.treeview import PARTS as TREE_PARTS
from pages.parts.treeview import tree_view

#: Name of a view, which stands in the address, to what draws it.
VIEWS = {
    "Graph": graph_view, "Map": map_view, "Table": table_view, "Tree": tree_view, "Queue": queue_view,
    "Tray": tray_panel, "Shelf": shelf_page, "Health": health_view, "Audit": audit_view, "History": history_page,
    "Publish": publish_page, "In and out": exchange_view,
}  # fmt: skip
#: To look at the graph, to mend it, and what became of it; a view of no group stands at the end.
GROUPS = (
    ("Graph", "Map", "Table", "Tree"), ("Queue", "Tray", "Shelf", "Health", "Audit"),
    ("History", "Publish", "In and out"),
)  # fmt: skip
KEYS = {
    "Graph": GRAPH_KEYS, "Queue": QUEUE_KEYS, "Table": TABLE_KEYS, "Tree": TREE_KEYS, "Shelf": SHELF_KEYS,
    "Audit": AUDIT_KEYS,
}  # fmt: skip
#: Parts of the address that belong to one view alone.
_OWN = ("page", "shelved", "overlay", "steps", "version", "log", "notes", "by", "did", "of", "found", "all",
        *TABLE_PARTS, *TREE_PARTS)  # fmt: skip
#: On narrow screens all views stand in one line; what waits on the shelf is said there.
_NARROW = """@media (max-width: 900px) { .st-key-view button { padding-left: 9px; padding-right: 9px; }
.st-key-view button p { font-size: .86rem; } .st-key-on-the-shelf { display: none; } }"""
_WHAT = "Search a topic or knowledge point (KP), walk from neighbour to neighbour, and keep the names true."


def ordered() -> list[list[str]]:
    """The names of the views by group."""
    grouped = [[name for name in group if name in VIEWS] for group in GROUPS]
    grouped[-1] += [name for name in VIEWS if not any(name in group for group in GROUPS)]
    return [group for group in grouped if group]


def view_choice() -> str:
    """Which view the address names, with the control that changes it; a gap stands between groups."""
    groups = ordered()
    ends = [sum(map(len, groups[: n + 1])) for n in range(len(groups) - 1)]
    gaps = "".join(f".st-key-view button:nth-of-type({end}) {{ margin-right: 14px; }}" for end in ends)
    st.html(f"<style>{gaps}{_NARROW}</style>")
    chosen = st.segmented_control(
        "View", [name for group in groups for name in group], required=True,
        key=show("view", said("view") if said("view") in VIEWS else "Graph"),
        on_change=note, args=("view", "view", "Graph", *_OWN), label_visibility="collapsed", wrap=True,
    )  # fmt: skip
    return str(chosen or "Graph")


head("Explore", _WHAT, KEYS.get(said("view", "Graph")))
with clear_errors():
    space = workspace()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        view = view_choice()
        # An option must keep its words for Streamlit to know it, so the number stands beside.
        if waiting := shelf_count(space):
            with st.container(key="on-the-shelf", width="content"):
                st.caption(f"{waiting:,} on the shelf")
    VIEWS[view](space)

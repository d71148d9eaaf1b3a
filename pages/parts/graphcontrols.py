"""What of a neighbourhood is drawn and how: how many neighbours, depth, weight, colour, arrows; all in the address."""

import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.overlays import OVERLAYS, Overlay, overlay
from mathscale_core.workspace import Workspace
from pages.parts.address import note, said, show, write
from pages.parts.gestures import FEWEST, HEAVIEST, MOST, USUAL, wish
from pages.parts.wording import worded


def graph_controls(space: Workspace, version: str) -> Overlay | None:
    """How much is shown and by what it is coloured; gives the overlay."""
    now = wish()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="graph-controls"):
        st.slider(
            "Neighbours", FEWEST, MOST, key=show("limit", now.strongest), on_change=note, width=180,
            args=("limit", "limit", str(USUAL)), help="The strongest ones of the concept in the middle.",
        )  # fmt: skip
        st.segmented_control(
            "Depth", [1, 2], key=show("depth", now.depth), on_change=note, args=("depth", "depth", "1"), required=True,
            help="2: their strongest neighbours too.",
        )  # fmt: skip
        st.number_input(
            worded("Seeds, at least"), 1, HEAVIEST, key=show("least", now.minimum), on_change=note, width=130,
            args=("least", "least", "1"), help="Weaker edges are left out.",
        )  # fmt: skip
        asked = said("overlay") if said("overlay") in OVERLAYS else ""
        name = st.selectbox(
            "Coloured by", ["", *OVERLAYS], key=show("overlay", asked), on_change=note, width=210,
            args=("overlay", "overlay", "", "steps"),
            format_func=lambda n: OVERLAYS[n].title if n else "Kind",
        )  # fmt: skip
        st.toggle(
            "Arrows with p", key=show("arrows-on", said("arrows") == "on"), on_change=_arrows,
            help="p(v|u): the walk's probability of a step from the selected concept.",
        )  # fmt: skip
    return overlay(space, str(name), explore.shown(space, version).graph) if name else None


def _arrows() -> None:
    write("arrows", "on" if st.session_state["arrows-on"] else "")

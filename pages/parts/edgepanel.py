"""One edge on screen: its weight, the walk's probability both ways, and the seeds that make it."""

import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice
from pages.parts.concepts import SEEDS_A_PAGE, seed_cards
from pages.parts.gestures import choose
from pages.parts.look import KIND, WORDS
from pages.parts.wording import worded


def edge_facts(space: Workspace, a: str, b: str, centre: str, version: str = "") -> explore.EdgePanel:
    """The two ends, the weight and both probabilities; raises what ``explore.edge`` raises."""
    edge = explore.edge(space, a, b, version)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Edge", anchor=False, width="content", help=worded(WORDS["edge"]))
        if edge.by_hand:
            st.badge(
                "by hand",
                icon=":material/edit:",
                color="violet",
                help=worded(f"{counted(edge.seeds, 'seed')} behind it."),
            )
        if not edge.weight:
            st.badge("no edge", icon=":material/link_off:", color="gray")
    for end in (edge.a, edge.b):
        st.button(
            to_markdown(end.name), key=f"end-{end.id}", icon=KIND[end.kind][0], type="tertiary", on_click=choose,
            args=(centre, end.id), help="Select it",
        )  # fmt: skip
    one, other = to_markdown(edge.a.name), to_markdown(edge.b.name)
    st.markdown(
        f"weight **{edge.weight:,}** · {worded(counted(edge.seeds, 'seed'))} with both  \n"
        f"{one} :material/arrow_forward: {other}: p = **{edge.there:.3g}**  \n"
        f"{other} :material/arrow_forward: {one}: p = **{edge.back:.3g}**"
    )
    if edge.a.kind != edge.b.kind:
        st.caption(worded("The walk goes from topic to KP only; the way back is given for reading."))
    return edge


def edge_seeds(space: Workspace, edge: explore.EdgePanel, version: str = "") -> None:
    """The seeds that carry both ends, five a page."""
    if not edge.seeds:
        st.caption(worded("No seed carries both."))
    page = page_choice(-(-edge.seeds // SEEDS_A_PAGE), "edge-page")
    first = (page - 1) * SEEDS_A_PAGE
    seed_cards(space, explore.seeds_of_edge(space, edge.a.id, edge.b.id, SEEDS_A_PAGE, first, version))

"""An edge by hand: linked, unlinked, of another weight, or left to the seeds again."""

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.views import explore
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.finding import concept_finder, reason_field
from pages.parts.impact import confirm, edits_under_way, seen_here
from pages.parts.shell import clear_errors, show_error
from pages.parts.wording import worded

_HEAVIEST = 1_000_000


def edge_edits(space: Workspace, a: str, b: str) -> None:
    """Link, unlink or reweight the edge of two concepts, beside what the seeds say of it."""
    where = " ".join(sorted((a, b)))
    edits_under_way(space, where)
    edge_form(space, a, b, where, seen_here(space, where))


def link_form(space: Workspace, panel: explore.Panel, seen: str) -> None:
    """Choose the other end, then the edge to it."""
    concept = panel.concept.id
    st.caption(worded("An edge by hand is drawn dashed; its weight counts in place of the seeds that carry both."))
    other = concept_finder(space, "Edge to", f"link-to-{concept}", without={concept})
    if other:
        edge_form(space, concept, other, concept, seen)


def edge_form(space: Workspace, a: str, b: str, where: str, seen: str) -> None:
    """The weight of an edge, and what may be done with it."""
    try:
        found = explore.edge(space, a, b)
    except MathScaleError as error:
        show_error(error)
        return
    by_hand = (
        f"by hand, {counted(found.seeds, 'seed')}" if found.by_hand else f"{counted(found.seeds, 'seed')} carry both"
    )
    st.markdown(
        f"**{to_markdown(found.a.name)}** – **{to_markdown(found.b.name)}**: "
        + (f"weight {found.weight:,}" if found.weight else "no edge")
        + f" ({worded(by_hand)})"
    )
    key = f"{where}-{a}-{b}-{found.weight}-{found.by_hand}"
    weight = int(st.number_input("Weight", 1, _HEAVIEST, max(found.weight, 1), key=f"weight-{key}"))
    reason = reason_field(f"edge-{key}", f"weight {found.weight:,}, {counted(found.seeds, 'seed')} carry both")
    with st.container(horizontal=True, gap="small"):
        label = "Reweight" if found.weight else "Link"
        if st.button(label, key=f"link-{where}", icon=":material/link:", type="primary"):
            _set(space, (a, b), weight, reason, where, seen)
        if found.weight and st.button("Unlink", key=f"unlink-{where}", icon=":material/link_off:"):
            _set(space, (a, b), 0, reason, where, seen)
        if found.by_hand and st.button("Leave it to the seeds", key=f"as-counted-{where}", icon=":material/undo:"):
            _set(space, (a, b), None, reason, where, seen)


def _set(space: Workspace, pair: tuple[str, str], weight: int | None, reason: str, where: str, seen: str) -> None:
    with clear_errors():
        edit = {"kind": "edge", "a": pair[0], "b": pair[1], "weight": weight, "reason": reason}
        confirm(space, where, [edit], seen)

"""How right each signal of the suggestions was, and the merging of everything above a value of one that is right."""

import streamlit as st

from mathscale_core.pipeline.mergeabove import merge_above
from mathscale_core.views import suggestions
from mathscale_core.views.text import counted
from mathscale_core.workspace import Workspace
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_NAMES = {
    "spelling": "Spelling",
    "words": "Words",
    "neighbours": "Neighbours",
    "shared": "Shared seeds",
    "told": "Model",
}
_MEANING = (
    "How often pairs that a signal spoke for turned out to be one thing, of those that people decided. Spelling: how "
    "alike two names are written, slips, order and shortened words included. Words: how many words of names or "
    "definitions are the same. Neighbours: how much the concepts around them are the same. Shared seeds: how many "
    "seeds carry both."
)


def precision_line(found: suggestions.Counts) -> None:
    """The share of each signal's pairs that were one thing, with their number."""
    said = [
        f"{_NAMES[s.signal].lower()} "
        + ("–" if s.precision is None else f"**{s.precision:.0%}** of {s.decided:,}")
        + (" :green[:material/lock_open:]" if s.is_open else "")
        for s in found.standings
    ]
    st.caption(f"Right so far: {' · '.join(said)}", help=worded(_MEANING), width="content")


def merge_above_menu(space: Workspace, found: suggestions.Counts) -> None:
    """The merging of everything above a value, behind a button."""
    with st.popover("Merge all above …", icon=":material/done_all:", width="content"):
        _merge_above(space, found)


def _merge_above(space: Workspace, found: suggestions.Counts) -> None:
    """Count first, then merge; only by a signal that was right often enough."""
    open_ones = [s.signal for s in found.standings if s.is_open]
    st.markdown(
        f"A signal may merge unseen after **{suggestions.ENOUGH} decisions** on its pairs with at least "
        f"**{suggestions.SURE:.0%}** right."
    )
    if not open_ones:
        said = ", ".join(f"{_NAMES[s.signal].lower()} {s.right:,} of {s.decided:,}" for s in found.standings)
        st.caption(f"None may yet. Right so far: {said}.")
        return
    signal = st.selectbox("Signal", open_ones, format_func=_NAMES.__getitem__, key="above-signal")
    value = st.slider("At least", suggestions.SPEAKS[signal], 1.0, 0.95, 0.01, key=f"above-{signal}")
    with clear_errors():
        counted_first = merge_above(space, signal, value)
        locked = f" {counted(counted_first.locked, 'locked pair')} left out." if counted_first.locked else ""
        st.caption(
            f"{counted(counted_first.pairs, 'pair')} in {counted(counted_first.merges, 'merge')}.{locked} Each can be "
            "undone alone under History."
        )
        if st.button(
            f"Merge {counted(counted_first.pairs, 'pair')}", key="merge-above", type="primary", icon=":material/merge:",
            disabled=not counted_first.pairs,
        ):  # fmt: skip
            merge_above(space, signal, value, do=True)
            st.rerun()

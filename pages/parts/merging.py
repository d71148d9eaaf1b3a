"""Merging concepts into one: which go, which stays, and what that comes to."""

import streamlit as st

from mathscale_core.records import Concept
from mathscale_core.views.explore import Panel
from mathscale_core.views.merging import MergePreview, Side, merge_preview
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.finding import concept_finder, reason_field
from pages.parts.impact import confirm, turn
from pages.parts.shell import clear_errors
from pages.parts.wording import kind_word, worded

_LETTERS = 160


def merge_form(space: Workspace, panel: Panel, seen: str) -> None:
    """Choose one or several others, see what they come to, swap, and merge."""
    concept = panel.concept
    # Empty again after each edit: what was merged is no longer there to be chosen.
    key = f"merge-others-{concept.id}-{turn()}"
    others: list[str] = st.session_state.setdefault(key, [])
    chosen = concept_finder(
        space, f"Merge with another {kind_word(concept.kind)}", f"merge-with-{concept.id}-{turn()}", kind=concept.kind,
        without={concept.id, *others},
    )  # fmt: skip
    # What is chosen is shown at once; a further one is added to it.
    group = list(dict.fromkeys([*others, *([chosen] if chosen else [])]))
    if not group:
        return
    with st.container(horizontal=True, gap="small"):
        if chosen and st.button("And another one", key="merge-more", icon=":material/add:", type="tertiary",
                                help="Merge several into one in a single edit."):  # fmt: skip
            st.session_state[key] = group
            st.rerun()
        if others and st.button("Begin anew", key="merge-none", icon=":material/close:", type="tertiary"):
            st.session_state[key] = []
            st.rerun()
    with clear_errors():
        _merge(space, concept, group, seen)


def _merge(space: Workspace, concept: Concept, group: list[str], seen: str) -> None:
    every = [concept.id, *group]
    # At first this concept goes into the other one.
    turn = f"merge-turn-{'-'.join(every)}"
    winner = every[(st.session_state.get(turn, 0) + len(every) - 1) % len(every)]
    preview = merge_preview(space, [c for c in every if c != winner], winner)
    with st.container(border=True, gap="small", key="merge-preview"):
        for side in preview.losers:
            _side(side, stays=False)
        with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center", gap="medium"):
            st.html(
                '<div style="font-size: 52px; line-height: 1" role="img" aria-label="goes into">⬇</div>',
                width="content",
            )
            if st.button("Swap", key="swap", icon=":material/swap_vert:", help="Let another of the names stay."):
                st.session_state[turn] = st.session_state.get(turn, 0) + 1
                st.rerun()
        _side(preview.winner, stays=True)
        _comes_to(preview)
    form = f"{'-'.join(every)}-{winner}"
    with st.form(f"merge-{form}", border=False):
        reason = reason_field(f"merge-{form}", preview.evidence)
        label = f"Merge {len(preview.losers) + 1} into one" if len(preview.losers) > 1 else "Merge"
        if st.form_submit_button(label, key="merge", type="primary", icon=":material/merge:"):
            losers = [side.concept.id for side in preview.losers]
            edit = {"kind": "merge", "from": losers, "into": winner, "reason": reason}
            confirm(space, concept.id, [edit], seen, goes_to=winner)


def _side(side: Side, *, stays: bool) -> None:
    word = ":material/check: stays" if stays else "becomes another name of it"
    st.markdown(f"**{to_markdown(side.concept.name)}** · {worded(counted(side.seeds, 'seed'))} · :gray[{word}]")
    for seed in side.examples:
        st.caption(to_markdown(to_plain(seed.question, _LETTERS)))


def _comes_to(preview: MergePreview) -> None:
    now, then = preview.neighbours
    sizes = " + ".join(f"{side.seeds:,}" for side in (*preview.losers, preview.winner))
    st.markdown(
        worded(f"{sizes} seeds, {preview.both:,} of them in several: **{counted(preview.seeds, 'seed')}** afterwards")
        + f"  \nneighbours {now:,} → **{then:,}**, itself not among them  \n"
        f"also called {to_markdown(', '.join(preview.aliases))}"
    )
    for conflict in preview.conflicts:
        st.markdown(f":orange[:material/warning:] {to_markdown(conflict)}")

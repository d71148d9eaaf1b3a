"""Retagging many seeds at once: those under a filter, counted and looked at first, by a rule or one by one."""

from typing import Any

import streamlit as st

from mathscale_core.views import seeds as seed_view
from mathscale_core.views.explore import Panel
from mathscale_core.views.retagging import SeedChoice, marks_of, seeds_shown, seeds_under, words_of
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.finding import concept_finder, reason_field
from pages.parts.impact import confirm, turn
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_SHOWN = 5
#: What is done to the seeds, in words; "swap" gives the other concept in the place of this one.
_DEEDS = {
    "add": "Give this concept", "remove": "Take this concept away", "swap": "Swap for another",
    "cannot-be-tagged": "Mark: cannot be tagged", "vocabulary-gap": "Mark: the vocabulary has a gap",
    "none": "Take the mark off",
}  # fmt: skip
_MARKS = ("cannot-be-tagged", "vocabulary-gap", "none")


def retag_form(space: Workspace, panel: Panel, seen: str) -> None:
    """Filter, count, first seeds, what is done, and whether later seeds follow."""
    concept = panel.concept
    deed = st.selectbox("What", list(_DEEDS), format_func=_DEEDS.__getitem__, key=f"deed-{concept.id}")
    choice = _choice(space, concept.id, carrying=deed != "add")
    if not choice.asks:
        st.caption(worded("Say which seeds: by words, by their source or level, or those that carry it."))
        return
    with clear_errors():
        found = seeds_under(space, choice)
        _show(space, found)
        if not found:
            return
        other = ""
        if deed == "swap":
            other = concept_finder(space, "Swap for", f"swap-for-{concept.id}", without={concept.id})
            if not other:
                return
        _do(space, panel, str(deed), choice, found, other, seen)


def _choice(space: Workspace, concept: str, *, carrying: bool) -> SeedChoice:
    # Empty again after each edit, so that the same is not offered once more.
    here = f"{concept}-{turn()}"
    words = st.text_input(
        worded("Words of the question"), key=f"retag-words-{here}", live=True, placeholder='median, or "box plot"',
    )  # fmt: skip
    there = seed_view.choices(space)
    left, right = st.columns(2)
    source = left.selectbox("Source", list(there.sources), index=None, key=f"retag-source-{here}",
                            placeholder="Any", format_func=to_plain)  # fmt: skip
    level = right.selectbox("Level", [x for x in there.levels if x != "unknown"], index=None,
                            key=f"retag-level-{here}", placeholder="Any")  # fmt: skip
    own = st.checkbox(
        worded("Only seeds that carry it"), value=carrying, key=f"retag-own-{concept}-{carrying}", disabled=carrying
    )
    return SeedChoice(
        words_of(str(words or "")), concept if own or carrying else "", str(source or ""), str(level or "")
    )


def _show(space: Workspace, found: list[str]) -> None:
    st.markdown(f"**{worded(counted(len(found), 'seed'))}**")
    marked = len(marks_of(space, found))
    if marked:
        st.caption(f"{marked:,} of them marked as not to be tagged, or as a gap.")
    for seed in seeds_shown(space, found, _SHOWN):
        st.caption(to_markdown(to_plain(seed.question, 160)))
    if len(found) > _SHOWN:
        st.caption(f"and {len(found) - _SHOWN:,} more")


def _do(space: Workspace, panel: Panel, deed: str, choice: SeedChoice, found: list[str], other: str, seen: str) -> None:
    concept = panel.concept.id
    by_rule = False
    if deed not in _MARKS:
        by_rule = st.segmented_control(
            "For", ["these seeds", "these and later ones"], default="these seeds", required=True,
            format_func=worded, key=f"retag-for-{concept}", help=worded("A rule holds for seeds that come later too."),
        ) != "these seeds"  # fmt: skip
    said = " ".join(choice.words)
    evidence = f"{counted(len(found), 'seed')}" + (f" with {said}" if said else "")
    reason = reason_field(f"retag-{concept}-{deed}", evidence)
    label = worded(f"{_DEEDS[deed].removeprefix('Mark: ').capitalize()}: {counted(len(found), 'seed')}")
    if st.button(label, key="retag", type="primary", icon=":material/sell:"):
        edit: dict[str, Any]
        if deed in _MARKS:
            edit = {"kind": "mark", "seeds": found, "as": deed, "reason": reason}
        else:
            add = {"add": [concept], "swap": [other]}.get(deed, [])
            which = {"where": choice.rule} if by_rule else {"seeds": found}
            edit = {
                "kind": "retag",
                **which,
                "add": add,
                "remove": [] if deed == "add" else [concept],
                "reason": reason,
            }
        confirm(space, concept, [edit], seen)

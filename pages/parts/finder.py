"""Search first: one box over names, other names and codes; with nothing typed, what was starred and looked at last."""

from collections.abc import Sequence

import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.explore.neighbourhood import KINDS
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import note, said, show
from pages.parts.concepts import hit_table
from pages.parts.gestures import choose
from pages.parts.look import KIND
from pages.parts.wording import worded

_CHIPS, _LETTERS = 6, 32
#: Choice of kinds to the kinds.
_KINDS = {"": KINDS, "topic": ("topic",), "kp": ("kp",)}


def search_box(space: Workspace) -> None:
    """The box, its hits as a table of which one can be picked, and without a text the shortcuts."""
    box, kinds = st.columns([5, 1], vertical_alignment="bottom")
    text = box.text_input(
        worded("Search topics and knowledge points"), key=show("q", said("q")), on_change=note, args=("q", "q", ""),
        live=True, type="search", icon=":material/search:",
        placeholder="Name, another name or a code; the beginning of a word is enough, such as Pythag",
    )  # fmt: skip
    kind = kinds.selectbox(
        "Kinds", list(_KINDS), key=show("find", said("find") if said("find") in _KINDS else ""), on_change=note,
        args=("find", "find", ""), format_func=lambda k: worded(f"only {KIND[k][2]}s") if k else "all kinds",
        label_visibility="collapsed",
    )  # fmt: skip
    if not (text or "").strip():
        _shortcuts(space)
        return
    hits = explore.find(space, text, _KINDS[str(kind or "")])
    if not hits:
        shown = to_markdown(text if len(text) <= 80 else text[:80] + "…")
        st.info(worded(f"No topic or knowledge point has a name with “{shown}”. Try a shorter beginning."))
        return
    # A new text is a new table, so that no old row stays chosen.
    if picked := hit_table(hits, f"hits-{text[:200]}-{kind}"):
        choose(picked)


def _shortcuts(space: Workspace) -> None:
    """Stars and last visits as buttons that put a concept in the middle.

    The one that is in the middle is no visit yet: it would come in on the next click, and move the picture down.
    """
    starred = explore.starred(space)[:_CHIPS]
    there = {h.concept.id for h in starred} | {said("concept")}
    recent = [h for h in explore.visited(space, 2 * _CHIPS) if h.concept.id not in there][:_CHIPS]
    if starred or recent:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="shortcuts-to"):
            _chips(starred, "star", ":material/star:")
            _chips(recent, "recent", ":material/history:")


def _chips(hits: Sequence[explore.Hit], what: str, icon: str) -> None:
    for hit in hits:
        st.button(
            to_markdown(to_plain(hit.concept.name, _LETTERS)), key=f"{what}-{hit.concept.id}", icon=icon,
            type="tertiary", on_click=choose, args=(hit.concept.id,),
            help=("Starred" if what == "star" else "Looked at lately") + f" · {KIND[hit.concept.kind][2]}",
        )  # fmt: skip

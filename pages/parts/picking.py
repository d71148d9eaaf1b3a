"""Picking any concept by its name: also one that no seed carries yet, or that cleaning dropped."""

from collections.abc import Collection

import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.look import KIND
from pages.parts.wording import kind_word, worded

_FOUND = 6


def pick_any(space: Workspace, label: str, key: str, *, kind: str = "", without: Collection[str] = ()) -> str:
    """The id of the concept that was searched for and chosen, ``""`` where none is yet.

    Args:
        space: The workspace.
        label: What it is searched for.
        key: Key of the field.
        kind: The one kind that fits, ``""`` for both.
        without: Concepts that do not fit.
    """
    text = st.text_input(
        worded(label), key=key, type="search", live=True, icon=":material/search:",
        placeholder=worded(f"Name of a {kind_word(kind) if kind else 'topic or KP'}"),
    )  # fmt: skip
    if not text:
        return ""
    found = explore.find(space, text, [kind] if kind else list(KIND), _FOUND + len(without))
    hits = [h for h in found if h.concept.id not in without and h.state != "deleted"][:_FOUND]
    if not hits:
        st.caption(worded("No other topic or KP has such a name."))
        return ""
    names = {
        h.concept.id: f"{h.concept.name} · {kind_word(h.concept.kind)} · {worded(counted(h.seeds, 'seed'))}"
        for h in hits
    }
    chosen = st.radio(
        "Which", list(names), format_func=lambda i: to_markdown(names[i]), key=f"{key}-chosen-{text}",
        label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen)

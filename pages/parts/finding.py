"""Finding another concept in a form: a few letters, and a choice among the hits."""

from collections.abc import Collection

import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.look import KIND
from pages.parts.wording import kind_word, worded

_FOUND = 8


def concept_finder(space: Workspace, label: str, key: str, *, kind: str = "", without: Collection[str] = ()) -> str:
    """The id of a concept that was searched for and chosen, ``""`` where none is yet.

    Any that stands is found, also one that no seed carries yet, or that cleaning dropped.

    Args:
        space: The workspace.
        label: What it is searched for.
        key: Key of the field.
        kind: The one kind that fits, ``""`` for both.
        without: Concepts that do not fit.
    """
    word = kind_word(kind) if kind else worded("topic or KP")
    text = st.text_input(
        worded(label), key=key, type="search", live=True, icon=KIND[kind][0] if kind else ":material/search:",
        placeholder=f"Name of the {word}",
    )  # fmt: skip
    if not text:
        return ""
    found = explore.find(space, text, [kind] if kind else list(KIND), _FOUND + len(without))
    hits = [h for h in found if h.concept.id not in without and h.state != "deleted"][:_FOUND]
    if not hits:
        st.caption(worded(f"No other {kind_word(kind) if kind else 'topic or KP'} has such a name."))
        return ""
    names = {
        h.concept.id: f"{h.concept.name} · {worded(counted(h.seeds, 'seed'))}"
        + ("" if kind else f" · {kind_word(h.concept.kind)}")
        for h in hits
    }
    chosen = st.radio(
        "Which", list(names), format_func=lambda i: to_markdown(names[i]), key=f"{key}-chosen-{text}",
        label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen)


def follow(key: str, now: object) -> str:
    """Let a field show what is there now unless somebody has typed into it, and give its key."""
    before = st.session_state.get(f"{key}-was", now)
    if key not in st.session_state or (st.session_state[key] == before != now):
        st.session_state[key] = now
    st.session_state[f"{key}-was"] = now
    return key


def reason_field(key: str, evidence: str = "", *, required: bool = False) -> str:
    """Why an edit is made: what speaks for it stands there at first."""
    label = "Why" if required else "Why (optional)"
    return str(st.text_input(label, evidence, key=f"why-{key}-{evidence}", max_chars=500) or "")

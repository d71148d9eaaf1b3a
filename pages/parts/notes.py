"""Notes on screen: those on one thing with a field for another one, and the list of all."""

import streamlit as st

from mathscale_core.pipeline.notes import LONGEST_NOTE, add_note, close_note, open_note
from mathscale_core.views import notes
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import note as noted
from pages.parts.address import page_choice, said, show
from pages.parts.shell import clear_errors
from pages.parts.wording import worded


def notes_panel(space: Workspace, target: str) -> None:
    """The notes on one concept, seed or pair, and a field to write one."""
    found = notes.notes_of(space, target)
    for one in found:
        _note(space, one)
    if not found:
        st.caption("No notes yet.")
    # A field that is empty again after each note.
    with st.form(f"note-{target}-{len(found)}", border=False):
        text = st.text_area("Note", key=f"note-text-{target}-{len(found)}", max_chars=LONGEST_NOTE, height=90,
                            placeholder="What others should know", label_visibility="collapsed")  # fmt: skip
        if st.form_submit_button("Add a note", key=f"note-add-{target}", icon=":material/add_comment:"):
            with clear_errors():
                add_note(space, target, str(text or ""))
                st.rerun()


def notes_expander(space: Workspace, target: str) -> None:
    """The same folded away, with the number of open ones."""
    waiting = notes.count_open(space, target)
    with st.expander(f"Notes ({waiting:,} open)" if waiting else "Notes", icon=":material/sticky_note_2:"):
        notes_panel(space, target)


def notes_list(space: Workspace) -> None:
    """All notes, open or closed, a page at a time, each with the way to what it is about."""
    states = {"open": "Open", "closed": "Closed"}
    state = str(
        st.segmented_control(
            "State", list(states), format_func=states.__getitem__, required=True, label_visibility="collapsed",
            key=show("notes-state", said("notes") if said("notes") in states else "open"), on_change=noted,
            args=("notes-state", "notes", "open", "page"),
        )
    )  # fmt: skip
    total = space.store.notes.count(state=state)
    page = page_choice(-(-total // notes.PAGE))
    rows = notes.notes_page(space, state=state, page=page)[0]
    st.caption(counted(total, f"{state} note"))
    if not rows:
        st.caption(
            worded("Notes are written on a topic or KP in Explore, on a seed, and on a suggestion of the queue.")
        )
    for row in rows:
        where, name, value = row.page
        st.page_link(f"{where}.py", label=to_markdown(row.about), icon=":material/arrow_forward:",
                     query_params={name: value})  # fmt: skip
        _note(space, row.note)


def _note(space: Workspace, one: notes.Note) -> None:
    is_open = one.state == "open"
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"note-{one.id}"):
        icon = "radio_button_unchecked" if is_open else "check_circle"
        st.markdown(
            f":material/{icon}: {to_markdown(one.text)}  \n:small[{_by(one.actor, one.created)} · {_standing(one)}]",
            width="stretch",
        )
        if st.button("Close" if is_open else "Open again", key=f"note-turn-{one.id}", type="tertiary"):
            with clear_errors():
                (close_note if is_open else open_note)(space, one.id)
                st.rerun()


def _standing(one: notes.Note) -> str:
    """``open``, or by whom it was closed and when, where that was noted."""
    return f"closed by {_by(one.closed_by, one.closed)}" if one.closed_by else one.state


def _by(actor: str, at: str) -> str:
    return f"{to_markdown(actor)} · {at[:16].replace('T', ' ')} UTC"

"""What a concept is and whether it stays: kind, lock, deletion, restoring; and a new concept beside it."""

import streamlit as st

from mathscale_core.records import ConceptKind
from mathscale_core.views.explore import Panel
from mathscale_core.views.retagging import SeedChoice, seeds_under, words_of
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.finding import reason_field
from pages.parts.impact import confirm, turn
from pages.parts.shell import clear_errors
from pages.parts.wording import kind_word, worded


def keep_forms(space: Workspace, panel: Panel, seen: str) -> None:
    """Kind, lock and deletion, one reason for whichever is pressed."""
    concept = panel.concept
    evidence = (
        f"{counted(panel.seeds, 'seed')}, {counted(panel.degree, 'neighbour')}, "
        f"in {counted(panel.compositions, 'composition')}"
    )
    if panel.locked:
        st.caption(f":material/lock: Locked by {to_markdown(panel.locked)}: an edit of it says why.")
    reason = reason_field(f"keep-{concept.id}", evidence, required=True)
    other: ConceptKind = "kp" if concept.kind == "topic" else "topic"
    with st.container(horizontal=True, gap="small"):
        if st.button(f"Make it a {kind_word(other)}", key="change-kind", icon=":material/swap_horiz:"):
            _do(space, {"kind": "change-kind", "concept": concept.id, "to": other, "reason": reason}, concept.id, seen)
        lock = not panel.locked
        if st.button("Lock" if lock else "Unlock", key="lock", icon=f":material/{'lock' if lock else 'lock_open'}:",
                     help="A locked concept is edited with a reason alone, and no suggestion merges it."):  # fmt: skip
            _do(space, {"kind": "lock", "concept": concept.id, "locked": lock, "reason": reason}, concept.id, seen)
        if panel.state == "dropped" and st.button("Keep whatever cleaning says", key="keep", icon=":material/restore:"):
            _do(space, {"kind": "restore", "concept": concept.id, "reason": reason}, concept.id, seen)
        if st.button("Delete", key="delete", icon=":material/delete:",
                     help=worded("Its seeds lose it; it can be restored.")):  # fmt: skip
            _do(space, {"kind": "delete", "concept": concept.id, "reason": reason}, concept.id, seen)


def restore_form(space: Workspace, panel: Panel, seen: str) -> None:
    """For a deleted concept there is one edit."""
    concept = panel.concept
    st.info("It was deleted. Its name stays taken, and it can come back.", icon=":material/delete:")
    if st.button(f"Restore {to_markdown(concept.name)}", key="restore-deleted", icon=":material/restore:"):
        _do(space, {"kind": "restore", "concept": concept.id}, concept.id, seen)


def add_form(space: Workspace, panel: Panel, seen: str) -> None:
    """A new concept, with the seeds that say some words."""
    key = f"add-{turn()}"
    with st.form(key, border=False):
        kind = st.radio("Kind", ["kp", "topic"], format_func=kind_word, horizontal=True, key=f"{key}-kind")
        name = st.text_input("Name of the new one", key=f"{key}-name")
        meaning = st.text_input("Meaning, in a sentence", key=f"{key}-meaning", max_chars=2000)
        words = st.text_input(worded("Give it to seeds whose question says"), key=f"{key}-words",
                              placeholder='Optional: median, or "box plot"')  # fmt: skip
        if st.form_submit_button("Add", key="add-concept", icon=":material/add_circle:", type="primary"):
            with clear_errors():
                said = words_of(str(words or ""))
                seeds = seeds_under(space, SeedChoice(said)) if said else []
                edit = {
                    "kind": "add", "as": kind, "name": name, "definition": str(meaning or ""), "seeds": seeds,
                    "reason": f"{counted(len(seeds), 'seed')} with {' '.join(said)}" if said else "",
                }  # fmt: skip
                confirm(space, panel.concept.id, [edit], seen)


def _do(space: Workspace, edit: dict[str, object], where: str, seen: str) -> None:
    with clear_errors():
        confirm(space, where, [edit], seen)

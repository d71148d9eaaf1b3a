"""Editing one concept: every edit of it in a menu, each a small form.

Every edit is an event of the log and goes through ``impact.confirm``. What was shown last is sent along with it: where
somebody else has edited the same meanwhile, the page shows what, and the editor decides.
"""

import streamlit as st

from mathscale_core.records import Concept
from mathscale_core.views import curation, explore
from mathscale_core.views.notes import count_open
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.history import edit_list, history_page
from pages.parts.impact import Moved, edits_under_way, seen_here
from pages.parts.keeping import add_form, keep_forms, restore_form
from pages.parts.linking import edge_edits, link_form
from pages.parts.merging import merge_form
from pages.parts.naming import name_forms
from pages.parts.notes import notes_panel
from pages.parts.placing import place_forms
from pages.parts.retagging import retag_form
from pages.parts.splitting import split_form

__all__ = ["Moved", "edge_edits", "edit_panel", "history_page"]

#: Entry of the menu to its icon; the words stay the same after every edit, so that the open one stays open.
_MENU = {
    "Name": "edit", "Merge": "merge", "Split": "call_split", "Retag": "sell", "Place": "account_tree", "Link": "link",
    "Keep": "lock", "Add": "add_circle", "Edits": "history", "Notes": "sticky_note_2",
}  # fmt: skip


def edit_panel(space: Workspace, concept: Concept, moved: Moved) -> None:
    """All edits of one concept; ``moved`` is told which concept stands for it after a merge."""
    edits_under_way(space, concept.id, moved)
    seen = seen_here(space, concept.id)
    panel = explore.panel(space, concept.id)
    if panel.state == "deleted":
        restore_form(space, panel, seen)
        _past(space, concept)
        return
    if panel.locked:
        st.badge(f"locked by {to_markdown(panel.locked)}", icon=":material/lock:", color="gray")
    notes = count_open(space, concept.id)
    chosen = st.pills(
        "Edit", list(_MENU), default="Name", required=True, key="edit-menu", label_visibility="collapsed",
        format_func=lambda entry: f":material/{_MENU[entry]}: {entry}",
    )  # fmt: skip
    if notes and chosen != "Notes":
        st.caption(f":material/sticky_note_2: {notes:,} open under Notes")
    forms = {
        "Name": name_forms, "Merge": merge_form, "Split": split_form, "Retag": retag_form, "Place": place_forms,
        "Link": link_form, "Keep": keep_forms, "Add": add_form,
    }  # fmt: skip
    if chosen == "Notes":
        notes_panel(space, concept.id)
    elif chosen == "Edits":
        _past(space, concept)
    else:
        forms[str(chosen or "Name")](space, panel, seen)


def _past(space: Workspace, concept: Concept) -> None:
    edits, total = curation.history(space, concept.id)
    edit_list(space, edits, f"of-{concept.id}")
    if total > len(edits):
        st.caption(f"The newest {len(edits)} of {total:,}; the others stand under History.")

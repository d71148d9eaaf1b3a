"""What a concept is called and means: rename, other names, definition."""

import streamlit as st

from mathscale_core.views.explore import Panel
from mathscale_core.workspace import Workspace
from pages.parts.finding import follow, reason_field
from pages.parts.impact import confirm, turn
from pages.parts.shell import clear_errors


def name_forms(space: Workspace, panel: Panel, seen: str) -> None:
    """Three small forms, each an edit of its own."""
    _rename(space, panel, seen)
    _aliases(space, panel, seen)
    _define(space, panel, seen)


def _rename(space: Workspace, panel: Panel, seen: str) -> None:
    concept = panel.concept
    # A form sends name and click in one run: else the page would have looked again in between, and would not know what
    # the editor saw.
    with st.form(f"rename-{concept.id}", border=False):
        name = st.text_input("Name", key=follow(f"name-{concept.id}-{turn()}", concept.name))
        reason = reason_field(f"rename-{concept.id}-{turn()}", required=bool(panel.locked))
        st.caption("Old names still lead to it, and walks stay valid.")
        if st.form_submit_button("Rename", key="rename", icon=":material/edit:"):
            with clear_errors():
                edit = {"kind": "rename", "concept": concept.id, "name": name, "reason": reason}
                confirm(space, concept.id, [edit], seen)


def _aliases(space: Workspace, panel: Panel, seen: str) -> None:
    concept = panel.concept
    key = f"{concept.id}-{len(panel.aliases)}-{'-'.join(panel.aliases)[:60]}"
    with st.form(f"alias-{concept.id}", border=False):
        # What is ticked away goes; what is typed comes in.
        kept = st.multiselect("Other names", panel.aliases, panel.aliases, key=f"aliases-{key}", placeholder="None",
                              help="Names that lead to it, in a search and in what models answer.")  # fmt: skip
        new = st.text_input("One more name", key=f"alias-new-{concept.id}-{turn()}")
        reason = reason_field(f"alias-{concept.id}-{turn()}", required=True) if panel.locked else ""
        if st.form_submit_button("Keep other names", key="alias", icon=":material/label:"):
            with clear_errors():
                edit = {
                    "kind": "alias", "concept": concept.id, "add": [new] if str(new or "").strip() else [],
                    "remove": [name for name in panel.aliases if name not in kept], "reason": reason,
                }  # fmt: skip
                confirm(space, concept.id, [edit], seen)


def _define(space: Workspace, panel: Panel, seen: str) -> None:
    concept = panel.concept
    with st.form(f"define-{concept.id}", border=False):
        key = follow(f"definition-{concept.id}-{turn()}", concept.definition)
        text = st.text_area("Meaning, in a sentence", key=key, height=90, max_chars=2000)
        reason = reason_field(f"define-{concept.id}-{turn()}", required=True) if panel.locked else ""
        if st.form_submit_button("Keep the meaning", key="define", icon=":material/notes:"):
            with clear_errors():
                edit = {
                    "kind": "define",
                    "concept": concept.id,
                    "definition": str(text or "").strip(),
                    "reason": reason,
                }
                confirm(space, concept.id, [edit], seen)

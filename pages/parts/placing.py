"""How a concept stands to others and to outside schemes: its place in the tree, relations, codes."""

from typing import Any

import streamlit as st

from mathscale_core.views.explore import Panel
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.finding import concept_finder, reason_field
from pages.parts.impact import confirm
from pages.parts.shell import clear_errors

#: Choice to the relation, and whether this concept is the first of it.
_HOW = {
    "stands under": ("parent-of", False), "is the parent of": ("parent-of", True), "is the same as": ("same", True),
    "is related to": ("related", True), "is different from": ("different", True),
}  # fmt: skip
_MATCHES = ("exact", "close", "broader", "narrower")


def place_forms(space: Workspace, panel: Panel, seen: str) -> None:
    """What is said of it now, each with its undoing, and two forms to say more."""
    _present(space, panel, seen)
    _relate(space, panel, seen)
    _codes(space, panel, seen)


def _present(space: Workspace, panel: Panel, seen: str) -> None:
    rows: list[tuple[str, str]] = []
    if panel.path:
        above = " › ".join(c.name for c in panel.path)
        rows.append((f"Stands under {above}", panel.path[-1].id))
    rows += [(f"Is {related.how} {related.concept.name}", related.concept.id) for related in panel.related]
    if not rows:
        st.caption("It stands under nothing, and nothing is said of it and another one.")
    for text, other in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(to_markdown(text), width="stretch")
            if st.button("", key=f"unrelate-{panel.concept.id}-{other}", icon=":material/close:", type="tertiary",
                         help="Take it back"):  # fmt: skip
                with clear_errors():
                    edit = {"kind": "relate", "a": panel.concept.id, "b": other, "as": "none"}
                    confirm(space, panel.concept.id, [edit], seen)


def _relate(space: Workspace, panel: Panel, seen: str) -> None:
    concept = panel.concept.id
    how = st.selectbox("This concept", list(_HOW), key=f"relate-how-{concept}")
    other = concept_finder(space, "To", f"relate-to-{concept}", without={concept})
    if not other:
        return
    relation, first = _HOW[str(how)]
    reason = reason_field(f"relate-{concept}", required=bool(panel.locked))
    if st.button("Say so", key="relate", icon=":material/account_tree:", type="primary"):
        with clear_errors():
            a, b = (concept, other) if first else (other, concept)
            confirm(space, concept, [{"kind": "relate", "a": a, "b": b, "as": relation, "reason": reason}], seen)


def _codes(space: Workspace, panel: Panel, seen: str) -> None:
    concept = panel.concept.id
    written = {f"{c.scheme} {c.code} ({c.match})": {"scheme": c.scheme, "code": c.code} for c in panel.codes}
    key = f"{concept}-{len(written)}-{'-'.join(written)[:60]}"
    with st.form(f"codes-{key}", border=True):
        kept = st.multiselect("Codes in outside schemes", list(written), list(written), key=f"codes-kept-{key}",
                              placeholder="None")  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            scheme = str(
                st.text_input("Scheme", key=f"scheme-{key}", placeholder="MSC 2020", max_chars=80, width=150) or ""
            )
            code = str(st.text_input("Code", key=f"code-{key}", placeholder="11A05", max_chars=80, width=110) or "")
            match = st.selectbox("Match", _MATCHES, key=f"match-{key}", width=120,
                                 help="How the concept stands to the code.")  # fmt: skip
        if st.form_submit_button("Keep codes", key="codes", icon=":material/tag:"):
            with clear_errors():
                new: list[dict[str, Any]] = []
                if scheme.strip() or code.strip():
                    new = [{"scheme": scheme.strip(), "code": code.strip(), "match": match}]
                gone = [form for text, form in written.items() if text not in kept]
                confirm(space, concept, [{"kind": "code", "concept": concept, "add": new, "remove": gone}], seen)

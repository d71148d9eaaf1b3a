"""What is done to several marked concepts at once: merged, placed, retagged, deleted; the count comes first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from mathscale_core.views.explore.version import seeds_with
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.finding import concept_finder, reason_field
from pages.parts.impact import Moved, confirm, edits_under_way, seen_here
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_WHERE = "table"
_MENU = {"Merge": "merge", "Place": "account_tree", "Retag": "sell", "Delete": "delete"}
_NAMED = 12


def bulk_panel(space: Workspace, concepts: Sequence[str], moved: Moved) -> None:
    """The marked concepts and one edit of all of them; ``moved`` is told which one stands for them after a merge."""
    edits_under_way(space, _WHERE, moved)
    seen = seen_here(space, _WHERE)
    names = space.store.concepts.concept_names(concepts)
    with st.container(border=True, key="bulk"):
        listed = ", ".join(names[c] for c in concepts[:_NAMED])
        more = f" and {len(concepts) - _NAMED:,} more" if len(concepts) > _NAMED else ""
        st.markdown(f"**{len(concepts):,} marked:** {to_markdown(listed)}{more}")
        chosen = st.pills("Do to all", list(_MENU), default="Merge", required=True, key="bulk-menu",
                          format_func=lambda entry: f":material/{_MENU[entry]}: {entry}")  # fmt: skip
        forms: Mapping[str, Callable[[Workspace, Sequence[str], Mapping[str, str], str], None]] = {
            "Merge": _merge, "Place": _place, "Retag": _retag, "Delete": _delete,
        }  # fmt: skip
        with clear_errors():
            forms[str(chosen or "Merge")](space, concepts, names, seen)


def _merge(space: Workspace, concepts: Sequence[str], names: Mapping[str, str], seen: str) -> None:
    kinds = {found.kind for c in concepts if (found := space.store.concepts.concept(c))}
    if len(kinds) > 1:
        st.caption(worded("A topic and a KP cannot be merged: mark concepts of one kind."))
        return
    winner = str(st.selectbox("Merge all into", concepts, format_func=lambda c: names[c], key="bulk-winner"))
    reason = reason_field("bulk-merge")
    if st.button(f"Merge {counted(len(concepts), 'name')}", key="bulk-do", type="primary", icon=":material/merge:"):
        losers = [c for c in concepts if c != winner]
        edit = {"kind": "merge", "from": losers, "into": winner, "reason": reason}
        confirm(space, _WHERE, [edit], seen, goes_to=winner)


def _place(space: Workspace, concepts: Sequence[str], _: Mapping[str, str], seen: str) -> None:
    parent = concept_finder(space, "Place all under", "bulk-parent", without=set(concepts))
    if not parent:
        return
    reason = reason_field("bulk-place")
    if st.button(f"Place {counted(len(concepts), 'concept')}", key="bulk-do", type="primary",
                 icon=":material/account_tree:"):  # fmt: skip
        edits = [{"kind": "relate", "a": parent, "b": c, "as": "parent-of", "reason": reason} for c in concepts]
        confirm(space, _WHERE, edits, seen)


def _retag(space: Workspace, concepts: Sequence[str], _: Mapping[str, str], seen: str) -> None:
    """The seeds that carry any of them get another concept, in place of these or beside them."""
    draft = space.draft()
    of_each = {c: seeds_with(draft, c) for c in concepts}
    seeds = sorted({s for some in of_each.values() for s in some})
    st.caption(worded(f"{counted(len(seeds), 'seed')} carry one of them or several."))
    given = concept_finder(space, "Give these seeds", "bulk-give", without=set(concepts))
    away = st.checkbox("Take the marked concepts off these seeds", key="bulk-away")
    if not seeds or not (given or away):
        return
    reason = reason_field("bulk-retag")
    if st.button(worded(f"Retag {counted(len(seeds), 'seed')}"), key="bulk-do", type="primary", icon=":material/sell:"):
        edits: list[Mapping[str, Any]] = []
        if given:
            edits.append({"kind": "retag", "seeds": seeds, "add": [given], "remove": [], "reason": reason})
        if away:
            edits += [
                {"kind": "retag", "seeds": some, "add": [], "remove": [c], "reason": reason}
                for c, some in of_each.items()
                if some
            ]
        confirm(space, _WHERE, edits, seen)


def _delete(space: Workspace, concepts: Sequence[str], _: Mapping[str, str], seen: str) -> None:
    reason = reason_field("bulk-delete", required=True)
    if st.button(f"Delete {counted(len(concepts), 'concept')}", key="bulk-do", type="primary",
                 icon=":material/delete:"):  # fmt: skip
        confirm(space, _WHERE, [{"kind": "delete", "concept": c, "reason": reason} for c in concepts], seen)

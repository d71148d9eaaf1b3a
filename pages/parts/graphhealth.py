"""Explore's health: what in the draft may be wrong, the first of each, and beside each the way to what cures it."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from mathscale_core.pipeline.edits import misfits
from mathscale_core.views.graph_health import Finding, Item, findings
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import note, said, show, write
from pages.parts.gestures import choose
from pages.parts.impact import confirm, edits_under_way, seen_here
from pages.parts.loading import loading
from pages.parts.look import KIND
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_FIRST, _MORE, _LETTERS = 5, 50, 140
_WHERE = "health"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a finding is shown: its title, icon, why it matters, and the entries of the edit menu that cure it."""

    title: str
    icon: str
    why: str
    cures: tuple[str, ...] = ()


_LOOKS: Mapping[str, _Look] = {
    "small_components": _Look("Small pieces", "scatter_plot", "No edge joins them to the rest. Link one of each to it, "
                              "or merge it.", ("Link", "Merge")),
    "orphans": _Look("Without an edge", "blur_off", "Nothing stands beside them in any seed. Link, retag or delete "
                     "them.", ("Link", "Retag", "Keep")),
    "dead_ends": _Look("Topics without a KP", "block", "A draw that ends there gives no composition. Tag their seeds "
                       "with KPs, or link one.", ("Retag", "Link")),
    "hubs": _Look("Hubs", "hub", "Beside nearly everything: often two skills under one name. Split them.", ("Split",)),
    "twins": _Look("Suspicious twins", "content_copy", "Two names that may be one concept. The Queue decides them."),
    "single_seed": _Look("Held by one seed", "looks_one", "What one question says is easily an accident. Merge or "
                         "delete them.", ("Merge", "Keep")),
    "dropped": _Look("Dropped by cleaning", "visibility_off", "Too few seeds carry them. Restore what should stay, or "
                     "merge it into a bigger one."),
    "misfits": _Look("Edits that no longer fit", "warning", "New labels came after them. History shows what is in "
                     "the way and takes them back."),
    "cannot_be_tagged": _Look("Seeds that cannot be tagged", "flag", "Somebody said so. Hold them back, or look "
                              "again."),
    "vocabulary_gap": _Look("Seeds that lack a concept", "add_circle", "No topic or KP fits them. Add the one that is "
                            "missing, and tag them."),
}  # fmt: skip


def health_view(space: Workspace) -> None:
    """The counts of all findings, and the chosen one's first things with their cures."""
    with clear_errors():
        edits_under_way(space, _WHERE)
        seen = seen_here(space, _WHERE)
        with loading("Looking through the graph"):
            found = {f.name: f for f in findings(space, misfits(space), _MORE)}
        if not (space.draft().graph.position or space.draft().dropped):
            st.info("The graph is empty: no seed has concepts yet. Import seeds, then extract.", icon=":material/hub:")
            st.page_link("seeds.py", label="Go to Seeds", icon=":material/grass:")
            return
        trouble = [name for name in _LOOKS if found[name].count or (name == "twins" and found[name].note)]
        asked = said("found") if said("found") in _LOOKS else (trouble[0] if trouble else "orphans")
        left, right = st.columns([2, 5], gap="medium")
        with left:
            st.radio(
                "Finding", list(_LOOKS), key=show("found", asked), on_change=note, args=("found", "found", "", "all"),
                format_func=lambda name: _counted(found[name]), label_visibility="collapsed",
            )  # fmt: skip
        with right:
            _shown(space, found[asked], seen)


def _counted(found: Finding) -> str:
    look = _LOOKS[found.name]
    number = f"**{found.count:,}**" if found.count else "0"
    if found.name == "twins" and found.note:
        number = "not looked for"
    return f":material/{look.icon}: {worded(look.title)} · {number}"


def _shown(space: Workspace, found: Finding, seen: str) -> None:
    look = _LOOKS[found.name]
    st.subheader(f"{worded(look.title)}: {found.count:,}", anchor=False)
    st.caption(worded(look.why) + (f" {worded(found.note[0].upper() + found.note[1:])}." if found.note else ""))
    if found.name == "twins":
        st.button("Open the Queue", key="health-queue", icon=":material/checklist:", on_click=_to_view, args=("Queue",))
    if found.name == "misfits" and found.count:
        st.button("Open History", key="health-history", icon=":material/history:", on_click=_to_view,
                  args=("History",))  # fmt: skip
    if not found.count:
        if not (found.name == "twins" and found.note):
            st.markdown(":material/check: None was found.")
        return
    every = said("all") == "yes"
    for item in found.first if every else found.first[:_FIRST]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"health-{item.id}"):
            _named(item)
            _cures(space, found.name, item, seen)
    if found.count > _FIRST and not every:
        st.button(f"Show {min(found.count, _MORE):,} of {found.count:,}", key="health-all", type="tertiary",
                  icon=":material/expand_more:", on_click=write, args=("all", "yes"))  # fmt: skip
    elif found.count > len(found.first):
        st.caption(f"The first {len(found.first):,} of {found.count:,}. The table shows every concept.")


def _named(item: Item) -> None:
    icon = KIND[item.kind][0] if item.kind in KIND else ":material/grass:" if item.kind == "seed" else ":material/edit:"
    name = to_markdown(to_plain(item.name, _LETTERS))
    st.markdown(f"{icon} **{name}**  \n:small[{to_markdown(to_plain(item.note, 200))}]", width="stretch")


def _cures(space: Workspace, finding: str, item: Item, seen: str) -> None:
    """The buttons that lead to the edit, or do it."""
    for entry in _LOOKS[finding].cures:
        label = "Delete" if entry == "Keep" else entry
        st.button(label, key=f"cure-{entry}-{item.id}", on_click=_to_edit, args=(item.id, entry))
    if finding == "dropped":
        if st.button("Restore", key=f"cure-restore-{item.id}", icon=":material/restore:"):
            confirm(space, _WHERE, [{"kind": "restore", "concept": item.id}], seen)
        st.button("Merge", key=f"cure-Merge-{item.id}", on_click=_to_edit, args=(item.id, "Merge"))
    if item.kind == "seed":
        st.page_link("seeds.py", label="Open the seed", icon=":material/grass:",
                     query_params={"tab": "browse", "seed": item.id})  # fmt: skip


def _to_edit(concept: str, entry: str) -> None:
    """Go to the concept in the graph, with an entry of its edit menu open."""
    write("view", "", "page", "found", "all")
    choose(concept)
    st.session_state["edit-menu"] = entry


def _to_view(view: str) -> None:
    write("view", view, "page", "found", "all")

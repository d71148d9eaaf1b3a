"""Explore's tree: indented, folded by address, moved by keys; beside it the chosen concept's place and codes.

The address says which part is shown (``leaf``), what is unfolded (``unfolded``) and who is chosen (``branch``).
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.views.tree import CHILDREN, Line, Tree, indented, lines, outdented, tree, unplaced
from mathscale_core.workspace import Workspace
from pages.parts.address import note, page_choice, said, show, write
from pages.parts.coverage import coverage_view
from pages.parts.finding import concept_finder
from pages.parts.gestures import choose
from pages.parts.impact import confirm, edits_under_way, seen_here, turn
from pages.parts.loading import loading
from pages.parts.look import KIND
from pages.parts.placing import place_forms
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

KEYS = {
    "J": "choose the next line", "K": "choose the line before", "L": "unfold the chosen line, or fold it",
    "I": "indent: put it under the sibling before it", "U": "outdent: put it beside its parent",
}  # fmt: skip
#: Parts of the address that are the tree's own.
PARTS = ("leaf", "unfolded", "branch", "waits", "scheme-of", "code")
_LEAVES = {"": "Tree", "waits": "Not placed", "codes": "Codes"}
_UNFOLDED, _DEEPEST, _LETTERS, _A_PAGE = 60, 10, 90, 20
_MORE = "tree-more"


def tree_view(space: Workspace) -> None:
    """The tree, the shelf of what stands nowhere, or the codes."""
    with clear_errors():
        found = tree(space)
        left = len(space.draft().graph.position) - sum(c in space.draft().graph.position for c in found.concepts)
        words = {"": "Tree", "waits": f"Not placed ({left:,})", "codes": "Codes"}
        leaf = st.segmented_control(
            "Part", list(_LEAVES), key=show("leaf", said("leaf") if said("leaf") in _LEAVES else ""), required=True,
            on_change=note, args=("leaf", "leaf", "", "page"), format_func=words.__getitem__,
            label_visibility="collapsed",
        )  # fmt: skip
        if leaf == "codes":
            coverage_view(space)
            return
        shown, panel = st.columns([3, 2], gap="medium")
        with shown:
            if leaf == "waits":
                _waiting(space)
            else:
                _lines(space, found)
        with panel, st.container(border=True, key="tree-panel"):
            _chosen(space, found)


def _lines(space: Workspace, found: Tree) -> None:
    """What is shown of the tree, with the buttons behind the keys."""
    if not found.roots:
        st.info(
            "Nothing stands in the tree yet. Choose a concept under Not placed, then say what stands under it.",
            icon=":material/account_tree:",
        )
        return
    more: dict[str, int] = st.session_state.setdefault(_MORE, {})
    unfolded = _unfolded()
    with loading("Counting what stands below"):
        shown = lines(found, unfolded, more)
    _walk(space, found, shown)
    steps = "".join(
        f'[class*="st-key-tree-{depth}-"] {{ padding-left: {22 * depth}px; }}' for depth in range(1, _DEEPEST + 1)
    )
    st.html(f"<style>{steps} .st-key-tree-lines {{ gap: 0; }}</style>")
    with st.container(key="tree-lines", gap=None):
        for line in shown:
            _line(line, chosen=line.concept.id == said("branch"))
            if line.more:
                parent = found.parents.get(line.concept.id, "")
                st.button(f"{line.more:,} more", key=f"tree-more-{parent}", type="tertiary", on_click=_show_more,
                          icon=":material/expand_more:", args=(parent,))  # fmt: skip


def _line(line: Line, *, chosen: bool) -> None:
    concept = line.concept
    depth = min(line.depth, _DEEPEST)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key=f"tree-{depth}-{concept.id}"
    ):  # fmt: skip
        st.button(
            "", key=f"fold-{concept.id}", type="tertiary", disabled=not line.children, on_click=_fold,
            args=(concept.id,), help="Fold" if line.unfolded else "Unfold",
            icon=":material/expand_more:" if line.unfolded and line.children else ":material/chevron_right:"
            if line.children else ":material/remove:",
        )  # fmt: skip
        st.button(
            to_markdown(to_plain(concept.name, _LETTERS)), key=f"branch-{concept.id}", icon=KIND[concept.kind][0],
            type="primary" if chosen else "tertiary", on_click=write, args=("branch", concept.id),
        )  # fmt: skip
        below = f"{counted(line.below, 'concept')} below · " if line.below else ""
        own = f" ({line.own:,} its own)" if line.below else ""
        st.caption(worded(f"{below}{counted(line.seeds, 'seed')}{own}"))


def _walk(space: Workspace, found: Tree, shown: Sequence[Line]) -> None:
    """Buttons of the keys; an edit is confirmed where it is, in the chosen concept's panel."""
    ids = [line.concept.id for line in shown]
    chosen = said("branch")
    at = ids.index(chosen) if chosen in ids else -1
    placed = chosen in found.concepts
    into, out = (indented(found, chosen), outdented(found, chosen)) if placed else (None, None)
    with st.container(horizontal=True, gap="xsmall", key="tree-keys"):
        _key("Next", "J", "arrow_downward", ids[at + 1] if at + 1 < len(ids) else "")
        _key("Before", "K", "arrow_upward", ids[at - 1] if at > 0 else "")
        st.button("Fold" if chosen in _unfolded() else "Unfold", key="tree-fold", shortcut="L", args=(chosen,),
                  icon=":material/unfold_more:", on_click=_fold,
                  disabled=not found.children.get(chosen, ()))  # fmt: skip
        for label, key, icon, edit in (
            ("Indent", "I", "format_indent_increase", into), ("Outdent", "U", "format_indent_decrease", out),
        ):  # fmt: skip
            if st.button(label, key=f"tree-{label.lower()}", shortcut=key, icon=f":material/{icon}:",
                         disabled=edit is None) and edit:  # fmt: skip
                if label == "Indent":
                    _unfold(edit["a"])
                with clear_errors():
                    confirm(space, chosen, [edit], seen_here(space, chosen))


def _key(label: str, key: str, icon: str, target: str) -> None:
    st.button(label, key=f"tree-{label.lower()}", shortcut=key, icon=f":material/{icon}:", disabled=not target,
              on_click=write, args=("branch", target))  # fmt: skip


def _chosen(space: Workspace, found: Tree) -> None:
    """The chosen concept: its place, what is put under it, its relations and codes."""
    concept = explore.standing(space, said("branch")) if said("branch") else None
    if concept is None:
        st.caption("Choose a line to move it, to put something under it, or to give it codes.")
        return
    edits_under_way(space, concept.id, lambda winner: write("branch", winner))
    seen = seen_here(space, concept.id)
    panel = explore.panel(space, concept.id)
    st.subheader(to_markdown(concept.name), anchor=False)
    children = found.children.get(concept.id, ())
    st.caption(worded(f"{counted(panel.seeds, 'seed')} · {counted(len(children), 'child', 'children')}"))
    st.button("Open in Graph", key="tree-graph", icon=":material/hub:", on_click=_to_graph, args=(concept.id,))
    with clear_errors():
        other = concept_finder(
            space, "Put under it", f"under-{concept.id}-{turn()}", without={concept.id, *found.path(concept.id)}
        )  # fmt: skip
        if other and st.button(
            "Put it here", key="tree-put", type="primary", icon=":material/subdirectory_arrow_right:"
        ):
            _unfold(concept.id)
            confirm(space, concept.id, [_under(concept.id, other)], seen)
        place_forms(space, panel, seen)


def _waiting(space: Workspace) -> None:
    """What stands nowhere, with a search; each is put under the chosen concept, or chosen itself."""
    st.text_input(
        "Search what is not placed", key=show("waits", said("waits")), on_change=note, live=True, type="search",
        args=("waits", "waits", "", "page"), icon=":material/search:",
    )  # fmt: skip
    hits = unplaced(space, said("waits"))
    chosen = said("branch")
    parent = explore.standing(space, chosen) if chosen else None
    st.caption(
        worded(counted(len(hits), "concept"))
        + (
            f", to be placed under {to_markdown(parent.name)}."
            if parent
            else ". Choose one, then place others under it."
        )
    )
    if parent:
        edits_under_way(space, f"waits-{parent.id}")
    page = page_choice(-(-len(hits) // _A_PAGE))
    for hit in hits[(page - 1) * _A_PAGE : page * _A_PAGE]:
        concept = hit.concept
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"waits-{concept.id}"):
            name = to_markdown(to_plain(concept.name, _LETTERS))
            size = worded(counted(hit.seeds, "seed"))
            st.markdown(f"{KIND[concept.kind][0]} {name} :small[{size}]", width="stretch")
            if parent and parent.id != concept.id and st.button(
                "Place under it", key=f"place-{concept.id}", icon=":material/subdirectory_arrow_right:"
            ):  # fmt: skip
                with clear_errors():
                    where = f"waits-{parent.id}"
                    confirm(space, where, [_under(parent.id, concept.id)], seen_here(space, where))
            st.button("Choose", key=f"choose-{concept.id}", type="tertiary", disabled=chosen == concept.id,
                      on_click=write, args=("branch", concept.id))  # fmt: skip


def _under(parent: str, child: str) -> Mapping[str, str]:
    return {"kind": "relate", "a": parent, "b": child, "as": "parent-of"}


def _unfolded() -> list[str]:
    return [c for c in said("unfolded").split(",") if c]


def _fold(concept: str) -> None:
    """Unfold a concept, or fold it; of too many the oldest is folded."""
    now = _unfolded()
    rest = [c for c in now if c != concept]
    write("unfolded", ",".join(rest if concept in now else [*rest, concept][-_UNFOLDED:]))


def _unfold(concept: str) -> None:
    if concept not in _unfolded():
        _fold(concept)


def _show_more(parent: str) -> None:
    more = st.session_state.setdefault(_MORE, {})
    more[parent] = more.get(parent, CHILDREN) + CHILDREN


def _to_graph(concept: str) -> None:
    write("view", "", *PARTS, "page")
    choose(concept)

"""The tray: concepts collected while one explores, to find more like them, compare them side by side and merge them.

It belongs to the session and is in no address.
"""

import streamlit as st

from mathscale_core.pipeline.suggest import decide
from mathscale_core.records import Concept
from mathscale_core.views import suggestions
from mathscale_core.views.members import Member, compare
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.impact import confirm, edits_under_way, seen_here
from pages.parts.loading import loading
from pages.parts.look import KIND
from pages.parts.shell import clear_errors
from pages.parts.twins import member_facts, member_seeds
from pages.parts.wording import kind_word, worded

_TRAY = "tray"
#: Side by side there is room for so many.
MOST = 8
_COLUMNS = 4
_SIMILAR = 5
#: On narrow screens two stand side by side.
_STYLE = """<style>@media (max-width: 1050px) {
.st-key-tray-members [data-testid="stHorizontalBlock"]:has(> .stColumn) { flex-wrap: wrap; }
.st-key-tray-members [data-testid="stHorizontalBlock"] > .stColumn { min-width: calc(50% - 1rem); }
.st-key-tray-members .stColumn:not(:has([class*="st-key-tray-c_"])) { display: none; } }</style>"""


def collected() -> tuple[str, ...]:
    """Ids of what is in the tray, in the order in which it was collected."""
    return tuple(st.session_state.get(_TRAY, ()))


def collect(concept: str) -> None:
    """Put a concept into the tray; for ``on_click``. A full tray takes no more."""
    if concept not in collected() and len(collected()) < MOST:
        st.session_state[_TRAY] = (*collected(), concept)


def put_away(concept: str) -> None:
    """Take a concept out of the tray."""
    st.session_state[_TRAY] = tuple(c for c in collected() if c != concept)


def collect_button(concept: Concept) -> None:
    """Collect a concept, or say that it is in the tray."""
    there, full = concept.id in collected(), len(collected()) >= MOST
    st.button(
        "In the tray" if there else "Collect", key="collect", icon=":material/inbox:" if there else ":material/add:",
        disabled=there or full, on_click=collect, args=(concept.id,),
        help=f"The tray holds at most {MOST}." if full and not there else "Collect it, to compare and merge.",
    )  # fmt: skip


def tray_panel(space: Workspace) -> None:
    """What was collected, side by side, with what is like it and the merging of all."""
    edits_under_way(space, _TRAY)
    if not collected():
        st.info(
            worded("The tray is empty. Collect a topic or KP in the graph; here they stand side by side."),
            icon=":material/inbox:",
        )
        return
    with clear_errors():
        with loading("Comparing"):
            compared = compare(space, collected())
        members = compared.members
        # What was merged or deleted meanwhile is no longer there.
        st.session_state[_TRAY] = tuple(m.concept.id for m in members)
        if len(members) > 1:
            _common(compared.shared, compared.shared_count, len(members))
        st.html(_STYLE)
        with st.container(key="tray-members"):
            for start in range(0, len(members), _COLUMNS):
                row = members[start : start + _COLUMNS]
                for place, column in enumerate(st.columns(max(2, min(len(members), _COLUMNS)))[: len(row)]):
                    with column:
                        _member(row[place], compared.own[start + place])
        _merge(space, members)
        _more(space, members)


def _common(names: tuple[str, ...], count: int, members: int) -> None:
    who = "Both" if members == 2 else f"All {members}"
    if not count:
        st.caption(f"{who} have no neighbour in common.")
        return
    more = f" and {count - len(names):,} more" if count > len(names) else ""
    st.markdown(f"**{who} have {counted(count, 'neighbour')} in common:** {to_markdown(', '.join(names))}{more}")


def _member(member: Member, own: int) -> None:
    concept = member.concept
    icon, colour, _, _ = KIND[concept.kind]
    with st.container(border=True, gap="xsmall", key=f"tray-{concept.id}"):
        st.markdown(f"**{to_markdown(concept.name)}**")
        st.badge(kind_word(concept.kind), icon=icon, color=colour)
        member_facts(member)
        st.caption(f"{counted(own, 'neighbour')} that no other here has")
        member_seeds(member)
        st.button("Put away", key=f"away-{concept.id}", icon=":material/close:", type="tertiary", on_click=put_away,
                  args=(concept.id,))  # fmt: skip


def _merge(space: Workspace, members: tuple[Member, ...]) -> None:
    """All of the tray into one of them, as one edit."""
    if len(members) < 2:
        st.caption("Collect another one to merge them.")
        return
    if len({m.concept.kind for m in members}) > 1:
        st.caption(worded("A topic and a KP cannot be merged: put one kind away."))
        return
    names = {m.concept.id: m.concept.name for m in members}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        winner = st.selectbox(
            "Merge all into", list(names), format_func=names.__getitem__, width=320, key="tray-winner"
        )
        why = st.text_input("Why (optional)", key="tray-why", max_chars=500, width=320)
        merge = st.button(
            f"Merge {counted(len(members), 'name')}", key="tray-merge", type="primary", icon=":material/merge:"
        )
        st.button("Empty the tray", key="tray-empty", icon=":material/delete_sweep:", on_click=_empty)
    seen = seen_here(space, _TRAY)
    if merge:
        edit = {"kind": "merge", "from": [c for c in names if c != winner], "into": winner, "reason": why}
        confirm(
            space, _TRAY, [edit], seen, make=lambda upto: _merged(space, tuple(names), str(winner), why, upto),
            always=any(m.locked for m in members),
        )  # fmt: skip


def _merged(space: Workspace, members: tuple[str, ...], winner: str, why: str, seen: str) -> tuple[str, ...]:
    """Merge them as a decision on twins, which counts for the signals; the one that stays is left in the tray."""
    done = decide(space, members, "merge", winner=winner, why=why, expected=seen)
    st.session_state[_TRAY] = (winner,)
    return done.events


def _empty() -> None:
    st.session_state[_TRAY] = ()


def _more(space: Workspace, members: tuple[Member, ...]) -> None:
    """Find what is like one of the tray."""
    names = {m.concept.id: m.concept.name for m in members}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        like = st.selectbox("Find similar to", list(names), format_func=names.__getitem__, width=320, key="tray-like")
        number = st.number_input("How many", 1, 20, _SIMILAR, key="tray-number", width=120)
        if st.button("Find", key="tray-find", icon=":material/search:"):
            st.session_state["tray-found"] = str(like)
    if st.session_state.get("tray-found") != like:
        return
    with loading("Comparing names, neighbours and seeds"):
        found = suggestions.similar(space, str(like), int(number))
    if not found:
        st.caption(f"There is no other {kind_word(members[0].concept.kind)}.")
    for row in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            there = row.concept.id in collected()
            st.button("Collected" if there else "Collect", key=f"collect-{row.concept.id}", icon=":material/add:",
                      disabled=there or len(collected()) >= MOST, on_click=collect,
                      args=(row.concept.id,))  # fmt: skip
            size = worded(counted(row.seeds, "seed"))
            st.markdown(f"**{to_markdown(row.concept.name)}** · {size} · {row.score:.0%}  \n:small[{row.reason}]")

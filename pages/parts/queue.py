"""The queue of suggested twins: one cluster of names a screen, one key a decision, the next one loaded already.

Nothing is merged by itself. What was decided is an edit of the log, with what spoke for it as its reason; Z takes it
back. A merge that moves a share of the draws far, or that overrules a lock, is looked at first: all others are one key.
"""

from dataclasses import dataclass

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.impact import may_move_far
from mathscale_core.pipeline.suggest import decide, suggest, undo_decision
from mathscale_core.ports import silent
from mathscale_core.views import suggestions
from mathscale_core.views.curation import last_event
from mathscale_core.views.notes import pair_target
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.asking import ask_menu
from pages.parts.impact import confirm, edits_under_way, is_asking
from pages.parts.loading import loading
from pages.parts.notes import notes_expander
from pages.parts.precision import merge_above_menu, precision_line
from pages.parts.shell import clear_errors, same_workspace, show_error
from pages.parts.twins import cluster_cards
from pages.parts.wording import worded

KEYS = {
    "M": "merge the ticked names into the one on the right", "S": "swap: another name stays",
    "P": "the name on the right is the parent of the others", "E": "they are the same thing, and all names stay",
    "L": "they are related", "D": "they are different", "X": "decide later", "Z": "take back the last decision",
}  # fmt: skip
#: Key, decision, label, icon, and what is said when it is done, of each button. It is said in the queue itself: a toast
#: of a fragment takes the place of the page's own style.
_BUTTONS = (
    ("M", "merge", "Merge", ":material/merge:", "Merged"),
    ("P", "parent-of", "Parent of", ":material/account_tree:", "Set as the parent"),
    ("E", "same", "Same", ":material/equal:", "Marked as the same"),
    ("L", "related", "Related", ":material/link:", "Related"),
    ("D", "different", "Different", ":material/call_split:", "Kept apart"),
    ("X", "later", "Later", ":material/schedule:", "Put off"),
)
_AHEAD, _HERE, _SAID = "queue-ahead", "queue-here", "queue-said"
_SEEN, _SEEN_AHEAD = "queue-seen", "queue-seen-ahead"
#: A merge that is to be looked at first; of each loaded cluster by its ids, whether its merge may be one.
_LOOK, _FAR = "queue-look", "queue-far"
_WHERE = "queue"
#: Clusters that are loaded at once, when fewer than that many are.
_AT_ONCE, _FEWEST = 6, 2


@dataclass(slots=True)
class _Choice:
    """What is ticked of a cluster, and which name stays."""

    shown: suggestions.Shown
    winner: str
    ticked: tuple[str, ...]


def queue_view(space: Workspace) -> None:
    """The queue; a part of the page that runs by itself, so that a decision redraws nothing else."""
    _queue(space)


@st.fragment
def _queue(space: Workspace) -> None:
    with same_workspace(space), clear_errors():
        if (trouble := st.session_state.pop("queue-trouble", None)) is not None:
            show_error(trouble)
        edits_under_way(space, _WHERE)
        above = st.container()
        here: suggestions.Shown | None = st.session_state.get(_HERE)
        if here is None or not suggestions.still_waits(space, here):
            with loading("Looking for the next names"):
                here = _first(space)
        if here is None:
            with above:
                _nothing_waits(space)
            return
        st.session_state[_HERE] = here
        choice = _choice(here)
        _actions(space, choice)
        cluster_cards(here, choice.winner, _tick_key(here), keep=_keep)
        notes_expander(space, pair_target(here.ids))
        with above:
            _head(space)
        if st.session_state.pop(_LOOK, None) == here.ids:
            _look_first(space, choice)
        _load_ahead(space, here)
        _weigh(space, here)


def _first(space: Workspace) -> suggestions.Shown | None:
    """The first cluster of now; what somebody edits from now on is refused as unseen."""
    st.session_state.pop(_AHEAD, None)
    st.session_state[_SEEN] = last_event(space)
    return next(iter(suggestions.next_clusters(space, 1)), None)


def _load_ahead(space: Workspace, here: suggestions.Shown) -> None:
    """Load the next ones while one reads this one; a decision on one cluster does not change another.

    Several at once: after each edit the graph is another one, and made anew it takes a second at full size.
    """
    if len(st.session_state.get(_AHEAD, ())) < _FEWEST:
        st.session_state[_SEEN_AHEAD] = last_event(space)
        st.session_state[_AHEAD] = suggestions.next_clusters(space, _AT_ONCE, without=here.ids)


def _weigh(space: Workspace, here: suggestions.Shown) -> None:
    """Find out while one reads whose merge may move a share far, so that no key waits for it."""
    loaded = [shown.ids for shown in (here, *st.session_state.get(_AHEAD, ()))]
    known = st.session_state.get(_FAR, {})
    st.session_state[_FAR] = {ids: known[ids] if ids in known else may_move_far(space, ids) for ids in loaded}


def _choice(shown: suggestions.Shown) -> _Choice:
    """What the session says of a cluster; at first all are ticked and the one with most seeds stays."""
    ticked = tuple(c for c in shown.ids if st.session_state.get(f"{_tick_key(shown)}-{c}", True))
    winner = str(st.session_state.get(f"stays-{_tick_key(shown)}", shown.ids[0]))
    return _Choice(shown, winner if winner in ticked or not ticked else ticked[0], ticked)


def _tick_key(shown: suggestions.Shown) -> str:
    return f"tick-{'-'.join(shown.ids)[:90]}"


def _keep(shown: suggestions.Shown, concept: str) -> None:
    """Let a name stay; it is ticked by that."""
    st.session_state[f"stays-{_tick_key(shown)}"] = concept
    st.session_state[f"{_tick_key(shown)}-{concept}"] = True


def _swap(space: Workspace, shown: suggestions.Shown) -> None:
    choice = _choice(shown)
    if len(choice.ticked) > 1 and not is_asking(space, _WHERE):
        _keep(shown, choice.ticked[(choice.ticked.index(choice.winner) + 1) % len(choice.ticked)])


def _actions(space: Workspace, choice: _Choice) -> None:
    """One key a decision, the reason beside them."""
    few = len(choice.ticked) < 2
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="queue-actions"):
        for key, decision, label, icon, _ in _BUTTONS:
            st.button(
                label, key=f"queue-{decision}", shortcut=key, icon=icon, disabled=few, on_click=_decided,
                args=(space, choice.shown, decision), type="primary" if decision == "merge" else "secondary",
                help="Tick at least two names." if few else None,
            )  # fmt: skip
            if decision == "merge":
                st.button(
                    "Swap", key="queue-swap", shortcut="S", icon=":material/swap_horiz:", disabled=few,
                    on_click=_swap, args=(space, choice.shown),
                )  # fmt: skip
        _undo_button(space)
        st.text_input(
            "Why", key=_why_key(choice.shown), placeholder="Why (optional)", max_chars=500,
            label_visibility="collapsed", width=240,
        )  # fmt: skip


def _why_key(shown: suggestions.Shown) -> str:
    return f"why-{_tick_key(shown)}"


def _undo_button(space: Workspace) -> None:
    st.button("Undo", key="queue-undo", shortcut="Z", icon=":material/undo:", on_click=_taken_back, args=(space,))


def _decided(space: Workspace, shown: suggestions.Shown, decision: str) -> None:
    """Store the decision and go on; runs before the page is drawn, so that no press is lost."""
    if st.session_state.get(_HERE) != shown or is_asking(space, _WHERE):
        return  # A second press of the same key, when the next one is there already, or a dialog over it.
    choice = _choice(shown)
    if decision == "merge" and (st.session_state.get(_FAR, {}).get(shown.ids, True) or _overrules(choice)):
        st.session_state[_LOOK] = shown.ids
        return
    try:
        _store(space, choice, decision, st.session_state.get(_SEEN))
    except MathScaleError as error:
        st.session_state["queue-trouble"] = error
        # Somebody else may have changed it: it is looked up anew.
        st.session_state.pop(_HERE)


def _overrules(choice: _Choice) -> bool:
    return any(m.locked for m in choice.shown.members if m.concept.id in choice.ticked)


def _look_first(space: Workspace, choice: _Choice) -> None:
    """A merge through the dialog; where it moves nothing far after all, it is done at once."""

    def merged(seen: str) -> tuple[str, ...]:
        _store(space, choice, "merge", seen)
        # The queue says itself what was done, and Z takes it back.
        return ()

    others = [c for c in choice.ticked if c != choice.winner]
    edit = {"kind": "merge", "from": others, "into": choice.winner, "reason": _why(choice.shown)}
    try:
        confirm(
            space, _WHERE, [edit], st.session_state.get(_SEEN), make=merged, always=_overrules(choice)
        )  # fmt: skip
    except MathScaleError as error:
        show_error(error)


def _store(space: Workspace, choice: _Choice, decision: str, seen: str | None) -> None:
    """Store a decision, say it, and go on to the next cluster; raises what ``decide`` raises."""
    decide(space, choice.ticked, decision, winner=choice.winner, why=_why(choice.shown), expected=seen)
    icon, what = next((b[3], b[4]) for b in _BUTTONS if b[1] == decision)
    names = {m.concept.id: m.concept.name for m in choice.shown.members}
    others = ", ".join(names[c] for c in choice.ticked if c != choice.winner)
    joint = " → " if decision == "merge" else " – "
    st.session_state[_SAID] = f"{icon} {what}: {to_markdown(others + joint + names[choice.winner])}. Z takes it back."
    _go_on()


def _why(shown: suggestions.Shown) -> str:
    return str(st.session_state.get(_why_key(shown)) or "")


def _go_on() -> None:
    """Show the next one that was loaded; where there is none yet, it is looked for."""
    ahead = list(st.session_state.get(_AHEAD, ()))
    st.session_state.pop(_HERE, None)
    if ahead:
        st.session_state[_HERE], *st.session_state[_AHEAD] = ahead
        # The decision itself is no edit of the next one, which was seen as it was before.
        st.session_state[_SEEN] = st.session_state[_SEEN_AHEAD]


def _taken_back(space: Workspace) -> None:
    """Take back the last decision; its names come again at once."""
    if is_asking(space, _WHERE):
        return
    try:
        done = undo_decision(space)
    except MathScaleError as error:
        st.session_state["queue-trouble"] = error
        return
    st.session_state.pop(_AHEAD, None)
    st.session_state[_HERE] = suggestions.cluster_of(space, done.members)
    st.session_state[_SEEN] = last_event(space)
    st.session_state[_SAID] = ":material/undo: Taken back."


def _head(space: Workspace) -> None:
    """What is left and decided, and how right each signal was."""
    found = suggestions.counts(space)
    late = f", {found.postponed:,} of them put off" if found.postponed else ""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            st.caption(f"**{counted(found.left, 'pair')} left**{late} · {found.decided:,} decided{_last_said()}")
            precision_line(found)
        ask_menu(space)
        merge_above_menu(space, found)
        _compute_button(space, "Compute anew", primary=False)


def _last_said() -> str:
    """What was done last, until something else is."""
    said = st.session_state.get(_SAID)
    return f" · {said}" if said else ""


def _nothing_waits(space: Workspace) -> None:
    """Compute, or what was done."""
    found = suggestions.counts(space)
    if found.version:
        st.success(f"Every suggestion was decided{_last_said()}", icon=":material/task_alt:")
        precision_line(found)
    else:
        if said := st.session_state.get(_SAID):
            st.caption(said)
        st.info(
            worded(
                "No suggestions yet. They are computed from spelling, words, shared neighbours and shared seeds; you "
                "decide on each, and nothing is merged by itself."
            ),
            icon=":material/join_inner:",
        )
    with st.container(horizontal=True, gap="small"):
        _compute_button(
            space, "Compute suggestions" if not found.version else "Compute anew", primary=not found.version
        )
        if found.decided:
            _undo_button(space)


def _compute_button(space: Workspace, label: str, *, primary: bool) -> None:
    if st.button(label, key="queue-compute", icon=":material/calculate:", type="primary" if primary else "secondary"):
        with loading("Comparing names, neighbours and seeds"):
            done = suggest(space, silent)
        for key in (_HERE, _AHEAD):
            st.session_state.pop(key, None)
        found = counted(done.suggestions, "pair") if done.suggestions else "No pair"
        st.session_state[_SAID] = f":material/calculate: {found} found, {done.new:,} new."
        # The whole page: its rail counts too, and a press may have come with one elsewhere.
        st.rerun()

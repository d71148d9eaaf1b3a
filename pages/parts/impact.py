"""The one way of every edit button: what the edit would change is worked out first, and shown where it is much.

A split, a deletion, and whatever moves a concept's share of the draws by more than one percent open a dialog; so does
an edit of what somebody else has edited meanwhile. All else is done at once, and one line offers its undo.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from mathscale_core.curation.preview import Change
from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.edits import apply_edits, undo_all
from mathscale_core.pipeline.impact import Impact, impact, is_quiet, novelty_shift
from mathscale_core.sampling.paired import Shift
from mathscale_core.seeds.rows import Row
from mathscale_core.views import curation
from mathscale_core.views.retagging import seeds_shown
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.loading import loading
from pages.parts.shell import clear_errors, show_error
from pages.parts.wording import kind_word, worded

Edit = Mapping[str, Any]
Moved = Callable[[str], None]
#: Makes edits in a place's own way: told the last event that was seen, it gives the ids of its events, none where the
#: place says what was done and has an undo of its own.
Make = Callable[[str], Sequence[str]]
_PENDING, _DONE, _GOES_TO, _TURN = "edit-pending", "edit-done", "edit-goes-to", "edit-turn"
_SEEDS, _NAMED, _MOVERS = 3, 6, 12


@dataclass(slots=True)
class _Pending:
    """Edits that wait in the dialog: of which place and workspace, and which concept is shown once they are made."""

    where: str
    root: Path
    edits: tuple[Edit, ...]
    found: Impact
    meanwhile: tuple[curation.Edit, ...]
    seen: str
    goes_to: str
    make: Make | None = None
    novelty: Shift | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """Edits that were made last, for the line with their undo."""

    where: str
    root: Path
    events: tuple[str, ...]
    texts: tuple[str, ...]


def confirm(
    space: Workspace, where: str, edits: Sequence[Edit], expected: str | None, goes_to: str = "", *,
    make: Make | None = None, always: bool = False,
) -> None:  # fmt: skip
    """Make edits and draw the page anew, or open the dialog first where they change much.

    Args:
        space: The workspace.
        where: Which part of the page asks, such as the concept's id: the same that it gives :func:`edits_under_way`.
        edits: The edits in their file form.
        expected: The last event that the editor saw.
        goes_to: Concept that is shown afterwards, where it is another one.
        make: Makes the edits where the place does more than that, such as keeping a decision on twins.
        always: Open the dialog however little changes, since somebody's word is overruled.

    Raises:
        MathScaleError: The edits do not fit.
    """
    others, seen = curation.meanwhile(space, edits, expected), curation.last_event(space)
    if others or always or not is_quiet(edits):
        with loading("Working out what it changes"):
            found = impact(space, edits)
        if others or always or found.opens:
            pending = _Pending(where, space.root, tuple(edits), found, tuple(others), seen, goes_to, make)
            st.session_state[_PENDING] = pending
            # At once: drawing the page anew before would take as long again.
            _open(space, pending)
            return
    _make(space, where, edits, seen, goes_to, make)


def is_asking(space: Workspace, where: str) -> bool:
    """Whether edits of this place wait in the dialog."""
    pending: _Pending | None = st.session_state.get(_PENDING)
    return pending is not None and pending.where == where and pending.root == space.root


def seen_here(space: Workspace, where: str) -> str:
    """The log's last event when a part of the page was last shown; from now on it is the one of now."""
    key = f"seen-{where}"
    now = curation.last_event(space)
    seen = str(st.session_state.get(key, now))
    st.session_state[key] = now
    return seen


def edits_under_way(space: Workspace, where: str, moved: Moved | None = None) -> None:
    """The dialog of an edit that waits in this place, and the line of one that was made; stands above its forms.

    ``moved`` is told which concept is to be shown, where the edit that was made leads to another one.
    """
    if moved and (target := st.session_state.pop(_GOES_TO, "")):
        moved(str(target))
        st.rerun()
    if is_asking(space, where):
        _open(space, st.session_state[_PENDING])
    done: _Done | None = st.session_state.get(_DONE)
    if done and done.root == space.root and done.where in {where, ""}:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"done-{where}"):
            more = f" and {len(done.texts) - 1:,} more" if len(done.texts) > 1 else ""
            st.caption(f":material/check: {to_markdown(done.texts[0])}{more}", width="stretch")
            if st.button("Undo", icon=":material/undo:", type="tertiary", key=f"undo-done-{where}"):
                del st.session_state[_DONE]
                with clear_errors():
                    undo_all(space, done.events)
                    st.toast("Undone.", icon=":material/undo:")
                    st.rerun()


def turn() -> int:
    """Number of edits that this session made: in the key of a field, it is empty again after each."""
    return int(st.session_state.get(_TURN, 0))


def change_facts(change: Change, questions: int | None = None, key: str = "change-facts") -> None:
    """What lies between two graphs, in numbers and names; each place of a page has a key of its own."""
    before, after = change.components
    cells = [
        (worded("Seeds with other concepts"), f"{change.seeds:,}", None),
        (worded("Questions touched"), f"{questions or 0:,}", "Their names will lead elsewhere."),
        (worded("Edges"), f"+{change.edges_added:,} −{change.edges_removed:,}",
         worded(f"{counted(change.edges_reweighted, 'edge')} of another weight")),
        ("Pieces", f"{before:,} → {after:,}", worded("Parts of the graph that no edge joins.")),
        ("Dead ends", f"{change.dead_end[0]:.2%} → {change.dead_end[1]:.2%}", "Draws that give nothing."),
        ("Farthest move", f"{change.most:.2%}", "Of any concept's share of the draws; exact."),
    ]  # fmt: skip
    if questions is None:
        del cells[1]
    with st.container(horizontal=True, gap="medium", key=key):
        for label, value, says in cells:
            st.metric(label, value, help=says, width="content")
    for title, concepts in (
        ("Comes in", change.added), ("Goes", change.removed), ("Becomes a dead end", change.new_dead_ends),
    ):  # fmt: skip
        if concepts:
            more = f" and {len(concepts) - _NAMED:,} more" if len(concepts) > _NAMED else ""
            names = ", ".join(f"{c.name} ({kind_word(c.kind)})" for c in concepts[:_NAMED])
            st.markdown(f"**{title}:** {to_markdown(names)}{more}")
    if change.renamed:
        said = "; ".join(f"{old} → {new}" for old, new in change.renamed[:_NAMED])
        st.markdown(f"**Renamed:** {to_markdown(said)}" + (" …" if len(change.renamed) > _NAMED else ""))


def mover_table(change: Change, key: str, most: int = _MOVERS) -> None:
    """The concepts that move most, with what they had before and after."""
    if not change.movers:
        st.caption("No concept's share of the draws, neighbours or seeds change.")
        return
    rows = [
        {
            "concept": to_plain(m.concept.name), "kind": kind_word(m.concept.kind), "before": 100 * m.before,
            "after": 100 * m.after, "move": 100 * (m.after - m.before),
            "neighbours": f"{m.degree[0]:,} → {m.degree[1]:,}",
            "seeds": f"{m.seeds[0]:,} → {m.seeds[1]:,}",
        }
        for m in change.movers[:most]
    ]  # fmt: skip
    share = st.column_config.NumberColumn
    st.dataframe(
        rows, hide_index=True, key=key, height="content" if len(rows) <= _MOVERS else 460,
        column_config={
            "before": share("% before", format="%.2f", help="Share of the draws that visit it; exact."),
            "after": share("% after", format="%.2f"), "move": share("move", format="%+.2f"),
            "seeds": st.column_config.TextColumn(worded("seeds")),
        },
    )  # fmt: skip


def _open(space: Workspace, pending: _Pending) -> None:
    opened = st.dialog("Before you do this", width="large", icon=":material/balance:", on_dismiss=_forget)
    opened(_look_first)(space, pending)


def _look_first(space: Workspace, pending: _Pending) -> None:
    """What the dialog shows; novelty comes last, so that the rest does not wait for it."""
    for text in curation.describe(space, pending.edits)[:_NAMED]:
        st.markdown(f"**{to_markdown(text)}** :gray-badge[not done yet]")
    if pending.meanwhile:
        _said_meanwhile(pending.meanwhile)
    change = pending.found.change
    change_facts(change, pending.found.questions)
    mover_table(change, "movers")
    novelty = st.empty()
    if change.seeds:
        with st.expander(worded(f"The first of {counted(change.seeds, 'seed')} with other concepts")):
            for seed in seeds_shown(space, change.some_seeds, _SEEDS):
                st.markdown(to_markdown(seed.question))
    with st.container(horizontal=True, gap="small", horizontal_alignment="right"):
        if st.button("Discard", key="edit-discard", icon=":material/close:"):
            _forget()
            st.rerun()
        label = "Do it all the same" if pending.meanwhile else "Do it"
        if st.button(label, key="edit-apply", type="primary", icon=":material/check:", shortcut="Y"):
            try:
                _make(space, pending.where, pending.edits, pending.seen, pending.goes_to, pending.make)
            except MathScaleError as error:
                show_error(error)
    _show_novelty(space, pending, novelty)


def _said_meanwhile(edits: Sequence[curation.Edit]) -> None:
    st.warning(f"{to_markdown(edits[-1].actor)} has edited this meanwhile. You decide.", icon=":material/group:")
    for edit in edits:
        why = f" – {to_markdown(edit.reason)}" if edit.reason else ""
        st.markdown(f"- {to_markdown(edit.text)}{why} :small[({to_markdown(edit.actor)}, {edit.at[:16]})]")


def _show_novelty(space: Workspace, pending: _Pending, place: Any) -> None:  # noqa: ANN401 (a place of Streamlit's)
    if pending.novelty is None:
        place.caption("Novelty: being estimated …")
        try:
            pending.novelty = novelty_shift(space, pending.edits)
        except MathScaleError:
            # Somebody was quicker; the button says why.
            place.caption("Novelty: could not be estimated any more.")
            return
    found = pending.novelty
    place.caption(
        f"Novelty, estimated from {found.draws:,} common draws: {found.before:.1%} → {found.after:.1%}, a change of "
        f"{100 * found.low:+.2f} to {100 * found.high:+.2f} points (95% interval).",
        help="A draw is novel where no seed holds all of its concepts. The same draws are made before and after.",
    )


def _make(
    space: Workspace, where: str, edits: Sequence[Edit], seen: str, goes_to: str, make: Make | None = None
) -> None:
    if make:
        events = tuple(make(seen))
    else:
        rows = [Row(line, dict(edit)) for line, edit in enumerate(edits, 1)]
        events = tuple(e.id for e in apply_edits(space, rows, expected=seen))
    st.session_state[_TURN] = turn() + 1
    _forget()
    if not events:
        st.rerun()
    made = curation.edits_of(space, events)
    # What is shown afterwards may be another concept: the line stands wherever that is.
    anywhere = bool(goes_to) or any(edit.get("kind") == "delete" for edit in edits)
    st.session_state[_DONE] = _Done("" if anywhere else where, space.root, events, tuple(e.text for e in made))
    st.toast(f"{to_markdown(made[0].text)}.", icon=":material/check:")
    if goes_to:
        st.session_state[_GOES_TO] = goes_to
    st.rerun()


def _forget() -> None:
    st.session_state.pop(_PENDING, None)

"""Edits → the curation log: all of them, or none; and the undoing of one.

What the log comes to is stored beside it in the same transaction, so that reads need no fold.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mathscale_core.curation import Decisions, Known, check_edits, check_undo, fold, read_edit, touched, undo_event
from mathscale_core.errors import ConflictError, InputError
from mathscale_core.pipeline.people import require
from mathscale_core.records import EditEvent
from mathscale_core.seeds.rows import Row, read_rows
from mathscale_core.workspace import Workspace


def apply_edits(workspace: Workspace, rows: Sequence[Row], *, expected: str | None = None) -> list[EditEvent]:
    """Append edits to the log.

    Args:
        workspace: Where.
        rows: The edits in their file form.
        expected: Id of the last event that the editor saw, ``""`` for an empty log, None where that does not matter.

    Raises:
        InputError: An edit is not readable; nothing was applied.
        NotFoundError: An edit names a concept or seed that is not there; nothing was applied.
        ConflictError: A name is taken, a concept was merged, or somebody edited the same since ``expected``; nothing
            was applied.
    """
    require(workspace, "apply_edits")
    if not rows:
        return []
    with workspace.store.transaction():
        log, at = workspace.store.curation.events(), workspace.now()
        after, events = log[-1].id if log else "", list[EditEvent]()
        for row in rows:
            events.append(read_edit(row.fields, row.line, actor=workspace.actor, at=at, after=after))
            after = events[-1].id
        if expected is not None:
            _require_unchanged(log, events, expected)
        check_edits(log, events, _known(workspace, [*log, *events]))
        workspace.store.curation.append(events)
        _keep(workspace, fold([*log, *events]))
    return events


def apply_edit(workspace: Workspace, edit: Mapping[str, Any], *, expected: str | None = None) -> EditEvent:
    """One edit in its file form; raises what :func:`apply_edits` raises."""
    return apply_edits(workspace, [Row(1, dict(edit))], expected=expected)[0]


def undo(workspace: Workspace, event: str, reason: str = "") -> EditEvent:
    """Take one edit back, whatever came after it, as long as no later edit depends on it.

    A name that the edit adopted from the shelf waits there again.

    Raises:
        NotFoundError: The log has no such event.
        ConflictError: It is an undo or was undone, or later edits, which are named, depend on it.
    """
    require(workspace, "undo")
    with workspace.store.transaction():
        log = workspace.store.curation.events()
        found = check_undo(log, event, _known(workspace, log))
        done = undo_event(event, actor=workspace.actor, at=workspace.now(), after=log[-1].id, reason=reason)
        workspace.store.curation.append([done])
        decided = fold([*log, done])
        _keep(workspace, decided)
        if found.kind == "retag":
            seeds, given = found.payload["seeds"], found.payload["add"]
            # Another retag may still give it to some of them.
            left = [s for s in seeds if not any(decided.retags.get((s, c)) for c in given)]
            workspace.store.shelf.reopen(left, _names_of(workspace, given))
    return done


def apply_edit_file(workspace: Workspace, path: Path) -> list[EditEvent]:
    """Apply a JSON-lines file of edits; raises what :func:`apply_edits` and the reading of the file raise."""
    rows = list(read_rows(path, "jsonl"))
    for row in rows:
        if not isinstance(row, Row):
            raise InputError(f"Line {row.line}: {row.reason}.", "one edit a line.", "Nothing was applied; mend it.")
    return apply_edits(workspace, [row for row in rows if isinstance(row, Row)])


def _known(workspace: Workspace, events: Sequence[EditEvent]) -> Known:
    concepts = workspace.store.concepts
    seeds = {str(s) for e in events if e.kind == "retag" for s in e.payload["seeds"]}
    return Known(concepts.kinds(), concepts.given_names(), set(workspace.store.seeds.by_id(sorted(seeds))))


def _keep(workspace: Workspace, decisions: Decisions) -> None:
    edited = {*decisions.names, *decisions.merged}
    workspace.store.concepts.replace_edits(
        {c: (decisions.names.get(c), decisions.merged.get(c)) for c in edited}, decisions.retags
    )


def _names_of(workspace: Workspace, concepts: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, name key) of every name of some concepts."""
    wanted = set(concepts)
    return [key for key, concept in workspace.store.concepts.names().items() if concept in wanted]


def _require_unchanged(log: Sequence[EditEvent], events: Sequence[EditEvent], expected: str) -> None:
    """Refuse edits of what somebody else has edited since the last event that the editor saw."""
    seen = [e.id for e in log].index(expected) + 1 if any(e.id == expected for e in log) else 0
    ours = frozenset[str]().union(*(touched(e, log) for e in events))
    for event in reversed(log[seen:]):
        same = touched(event, log) & ours
        if same:
            raise ConflictError(
                f"{event.actor} has edited {', '.join(sorted(same)[:3])} meanwhile ({event.kind}, {event.id}).",
                "what you saw when you began.",
                "Nothing was applied; look at it as it is now, and edit it again.",
            )

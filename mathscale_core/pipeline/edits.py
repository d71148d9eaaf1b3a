"""Edits → the curation log: all of them, or none; and the undoing of one.

What the log comes to is stored beside it in the same transaction, so that reads need no fold.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mathscale_core.curation import (
    Decisions,
    Known,
    check_edits,
    check_undo,
    depending_on,
    fold,
    misfits_of,
    read_edit,
    touched,
    undo_event,
)
from mathscale_core.errors import ConflictError, InputError, MathScaleError
from mathscale_core.pipeline.people import proposes, require
from mathscale_core.records import Concept, EditEvent
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
        known = _known(workspace, [*log, *events])
        check_edits(log, events, known)
        _require_carried(workspace, events)
        workspace.store.concepts.add_made(_made(workspace, events), workspace.actor, at)
        workspace.store.curation.append(events, _status(workspace))
        _keep(workspace, [*log, *events], known)
    return events


def apply_edit(workspace: Workspace, edit: Mapping[str, Any], *, expected: str | None = None) -> EditEvent:
    """One edit in its file form; raises what :func:`apply_edits` raises."""
    return apply_edits(workspace, [Row(1, dict(edit))], expected=expected)[0]


def undo(workspace: Workspace, event: str, reason: str = "") -> EditEvent:
    """Take one edit back, whatever came after it, as long as no later edit depends on it; of an undo, do it again.

    A name that the edit adopted from the shelf waits there again.

    Raises:
        NotFoundError: The log has no such event.
        ConflictError: It was undone already, or later edits, which are named, depend on it.
    """
    require(workspace, "undo")
    with workspace.store.transaction():
        log = workspace.store.curation.events()
        known = _known(workspace, log)
        found = check_undo(log, event, known)
        done = undo_event(event, actor=workspace.actor, at=workspace.now(), after=log[-1].id, reason=reason)
        workspace.store.curation.append([done], _status(workspace))
        decided = _keep(workspace, [*log, done], known)
        if found.kind == "retag":
            seeds, given = found.payload["seeds"], found.payload["add"]
            # Another retag may still give it to some of them.
            left = [s for s in seeds if not any(decided.retags.get((s, c)) for c in given)]
            workspace.store.shelf.reopen(left, _names_of(workspace, given))
    return done


def undo_all(workspace: Workspace, events: Sequence[str], reason: str = "") -> list[EditEvent]:
    """Take several edits back, the last one first: all of them, or none; raises what :func:`undo` raises."""
    with workspace.store.transaction():
        return [undo(workspace, event, reason) for event in reversed(events)]


def in_the_way(workspace: Workspace, event: str) -> list[EditEvent]:
    """The later edits that depend on one, oldest first; none where it can be taken back alone, or is not there."""
    log = workspace.store.curation.events()
    return depending_on(log, event, _known(workspace, log))


def apply_edit_file(workspace: Workspace, path: Path) -> list[EditEvent]:
    """Apply a JSON-lines file of edits; raises what :func:`apply_edits` and the reading of the file raise."""
    rows = list(read_rows(path, "jsonl"))
    for row in rows:
        if not isinstance(row, Row):
            raise InputError(f"Line {row.line}: {row.reason}.", "one edit a line.", "Nothing was applied; mend it.")
    return apply_edits(workspace, [row for row in rows if isinstance(row, Row)])


def refold(workspace: Workspace) -> None:
    """Work out again what the log comes to: new seeds and labels came, and rules hold for them too."""
    log = workspace.store.curation.events()
    if any(_has_rule(event) for event in log):
        with workspace.store.transaction():
            _keep(workspace, log, _known(workspace, log))


def misfits(workspace: Workspace) -> dict[str, MathScaleError]:
    """Id of each edit that counts and no longer fits what is there, to what is in its way."""
    log = workspace.store.curation.events()
    return misfits_of(log, _known(workspace, log))


def _require_carried(workspace: Workspace, events: Sequence[EditEvent]) -> None:
    """Refuse a split that names seeds which do not carry the concept: it moves tags and makes none."""
    touched_before = set[str]()
    for event in events:
        if event.kind == "split":
            named = [s for part in event.payload["into"] for s in part["seeds"] if s not in touched_before]
            carrying = set(workspace.store.concepts.ids_of_concept(event.payload["concept"])) if named else set()
            strange = [s for s in named if s not in carrying]
            if strange:
                raise InputError(
                    f"The seed {strange[0]} does not carry {event.payload['concept']}.",
                    "for each part seeds that carry the concept that is split.",
                    "Nothing was applied; look at its seeds as they are now.",
                )
        # What an earlier edit of the same batch tagged is not in the store yet.
        touched_before |= {str(s) for s in event.payload.get("seeds", ())}
        touched_before |= {s for part in event.payload.get("into", ()) if event.kind == "split" for s in part["seeds"]}


def _has_rule(event: EditEvent) -> bool:
    return bool(event.payload.get("where")) or (
        event.kind == "split" and any(part["words"] for part in event.payload["into"])
    )


def _status(workspace: Workspace) -> str:
    return "proposed" if proposes(workspace) else "done"


def _known(workspace: Workspace, events: Sequence[EditEvent]) -> Known:
    concepts = workspace.store.concepts
    named = {str(s) for e in events for s in e.payload.get("seeds", ())}
    named |= {str(s) for e in events if e.kind == "split" for part in e.payload["into"] for s in part["seeds"]}
    own = concepts.own_keys(sorted({str(e.payload["concept"]) for e in events if e.kind == "alias"}))
    return Known(concepts.kinds(), concepts.given_names(), workspace.store.seeds.there(sorted(named)), own)


def _made(workspace: Workspace, events: Sequence[EditEvent]) -> list[Concept]:
    """The concepts that events bring into being, as they are born."""
    made: dict[str, Concept] = {}
    for event in events:
        if event.kind == "add":
            made[event.payload["id"]] = Concept(event.payload["id"], event.payload["as"], event.payload["name"])
        elif event.kind == "split":
            whole = str(event.payload["concept"])
            split = made.get(whole) or workspace.store.concepts.concept(whole)
            for part in event.payload["into"] if split else ():
                if split and not part["concept"]:
                    made[part["id"]] = Concept(part["id"], split.kind, part["name"])
    return list(made.values())


def _keep(workspace: Workspace, log: Sequence[EditEvent], known: Known) -> Decisions:
    decided = fold(log, known, workspace.store.edits)
    workspace.store.edits.replace(decided)
    return decided


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

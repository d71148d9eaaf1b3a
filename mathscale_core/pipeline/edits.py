"""A file of edits → events in the curation log: all of them, or none."""

from collections.abc import Sequence
from pathlib import Path

from mathscale_core.curation import read_edit
from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.records import EditEvent
from mathscale_core.seeds.rows import Row, read_rows
from mathscale_core.workspace import Workspace


def apply_edits(workspace: Workspace, rows: Sequence[Row]) -> list[EditEvent]:
    """Append edits to the log.

    Raises:
        InputError: An edit is not readable; nothing was applied.
        NotFoundError: An edit names a concept that is not there; nothing was applied.
    """
    require(workspace, "apply_edits")
    at = workspace.now()
    log = workspace.store.curation.events()
    after = log[-1].id if log else ""
    events: list[EditEvent] = []
    for row in rows:
        event = read_edit(row.fields, row.line, actor=workspace.actor, at=at, after=after)
        concept = str(event.payload["concept"])
        if workspace.store.concepts.concept(concept) is None:
            raise NotFoundError(
                f"Line {row.line} names the concept {concept!r}, which is not there.",
                "a concept of this workspace.",
                "Nothing was applied; 'mathscale graph stats' lists what was dropped.",
            )
        events.append(event)
        after = event.id
    workspace.store.curation.append(events)
    return events


def apply_edit_file(workspace: Workspace, path: Path) -> list[EditEvent]:
    """Apply a JSON-lines file of edits; raises what :func:`apply_edits` and the reading of the file raise."""
    rows = list(read_rows(path, "jsonl"))
    for row in rows:
        if not isinstance(row, Row):
            raise InputError(f"Line {row.line}: {row.reason}.", "one edit a line.", "Nothing was applied; mend it.")
    return apply_edits(workspace, [row for row in rows if isinstance(row, Row)])

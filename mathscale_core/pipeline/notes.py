"""Notes: what one person wants others to know of a concept, seed or suggested pair, open until somebody closes it."""

from dataclasses import replace

from mathscale_core.adapters.store.notes import Note
from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.workspace import Workspace

#: Characters of a note.
LONGEST_NOTE = 2000


def add_note(workspace: Workspace, target: str, text: str) -> Note:
    """Write a note.

    Args:
        workspace: Where.
        target: Id of a concept or seed, or of two concepts with a space between them.
        text: What it says.

    Raises:
        InputError: The text is empty or too long.
        NotFoundError: There is no such concept or seed.
    """
    require(workspace, "add_note")
    said = text.strip()
    if not 1 <= len(said) <= LONGEST_NOTE:
        raise InputError(
            f"The note has {len(said):,} characters.", f"1 to {LONGEST_NOTE:,}.", "Write it shorter, or not at all."
        )
    parts = target.split()
    if not 1 <= len(parts) <= 2 or not all(_there(workspace, part) for part in parts):
        raise NotFoundError(
            f"There is no concept or seed {target[:100]!r}.",
            "the id of a concept or seed, or of two concepts.",
            "Nothing was written; look its id up.",
        )
    at = workspace.now()
    note = Note(workspace.new_id("n", target, said), " ".join(sorted(parts)), workspace.actor, said, "open", at)
    workspace.store.notes.add(note)
    return note


def close_note(workspace: Workspace, note: str) -> Note:
    """Close a note: what it says is settled; who closed it and when is kept. Raises what :func:`open_note` raises."""
    return _turn(workspace, note, "closed")


def open_note(workspace: Workspace, note: str) -> Note:
    """Open a closed note again.

    Raises:
        NotFoundError: There is no such note.
        ConflictError: It is so already.
    """
    return _turn(workspace, note, "open")


def _turn(workspace: Workspace, note: str, state: str) -> Note:
    require(workspace, "close_note")
    notes = workspace.store.notes
    with workspace.store.transaction():
        found = notes.note(note)
        if found is None:
            raise NotFoundError(f"There is no note {note!r}.", "the id of a note.", "See 'mathscale notes list'.")
        if found.state == state:
            raise ConflictError(f"The note {note} is {state} already.", "one that is not.", "There is nothing to do.")
        if state == "open":
            notes.reopen(note)
            return replace(found, state=state, closed_by="", closed="")
        at = workspace.now()
        notes.close(note, workspace.actor, at)
        return replace(found, state=state, closed_by=workspace.actor, closed=at)


def _there(workspace: Workspace, name: str) -> bool:
    return workspace.store.concepts.concept(name) is not None or bool(workspace.store.seeds.there([name]))

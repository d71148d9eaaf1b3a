"""Notes of people on a concept, a seed or a suggested pair."""

from dataclasses import dataclass

from mathscale_core.adapters.store.database import Database, insert

_COLUMNS = "id, target, actor, text, state, created, closed_by, closed"


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    Attributes:
        id: Its id.
        target: What it is about: id of a concept or seed, or of two concepts with a space between.
        actor: Who wrote it.
        text: What they wrote.
        state: ``open`` or ``closed``.
        created: When.
        closed_by: Who closed it, ``""`` while it is open and where that was not noted.
        closed: When, ``""`` likewise.
    """

    id: str
    target: str
    actor: str
    text: str
    state: str
    created: str
    closed_by: str = ""
    closed: str = ""


class NoteTable:
    """Reads and writes of ``notes``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, note: Note) -> None:
        """Store a note."""
        with self._db.write() as cursor:
            row = {
                "id": note.id, "target": note.target, "actor": note.actor, "text": note.text, "state": note.state,
                "created": note.created, "closed_by": note.closed_by, "closed": note.closed,
            }  # fmt: skip
            insert(cursor, "notes", [row])

    def close(self, note: str, actor: str, at: str) -> None:
        """Close a note."""
        self._set(note, "closed", actor, at)

    def reopen(self, note: str) -> None:
        """Open a closed note again."""
        self._set(note, "open", "", "")

    def note(self, note: str) -> Note | None:
        """One note, None where there is none of that id."""
        found = self._db.rows(f"SELECT {_COLUMNS} FROM notes WHERE id = ?", [note])
        return Note(**found[0]) if found else None

    def page(self, *, target: str = "", state: str = "", limit: int = 50, offset: int = 0) -> list[Note]:
        """A page of the notes, the newest first; on one thing or all, in one state or both."""
        found = self._db.rows(
            f"SELECT {_COLUMNS} FROM notes WHERE (? = '' OR target = ?) AND (? = '' OR state = ?) "
            "ORDER BY created DESC, id LIMIT ? OFFSET ?",
            [target, target, state, state, limit, offset],
        )
        return [Note(**row) for row in found]

    def count(self, *, target: str = "", state: str = "") -> int:
        """Number of notes on one thing or all, in one state or both."""
        return int(
            self._db.scalar(
                "SELECT count(*) FROM notes WHERE (? = '' OR target = ?) AND (? = '' OR state = ?)",
                [target, target, state, state],
            )
        )

    def _set(self, note: str, state: str, actor: str, at: str) -> None:
        with self._db.write() as cursor:
            cursor.execute(
                "UPDATE notes SET state = ?, closed_by = ?, closed = ? WHERE id = ?", [state, actor, at, note]
            )

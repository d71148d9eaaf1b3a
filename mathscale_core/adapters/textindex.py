"""The words of the questions, in a file beside the store: which questions hold all of some phrases, the newest first.

Comes in: lines of words with single spaces, by position, in ascending order. Goes out: positions. The file (SQLite's
FTS5) is no truth: it says how far it reaches (``covers``) and may be thrown away at any time, and what is behind its
reach is the asker's to search.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Form of the file; one of another form is made anew.
_FORM = 1


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an index reaches.

    Attributes:
        position: The last position that was looked at, 0 for none.
        rows: Number of lines up to there.
        last: Revision of the last of them, by which a file of another bank is told.
    """

    position: int = 0
    rows: int = 0
    last: str = ""


class TextIndex:
    """One file of words; a connection for each step, so that any thread may ask."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def reach(self) -> Reach:
        """How far it reaches; nowhere where there is no file, or none that can be read."""
        if not self.path.is_file():
            return Reach()
        try:
            with self._open() as connection:
                row = connection.execute("SELECT position, rows, last FROM reach WHERE form = ?", [_FORM]).fetchone()
        except sqlite3.Error:
            return Reach()
        return Reach(*row) if row else Reach()

    def extend(self, lines: Iterable[tuple[int, str]], reach: Reach) -> None:
        """Add lines (position, words) and reach that far, both or neither.

        Raises:
            sqlite3.Error: The file is broken, or the disk is full.
        """
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            # The lines come as words with single spaces: this tokenizer takes them as they are.
            connection.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS lines USING fts5(words, content='', tokenize='ascii')"
            )
            connection.execute(
                "CREATE TABLE IF NOT EXISTS reach (form INTEGER, position INTEGER, rows INTEGER, last TEXT)"
            )
            with connection:
                connection.executemany("INSERT INTO lines (rowid, words) VALUES (?, ?)", lines)
                connection.execute("DELETE FROM reach")
                connection.execute(
                    "INSERT INTO reach VALUES (?, ?, ?, ?)", [_FORM, reach.position, reach.rows, reach.last]
                )

    def hits(self, phrases: Sequence[tuple[str, bool]], high: int, low: int, most: int) -> list[int]:
        """Positions from ``high`` down to ``low`` whose line holds every phrase, the highest first, at most ``most``.

        Args:
            phrases: Words with single spaces, and whether the last one is but the beginning of a word.
            high: The highest position.
            low: The lowest position.
            most: How many at most.

        Raises:
            sqlite3.Error: The file is broken.
        """
        asked = " ".join(f'"{words}"' + (" *" if begins else "") for words, begins in phrases)
        with self._open() as connection:
            found = connection.execute(
                "SELECT rowid FROM lines WHERE lines MATCH ? AND rowid <= ? AND rowid >= ? ORDER BY rowid DESC LIMIT ?",
                [asked, high, low, most],
            ).fetchall()
        return [row[0] for row in found]

    def clear(self) -> None:
        """Throw the file away."""
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=2.0)
        try:
            yield connection
        finally:
            connection.close()

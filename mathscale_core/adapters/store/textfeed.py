"""Keeps the text index beside the bank: a thread reads questions that have come and adds their words.

A question's text never changes and none is taken away, so the index only grows. What it does not reach yet is searched
without it; when it is missing, of another bank (a copy was put back) or broken, it is made anew.
"""

import sqlite3
import threading
from contextlib import suppress

from mathscale_core.adapters.store.database import Database
from mathscale_core.adapters.store.wording import Typed, spoken
from mathscale_core.adapters.textindex import Reach, TextIndex
from mathscale_core.errors import MathScaleError

#: So many questions are searched without an index as quickly as with one.
WITHOUT = 5_000
_CHUNK = 5_000


class TextFeed:
    """The text index of one open store."""

    def __init__(self, database: Database, index: TextIndex, *, without: int = WITHOUT) -> None:
        self._db = database
        self._without = without
        self._index = index
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._reach: Reach | None = None

    @property
    def covers(self) -> int:
        """The last position that the index covers; 0 until it was found to belong to this bank."""
        return self._reach.position if self._reach else 0

    def follow(self, newest: int) -> None:
        """See to it that the index will cover ``newest``; returns at once."""
        if newest - self.covers <= self._without or self._ended.is_set():
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._catch_up, name="text-index", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until the index has caught up with what was there when it began."""
        if thread := self._thread:
            thread.join()

    def hits(self, typed: list[Typed], high: int, low: int, most: int) -> list[int] | None:
        """Positions from ``high`` down whose words answer every typed word; None where the index cannot say."""
        try:
            return self._index.hits([(t.words, t.begins) for t in typed if t.words], high, low, most)
        except sqlite3.Error:
            self._give_up()
            return None

    def close(self) -> None:
        """Stop; what was added is kept."""
        self._ended.set()
        self.wait()

    def _catch_up(self) -> None:
        try:
            reach = self._checked()
            while not self._ended.is_set():
                newest = int(self._db.scalar("SELECT coalesce(max(position), 0) FROM questions"))
                if reach.position >= newest:
                    return
                high = min(reach.position + _CHUNK, newest)
                with self._db.read() as cursor:
                    rows = cursor.execute(
                        f"SELECT position, revision, {spoken('question')} FROM questions "
                        "WHERE position > ? AND position <= ? ORDER BY position",
                        [reach.position, high],
                    ).fetchall()
                last = rows[-1][1] if rows else reach.last
                reach = Reach(high, reach.rows + len(rows), last)
                self._index.extend(((position, words) for position, _, words in rows), reach)
                self._reach = reach
        except (sqlite3.Error, OSError, MathScaleError):
            # Without an index everything is found, only later; the next search begins anew.
            self._give_up()

    def _give_up(self) -> None:
        """A file that cannot be used now is not trusted again."""
        self._reach = None
        with suppress(OSError):
            self._index.clear()

    def _checked(self) -> Reach:
        """How far the index reaches for certain; a file that is not of this bank is thrown away."""
        if self._reach is not None:
            return self._reach
        reach = self._index.reach()
        found = self._db.rows(
            "SELECT count(*) AS rows, coalesce(arg_max(revision, position), '') AS last FROM questions "
            "WHERE position <= ?",
            [reach.position],
        )[0]
        if reach.position == 0 or (found["rows"], found["last"]) != (reach.rows, reach.last):
            self._index.clear()
            reach = Reach()
        self._reach = reach
        return reach

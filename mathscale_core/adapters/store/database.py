"""The one DuckDB file of a workspace: one owner process, a cursor per reader, one writer at a time.

DuckDB lets one process open the file; within it optimistic writers would conflict at once, so every write
goes through one lock and one transaction.
"""

import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from mathscale_core.adapters.files import disk_full, is_full
from mathscale_core.adapters.schema import migrate
from mathscale_core.errors import (
    InputError,
    MathScaleError,
    OutOfMemoryError,
    WorkspaceCorruptError,
    WorkspaceError,
    WorkspaceHeldError,
)

Cursor = duckdb.DuckDBPyConnection
#: Tries to close, a twentieth of a second apart.
_CLOSING = 200
Rows = Sequence[Mapping[str, Any]]


class Database:
    """An open workspace database."""

    def __init__(
        self, path: Path, *, owner_file: Path, after_migration: Callable[[Cursor], None] | None = None
    ) -> None:
        """Open and migrate the file, making it where there is none.

        Args:
            path: The file.
            owner_file: Where its owner says who it is.
            after_migration: Brings up to date what follows from the tables of an older format, once, as part of its
                migration.

        Raises:
            WorkspaceHeldError: Another process owns it.
            WorkspaceNewerError: It was made by a newer version of this program.
            WorkspaceCorruptError: It is no readable database.
            DiskFullError: It cannot be written for want of space.
        """
        self.path = path
        self._owner_file = owner_file
        self._lock = threading.RLock()
        self._writing: Cursor | None = None
        self._writer = 0
        self._begun = 0
        self._graph_touched = False
        self._told = False
        self._writes = 0
        self._graph_writes = 0
        with _clear_errors(path, owner_file):
            # Explicit paths keep DuckDB from looking for extensions and secrets in the user's home.
            self._connection = duckdb.connect(str(path), config={"autoinstall_known_extensions": "false"})
            self._connection.execute("SET preserve_insertion_order = true")
            try:
                migrate(self._connection, path, after_migration)
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file so that another process may open it."""
        with _clear_errors(self.path, self._owner_file):
            for patience in range(_CLOSING, -1, -1):
                try:
                    self._connection.close()
                except duckdb.Error as error:
                    # A thread that is taking its cursor from it holds it for a moment.
                    if not patience or "busy" not in str(error):
                        raise
                    time.sleep(0.05)
                else:
                    return

    @property
    def writes(self) -> int:
        """Number of writes since it was opened: unchanged means that nothing changed.

        Inside a write it is a number that never comes again: what is seen there may be rolled back.
        """
        return -self._begun if self._within() else self._writes

    @property
    def graph_writes(self) -> int:
        """Number of these that may have changed the concept graph; inside one that may, a number as for ``writes``."""
        return -self._begun if self._within() and self._graph_touched else self._graph_writes

    @contextmanager
    def read(self) -> Iterator[Cursor]:
        """A cursor for one read; it sees what was committed, and what the write that it is part of has written."""
        with _clear_errors(self.path, self._owner_file):
            if self._writing and self._within():
                yield self._writing
                return
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()

    @contextmanager
    def write(self, *, graph: bool = False, quiet: bool = False) -> Iterator[Cursor]:
        """A cursor inside the one write transaction; rolled back whole on any error.

        A write inside another joins its transaction. Reads of this thread see what it has written so far, those of
        others what was there before it. ``graph`` says that the concept graph may be another one afterwards, ``quiet``
        that nothing which is counted anywhere follows from it.
        """
        with self._lock, _clear_errors(self.path, self._owner_file):
            self._begun += 1
            self._graph_touched = self._graph_touched or graph
            self._told = self._told or not quiet
            if self._writing:
                yield self._writing
                return
            cursor = self._connection.cursor()
            try:
                cursor.execute("BEGIN")
                self._writing, self._writer = cursor, threading.get_ident()
                yield cursor
                cursor.execute("COMMIT")
                self._writes += self._told
                self._graph_writes += self._graph_touched
            except BaseException:
                _rollback(cursor)
                raise
            finally:
                self._writing, self._writer = None, 0
                self._graph_touched = self._told = False
                cursor.close()

    def _within(self) -> bool:
        """Whether this thread is inside a write."""
        return self._writer == threading.get_ident()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The result of one query as dicts; for pages of rows, not for whole tables."""
        with self.read() as cursor:
            return as_dicts(cursor.execute(sql, list(parameters)))

    def scalar(self, sql: str, parameters: Sequence[object] = ()) -> Any:  # noqa: ANN401 (what the query says)
        """The first value of one query, None where there is no row."""
        with self.read() as cursor:
            row = cursor.execute(sql, list(parameters)).fetchone()
        return row[0] if row else None


def as_dicts(result: Cursor) -> list[dict[str, Any]]:
    """The rows of a result as dicts."""
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def insert(cursor: Cursor, table: str, rows: Rows | pa.Table, *, keyed: bool = True) -> int:
    """Append rows by column name through Arrow, leaving out those whose key is there; returns how many went in.

    ``keyed`` is False for a table without a key.

    Row-wise ``executemany`` is 365 times slower.
    """
    batch = rows if isinstance(rows, pa.Table) else _as_table(cursor, table, rows)
    if batch.num_rows == 0:
        return 0
    unless = "OR IGNORE " if keyed else ""
    cursor.register("batch", batch)
    try:
        done = cursor.execute(f"INSERT {unless}INTO {table} BY NAME SELECT * FROM batch").fetchone()
    finally:
        cursor.unregister("batch")
    return int(done[0]) if done else 0


def to_json(value: object) -> str:
    """JSON text for the columns that hold settings, payloads and statistics."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _as_table(cursor: Cursor, table: str, rows: Rows) -> pa.Table:
    """Columns with the table's own types: Arrow would guess null for a column of empty lists."""
    if not rows:
        return pa.table({})
    described = cursor.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table])
    types = {name: _ARROW_TYPES[kind] for name, kind in described.fetchall()}
    names = [n for n in types if n in rows[0]]
    return pa.table({n: pa.array([row[n] for row in rows], type=types[n]) for n in names})


_ARROW_TYPES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}


_UNREADABLE = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)


def _rollback(cursor: Cursor) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:
        # The transaction is gone already (DuckDB aborts it itself on a fatal error).
        return


@contextmanager
def _clear_errors(path: Path, owner_file: Path) -> Iterator[None]:
    """Turn the database's own errors into ours: found, wanted, do next."""
    try:
        yield
    except MathScaleError:
        raise
    except duckdb.Error as error:
        raise _our_error(error, path, owner_file) from error
    except RuntimeError as error:
        # DuckDB looks for Ctrl-C while a query runs and says so in its own way.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise
    except OSError as error:
        if is_full(error):
            raise disk_full(path) from error
        raise


def _our_error(error: duckdb.Error, path: Path, owner_file: Path) -> MathScaleError:
    text = str(error)
    first = (text.splitlines() or [type(error).__name__])[0][:160]
    if "lock" in text and ("Conflicting" in text or "Could not set lock" in text):
        return _held(text, path, owner_file)
    if re.search(
        r"No space left|File too large|disk quota|Could not write all bytes|not enough disk space", text, re.I
    ):
        return disk_full(path)
    if isinstance(error, _UNREADABLE) or re.search(r"corrupt|checksum", text, re.I):
        return WorkspaceCorruptError(
            f"The database {path.name} cannot be read ({first}).",
            "a DuckDB database made by this program.",
            "Put a backup in its place, or start a new workspace; the file was left as it is.",
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return OutOfMemoryError(
            f"The database needs more memory than it can have ({first}).", "less at once.", "Ask for a smaller number."
        )
    if isinstance(error, duckdb.DataError):
        return InputError(
            f"The database does not take a value ({first}).", "a value that fits its column.", "Mend the value."
        )
    return WorkspaceError(
        f"The database {path.name} refused a step ({first}).",
        "a database in the format of this program.",
        "Run the command again; where it is refused again, report it with this message.",
    )


def _held(text: str, path: Path, owner_file: Path) -> WorkspaceHeldError:
    owner: dict[str, Any] = {}
    try:
        owner = json.loads(owner_file.read_text("utf-8"))
    except (OSError, ValueError):
        owner = {}
    found_pid = re.search(r"PID (\d+)", text)
    pid = int(found_pid.group(1)) if found_pid else int(owner.get("pid", 0))
    since = f" since {owner['since']}" if owner.get("pid") == pid and "since" in owner else ""
    what = f" ({owner['what']})" if owner.get("pid") == pid and "what" in owner else ""
    return WorkspaceHeldError(
        f"The workspace {path.parent} is held by process {pid or 'unknown'}{what}{since}.",
        "a workspace that no other process has open.",
        f"Stop that process (this one is {os.getpid()}) or use another workspace with --workspace.",
    )

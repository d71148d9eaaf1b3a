"""Schema changes: numbered SQL files, applied forward only, after a copy of the database was kept.

``migrations/0001_*.sql`` and its followers ship with the package; ``format_version`` in the workspace says
how far they were applied.
"""

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import duckdb

from mathscale_core.adapters.files import whole_file
from mathscale_core.errors import WorkspaceCorruptError, WorkspaceNewerError


def migrations() -> list[tuple[int, str]]:
    """Number and SQL of every migration, in order."""
    folder = resources.files("mathscale_core.adapters") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name.split("_", 1)[0]), f.read_text("utf-8")) for f in files]


FORMAT_VERSION = migrations()[-1][0]


def migrate(
    connection: duckdb.DuckDBPyConnection,
    database: Path,
    renew: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
) -> int:
    """Bring the database to :data:`FORMAT_VERSION`, keeping a copy before a change; returns the old version.

    ``renew`` is called on a database of an older version, inside the transaction of the last migration.

    Raises:
        WorkspaceCorruptError: The database was made by another program; it was not changed.
        WorkspaceNewerError: The database was made by a newer version of this program.
    """
    _require_ours(connection, database)
    connection.execute("CREATE TABLE IF NOT EXISTS format (version INTEGER PRIMARY KEY)")
    row = connection.execute("SELECT coalesce(max(version), 0) FROM format").fetchone()
    old = int(row[0]) if row else 0
    if old > FORMAT_VERSION:
        raise WorkspaceNewerError(
            f"The workspace has format version {old}.",
            f"at most {FORMAT_VERSION}, the newest that this program knows.",
            "Update MathScale Studio, or open another workspace; this one was not changed.",
        )
    if 0 < old < FORMAT_VERSION:
        connection.execute("CHECKPOINT")
        backup = database.with_name(f"{database.stem}.before-{FORMAT_VERSION}{database.suffix}")
        with database.open("rb") as now, whole_file(backup) as copy:
            shutil.copyfileobj(now, copy)
    for number, sql in migrations():
        if number > old:
            connection.execute("BEGIN")
            connection.execute(sql)
            connection.execute("INSERT INTO format VALUES (?)", [number])
            if renew and old > 0 and number == FORMAT_VERSION:
                renew(connection)
            connection.execute("COMMIT")
    return old


def _require_ours(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """A database of ours is empty (its making was interrupted) or says its format version."""
    tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    columns = connection.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = 'format'").fetchall()
    if tables and columns != [("version",)]:
        raise WorkspaceCorruptError(
            f"{database.name} holds the tables {', '.join(sorted(tables))[:200]}.",
            "a database made by this program.",
            "Put a backup in its place, or start a new workspace; the file was left as it is.",
        )

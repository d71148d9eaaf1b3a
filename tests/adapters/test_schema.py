"""Schema changes go forward only: a new database gets all of them, an old one the missing ones, a newer one none."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from mathscale_core.adapters.schema import FORMAT_VERSION, migrate, migrations
from mathscale_core.adapters.store.checks import REQUIRED, renew_states
from mathscale_core.errors import WorkspaceCorruptError, WorkspaceNewerError


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "workspace.duckdb"


@pytest.fixture
def connection(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    opened = duckdb.connect(str(database))
    yield opened
    opened.close()


def schema(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY ALL").fetchall()


def versions(connection: duckdb.DuckDBPyConnection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT version FROM format ORDER BY 1").fetchall()]


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    """The last number is the format version of this program."""
    numbers = [number for number, _ in migrations()]
    assert numbers == list(range(1, FORMAT_VERSION + 1))
    assert all(sql.strip() for _, sql in migrations())


def test_a_new_database_gets_every_migration(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """It was of version 0, and no copy is kept of nothing."""
    assert migrate(connection, database) == 0
    assert versions(connection) == [number for number, _ in migrations()]
    assert {"seeds", "concepts", "questions", "jobs"} <= {row[0] for row in schema(connection)}
    assert list(database.parent.glob("*before*")) == []


def test_migrating_again_changes_nothing(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """An up-to-date database is left as it is."""
    migrate(connection, database)
    before = schema(connection)
    assert migrate(connection, database) == FORMAT_VERSION
    assert (schema(connection), versions(connection)) == (before, list(range(1, FORMAT_VERSION + 1)))
    assert list(database.parent.glob("*before*")) == []


def test_a_making_that_was_interrupted_goes_on(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """A database that has its format table and nothing else is a new one."""
    connection.execute("CREATE TABLE format (version INTEGER PRIMARY KEY)")
    assert migrate(connection, database) == 0
    assert versions(connection)[-1] == FORMAT_VERSION


def test_a_newer_database_is_refused_and_left_alone(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """The message names both versions and says that nothing was changed."""
    migrate(connection, database)
    connection.execute("INSERT INTO format VALUES (?)", [FORMAT_VERSION + 1])
    before = schema(connection), versions(connection)
    with pytest.raises(WorkspaceNewerError, match=f"format version {FORMAT_VERSION + 1}") as caught:
        migrate(connection, database)
    assert str(FORMAT_VERSION) in caught.value.wanted
    assert "not changed" in caught.value.remedy
    assert (schema(connection), versions(connection)) == before


@pytest.mark.parametrize(
    "table", ["notes (text VARCHAR)", "format (name VARCHAR)", "format (version INTEGER, name VARCHAR)"]
)
def test_the_database_of_another_program_is_refused(
    connection: duckdb.DuckDBPyConnection, database: Path, table: str
) -> None:
    """What we did not make is not written into."""
    connection.execute(f"CREATE TABLE {table}")
    before = schema(connection)
    with pytest.raises(WorkspaceCorruptError, match=table.split(maxsplit=1)[0]):
        migrate(connection, database)
    assert schema(connection) == before


def test_a_workspace_of_the_first_version_becomes_one_of_the_second(
    connection: duckdb.DuckDBPyConnection, database: Path
) -> None:
    """Questions get the state that the required checks and verdicts say, and their concepts exploded; a copy is kept.

    Some of the checks are not enough, nor is an old version of one; a skip takes no verdict back.
    """
    connection.execute("CREATE TABLE format (version INTEGER PRIMARY KEY)")
    connection.execute(migrations()[0][1])
    connection.execute("INSERT INTO format VALUES (1)")
    row = (
        "'', 'generated', ?, 'Q', 'S', '1', 'numeric', '', ['Money'], ['Price', 'Price'], '', [], '', '', '', '', "
        "'{}', 0, '', '', ''"
    )
    for number, revision in enumerate(("q_bare", "q_some", "q_old", "q_failed", "q_unsure", "q_passed"), 1):
        connection.execute(f"INSERT INTO questions VALUES (?, ?, {row}, ?)", [revision, revision, revision, number])
    last = {"q_some": "", "q_old": "pass", "q_failed": "fail", "q_unsure": "unknown", "q_passed": "pass"}
    for revision, state in last.items():
        for place, (check, version) in enumerate(REQUIRED.items(), 1):
            said = state if place == len(REQUIRED) else "pass"
            if said:
                row_of = [revision, check, "old" if revision == "q_old" else version, said]
                connection.execute("INSERT INTO check_results VALUES (?, ?, ?, ?, '', '')", row_of)
    said_of = (
        ("q_passed", "reject", "Ada"), ("q_passed", "accept", "Ada"), ("q_passed", "accept", "policy:checked"),
        ("q_bare", "reject", "Ada"), ("q_bare", "skip", "Emmy"), ("q_some", "skip", "Ada"),
    )  # fmt: skip
    for place, verdict in enumerate(said_of):
        connection.execute("INSERT INTO verdicts VALUES (?, ?, ?, ?, '', NULL, '', ?)", [f"v_{place}", *verdict, place])
    assert migrate(connection, database, renew_states) == 1
    found = connection.execute(
        "SELECT revision, head, check_state, verdict, policy FROM questions ORDER BY position"
    ).fetchall()
    assert found == [
        ("q_bare", True, "unchecked", "reject", ""),
        ("q_some", True, "unchecked", "skip", ""),
        ("q_old", True, "unchecked", "", ""),
        ("q_failed", True, "failed", "", ""),
        ("q_unsure", True, "unsure", "", ""),
        ("q_passed", True, "passed", "accept", "accept"),
    ]
    concepts = connection.execute(
        "SELECT n.kind, n.name, n.revisions FROM question_names n JOIN question_carries c ON c.name = n.id "
        "WHERE c.position = 1 ORDER BY ALL"
    )
    assert concepts.fetchall() == [("kp", "Price", 6), ("topic", "Money", 6)]
    beside = connection.execute("SELECT checks, answered, releases FROM questions ORDER BY position").fetchall()
    every = "".join(f"{name}=pass " for name in sorted(REQUIRED))
    last_check = sorted(REQUIRED, key=list(REQUIRED).index)[-1]
    assert beside[0] == ("", True, "")
    assert beside[5] == (f" {every}", True, "")
    assert beside[3][0] == f" {every}".replace(f"{last_check}=pass", f"{last_check}=fail")
    assert [copy.name for copy in database.parent.glob("*before*")] == [f"workspace.before-{FORMAT_VERSION}.duckdb"]
    # The index is there again, and keys are still unique.
    with pytest.raises(duckdb.ConstraintException):
        connection.execute("INSERT INTO questions BY NAME SELECT * FROM questions WHERE revision = 'q_bare'")


def test_a_note_that_was_closed_before_has_nobody_who_closed_it(
    connection: duckdb.DuckDBPyConnection, database: Path
) -> None:
    """A workspace of the fourth format opens; its notes stay as they were written."""
    connection.execute("CREATE TABLE format (version INTEGER PRIMARY KEY)")
    for number, sql in migrations()[:4]:
        connection.execute(sql)
        connection.execute("INSERT INTO format VALUES (?)", [number])
    connection.execute("INSERT INTO notes VALUES ('n_1', 'c_1', 'Emmy', 'too wide', 'closed', '2026')")
    assert migrate(connection, database, renew_states) == 4
    assert connection.execute("FROM notes").fetchall() == [("n_1", "c_1", "Emmy", "too wide", "closed", "2026", "", "")]
    assert [copy.name for copy in database.parent.glob("*before*")] == [f"workspace.before-{FORMAT_VERSION}.duckdb"]

"""The database: one owner, one writer at a time, whole transactions, errors that say what to do."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from mathscale_core.adapters.schema import FORMAT_VERSION
from mathscale_core.adapters.store.database import Database, as_dicts, insert, to_json
from mathscale_core.errors import (
    InputError,
    MathScaleError,
    OutOfMemoryError,
    WorkspaceCorruptError,
    WorkspaceError,
    WorkspaceHeldError,
)

AT = "2026-01-02T12:00:00.000000+00:00"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "workspace.duckdb", owner_file=tmp_path / "owner.json")
    yield opened
    opened.close()


def person(number: int) -> dict[str, str]:
    return {"id": f"p_{number}", "name": f"Person {number}", "created": AT}


def count(database: Database) -> int:
    return int(database.scalar("SELECT count(*) FROM people"))


def test_a_new_database_has_its_tables_and_no_rows(database: Database) -> None:
    """It is laid out in the newest format, empty, and nothing was written since it was opened."""
    assert database.rows("SELECT * FROM people") == []
    assert database.scalar("SELECT name FROM people") is None
    assert database.scalar("SELECT max(version) FROM format") == FORMAT_VERSION
    assert database.writes == 0


def test_a_write_is_kept_and_counted(database: Database, tmp_path: Path) -> None:
    """Rows are there for the next reader and after opening again."""
    with database.write() as cursor:
        assert insert(cursor, "people", [person(1), person(2)]) == 2
    assert (database.writes, count(database)) == (1, 2)
    database.close()
    again = Database(tmp_path / "workspace.duckdb", owner_file=tmp_path / "owner.json")
    assert again.rows("SELECT id FROM people ORDER BY id") == [{"id": "p_1"}, {"id": "p_2"}]
    again.close()


def test_rows_whose_key_is_there_are_left_out(database: Database) -> None:
    """Appending twice changes nothing, also within one batch; none at all is none."""
    with database.write() as cursor:
        assert insert(cursor, "people", []) == 0
        assert insert(cursor, "people", [person(1), person(1)]) == 1
        assert insert(cursor, "people", [{**person(1), "name": "Other"}, person(2)]) == 1
    assert database.scalar("SELECT name FROM people WHERE id = 'p_1'") == "Person 1"


def test_an_arrow_table_goes_in_by_its_column_names(database: Database) -> None:
    """The order of the columns does not matter."""
    table = pa.table({"created": [AT], "id": ["p_1"], "name": ["Ada"]})
    with database.write() as cursor:
        assert insert(cursor, "people", table) == 1
        assert as_dicts(cursor.execute("FROM people")) == [{"id": "p_1", "name": "Ada", "created": AT}]


def test_empty_lists_keep_their_type(database: Database) -> None:
    """A column of empty lists is a column of lists of text."""
    row = {
        "id": "m_1", "run": "r_1", "draw": 0, "times": 1, "topic_walk": [], "kp_walk": ["c_1"],
    }  # fmt: skip
    with database.write() as cursor:
        insert(cursor, "compositions", [row])
    assert database.rows("SELECT topic_walk, kp_walk FROM compositions") == [{"topic_walk": [], "kp_walk": ["c_1"]}]


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    """Whatever the error, the transaction is rolled back whole, and the next write works."""

    def fail(error: BaseException | None) -> None:
        with database.write() as cursor:
            insert(cursor, "people", [person(1)])
            if error:
                raise error
            cursor.execute("SELECT * FROM nowhere")

    for error, kind in (
        (ValueError("mine"), ValueError),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (None, WorkspaceError),
    ):
        with pytest.raises(kind):
            fail(error)
    assert (database.writes, count(database)) == (0, 0)
    with database.write() as cursor:
        insert(cursor, "people", [person(1)])
    assert count(database) == 1


def test_a_write_inside_another_joins_it(database: Database) -> None:
    """Both are kept as one write, or neither; its reads see both, those of others none; the next is one of its own."""

    def both(error: Exception | None) -> None:
        with database.write() as outer:
            insert(outer, "people", [person(1)])
            with database.write() as inner:
                insert(inner, "people", [person(2)])
            assert count(database) == 2
            with ThreadPoolExecutor(1) as other:
                assert other.submit(count, database).result() == 0
            if error:
                raise error

    with pytest.raises(ValueError, match="between"):
        both(ValueError("between"))
    assert (database.writes, count(database)) == (0, 0)
    both(None)
    assert (database.writes, count(database)) == (1, 2)
    with database.write() as cursor:
        insert(cursor, "people", [person(3)])
    assert (database.writes, count(database)) == (2, 3)


def test_what_is_read_inside_a_write_is_not_remembered_after_it(database: Database) -> None:
    """There the counts of writes are numbers that never come again; others see the committed ones meanwhile."""

    def seen_within() -> list[tuple[int, int]]:
        seen = []
        with database.write():
            seen.append((database.writes, database.graph_writes))
            with database.write(graph=True) as cursor:
                insert(cursor, "people", [person(len(database.rows("FROM people")))])
            seen.append((database.writes, database.graph_writes))
            with ThreadPoolExecutor(1) as other:
                seen.append(other.submit(lambda: (database.writes, database.graph_writes)).result())
        return seen

    first, second = seen_within(), seen_within()
    assert [first[2], second[2], (database.writes, database.graph_writes)] == [(0, 0), (1, 1), (2, 2)]
    assert (first[0][1], second[0][1]) == (0, 1)
    inside = [n for n, _ in (*first[:2], *second[:2])]
    assert len({*inside, 0, 1, 2}) == len(inside) + 3
    assert not {first[1][1], second[1][1]} & {0, 1, 2}


def test_writers_in_many_threads_do_not_conflict(database: Database) -> None:
    """Every write waits for its turn; no row is lost, and readers go on meanwhile."""

    def write(number: int) -> int:
        with database.write() as cursor:
            insert(cursor, "people", [person(number)])
            cursor.execute("UPDATE people SET name = name || '.' WHERE id = 'p_0'")
        return count(database)

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(write, range(40)))
    assert (count(database), database.writes) == (40, 40)
    assert all(0 < n <= 40 for n in seen)
    # p_0 gets a dot from every write that came after it was there.
    assert 1 <= str(database.scalar("SELECT name FROM people WHERE id = 'p_0'")).count(".") <= 40


def test_another_process_is_told_who_holds_it(database: Database, tmp_path: Path) -> None:
    """The error names the process, what it does and since when, or that nobody knows."""
    program = (
        "import sys; from pathlib import Path\n"
        "from mathscale_core.adapters.store.database import Database\n"
        "from mathscale_core.errors import WorkspaceHeldError\n"
        "try: Database(Path(sys.argv[1]), owner_file=Path(sys.argv[2]))\n"
        "except WorkspaceHeldError as error: print(error.message)\n"
    )
    owner = {"pid": os.getpid(), "since": AT, "what": "the app"}
    (tmp_path / "owner.json").write_text(json.dumps(owner), "utf-8")
    said = [
        subprocess.run(
            [sys.executable, "-c", program, str(database.path), str(tmp_path / file)],
            capture_output=True, text=True, check=True, timeout=60,
        ).stdout
        for file in ("owner.json", "no owner.json")
    ]  # fmt: skip
    assert f"held by process {owner['pid']} (the app) since {AT}" in said[0]
    assert f"held by process {owner['pid']}." in said[1]
    assert WorkspaceHeldError.kind == "workspace_held"


def test_random_bytes_are_no_database(tmp_path: Path) -> None:
    """A file that is no database is refused and left as it was."""
    path = tmp_path / "workspace.duckdb"
    path.write_bytes(bytes(range(256)) * 64)
    with pytest.raises(WorkspaceCorruptError, match=r"workspace\.duckdb"):
        Database(path, owner_file=tmp_path / "owner.json")
    assert path.read_bytes() == bytes(range(256)) * 64


def test_json_is_the_same_for_the_same_value() -> None:
    """Keys are sorted and letters stay."""
    assert to_json({"b": 1, "a": "é"}) == to_json({"a": "é", "b": 1}) == '{"a": "é", "b": 1}'


@pytest.mark.parametrize(
    ("sql", "value", "kind"),
    [
        ("SELECT CAST(? AS BIGINT)", 10**20, InputError),
        ("SELECT CAST(? AS INTEGER)", "many", InputError),
        ("SELECT ? FROM nowhere", 1, WorkspaceError),
        ("SELECT ? FRM people", 1, WorkspaceError),
    ],
)
def test_every_error_of_the_database_is_one_of_ours(
    database: Database, sql: str, value: object, kind: type[MathScaleError]
) -> None:
    """A value that does not fit is bad input, all else a trouble of the workspace; its own word is in it."""
    with pytest.raises(kind) as caught:
        database.rows(sql, [value])
    assert isinstance(caught.value.__cause__, duckdb.Error)
    assert str(caught.value.__cause__).splitlines()[0][:60] in caught.value.found
    assert caught.value.remedy


def test_a_query_that_does_not_fit_the_memory_says_so(database: Database) -> None:
    """Less is wanted; the database goes on."""
    database.scalar("SET memory_limit = '20MB'")
    database.scalar("SET max_temp_directory_size = '0KiB'")
    with pytest.raises(OutOfMemoryError, match="more memory"):
        database.scalar("SELECT count(*) FROM (SELECT DISTINCT range::VARCHAR || 'x' FROM range(20000000))")
    assert count(database) == 0


def test_it_closes_while_others_read(tmp_path: Path) -> None:
    """A reader that is taking its cursor does not keep the file from being given back."""
    ended = threading.Event()
    for _ in range(5):
        opened = Database(tmp_path / "read.duckdb", owner_file=tmp_path / "owner.json")

        def read(database: Database = opened) -> None:
            with suppress(WorkspaceError):
                while not ended.is_set():
                    database.scalar("SELECT 1")

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        opened.close()
        ended.set()
        for reader in readers:
            reader.join()
        ended.clear()
    with duckdb.connect(str(tmp_path / "read.duckdb")) as again:
        assert again.execute("SELECT 1").fetchone() == (1,)

"""Bad input and bad circumstances, end to end: what is said, and what is left behind."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from mathscale_core.pipeline.demo import RELEASE
from mathscale_core.seeds.rows import MAX_LINE_BYTES
from mathscale_core.workspace import DATABASE
from tests.shell import Shell, files, in_process, rows

GOOD = {"question": "What is $20 + 22$?", "answer": "42"}
JSONL = json.dumps(GOOD) + "\n"
EXPORT = ("export", "--release", RELEASE, "--format", "jsonl", "--output")

#: Runs the command line in a process that cannot write a file of more bytes than its first argument says.
ON_A_FULL_DISK = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from mathscale_core.__main__ import main
sys.exit(main())
"""
#: Runs the command line, then says the most memory that it ever held, in KiB.
MEASURED = """
import re, sys
from pathlib import Path
from mathscale_core.__main__ import main
code = main()
print("peak", re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1], file=sys.stderr)
sys.exit(code)
"""
#: Holds a workspace until its input ends.
HOLD = """
import sys
from pathlib import Path
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]), LocalExecutor(), what="a long night")
print("held", flush=True)
sys.stdin.read()
workspace.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for files from outside, apart from the workspace."""
    (tmp_path / "outside").mkdir()
    return tmp_path / "outside"


def _refused(shell: Shell, *words: object) -> dict[str, str]:
    """The error of a command that changes nothing: no row of the store, no file of the workspace."""
    counts, held = rows(shell.workspace), files(shell.workspace)
    error = shell.fails(*words)
    assert rows(shell.workspace) == counts
    assert files(shell.workspace) == held
    return error


# -- files of seeds -----------------------------------------------------------------------------------------------


def test_a_broken_line_is_reported_and_the_others_are_imported(shell: Shell, folder: Path) -> None:
    """Line 17 is broken JSON: exit 0, 19 of 20 imported, the line and the reason named."""
    lines = [json.dumps({"question": f"What is $500 + {n}$?", "answer": str(500 + n)}) for n in range(1, 21)]
    lines[16] = lines[16][:-5]
    (folder / "seeds.jsonl").write_text("\n".join(lines), "utf-8")
    done = shell("seeds", "import", folder / "seeds.jsonl")
    assert (done["read"], done["imported"], done["duplicates"], done["rejected_count"]) == (20, 19, 0, 1)
    assert done["rejected"][0]["line"] == 17
    assert re.search(r"found broken JSON .*wanted one object a line", done["rejected"][0]["reason"])


def test_a_file_of_broken_lines_only_is_refused(shell: Shell, folder: Path) -> None:
    """Exit 1, with the first line and its reason."""
    (folder / "seeds.jsonl").write_text('{"question": \n' * 3, "utf-8")
    error = _refused(shell, "seeds", "import", folder / "seeds.jsonl")
    assert error["kind"] == "bad_input"
    assert "line 1: found broken JSON" in error["message"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b"\n\n \n", "none can be used"),
        ('{"question": "¿Qué número?", "answer": "1"}\n'.encode("latin-1"), "not UTF-8"),
        ((JSONL * 3).encode("utf-16"), "UTF-16"),
        ((JSONL * 3).encode("utf-16-le"), "binary"),
        (JSONL.encode() * 40 + b"caf\xe9\n" + JSONL.encode(), "line 41"),
        (b"PK\x03\x04" + bytes(40), "binary or packed"),
        (b"PAR1" + bytes(40), "binary or packed"),
        (b'{"ask": "What is $1 + 1$?"}\n', "question"),
        (b"[1, 2]\n", "no object"),
        (b'"a text"\n', "no object"),
        (b'{"question": ["What?"], "answer": "1"}\n', "list in question"),
        (b'{"question": "half \\ud800 a character", "answer": "1"}\n', "surrogate"),
        (b'{"question": "What?", "level": "galactic"}\n', "galactic"),
        (b'{"a": ' * 50_000, "deep"),
        (b'{"question": "=HYPERLINK(1)", "answer": "1"}\n', "formula"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(content: bytes, found: str, shell: Shell, folder: Path) -> None:
    """The message says what was found, and nothing is imported."""
    (folder / "seeds.jsonl").write_bytes(content)
    error = _refused(shell, "seeds", "import", folder / "seeds.jsonl")
    assert error["kind"] == "bad_input"
    assert found in error["message"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("task,answer\nWhat is 1 + 1?,2\n", "task, answer"),
        ("\n\n", "no header"),
        ("question,answer\n", "none can be used"),
        ("question,answer\nWhat is 1 + 1?\n", "found 1 cells"),
        ('question,answer\n"What is 1 + 1?,2\nWhat is 2 + 2?,4\n', "opens in line 2 and never closes"),
        ("question,answer\n=1+1,2\n", "formula"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_whole(content: str, found: str, shell: Shell, folder: Path) -> None:
    """A missing column is named with the columns that are there."""
    (folder / "seeds.csv").write_text(content, "utf-8")
    error = _refused(shell, "seeds", "import", folder / "seeds.csv")
    assert error["kind"] == "bad_input"
    assert found in error["message"]


@pytest.mark.parametrize("command", ["seeds import", "bench import", "graph edit"])
def test_what_is_no_file_is_refused(command: str, shell: Shell, folder: Path) -> None:
    """A missing file, a folder, and a pipe."""
    os.mkfifo(folder / "pipe")
    for place, found in ((folder / "missing.jsonl", "nothing"), (folder, "a folder"), (folder / "pipe", "pipe")):
        error = _refused(shell, *command.split(), place)
        assert error["kind"] == "bad_input"
        assert str(place) in error["message"]
        assert found in error["message"]


def test_a_spreadsheet_formula_is_rejected_with_its_line(shell: Shell, folder: Path) -> None:
    """A cell that begins with ``=`` in line 3; the row before it is imported."""
    (folder / "seeds.csv").write_text("question,answer\nWhat is 20 + 22?,42\n=cmd|'/c calc'!A1,1\n", "utf-8")
    done = shell("seeds", "import", folder / "seeds.csv")
    assert (done["imported"], done["rejected_count"], done["rejected"][0]["line"]) == (1, 1, 3)
    assert "formula" in done["rejected"][0]["reason"]


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a < b & c > d"])
def test_markup_in_a_question_is_text(markup: str, shell: Shell, folder: Path) -> None:
    """It is stored as it came, to be shown as text."""
    (folder / "seeds.jsonl").write_text(json.dumps({"question": f"Say {markup} once.", "answer": "1"}) + "\n", "utf-8")
    assert shell("seeds", "import", folder / "seeds.jsonl")["imported"] == 1
    with duckdb.connect(str(shell.workspace / DATABASE)) as connection:
        stored = connection.execute("SELECT question FROM seeds WHERE contains(question, 'Say ')").fetchall()
    assert (f"Say {markup} once.",) in stored


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_field_of_200_mb_is_rejected_in_little_memory(form: str, shell: Shell, folder: Path) -> None:
    """The row is named, the others are imported, and the field never stands in memory."""
    file = folder / f"seeds.{form}"
    head, before, after, tail = {
        "jsonl": (b"", b'{"question": "', b'", "answer": "1"}\n', JSONL.encode()),
        "csv": (b"question,answer\n", b"", b",1\n", b"What is 20 + 22?,42\n"),
    }[form]
    with file.open("wb") as out:
        out.write(head + before)
        for _ in range(200):
            out.write(b"x" * 1_000_000)
        out.write(after + tail)
    done = in_process("seeds", "import", file, workspace=shell.workspace, launch=("-c", MEASURED))
    assert done.code == 0, done
    result = done.result
    assert (result["read"], result["imported"], result["rejected_count"]) == (2, 1, 1)
    assert result["rejected"][0]["line"] == (1 if form == "jsonl" else 2)
    assert f"{MAX_LINE_BYTES:,}" in result["rejected"][0]["reason"]
    peak = re.search(r"^peak (\d+)$", done.err, re.MULTILINE)
    assert peak
    assert int(peak[1]) < 700 * 1024


# -- arguments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a/b", "a\\b", "", "  ", "two\nlines", "x" * 81])
def test_a_release_name_is_fit_for_a_file(name: str, shell: Shell) -> None:
    """No slashes, not empty, not endless."""
    error = _refused(shell, "release", "make", "--accept", "any", "--name", name)
    assert error["kind"] == "bad_input"
    assert "1-80 characters without slashes" in error["message"]


@pytest.mark.parametrize(
    "words",
    [
        "export --release none --format jsonl --output {folder}/out.jsonl",
        "fewshot m_none",
        "lineage none",
        "jobs show j_none",
    ],
)
def test_what_nothing_has_is_not_found(words: str, shell: Shell, folder: Path) -> None:
    """Unknown releases, compositions, items and jobs; no file is written."""
    error = _refused(shell, *words.format(folder=folder).split())
    assert error["kind"] == "not_found"
    assert "none" in error["message"]
    assert files(folder) == set()


@pytest.mark.parametrize("words", ["sample -n -5", "sample -n 0", "generate -n -5"])
def test_a_negative_number_asks_for_nothing(words: str, shell: Shell) -> None:
    """The number is named; no job is started."""
    assert words.rsplit(maxsplit=1)[-1] in _refused(shell, *words.split())["message"]


# -- places that cannot be written --------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["file/out.jsonl", "folder", "pipe"])
def test_an_output_that_cannot_be_written_is_refused(place: str, shell: Shell, folder: Path) -> None:
    """Below a file, a folder, a pipe: nothing is written, and what is there stays what it is."""
    (folder / "file").write_text("mine")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    error = _refused(shell, *EXPORT, folder / place)
    assert error["kind"] == "bad_input"
    assert str(folder / place) in error["message"]
    assert files(folder) == {"file"}
    assert (folder / "file").read_text() == "mine"
    assert (folder / "pipe").is_fifo()


def test_an_export_onto_a_file_replaces_it_whole(shell: Shell, folder: Path) -> None:
    """Only when it is told to; the old file is gone only when the new one is there."""
    (folder / "out.jsonl").write_text("old")
    assert shell.fails(*EXPORT, folder / "out.jsonl")["kind"] == "conflict"
    assert (folder / "out.jsonl").read_text() == "old"
    assert shell(*EXPORT, folder / "out.jsonl", "--overwrite")["rows"] == 240
    assert files(folder) == {"out.jsonl"}
    assert len((folder / "out.jsonl").read_text("utf-8").splitlines()) == 240


# -- the workspace ------------------------------------------------------------------------------------------------


def test_a_newer_workspace_is_left_alone(shell: Shell) -> None:
    """Kind ``workspace_newer``; both numbers are named and not a byte is changed."""
    database = shell.workspace / DATABASE
    with duckdb.connect(str(database)) as connection:
        connection.execute("INSERT INTO format VALUES (99)")
    before = database.read_bytes()
    for words in (["graph", "stats"], ["sample", "-n", "5"], ["demo"]):
        error = shell.fails(*words)
        assert error["kind"] == "workspace_newer"
        assert "99" in error["message"]
        assert "Update" in error["remedy"]
    assert database.read_bytes() == before
    assert not (shell.workspace / "owner.json").exists()


def _foreign(database: Path, sql: str) -> None:
    database.unlink()
    with duckdb.connect(str(database)) as connection:
        connection.execute(sql)


def _flipped(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[12] ^= 255
    database.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda d: d.write_bytes(os.urandom(100_000)), id="random bytes"),
        pytest.param(lambda d: d.write_bytes(b""), id="nothing"),
        pytest.param(lambda d: d.write_text("hello"), id="text"),
        pytest.param(lambda d: os.truncate(d, 5000), id="cut in its head"),
        pytest.param(lambda d: os.truncate(d, d.stat().st_size // 2), id="cut in half"),
        pytest.param(_flipped, id="a flipped byte"),
        pytest.param(lambda d: _foreign(d, "CREATE TABLE mine AS SELECT 1 AS a"), id="another program's"),
        pytest.param(lambda d: _foreign(d, "CREATE TABLE format (name VARCHAR)"), id="another program's format"),
    ],
)
def test_a_database_that_cannot_be_read_is_left_alone(harm: Callable[[Path], object], shell: Shell) -> None:
    """Kind ``workspace_corrupt``; the file is left as it is."""
    database = shell.workspace / DATABASE
    harm(database)
    before, held = database.read_bytes(), files(shell.workspace)
    for words in (["graph", "stats"], ["sample", "-n", "5"]):
        error = shell.fails(*words)
        assert error["kind"] == "workspace_corrupt"
        assert DATABASE in error["message"]
        assert "backup" in error["remedy"]
    assert database.read_bytes() == before
    assert files(shell.workspace) == held


@pytest.mark.parametrize(
    "content",
    [b"{", b"", b"[]", b'{"person": 3}', b'{"minimum_seeds": 0}', b'{"colour": "red"}', b'{"person": "\xff"}'],
)
def test_broken_settings_are_named(content: bytes, shell: Shell) -> None:
    """The file is named and left to its owner; deleted, the defaults hold."""
    settings = shell.workspace / "settings.json"
    settings.write_bytes(content)
    error = _refused(shell, "graph", "stats")
    assert error["kind"] == "bad_input"
    assert str(settings) in error["message"]
    assert settings.read_bytes() == content
    settings.unlink()
    assert shell("settings") == {"person": "local", "working_as": "everything", "minimum_seeds": 2, "proposers": ""}


def test_a_held_workspace_says_by_whom_and_since_when(shell: Shell) -> None:
    """Kind ``workspace_held`` with process, purpose and time; when the holder is killed, it can be had at once."""
    command = [sys.executable, "-c", HOLD, str(shell.workspace)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        try:
            assert holder.stdout.readline() == "held\n"
            since = json.loads((shell.workspace / "owner.json").read_text())["since"]
            before = files(shell.workspace)
            for words in (["graph", "stats"], ["sample", "-n", "5"], ["init"], ["demo"]):
                error = shell.fails(*words)
                assert error["kind"] == "workspace_held"
                assert f"process {holder.pid} (a long night) since {since}" in error["message"]
            assert files(shell.workspace) == before
        finally:
            holder.kill()
            holder.wait(60)
    assert shell("seeds", "list")["seeds"] == 390
    assert not (shell.workspace / "owner.json").exists()


# -- a full disk --------------------------------------------------------------------------------------------------


def _many_seeds(folder: Path) -> Path:
    lines = [json.dumps({"question": f"What is $9000 + {n}$? {'Think. ' * 90}", "answer": "1"}) for n in range(4000)]
    (folder / "seeds.jsonl").write_text("\n".join(lines), "utf-8")
    return folder / "seeds.jsonl"


@pytest.mark.parametrize("limit", [1, 1000, 300_000])
@pytest.mark.parametrize("command", ["import", "sample", "export"])
def test_on_a_full_disk_nothing_is_half_written(command: str, limit: int, shell: Shell, folder: Path) -> None:
    """Kind ``disk_full``; the workspace opens afterwards with the rows it had, and no piece of a file is left."""
    seeds = _many_seeds(folder)
    words: tuple[object, ...] = {
        "import": ("seeds", "import", seeds),
        "sample": ("sample", "-n", 4000, "--rng", 5),
        "export": (
            *EXPORT[:-1],
            "--fields",
            "question,solution,answer,seeds,topics,kps",
            "--output",
            folder / "out.jsonl",
        ),
    }[command]
    limit = min(limit, 50_000) if command == "export" else limit
    before, held = rows(shell.workspace), files(shell.workspace)
    done = in_process(limit, *words, workspace=shell.workspace, launch=("-c", ON_A_FULL_DISK))
    assert done.code == 1, done
    assert done.error["kind"] == "disk_full"
    assert "space" in done.error["remedy"]
    assert rows(shell.workspace) == before
    # DuckDB keeps a log beside the file until it is opened again.
    assert files(shell.workspace) - {f"{DATABASE}.wal"} == held
    assert files(folder) == {"seeds.jsonl"}
    again = shell(*words)
    assert again.get("imported", again.get("unique", again.get("rows"))) in {4000, 240}


@pytest.mark.parametrize("limit", [1, 1000, 5000])
def test_a_workspace_that_does_not_fit_the_disk_is_not_begun(
    limit: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failed ``init`` leaves nothing in the way of the next."""
    place = tmp_path / "new"
    done = in_process(limit, "init", workspace=place, launch=("-c", ON_A_FULL_DISK))
    assert done.code == 1, done
    assert done.error["kind"] == "disk_full"
    assert not place.exists()
    assert Shell(place, capsys)("init")["workspace"] == str(place)

"""The command line for tests: in this process, or in one of its own where a process matters."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from mathscale_core.cli.main import run
from mathscale_core.workspace import DATABASE

#: Test data of others, beside the checkout where there is any.
SHARED = Path(__file__).parents[2] / "shared" / "data"
#: On a test that reads them.
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the published data sets are not at {SHARED}")


@dataclass(frozen=True)
class Done:
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """Standard output as the one JSON object that it must be, in the strict sense of JSON."""
        value = json.loads(self.out, parse_constant=_no_number)
        assert isinstance(value, dict)
        assert self.out.count("\n") == 1
        return value

    @property
    def error(self) -> dict[str, str]:
        """The error of a command that failed: it says what was found, what was wanted and what to do next."""
        assert set(self.result) == {"error"}
        error: dict[str, str] = self.result["error"]
        assert set(error) == {"kind", "message", "remedy"}
        assert " Wanted: " in error["message"]
        assert error["remedy"]
        assert "Traceback" not in self.err
        return error


class Shell:
    """Runs commands on one workspace in this process."""

    def __init__(self, workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.workspace = workspace
        self._capsys = capsys

    def __call__(self, *words: object) -> dict[str, Any]:
        """The result of a command that succeeds."""
        done = self.done(*words)
        assert done.code == 0, done
        return done.result

    def fails(self, *words: object) -> dict[str, str]:
        """The error of a command that fails."""
        done = self.done(*words)
        assert done.code == 1, done
        return done.error

    def done(self, *words: object, as_json: bool = True) -> Done:
        """Run a command, whatever comes of it."""
        self._capsys.readouterr()
        elsewhere = "--workspace" in words
        flags = [*([] if elsewhere else ["--workspace", str(self.workspace)]), *(["--json"] if as_json else [])]
        code = run([*map(str, words), *flags], default_workspace=Path("nowhere"))
        said = self._capsys.readouterr()
        return Done(code, said.out, said.err)


def in_process(*words: object, workspace: Path, launch: tuple[str, ...] = ("-m", "mathscale_core")) -> Done:
    """Run a command with ``--json`` in a process of its own."""
    command = [sys.executable, *launch, *map(str, words), "--workspace", str(workspace), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=240, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def rows(workspace: Path) -> dict[str, int]:
    """Number of rows of every table, counted behind the program's back."""
    with duckdb.connect(str(workspace / DATABASE)) as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: _count(connection, name) for name in tables}


def files(folder: Path) -> set[str]:
    """Every file of a folder, by its path inside."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def numbers(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every number of a result with the key it stands under."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from numbers(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from numbers(part, key)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield key, value


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetched(port: int, path: str, process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Status and text of a page, as soon as the process serves it."""
    last = ""
    for _ in range(600):
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as reply:
                return reply.status, reply.read().decode()
        except OSError as error:
            last = str(error)
            time.sleep(0.1)
    raise AssertionError(f"nothing at port {port}: {last}")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row
    return int(row[0])


def _no_number(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")

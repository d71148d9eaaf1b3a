"""Whatever ends a command says what was found, what was wanted and what to do next."""

import errno
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mathscale_core.cli.failures import as_ours
from mathscale_core.errors import EmptyError
from tests.shell import in_process


def test_our_own_errors_stay_as_they_are() -> None:
    """They say it already."""
    error = EmptyError("Nothing.", "something.", "Bring it.")
    assert as_ours(error) is error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KeyboardInterrupt(), "interrupted"),
        (MemoryError(), "out_of_memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (PermissionError(errno.EACCES, "Permission denied", "secret.txt"), "bad_input"),
    ],
)
def test_the_systems_own_errors_have_a_kind(error: BaseException, kind: str) -> None:
    """Each with a remedy."""
    ours = as_ours(error)
    assert ours
    assert ours.kind == kind
    assert ours.remedy


def test_a_file_is_named() -> None:
    """Where the system names it."""
    ours = as_ours(PermissionError(errno.EACCES, "Permission denied", "secret.txt"))
    assert ours
    assert "secret.txt" in ours.message


@pytest.mark.parametrize("error", [ValueError("a mistake"), BrokenPipeError()])
def test_a_mistake_of_the_program_is_none_of_them(error: BaseException) -> None:
    """It is raised on; so is the word that our reader has gone."""
    assert as_ours(error) is None


#: Runs the command line with so little memory that what was asked for does not fit.
IN_LITTLE_MEMORY = """
import resource, sys
from mathscale_core.__main__ import main
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 400_000_000,) * 2)
sys.exit(main())
"""


def test_what_does_not_fit_the_memory_is_said(tmp_path: Path) -> None:
    """Kind ``out_of_memory``, no traceback, and no workspace is left behind."""
    words = ("synth", "--topics", "1000", "--kps", "1000", "--seeds", "1000000")
    done = in_process(*words, workspace=tmp_path / "new", launch=("-c", IN_LITTLE_MEMORY))
    if done.code < 0:
        pytest.skip(f"a native library ended the process itself (signal {-done.code}) under the memory limit")
    assert (done.code, done.error["kind"]) == (1, "out_of_memory"), done
    assert "Traceback" not in done.err
    assert not (tmp_path / "new").exists()


QUERY = """
import sys
from pathlib import Path
from mathscale_core.adapters.store.database import Database
database = Database(Path(sys.argv[1]), owner_file=Path(sys.argv[2]))
# DuckDB looks for Ctrl-C in the thread that asked, between two tasks of that thread: it is the only one here.
database.scalar("SET threads = 1")
print("ready", flush=True)
try:
    database.scalar("SELECT sum(hash(a.range, b.range) % 7) FROM range(1000000000) a, range(1000000000) b")
except KeyboardInterrupt:
    print("interrupted", database.scalar("SELECT 1"))
"""


def test_ctrl_c_in_a_query_is_an_interruption(tmp_path: Path) -> None:
    """DuckDB's own word for it becomes ``KeyboardInterrupt``, and the database goes on."""
    command = [sys.executable, "-c", QUERY, str(tmp_path / "a.duckdb"), str(tmp_path / "owner.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            # The query may not have begun yet.
            time.sleep(1)
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert out == "interrupted 1\n"

"""Files appear whole or not at all, also when the writer fails or the disk takes no more."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.files import disk_full, is_full, whole_file, write_text
from mathscale_core.errors import DiskFullError, InputError

#: Writes with a limit on the size of a file, as a full disk would; prints the kind of the error and exits with 3.
_ON_A_FULL_DISK = """
import pathlib, resource, sys
from mathscale_core.adapters.export import FORMATS, write_release
from mathscale_core.adapters.files import write_text
from mathscale_core.errors import DiskFullError
path, what = pathlib.Path(sys.argv[1]), sys.argv[2]
item = {name: str(n) * 50 for n, name in enumerate(("revision", "question", "solution", "answer", "level"))}
items = [item | {"question": f"{n * n * 7919} {n ** 9}"} for n in range(20_000)]
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    write_text(path, "x" * 1_000_000) if what == "text" else write_release(path, what, items, list(item)[1:])
except DiskFullError as error:
    print(error.kind, error.message)
    sys.exit(3)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_file_is_written_whole(tmp_path: Path) -> None:
    """Nothing written is a file of nothing."""
    with whole_file(tmp_path / "empty"):
        pass
    assert (tmp_path / "empty").read_bytes() == b""


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_the_new_file_takes_the_place_of_the_old(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes
) -> None:
    """Under its name stands the old file until the new one is complete, and then the new one; nothing else is left."""
    path = tmp_path_factory.mktemp("files") / "file"
    path.write_bytes(old)
    with whole_file(path) as file:
        file.write(new)
        file.flush()
        assert path.read_bytes() == old
    assert path.read_bytes() == new
    assert list(path.parent.iterdir()) == [path]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    """A file may be written into folders that are not there yet."""
    path = tmp_path / "a" / "b" / "text.txt"
    write_text(path, "Grüße")
    assert path.read_text("utf-8") == "Grüße"


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_who_may_read_a_file_is_the_users_choice(tmp_path: Path, umask: int) -> None:
    """The umask takes its rights away, as from every new file."""
    before = os.umask(umask)
    try:
        write_text(tmp_path / "file", "text")
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("error", [RuntimeError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_nothing_is_half_written_when_the_writer_raises(tmp_path: Path, error: BaseException) -> None:
    """The error passes as it is; what stood there stays, and no torso is left beside it."""
    path = tmp_path / "file"
    path.write_text("old")

    def fail() -> None:
        with whole_file(path) as file:
            file.write(b"new" * 100_000)
            raise error

    with pytest.raises(type(error)):
        fail()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("what", ["text", "jsonl", "alpaca", "chat", "parquet"])
def test_nothing_is_half_written_when_the_disk_is_full(tmp_path: Path, what: str) -> None:
    """Every writer says that the disk is full; the old file stays and no torso is left beside it."""
    path = tmp_path / "file"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK, str(path), what], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()[:1]) == (3, ["disk_full"]), done.stderr
    assert str(tmp_path) in done.stdout
    assert path.read_text() == "old"
    assert names(tmp_path) == ["file"]


def test_a_place_that_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    """A folder, a path through a file, and a name too long are named and leave nothing behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old")
    for path in (tmp_path / "folder", tmp_path / "file" / "inside", tmp_path / ("a" * 300)):
        with pytest.raises(InputError, match="Cannot write") as caught, whole_file(path) as file:
            file.write(b"new")
        assert str(path) in caught.value.found
    assert names(tmp_path) == ["file", "folder"]
    assert names(tmp_path / "folder") == []


def test_a_full_disk_is_told_from_other_troubles(tmp_path: Path) -> None:
    """No space, no quota, a file too large; the error names the folder where it is known, and what is unharmed."""
    assert all(is_full(OSError(number, "")) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
    assert not is_full(OSError(errno.EACCES, ""))
    assert str(tmp_path) in disk_full(tmp_path / "file").message
    for error in (disk_full(tmp_path / "file"), disk_full()):
        assert error.kind == "disk_full"
        assert "unharmed" in error.remedy


def test_a_full_disk_is_not_an_input_error() -> None:
    """Scripts tell the two apart by their kind."""
    assert DiskFullError.kind == "disk_full"
    assert InputError.kind == "bad_input"

"""Files written whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mathscale_core.errors import DiskFullError, InputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when everything was written; what stood there before stays until then.

    Raises:
        DiskFullError: The disk takes no more; nothing was left behind.
        InputError: The place cannot be written.
    """
    obstacle = _obstacle(path)
    if obstacle:
        raise InputError(f"Cannot write {path}: it is {obstacle}.", "the path of a file.", "Choose another path.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened as any new file is, so that its rights are what the user's umask leaves.
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        file = part.open("xb")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def write_text(path: Path, text: str) -> None:
    """Write a small text file whole; raises what :func:`whole_file` raises."""
    with whole_file(path) as file:
        file.write(text.encode())


def is_full(error: OSError) -> bool:
    """Whether the disk, the user's share of it, or the size of a file is at its end."""
    return error.errno in _FULL


def disk_full(path: Path | None = None) -> DiskFullError:
    """The error for a disk that takes no more; ``path`` is the file that did not fit, where it is known."""
    return DiskFullError(
        f"The disk{f' of {path.parent}' if path else ''} takes no more data.",
        "free space.",
        "Free some space and run the same command again; nothing was half-written, what was stored before is unharmed.",
    )


def _obstacle(path: Path) -> str:
    try:
        if path.is_file() or not path.exists():
            return ""
        return "a folder" if path.is_dir() else "a device or pipe"
    except OSError:
        # Such as a name too long: making the file says what is wrong.
        return ""


def _unwritable(path: Path, error: OSError) -> DiskFullError | InputError:
    if is_full(error):
        return disk_full(path)
    return InputError(f"Cannot write {path}: {error.strerror}.", "a place that can be written.", "Choose another path.")

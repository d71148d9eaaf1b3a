"""Files that a browser sent → a folder of the workspace, for as long as their import takes."""

import re
import shutil
import time
from pathlib import Path

from mathscale_core.adapters.files import whole_file
from mathscale_core.pipeline.people import require
from mathscale_core.workspace import Workspace

FOLDER = "uploads"
#: What nobody has imported for so many seconds is removed when the next file comes.
_FORGOTTEN = 24 * 3600
_NAME_LENGTH = 100


def keep_upload(workspace: Workspace, key: str, name: str, content: bytes | memoryview) -> Path:
    """Keep a file under its own name, in a folder of its own; the same key gives the same file and writes it once.

    Raises:
        DiskFullError: The disk does not hold it.
        InputError: The place cannot be written.
    """
    require(workspace, "keep_upload")
    folder = workspace.root / FOLDER / _safe(key)
    path = folder / _safe(Path(name.replace("\\", "/")).name)
    if not path.is_file():
        _remove_forgotten(workspace)
        with whole_file(path) as file:
            file.write(content)
    return path


def drop_upload(workspace: Workspace, path: Path) -> None:
    """Remove a file that was kept, with its folder; other paths are left alone."""
    folder = path.parent
    if folder.parent == workspace.root / FOLDER:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_forgotten(workspace: Workspace) -> None:
    root = workspace.root / FOLDER
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.is_dir() and folder.stat().st_mtime < time.time() - _FORGOTTEN:
            shutil.rmtree(folder, ignore_errors=True)


def _safe(name: str) -> str:
    """A name that stays in its folder on every file system, with its ending."""
    clean = re.sub(r"[^\w.\- ]", "_", name).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[: _NAME_LENGTH - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else clean[:_NAME_LENGTH]

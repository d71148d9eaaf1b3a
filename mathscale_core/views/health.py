"""Health: whether a workspace is open and taken care of, what is open in it, and how much space is left."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mathscale_core import __version__
from mathscale_core.adapters.jobstatus import OPEN
from mathscale_core.errors import MathScaleError
from mathscale_core.workspace import DATABASE, Workspace, format_version

#: Below this much free space a job may end for want of it.
LITTLE_SPACE = 500_000_000


@dataclass(frozen=True, slots=True)
class Care:
    """What the process that holds a workspace knows of its own work for it.

    Attributes:
        since: Since when it holds it, ISO 8601; ``""`` where it does not.
        last_ingest: When answers of jobs were last taken in, or none were there; ``""`` where never.
        last_error: What went wrong last, ``""`` where nothing did.
        failing: Whether that is so still.
        dead: Whether nobody looks for answers any more.
    """

    since: str = ""
    last_ingest: str = ""
    last_error: str = ""
    failing: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """How a workspace is.

    Attributes:
        status: ``ok``; ``degraded`` where it works and something needs a look; ``error`` where it does not work.
        version: Version of the program.
        workspace: Its folder.
        format_version: Format of workspaces that the program writes.
        since: Since when it is held, ISO 8601; ``""`` where it is not.
        open_jobs: Jobs that are queued, running or stalled; None where that cannot be told.
        last_ingest: When answers of jobs were last looked for without an error; ``""`` where never.
        last_error: What went wrong last, ``""`` where nothing did.
        database_bytes: Size of the database with its log.
        free_disk_bytes: Space left on its disk; None where that cannot be told.
    """

    status: Literal["ok", "degraded", "error"]
    version: str
    workspace: str
    format_version: int
    since: str
    open_jobs: int | None
    last_ingest: str
    last_error: str
    database_bytes: int
    free_disk_bytes: int | None


def health_of(root: Path, workspace: Workspace | None, care: Care) -> Health:
    """The health of the workspace in a folder; ``workspace`` is None where it could not be opened. Never fails."""
    jobs, error = None, care.last_error
    if workspace:
        try:
            jobs = len(workspace.store.jobs.in_state(*OPEN))
        except MathScaleError as refused:
            error = refused.message
    free = _free(root)
    status: Literal["ok", "degraded", "error"] = "ok"
    if care.failing or (free is not None and free < LITTLE_SPACE):
        status = "degraded"
    if jobs is None or care.dead:
        status = "error"
    size = sum(_size(root / name) for name in (DATABASE, f"{DATABASE}.wal"))
    return Health(
        status, __version__, str(root), format_version(), care.since, jobs, care.last_ingest, error, size, free
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _free(root: Path) -> int | None:
    try:
        return shutil.disk_usage(root).free
    except OSError:
        return None

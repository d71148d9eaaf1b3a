"""Jobs for people: a page of them, and one with its failures, its log and what it made."""

from dataclasses import dataclass

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.jobstatus import JobStatus, read_status
from mathscale_core.errors import NotFoundError
from mathscale_core.workspace import Workspace

PAGE = 50
#: Failures that are listed.
MOST_FAILURES = 50
_REPLY_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that failed.

    Attributes:
        item: Item of the job: a seed, or a composition and its sample.
        reason: Why.
        reply: The beginning of what the model said, ``""`` where it said nothing.
    """

    item: str
    reason: str
    reply: str


def statuses(workspace: Workspace, *, limit: int | None = None, offset: int = 0, kind: str = "") -> list[JobStatus]:
    """Jobs, newest first, of any kind where none is named."""
    rows = workspace.store.jobs.list(limit, offset, kind)
    return [read_status(JobFolder(workspace.jobs / str(row["id"])), row) for row in rows]


def job_page(workspace: Workspace, page: int = 1, kind: str = "") -> tuple[list[JobStatus], int]:
    """A page of jobs, counted from 1, and how many jobs there are in all."""
    total = workspace.store.jobs.count(kind)
    return statuses(workspace, limit=PAGE, offset=(max(page, 1) - 1) * PAGE, kind=kind), total


def status(workspace: Workspace, job: str) -> JobStatus:
    """One job.

    Raises:
        NotFoundError: There is none of that id.
    """
    row = workspace.store.jobs.get(job)
    if row is None:
        raise NotFoundError(f"There is no job {job!r}.", "a job of this workspace.", "Choose one from the list.")
    return read_status(JobFolder(workspace.jobs / job), row)


def failures(workspace: Workspace, job: str) -> tuple[list[Failure], int]:
    """The first failed items, and how many failed; none of a job whose folder cannot be read."""
    try:
        found = JobFolder(workspace.jobs / job).failures()
    except (OSError, ValueError, LookupError, TypeError):
        return [], 0
    shown = [Failure(a.id, a.reason, a.reply.text[:_REPLY_SHOWN] if a.reply else "") for a in found[:MOST_FAILURES]]
    return shown, len(found)


def log(workspace: Workspace, job: str, lines: int = 200) -> str:
    """The last lines of a job's log, ``""`` where there is none."""
    return "\n".join(JobFolder(workspace.jobs / job).log_lines(lines))


def made(workspace: Workspace, status: JobStatus) -> dict[str, int]:
    """What became of a job's answers once they were taken in: outcome to number of seeds or questions."""
    if status.kind == "extract":
        return workspace.store.concepts.outcomes_of_job(status.id)
    return {}

"""Jobs of any kind, with the station that takes their answers in: resume, retry, cancel, and take in as they come."""

from collections.abc import Mapping

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.jobstatus import OPEN
from mathscale_core.errors import InputError, JobError, MathScaleError, ModelError
from mathscale_core.pipeline import jobs
from mathscale_core.pipeline.extract import ingest_concepts
from mathscale_core.pipeline.generate import ingest_questions
from mathscale_core.pipeline.intake import take_nothing
from mathscale_core.ports import Report, silent
from mathscale_core.workspace import Workspace

#: Kind of a job to the station that takes its answers in.
INGEST: Mapping[str, jobs.Ingest] = {
    "extract": ingest_concepts,
    "generate": ingest_questions,
    "preview": take_nothing,
}
#: Answers of one job in one round: another job waits no longer than for these.
_ROUND = 2000


def resume(workspace: Workspace, job: str, report: Report = silent, *, detached: bool = False) -> jobs.JobStatus:
    """Go on with a paused, stalled or failed job; raises what ``jobs.resume_job`` raises.

    ``detached`` starts it and returns at once; its worker outlives this process.
    """
    return jobs.resume_job(workspace, job, _ingest_of(workspace, job), report, detached=detached)


def retry(workspace: Workspace, job: str, report: Report = silent, *, detached: bool = False) -> jobs.JobStatus:
    """Ask again for a job's failed items, and for pending ones; raises what ``jobs.retry_job`` raises.

    ``detached`` starts it and returns at once; its worker outlives this process.
    """
    return jobs.retry_job(workspace, job, _ingest_of(workspace, job), report, detached=detached)


def cancel(workspace: Workspace, job: str) -> jobs.JobStatus:
    """Stop a job for good; the answers it has are taken in first. Raises what ``jobs.cancel_job`` raises."""
    jobs.take_in(workspace, job, _ingest_of(workspace, job))
    return jobs.cancel_job(workspace, job)


def take_in_open(workspace: Workspace) -> int:
    """One round of taking in: the new answers of every job that is under way; returns how many there were.

    A job whose answers cannot be taken in is noted as failed and asked to pause, with the reason in its log; the others
    go on.

    Raises:
        WorkspaceError: The store cannot be written; so for all of its kinds, and for want of space or memory.
    """
    taken = 0
    for row in workspace.store.jobs.in_state(*OPEN):
        job = str(row["id"])
        try:
            taken += jobs.take_in(workspace, job, _ingest_of(workspace, job), most=_ROUND)
        except (JobError, ModelError, InputError, OSError, ValueError, LookupError, TypeError) as error:
            _give_up(workspace, job, error)
    return taken


def _ingest_of(workspace: Workspace, job: str) -> jobs.Ingest:
    kind = jobs.folder_of(workspace, job).spec.get("kind")
    if kind not in INGEST:
        raise JobError(f"Job {job} is of the unknown kind {kind!r}.", f"one of {', '.join(INGEST)}.", "Start it anew.")
    return INGEST[str(kind)]


def _give_up(workspace: Workspace, job: str, error: Exception) -> None:
    folder = jobs.folder_of(workspace, job)
    said = error.message if isinstance(error, MathScaleError) else f"{type(error).__name__}: {error}"
    _tell(folder, f"its answers cannot be taken in: {said}")
    workspace.store.jobs.set_state(job, "failed")


def _tell(folder: JobFolder, text: str) -> None:
    """Where the folder is still one, its log says so and its worker stops spending."""
    try:
        folder.log(text)
        if folder.state()[0] == "running":
            folder.wish("pause")
    except (OSError, InputError):
        return

"""Open jobs of any kind: resume, retry and cancel them with the station that takes their answers in."""

from mathscale_core.pipeline import jobs
from mathscale_core.pipeline.extract import ingest_concepts
from mathscale_core.pipeline.generate import ingest_questions
from mathscale_core.ports import Report, silent
from mathscale_core.workspace import Workspace

_INGEST: dict[str, jobs.Ingest] = {"extract": ingest_concepts, "generate": ingest_questions}


def resume(workspace: Workspace, job: str, report: Report = silent) -> jobs.JobStatus:
    """Go on with a paused, stalled or failed job; raises what ``jobs.resume_job`` raises."""
    return jobs.resume_job(workspace, job, _ingest_of(workspace, job), report)


def retry(workspace: Workspace, job: str, report: Report = silent) -> jobs.JobStatus:
    """Ask again for a job's failed items, and for pending ones; raises what ``jobs.retry_job`` raises."""
    return jobs.retry_job(workspace, job, _ingest_of(workspace, job), report)


def cancel(workspace: Workspace, job: str) -> jobs.JobStatus:
    """Stop a job for good; the answers it has are taken in first. Raises what ``jobs.cancel_job`` raises."""
    jobs.take_in(workspace, job, _ingest_of(workspace, job))
    return jobs.cancel_job(workspace, job)


def _ingest_of(workspace: Workspace, job: str) -> jobs.Ingest:
    return _INGEST[str(jobs.folder_of(workspace, job).spec["kind"])]

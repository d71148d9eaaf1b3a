"""Job folders ↔ store: start a job, take its answers in, pause, cancel, resume, retry.

Shards are taken in by line and noted, so that taking in twice changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mathscale_core.adapters.jobfolder import Answered, JobFolder, read_shard
from mathscale_core.errors import JobError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report
from mathscale_core.records import JobCounts, ModelRequest
from mathscale_core.workspace import Workspace

#: Takes answers with their requests into the store; the same answers twice change nothing. Only an answer that is
#: ok comes with its reply.
Ingest = Callable[[Workspace, str, Sequence[tuple[ModelRequest, Answered]]], None]


@dataclass(frozen=True, slots=True)
class JobStatus:
    """A job as people see it.

    Attributes:
        id: Job id.
        kind: ``extract`` or ``generate``.
        state: queued, running, stalled, paused, cancelled, failed or done.
        reason: Why, where it failed or stalled.
        counts: How far it is.
        requests: Requests sent to a paid provider.
        cached: Answers that came from the reply cache.
        possibly_paid_twice: Paid requests that were in flight at a kill and sent again.
        tokens: Tokens spent, also on replies that could not be read; a reply that a kill kept out of the job's
            folder is in the cache and counts as cached.
        created: When it was started.
    """

    id: str
    kind: str
    state: str
    reason: str
    counts: JobCounts
    requests: int
    cached: int
    possibly_paid_twice: int
    tokens: int
    created: str


def create_job(
    workspace: Workspace,
    kind: str,
    provider: str,
    settings: Mapping[str, Any],
    requests: Sequence[ModelRequest],
    attachments: Mapping[str, object] | None = None,
) -> str:
    """Lay out a job folder and note the job; ``attachments`` are JSON files that the worker needs.

    Raises:
        DiskFullError: The disk takes no more; neither folder nor row is left.
        JobError: There is nothing to ask.
    """
    require(workspace, "create_job")
    if not requests:
        raise JobError(f"The {kind} job asks nothing.", "at least one item.", "Start it with something to do.")
    job = workspace.new_id("j", kind, provider)
    folder = JobFolder.create(
        workspace.jobs / job,
        kind=kind, provider=provider, settings=settings, requests=requests, attachments=attachments,
    )  # fmt: skip
    try:
        workspace.store.jobs.add(
            job, kind, {"provider": provider, **settings}, len(requests), workspace.actor, workspace.now()
        )
    except BaseException:
        folder.remove()
        raise
    return job


def run_job(workspace: Workspace, job: str, ingest: Ingest, report: Report) -> JobStatus:
    """Run a job to its end and take its answers in, also those of a run that was interrupted.

    Raises:
        JobError: The worker failed.
        KeyboardInterrupt: Passed on after the job was paused and its answers were taken in.
    """
    require(workspace, "run_job")
    try:
        workspace.executor.run(workspace.jobs / job, report)
    finally:
        take_in(workspace, job, ingest)
    return job_status(workspace, job)


def take_in(workspace: Workspace, job: str, ingest: Ingest) -> None:
    """Take in the answers that were not taken in yet."""
    folder = folder_of(workspace, job)
    done = workspace.store.jobs.ingested(job)
    fresh = [(s, list(read_shard(s, skip=done.get(s.name, 0)))) for s in folder.shards()]
    if any(answers for _, answers in fresh):
        requests = {r.id: r for r in folder.requests()}
        for shard, answers in fresh:
            if answers:
                ingest(workspace, job, [(requests[a.id], _readable(a)) for a in answers])
                taken = done.get(shard.name, 0) + len(answers)
                workspace.store.jobs.note_shard(job, shard.name, taken, workspace.now())
    workspace.store.jobs.set_state(job, folder.state()[0])


def pause_job(workspace: Workspace, job: str) -> JobStatus:
    """Ask a running job to pause; what it has stays."""
    return _wish(workspace, job, "pause", "paused")


def cancel_job(workspace: Workspace, job: str) -> JobStatus:
    """Ask a job to stop for good; what it has stays."""
    return _wish(workspace, job, "cancel", "cancelled")


def retry_job(workspace: Workspace, job: str, ingest: Ingest, report: Report) -> JobStatus:
    """Ask again for the items that failed; of a job that was stopped, its pending items are asked too.

    Raises:
        JobError: No item failed, the job was cancelled, or somebody works on it.
    """
    require(workspace, "retry_job")
    folder = folder_of(workspace, job)
    state, _ = folder.state()
    if state == "running":
        raise JobError(f"Job {job} is running.", "a job that nobody works on.", "Wait for its end, or pause it first.")
    if state == "cancelled":
        raise JobError(f"Job {job} is cancelled.", "a job that was not given up.", "Start a new one.")
    failed = {a.id for a in folder.answers().values() if a.outcome == "failed"}
    if not failed:
        raise JobError(f"Job {job} has no failed item.", "a job with failed items.", "There is nothing to retry.")
    folder.forget(failed)
    return run_job(workspace, job, ingest, report)


def resume_job(workspace: Workspace, job: str, ingest: Ingest, report: Report) -> JobStatus:
    """Go on with a job that was paused, stalled or failed; only pending items are asked.

    A job whose worker outlived the command that started it is taken in without asking anything.

    Raises:
        JobError: It is done and taken in, cancelled, or running.
    """
    require(workspace, "resume_job")
    folder = folder_of(workspace, job)
    state, _ = folder.state()
    if state == "done" and sum(workspace.store.jobs.ingested(job).values()) < folder.lines():
        take_in(workspace, job, ingest)
        return job_status(workspace, job)
    if state in {"done", "cancelled", "running"}:
        raise JobError(f"Job {job} is {state}.", "a paused, stalled or failed job.", "There is nothing to resume.")
    return run_job(workspace, job, ingest, report)


def job_status(workspace: Workspace, job: str) -> JobStatus:
    """One job; one whose folder is gone or cannot be read has failed, with nothing known of its items.

    Raises:
        NotFoundError: There is none of that id.
    """
    folder, row = _found(workspace, job)
    kind, created = str(row["kind"]), str(row["created"])
    try:
        state, reason = folder.state()
        return JobStatus(
            id=job,
            kind=kind,
            state=state,
            reason=reason,
            counts=folder.counts(),
            requests=len(folder.asked()),
            cached=sum(a.reply.cached for a in folder.answers().values() if a.reply),
            possibly_paid_twice=folder.possibly_paid_twice(),
            tokens=folder.tokens(),
            created=created,
        )
    except JobError as error:
        reason = error.found
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = f"{folder.path} cannot be read: {type(error).__name__}: {error}"
    asked = int(row["asked"])
    return JobStatus(job, kind, "failed", reason, JobCounts(asked, 0, 0, 0, 0, asked), 0, 0, 0, 0, created)


def folder_of(workspace: Workspace, job: str) -> JobFolder:
    """A job's folder.

    Raises:
        NotFoundError: There is none of that id.
    """
    return _found(workspace, job)[0]


def _found(workspace: Workspace, job: str) -> tuple[JobFolder, Mapping[str, Any]]:
    row = workspace.store.jobs.get(job)
    if row is None:
        raise NotFoundError(f"There is no job {job!r}.", "a job of this workspace.", "See 'mathscale jobs list'.")
    return JobFolder(workspace.jobs / job), row


def _readable(answered: Answered) -> Answered:
    return answered if answered.outcome == "ok" else replace(answered, reply=None)


def _wish(workspace: Workspace, job: str, wish: str, at_rest: str) -> JobStatus:
    require(workspace, f"{wish}_job")
    folder = folder_of(workspace, job)
    state, _ = folder.state()
    if state == "running":
        folder.wish(wish)
    elif state in {"queued", "stalled", "paused", "failed"}:
        folder.set_state(at_rest)
        workspace.store.jobs.set_state(job, at_rest)
    else:
        raise JobError(f"Job {job} is {state}.", "an open job.", f"There is nothing to {wish}.")
    return job_status(workspace, job)

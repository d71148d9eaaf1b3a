"""Job folders ↔ store: start a job, take its answers in, pause, cancel, resume, retry.

Shards are taken in by line and noted, so that taking in twice changes nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.jobfolder import Answered, JobFolder, read_shard
from mathscale_core.errors import JobError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report
from mathscale_core.records import JobCounts, ModelRequest
from mathscale_core.workspace import Workspace

#: Takes answers with their requests into the store; the same answers twice change nothing.
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
        tokens: Tokens spent.
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
        JobError: There is nothing to ask.
    """
    require(workspace, "create_job")
    if not requests:
        raise JobError(f"The {kind} job asks nothing.", "at least one item.", "Start it with something to do.")
    job = workspace.new_id("j", kind, provider)
    folder = JobFolder.create(workspace.jobs / job, kind=kind, provider=provider, settings=settings, requests=requests)
    for name, value in (attachments or {}).items():
        (folder.path / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    workspace.store.jobs.add(
        job, kind, {"provider": provider, **settings}, len(requests), workspace.actor, workspace.now()
    )
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
                ingest(workspace, job, [(requests[a.id], a) for a in answers])
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
    """Ask again for the items that failed.

    Raises:
        JobError: No item failed, or somebody works on the job.
    """
    require(workspace, "retry_job")
    folder = folder_of(workspace, job)
    if folder.state()[0] == "running":
        raise JobError(f"Job {job} is running.", "a job that nobody works on.", "Wait for its end, or pause it first.")
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
    """One job.

    Raises:
        NotFoundError: There is none of that id.
    """
    folder, row = folder_of(workspace, job), workspace.store.jobs.get(job)
    state, reason = folder.state()
    answers = folder.answers().values()
    replies = [a.reply for a in answers if a.reply]
    asked = folder.asked()
    return JobStatus(
        id=job,
        kind=str(folder.spec["kind"]),
        state=state,
        reason=reason,
        counts=folder.counts(),
        requests=len(asked),
        cached=sum(r.cached for r in replies),
        possibly_paid_twice=folder.possibly_paid_twice(),
        tokens=sum(r.tokens for r in replies if not r.cached),
        created=str(row["created"]) if row else "",
    )


def folder_of(workspace: Workspace, job: str) -> JobFolder:
    """A job's folder.

    Raises:
        NotFoundError: There is none of that id.
    """
    if workspace.store.jobs.get(job) is None:
        raise NotFoundError(f"There is no job {job!r}.", "a job of this workspace.", "See 'mathscale jobs list'.")
    return JobFolder(workspace.jobs / job)


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

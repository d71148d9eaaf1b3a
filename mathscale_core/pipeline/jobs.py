"""Job folders ↔ store: lay a job out, run or start it, pause, cancel, resume and retry it.

A job that is *run* is attended: its worker ends with this process, and its answers are taken in when it stops. A job
that is *started* is detached: its worker outlives this process, and the owner of the workspace takes its answers in as
they come (``work.take_in_open``).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from mathscale_core.adapters.jobfolder import Answered, JobFolder
from mathscale_core.adapters.jobstatus import JobStatus, is_behind, read_status
from mathscale_core.adapters.models.registry import OFFLINE
from mathscale_core.errors import InputError, JobError, MathScaleError, NotFoundError
from mathscale_core.pipeline import intake
from mathscale_core.pipeline.intake import Ingest, take_answers
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report
from mathscale_core.records import Endpoint, ModelRequest
from mathscale_core.workspace import Workspace

__all__ = [
    "Ingest", "JobStatus", "cancel_job", "create_job", "folder_of", "job_log", "job_status", "pause_job", "resume_job",
    "retry_job", "run_job", "start_job", "take_in",
]  # fmt: skip


def create_job(
    workspace: Workspace,
    kind: str,
    endpoint: Endpoint | None,
    settings: Mapping[str, Any],
    requests: Sequence[ModelRequest],
    attachments: Mapping[str, object] | None = None,
) -> str:
    """Lay out a job folder and note the job.

    Args:
        workspace: Where.
        kind: Which station takes the answers in; see ``work.INGEST``.
        endpoint: Who is asked, None for the offline provider.
        settings: What the station needs to know when the answers come.
        requests: What is asked.
        attachments: JSON files that the worker needs.

    Raises:
        DiskFullError: The disk takes no more; neither folder nor row is left.
        JobError: There is nothing to ask.
    """
    require(workspace, "create_job")
    if not requests:
        raise JobError(f"The {kind} job asks nothing.", "at least one item.", "Start it with something to do.")
    provider = endpoint.name if endpoint else OFFLINE
    job = workspace.new_id("j", kind, provider)
    folder = JobFolder.create(
        workspace.jobs / job,
        kind=kind, endpoint=endpoint, settings=settings, requests=requests, attachments=attachments,
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


def start_job(workspace: Workspace, job: str) -> JobStatus:
    """Have a job worked on by a process that outlives this one.

    Raises:
        JobError: Somebody works on it, or its folder cannot be read.
        NotFoundError: There is none of that id.
    """
    require(workspace, "start_job")
    workspace.executor.start(folder_of(workspace, job).path)
    # From now on its answers are looked for.
    workspace.store.jobs.set_state(job, "queued")
    return job_status(workspace, job)


def take_in(workspace: Workspace, job: str, ingest: Ingest, *, most: int | None = None) -> int:
    """Take in the answers that were not taken in yet, at most about so many; returns how many.

    Raises:
        JobError: The folder cannot be read.
        NotFoundError: There is none of that id.
    """
    return take_answers(workspace, job, folder_of(workspace, job), ingest, most=most)


def pause_job(workspace: Workspace, job: str) -> JobStatus:
    """Ask a running job to pause; what it has stays, and what was not taken in yet is still looked for."""
    return _wish(workspace, job, "pause", "paused")


def cancel_job(workspace: Workspace, job: str) -> JobStatus:
    """Ask a job to stop for good; what it has stays."""
    return _wish(workspace, job, "cancel", "cancelled")


def retry_job(workspace: Workspace, job: str, ingest: Ingest, report: Report, *, detached: bool = False) -> JobStatus:
    """Ask again for the items that failed; of a job that was stopped, its pending items are asked too.

    Raises:
        JobError: No item failed, the job was cancelled, or somebody works on it.
    """
    require(workspace, "retry_job")
    folder = folder_of(workspace, job)
    state, _ = folder.state()
    if state == "running" or folder.is_locked():
        raise JobError(f"Job {job} is running.", "a job that nobody works on.", "Wait for its end, or pause it first.")
    if state == "cancelled":
        raise JobError(f"Job {job} is cancelled.", "a job that was not given up.", "Start a new one.")
    failed = [a.id for a in folder.failures()]
    if not failed:
        raise JobError(f"Job {job} has no failed item.", "a job with failed items.", "There is nothing to retry.")
    folder.forget(failed)
    return _go_on(workspace, job, ingest, report, detached=detached)


def resume_job(workspace: Workspace, job: str, ingest: Ingest, report: Report, *, detached: bool = False) -> JobStatus:
    """Go on with a job that was paused, stalled or failed; only pending items are asked.

    Of those, items that show a seed which is withdrawn or held back by now are not asked and have failed.
    A job whose worker outlived the command that started it is taken in without asking anything.

    Raises:
        JobError: It is done and taken in, cancelled, or running.
    """
    require(workspace, "resume_job")
    folder = folder_of(workspace, job)
    state, _ = folder.state()
    if state == "done" and intake.is_behind(workspace, job, folder):
        take_in(workspace, job, ingest)
        return job_status(workspace, job)
    if state in {"done", "cancelled", "running"}:
        raise JobError(f"Job {job} is {state}.", "a paused, stalled or failed job.", "There is nothing to resume.")
    return _go_on(workspace, job, ingest, report, detached=detached)


def job_status(workspace: Workspace, job: str) -> JobStatus:
    """One job; one whose folder is gone or cannot be read has failed, with nothing known of its items.

    Raises:
        NotFoundError: There is none of that id.
    """
    folder, row = _found(workspace, job)
    return read_status(folder, row)


def job_log(workspace: Workspace, job: str, lines: int = 200) -> str:
    """The last lines of a job's log, ``""`` where nothing was written.

    Raises:
        NotFoundError: There is none of that id.
    """
    return "\n".join(folder_of(workspace, job).log_lines(lines))


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


def _go_on(workspace: Workspace, job: str, ingest: Ingest, report: Report, *, detached: bool) -> JobStatus:
    folder = folder_of(workspace, job)
    if folder.is_free():
        _leave_out(workspace, folder)
    if detached:
        return start_job(workspace, job)
    workspace.store.jobs.set_state(job, "queued")
    return run_job(workspace, job, ingest, report)


def _leave_out(workspace: Workspace, folder: JobFolder) -> None:
    """Answer, as failed, the pending requests that show a seed which is a test item or held back since they were made.

    No model is shown them: a question written after a test item would be one.
    """
    if not any(workspace.store.seeds.count(state) for state in ("held", "withdrawn")):
        return
    try:
        seeds = {request.id: _seeds_of(request) for request in folder.requests()}
    except (OSError, ValueError, TypeError):
        # Its worker says what is the matter with it.
        return
    states = workspace.store.seedfinder.states_of(sorted({s for shown in seeds.values() for s in shown}))
    gone = {seed: state for seed, state in states.items() if state != "active"}
    if not gone:
        return
    counting, left_out = folder.count(), 0
    shard = folder.open_shard()
    for item, shown in seeds.items():
        found = next((s for s in shown if s in gone), "")
        if found and counting.is_pending(item):
            shard.write(Answered(item, "failed", None, f"it was not asked: its seed {found} is {gone[found]} by now"))
            left_out += 1
    shard.close()
    if left_out:
        folder.log(f"{left_out} items were left out: they show seeds that are withdrawn or held back by now")


def _seeds_of(request: ModelRequest) -> tuple[str, ...]:
    """The seeds whose text is in a request."""
    return (request.id,) if request.task == "extract" else tuple(map(str, request.inputs.get("shots", ())))


def _wish(workspace: Workspace, job: str, wish: str, at_rest: str) -> JobStatus:
    require(workspace, f"{wish}_job")
    folder, row = _found(workspace, job)
    state, _ = folder.state()
    # One whose answers could not be taken in is done for its worker, and failed for people.
    if state == "cancelled" or (state == "done" and row["state"] != "failed"):
        raise JobError(f"Job {job} is {state}.", "an open job.", f"There is nothing to {wish}.")
    if state != "running" and not folder.is_locked():
        # A folder that is gone says nothing any more; its row does.
        with suppress(InputError, FileNotFoundError):
            folder.set_state(at_rest)
    if state == "running" or folder.is_locked():
        # A worker lives, also one that seems stalled or has begun this instant: it hears the wish, and its answers
        # are looked for until it ends.
        folder.wish(wish)
        workspace.store.jobs.set_state(job, "running")
    else:
        waiting = row["state"] != "failed" and _waits(folder, row)
        workspace.store.jobs.set_state(job, "queued" if waiting else at_rest)
    return job_status(workspace, job)


def _waits(folder: JobFolder, row: Mapping[str, Any]) -> bool:
    """Whether there are answers to take in; of a folder that cannot be read, none."""
    try:
        return is_behind(row, folder.tally())
    except (MathScaleError, OSError, ValueError, LookupError, TypeError):
        return False

"""Jobs of any kind, with the station that takes their answers in: resume, retry, cancel, and take in as they come."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.jobstatus import OPEN, read_status
from mathscale_core.adapters.store import Store
from mathscale_core.errors import InputError, JobError, MathScaleError, ModelError
from mathscale_core.pipeline import jobs
from mathscale_core.pipeline.asktwins import ingest_twins
from mathscale_core.pipeline.extract import ingest_concepts
from mathscale_core.pipeline.generate import ingest_questions
from mathscale_core.pipeline.intake import take_nothing
from mathscale_core.pipeline.layout import ingest_layout
from mathscale_core.ports import Report, silent
from mathscale_core.workspace import Workspace

#: Kind of a job to the station that takes its answers in.
INGEST: Mapping[str, jobs.Ingest] = {
    "extract": ingest_concepts,
    "generate": ingest_questions,
    "preview": take_nothing,
    "layout": ingest_layout,
    "twins": ingest_twins,
}
#: Answers of one job in one round: another job waits no longer than for these.
_ROUND = 2000
#: States of rows that no round needs to look at but for a folder that has gone on.
_AT_REST = ("paused", "done")
#: What is the matter with one job; a store that cannot be written is the matter of all.
_OF_THE_JOB = (JobError, ModelError, InputError, OSError, ValueError, LookupError, TypeError)
#: Job at rest to when its state was written, where its row is known to say the same.
_seen: "WeakKeyDictionary[Store, dict[str, int]]" = WeakKeyDictionary()


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
    """Stop a job for good; the answers it has are taken in first, as far as they can be.

    Raises what ``jobs.cancel_job`` raises.
    """
    try:
        jobs.take_in(workspace, job, _ingest_of(workspace, job))
    except _OF_THE_JOB as error:
        _note_failure(workspace, job, error)
    return jobs.cancel_job(workspace, job)


def take_in_open(workspace: Workspace) -> int:
    """One round of taking in: the new answers of every job that is under way; returns how many there were.

    So are those of a job at rest whose folder has gone on since its row was written.
    A job whose answers cannot be taken in is noted as failed and asked to pause, with the reason in its log; the others
    go on.

    Raises:
        WorkspaceError: The store cannot be written; so for all of its kinds, and for want of space or memory.
    """
    taken = 0
    for row in [*workspace.store.jobs.in_state(*OPEN), *_gone_on(workspace)]:
        job = str(row["id"])
        try:
            taken += jobs.take_in(workspace, job, _ingest_of(workspace, job), most=_ROUND)
        except _OF_THE_JOB as error:
            _give_up(workspace, job, error)
    return taken


def _gone_on(workspace: Workspace) -> Sequence[Mapping[str, Any]]:
    """The jobs whose row says that they rest, and whose folder says more than their row; each looked at once a change.

    One that was cancelled or could not be taken in stays as it is.
    """
    seen, found = _seen.setdefault(workspace.store, {}), []
    for row in workspace.store.jobs.in_state(*_AT_REST):
        folder = JobFolder(workspace.jobs / str(row["id"]))
        changed = folder.changed()
        if changed and seen.get(row["id"]) != changed:
            status = read_status(folder, row)
            if status.state != row["state"] or not status.taken_in:
                found.append(row)
            else:
                seen[row["id"]] = changed
    return found


def _ingest_of(workspace: Workspace, job: str) -> jobs.Ingest:
    kind = jobs.folder_of(workspace, job).spec.get("kind")
    if kind not in INGEST:
        raise JobError(f"Job {job} is of the unknown kind {kind!r}.", f"one of {', '.join(INGEST)}.", "Start it anew.")
    return INGEST[str(kind)]


def _give_up(workspace: Workspace, job: str, error: Exception) -> None:
    """Note the failure; where the folder is still one, its worker stops spending."""
    _note_failure(workspace, job, error)
    folder = jobs.folder_of(workspace, job)
    with suppress(OSError, InputError):
        if folder.state()[0] == "running":
            folder.wish("pause")


def _note_failure(workspace: Workspace, job: str, error: Exception) -> None:
    said = error.message if isinstance(error, MathScaleError) else f"{type(error).__name__}: {error}"
    with suppress(OSError, InputError):
        jobs.folder_of(workspace, job).log(f"its answers cannot be taken in: {said}")
    workspace.store.jobs.set_state(job, "failed")

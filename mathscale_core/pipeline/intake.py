"""Answers of job folders → store: by lines, in small transactions, from where the last one ended.

A batch and the note of how far it reaches are one transaction, so that taking in twice, or dying in between, changes
nothing. Where a batch cannot be taken in, its answers are tried one at a time: one that cannot be becomes a failure
with its reason, and stops no other. What was read is not read again: each process remembers per shard how many bytes
the noted lines are.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from weakref import WeakKeyDictionary

from mathscale_core.adapters.jobfolder import Answered, JobFolder
from mathscale_core.adapters.jobstatus import OPEN
from mathscale_core.adapters.shards import answer_of, whole_lines
from mathscale_core.adapters.store import Store
from mathscale_core.errors import InputError, JobError, MathScaleError, ModelError
from mathscale_core.records import ModelRequest
from mathscale_core.workspace import Workspace

#: Takes answers with their requests into the store; the same answers twice change nothing. Only an answer that is
#: ok comes with its reply.
Ingest = Callable[[Workspace, str, Sequence[tuple[ModelRequest, Answered]]], None]

#: Lines of one transaction, and the seconds that it should take: what a page writes waits for no longer. A transaction
#: has a price of its own, so that ever smaller ones would make a busy machine busier.
_LEAST, _FIRST, _MOST = 50, 100, 500
_SECONDS = 0.15
#: Errors that an answer may be the cause of, and those that nothing else is.
_MAYBE_ITS_OWN = (InputError, ModelError, ValueError, LookupError, TypeError)
_SURELY_ITS_OWN = (InputError, ModelError, UnicodeError)


@dataclass
class _Place:
    """How far one process has read a job.

    Attributes:
        read: Shard to (lines, bytes) that were taken in.
        requests: Item to the place of its request, None until it is needed.
        lines: Lines of the next batch.
    """

    read: dict[str, tuple[int, int]] = field(default_factory=dict)
    requests: dict[str, int] | None = None
    lines: int = _FIRST


@dataclass(frozen=True, slots=True)
class _Batch:
    shard: str
    lines: int
    bytes: int
    answers: Sequence[tuple[ModelRequest, Answered]]


_places: "WeakKeyDictionary[Store, dict[str, _Place]]" = WeakKeyDictionary()


def take_answers(workspace: Workspace, job: str, folder: JobFolder, ingest: Ingest, *, most: int | None = None) -> int:
    """Take in the answers that were not taken in yet, at most about so many; returns how many.

    When none is left, the job's row gets the state that its folder has.

    Raises:
        JobError: The folder cannot be read, answers what it does not ask, or none of its answers can be taken in.
    """
    taken = 0
    while most is None or taken < most:
        with workspace.ingesting:
            places = _places.setdefault(workspace.store, {})
            place = places.setdefault(job, _Place())
            # Read before the shards: what a worker writes before it ends is there when its end is.
            state = _state_of(folder)
            batch = _next(folder, place, workspace.store.jobs.ingested(job))
            if batch is None:
                _note_state(workspace, job, state)
                if state not in OPEN:
                    places.pop(job)
                return taken
            began = time.perf_counter()
            try:
                _take(workspace, job, batch, batch.answers, ingest)
            except _MAYBE_ITS_OWN as error:
                _take_singly(workspace, job, folder, batch, ingest, error)
            place.read[batch.shard] = (batch.lines, batch.bytes)
            took = max(time.perf_counter() - began, 1e-6)
            place.lines = max(_LEAST, min(_MOST, int(place.lines * min(2.0, _SECONDS / took))))
            taken += len(batch.answers)
    return taken


def _take(
    workspace: Workspace, job: str, batch: _Batch, answers: Sequence[tuple[ModelRequest, Answered]], ingest: Ingest
) -> None:
    with workspace.store.transaction():
        ingest(workspace, job, answers)
        workspace.store.jobs.note_shard(job, batch.shard, batch.lines, workspace.now())


def _take_singly(
    workspace: Workspace, job: str, folder: JobFolder, batch: _Batch, ingest: Ingest, error: Exception
) -> None:
    """Take a batch in of which at least one answer cannot be; those that cannot become failures.

    Raises:
        JobError: None of it can be, for a reason that is no answer's own.
    """
    failed: list[tuple[ModelRequest, Answered]] = []
    own = False
    for request, answered in batch.answers:
        try:
            with workspace.store.transaction():
                ingest(workspace, job, [(request, answered)])
        except _MAYBE_ITS_OWN as problem:
            own = own or isinstance(problem, _SURELY_ITS_OWN)
            reason = f"its answer cannot be taken in: {_words_of(problem)}"
            failed.append((request, replace(answered, outcome="failed", reply=None, reason=reason)))
    if len(failed) == len(batch.answers) and not own:
        raise JobError(
            f"The answers of job {job} cannot be taken in: {_words_of(error)}.",
            "answers that their station can read.",
            "Start the job anew; the replies that it paid for are in the reply cache.",
        ) from error
    # Those before are there already, and the same answers twice change nothing.
    _take(workspace, job, batch, failed, ingest)
    for request, answered in failed:
        folder.log(f"{request.id}: {answered.reason}")


def _words_of(error: Exception) -> str:
    words = error.message if isinstance(error, MathScaleError) else f"{type(error).__name__}: {error}"
    # What a model wrote may be quoted in it, and it goes where the answer itself could not.
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def _state_of(folder: JobFolder) -> str:
    """The folder's state; a job that was put to rest while a worker has it still runs."""
    state = folder.state()[0]
    return "running" if state not in OPEN and folder.is_locked() else state


def is_behind(workspace: Workspace, job: str, folder: JobFolder) -> bool:
    """Whether there are answers that were not taken in; raises what :func:`take_answers` raises."""
    with workspace.ingesting:
        return _next(folder, _Place(lines=1), workspace.store.jobs.ingested(job)) is not None


def take_nothing(_: Workspace, __: str, ___: Sequence[tuple[ModelRequest, Answered]]) -> None:
    """The ingest of a job that only fills the reply cache, such as a preview."""


def _next(folder: JobFolder, place: _Place, noted: dict[str, int]) -> _Batch | None:
    """The next lines that were not taken in, of one shard; None where there are none."""
    try:
        for shard in folder.shards():
            lines, at = _start(shard, place, noted.get(shard.name, 0))
            if _size(shard) == at:
                continue
            found: list[Answered] = []
            for raw in whole_lines(shard, at):
                found.append(answer_of(raw))
                at += len(raw)
                if len(found) >= place.lines:
                    break
            if found:
                return _Batch(shard.name, lines + len(found), at, _with_requests(folder, place, found))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _unreadable(folder, error) from error
    # An empty folder that is none any more has no shards either.
    _ = folder.spec
    return None


def _size(shard: Path) -> int:
    """Bytes of a shard; one that held nothing may be gone with its worker."""
    try:
        return shard.stat().st_size
    except FileNotFoundError:
        return 0


def _start(shard: Path, place: _Place, lines: int) -> tuple[int, int]:
    """Lines that were taken in and their bytes, counted where this process has not read them itself."""
    read, at = place.read.get(shard.name, (0, 0))
    if read != lines:
        at = 0
        for number, raw in enumerate(whole_lines(shard)):
            if number == lines:
                break
            at += len(raw)
        place.read[shard.name] = (lines, at)
    return lines, at


def _with_requests(
    folder: JobFolder, place: _Place, answers: Sequence[Answered]
) -> Sequence[tuple[ModelRequest, Answered]]:
    if place.requests is None:
        place.requests = folder.places()
    requests = folder.requests_at([place.requests[a.id] for a in answers])
    readable = [a if a.outcome == "ok" else replace(a, reply=None) for a in answers]
    return list(zip(requests, readable, strict=True))


def _note_state(workspace: Workspace, job: str, state: str) -> None:
    row = workspace.store.jobs.get(job)
    # A write tells everybody that something has changed.
    if row is not None and row["state"] != state:
        workspace.store.jobs.set_state(job, state)


def _unreadable(folder: JobFolder, error: Exception) -> JobError:
    return JobError(
        f"{folder.path} cannot be read: {type(error).__name__}: {error}.",
        "the folder of a job, as its worker left it.",
        "Start the job anew; the replies that it paid for are in the reply cache.",
    )

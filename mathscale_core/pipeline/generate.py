"""Compositions → questions: nearest seeds as examples, one request a question, as a resumable job.

A preview asks the first requests that a batch would ask, so that the batch finds their replies in the cache.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mathscale_core.adapters.jobfolder import Answered, read_shard
from mathscale_core.adapters.offline import nearest_family
from mathscale_core.adapters.store.bank import BankFilter
from mathscale_core.errors import EmptyError, InputError, JobError, MathScaleError, NotFoundError
from mathscale_core.generation.fewshot import SHOTS, KpIndex, build_kp_index, nearest
from mathscale_core.generation.requests import generation_request, read_question
from mathscale_core.pipeline.arrivals import check_arrivals
from mathscale_core.pipeline.asked import Asked, asked_so_far
from mathscale_core.pipeline.intake import take_nothing
from mathscale_core.pipeline.jobs import JobStatus, create_job, folder_of, job_status, run_job, start_job
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report, silent
from mathscale_core.prompts import load
from mathscale_core.records import CheckResult, Composition, Endpoint, ModelRequest, Question, Seed
from mathscale_core.workspace import Workspace

#: The offline provider looks through so many compositions at a time for those that one of its families fits: the
#: first requests are the same for whatever number of questions.
_WINDOW = 1000
#: A family fits from this similarity (Jaccard of all concept names) on.
_FITS = 0.25
#: A preview is looked at one by one.
MOST_PREVIEWED = 10
#: Two batches that are chosen at the same time would choose the same compositions.
_CHOOSING = threading.Lock()


@dataclass(frozen=True, slots=True)
class GenerationResult:
    """What a generation job did.

    Attributes:
        job: The job.
        compositions: How many different compositions it asked questions for.
        new: Questions that it brought into the bank.
        seconds: The time it took.
    """

    job: JobStatus
    compositions: int
    new: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Previewed:
    """One question as a batch would write it; it is in no bank.

    Attributes:
        composition: What it is written for.
        topics: Names of the composition's topics.
        kps: Names of its knowledge points.
        shots: The few-shot seeds, nearest first.
        question: The question, None where the request failed.
        checks: What the checks say of it.
        reason: Why the request failed, in the server's own words where it said any.
        tokens: Tokens of prompt and reply, 0 where the server did not say or none were spent.
        prompt_tokens: Of these, the prompt's.
    """

    composition: Composition
    topics: tuple[str, ...]
    kps: tuple[str, ...]
    shots: tuple[Seed, ...]
    question: Question | None
    checks: tuple[CheckResult, ...]
    reason: str
    tokens: int
    prompt_tokens: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A few questions before a batch.

    Attributes:
        job: The job that asked; its tokens and cost are the preview's own.
        items: In the order in which a batch would ask.
    """

    job: JobStatus
    items: tuple[Previewed, ...]


def generate(
    workspace: Workspace,
    wanted: int,
    report: Report = silent,
    *,
    rng: int = 0,
    endpoint: Endpoint | None = None,
    mix: str = "",
) -> GenerationResult:
    """Write questions, for the compositions of a mix, or for all of the current graph that have none yet.

    Of a mix, compositions without a question come first. Where there are fewer than wanted, each is asked for several
    questions (sample 0, 1, 2 ...), every one with further examples. No call of another job is made again: compositions
    that an open job asks are left out, in a mix they come last, and each goes on behind the last call made for it.

    Raises:
        EmptyError: There is no composition to write for, or open jobs ask for all that are left.
        InputError: The number is not usable.
        JobError: The worker failed; what it had is kept and the job can be resumed.
        KeyboardInterrupt: Passed on after the job was paused.
        NotFoundError: There is no such mix.
    """
    require(workspace, "generate")
    began = time.perf_counter()
    job, requests = _create(workspace, "generate", wanted, rng, endpoint, mix)
    status = run_job(workspace, job, ingest_questions, report)
    compositions = len({r.inputs["composition"] for r in requests})
    new = workspace.store.questions.count_found(BankFilter(job=job, every_revision=True), len(requests))
    return GenerationResult(status, compositions, new, time.perf_counter() - began)


def start_generation(
    workspace: Workspace, wanted: int, *, rng: int = 0, endpoint: Endpoint | None = None, mix: str = ""
) -> str:
    """Start what :func:`generate` does as a job that goes on by itself, and give its id; raises what that raises."""
    require(workspace, "generate")
    job, _ = _create(workspace, "generate", wanted, rng, endpoint, mix)
    start_job(workspace, job)
    return job


def preview(
    workspace: Workspace,
    wanted: int = 3,
    *,
    rng: int = 0,
    endpoint: Endpoint | None = None,
    mix: str = "",
    report: Report = silent,
) -> Preview:
    """Ask the first requests that a batch would ask, each once, and check what comes; nothing goes into the bank.

    Raises:
        EmptyError: There is no composition to write for.
        InputError: The number is not usable.
        JobError: The worker failed before it asked anything.
        NotFoundError: There is no such mix.
    """
    require(workspace, "preview")
    if wanted > MOST_PREVIEWED:
        raise InputError(
            f"{wanted} previews were asked for.", f"a number up to {MOST_PREVIEWED}.", "Ask for fewer, or for a batch."
        )
    # Somebody waits before the screen: who does not answer at once is not asked again.
    once = replace(endpoint, retries=0) if endpoint else None
    job, requests = _create(workspace, "preview", wanted, rng, once, mix)
    try:
        run_job(workspace, job, take_nothing, report)
    except JobError:
        # An endpoint that answers nothing has said why, for each request; a worker that asked nothing has not.
        if not folder_of(workspace, job).shards():
            raise
    return _read_preview(workspace, job, requests)


def few_shots(workspace: Workspace, composition: str, count: int = SHOTS) -> list[tuple[str, float]]:
    """The seeds nearest to a stored composition as (seed id, Jaccard distance), nearest first.

    Raises:
        NotFoundError: There is no such composition.
    """
    found = workspace.store.compositions.get([composition]).get(composition)
    if found is None:
        raise NotFoundError(f"There is no composition {composition!r}.", "one of this workspace.", "Sample first.")
    return nearest(build_kp_index(workspace.graph().kps_of_seed), sorted(set(found.kp_walk)), count)


def ingest_questions(workspace: Workspace, job: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
    """Take generation replies into the store as staged questions, and run the checks on them."""
    row = workspace.store.jobs.get(job)
    version, actor = (str(row["settings"]["graph_version"]), str(row["actor"])) if row else ("", workspace.actor)
    readable = [(a.reply, request) for request, a in answers if a.outcome == "ok" and a.reply is not None]
    questions = [read_question(reply, request, version) for reply, request in readable]
    with workspace.store.transaction():
        workspace.store.questions.add(questions, job, actor, workspace.now())
        workspace.store.questions.record_checks(check_arrivals(workspace, questions), workspace.now())


def _create(
    workspace: Workspace, kind: str, wanted: int, rng: int, endpoint: Endpoint | None, mix: str
) -> tuple[str, list[ModelRequest]]:
    if wanted < 1:
        raise InputError(f"{wanted} questions were asked for.", "a number from 1.", "Use -n.")
    with _CHOOSING:
        asked = asked_so_far(workspace)
        found, version = _compositions(workspace, wanted, mix, asked, offline=endpoint is None)
        requests = _requests(workspace, found, wanted, rng)
        settings = {"prompt": load("generate").version, "rng": rng, "graph_version": version, "mix": mix.strip()}
        return create_job(workspace, kind, endpoint, settings, requests), requests


def _compositions(
    workspace: Workspace, wanted: int, mix: str, asked: Asked, *, offline: bool
) -> tuple[list[tuple[Composition, int]], str]:
    """Compositions to write for, each with the number of its next call, and the graph that they were drawn from."""
    store = workspace.store
    limit = -(-wanted // _WINDOW) * _WINDOW if offline else wanted
    if mix.strip():
        row = store.mixes.named(mix.strip())
        if row is None:
            raise NotFoundError(f"There is no mix {mix!r}.", "a kept mix.", "See 'mathscale mix list'.")
        version = str(row["graph_version"])
        # A question of a job whose folder is gone is known from the bank alone.
        written = store.compositions.of_mix(row["id"], limit, asked=asked.waited_for)
        found = [(c, max(questions, asked.next_call.get(c.id, 0))) for c, questions in written]
    else:
        version = workspace.graph().graph.version
        unused = store.compositions.unused(limit, version, asked.waited_for)
        found = [(c, asked.next_call.get(c.id, 0)) for c in unused]
    if not found:
        raise _nothing_left(asked)
    if offline:
        names = _names(workspace, found)
        windows = (found[begin : begin + _WINDOW] for begin in range(0, len(found), _WINDOW))
        found = [pair for window in windows for pair in _fitting_first(window, names)]
    return found[:wanted], version


def _names(workspace: Workspace, found: Sequence[tuple[Composition, int]]) -> dict[str, str]:
    """Concept id to name as published; of one that the published graph has no more, as it is now."""
    graph = workspace.graph().graph
    published = {c.id: c.name for c in (*graph.topics, *graph.kps)}
    wanted = sorted({c for composition, _ in found for c in composition.concepts})
    now = workspace.store.concepts.concept_names([c for c in wanted if c not in published])
    return now | {c: published[c] for c in wanted if c in published}


def _nothing_left(asked: Asked) -> EmptyError:
    if not asked.open_jobs:
        return EmptyError(
            "There is no unused composition of the current graph.",
            "compositions to write questions for.",
            "Draw some with 'mathscale sample -n 1000'.",
        )
    jobs = ", ".join(asked.open_jobs)
    return EmptyError(
        f"There is no unused composition of the current graph that no open job ({jobs}) asks already.",
        "compositions to write questions for.",
        "Wait for the open job, resume or cancel it on Jobs, or draw more with 'mathscale sample -n 1000'.",
    )


def _requests(
    workspace: Workspace, found: Sequence[tuple[Composition, int]], wanted: int, rng: int
) -> list[ModelRequest]:
    names = _names(workspace, found)
    index = build_kp_index(workspace.graph().kps_of_seed)
    prompt = load("generate")
    rounds = [(*found[i % len(found)], i // len(found)) for i in range(wanted)]
    # A composition that was asked for goes on behind that: the same call would give the same question.
    calls = [(composition, following + n) for composition, following, n in rounds]
    shots = [_shots(index, composition, sample) for composition, sample in calls]
    seeds = workspace.store.seeds.by_id(sorted({s for found in shots for s in found}))
    return [
        generation_request(
            composition,
            [names.get(t, t) for t in dict.fromkeys(composition.topic_walk)],
            [names.get(k, k) for k in dict.fromkeys(composition.kp_walk)],
            [seeds[s] for s in found],
            prompt,
            rng=rng,
            sample=sample,
        )
        for (composition, sample), found in zip(calls, shots, strict=True)
    ]


def _read_preview(workspace: Workspace, job: str, requests: Sequence[ModelRequest]) -> Preview:
    folder, status = folder_of(workspace, job), job_status(workspace, job)
    version = str(folder.spec["settings"]["graph_version"])
    # Of a request that is to be asked again, what came the first time.
    answers = {a.id: a for shard in folder.shards() for a in read_shard(shard) if a.outcome != "pending"}
    compositions = workspace.store.compositions.get([r.inputs["composition"] for r in requests], version)
    seeds = workspace.store.seeds.by_id(sorted({s for r in requests for s in r.inputs["shots"]}))
    read = [_answered(answers.get(r.id), r, version) for r in requests]
    written = [question for question, _ in read if question is not None]
    found: dict[str, list[CheckResult]] = {}
    for result in check_arrivals(workspace, written):
        found.setdefault(result.revision, []).append(result)
    items = []
    for request, (question, reason) in zip(requests, read, strict=True):
        answer = answers.get(request.id)
        reply = answer.reply if answer else None
        items.append(
            Previewed(
                compositions[request.inputs["composition"]], tuple(request.inputs["topics"]),
                tuple(request.inputs["kps"]), tuple(seeds[s] for s in request.inputs["shots"]), question,
                tuple(found.get(question.revision, ())) if question else (), reason,
                reply.tokens if reply else 0, reply.prompt_tokens if reply else 0,
            )
        )  # fmt: skip
    return Preview(status, tuple(items))


def _answered(answer: Answered | None, request: ModelRequest, version: str) -> tuple[Question | None, str]:
    """The question of an answer, or why there is none."""
    if answer is None:
        return None, "This request was not sent: the job stopped before it."
    if answer.outcome == "failed" or answer.reply is None:
        return None, answer.reason
    try:
        return read_question(answer.reply, request, version), ""
    except MathScaleError as error:
        return None, error.message


def _fitting_first(
    compositions: Sequence[tuple[Composition, int]], names: Mapping[str, str]
) -> list[tuple[Composition, int]]:
    """Compositions that a problem family fits before those that none does, each in its order; unasked ones first."""

    def far(pair: tuple[Composition, int]) -> tuple[bool, bool]:
        topics = [names.get(t, t) for t in pair[0].topic_walk]
        return pair[1] > 0, nearest_family(topics, [names.get(k, k) for k in pair[0].kp_walk])[1] < _FITS

    return sorted(compositions, key=far)


def _shots(index: KpIndex, composition: Composition, sample: int) -> list[str]:
    return [s for s, _ in nearest(index, sorted(set(composition.kp_walk)), SHOTS, skip=SHOTS * sample)]

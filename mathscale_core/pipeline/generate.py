"""Compositions → questions: nearest seeds as examples, one request a question, as a resumable job."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.adapters.offline import NAME as OFFLINE
from mathscale_core.adapters.offline import nearest_family
from mathscale_core.errors import EmptyError, InputError, NotFoundError
from mathscale_core.generation.fewshot import SHOTS, KpIndex, build_kp_index, nearest
from mathscale_core.generation.requests import generation_request, read_question
from mathscale_core.pipeline.jobs import JobStatus, create_job, run_job
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report, silent
from mathscale_core.prompts import load
from mathscale_core.records import Composition, ModelRequest
from mathscale_core.workspace import Workspace

#: The offline provider looks this much further for compositions that one of its families fits.
_MORE = 2000
#: A family fits from this similarity (Jaccard of all concept names) on.
_FITS = 0.25


@dataclass(frozen=True, slots=True)
class GenerationResult:
    """What a generation job did.

    Attributes:
        job: The job.
        compositions: How many different compositions it asked questions for.
        new: Questions that are new.
        seconds: The time it took.
    """

    job: JobStatus
    compositions: int
    new: int
    seconds: float


def generate(
    workspace: Workspace, wanted: int, report: Report = silent, *, rng: int = 0, provider: str = OFFLINE
) -> GenerationResult:
    """Write questions for stored compositions of the current graph that have none yet.

    Where fewer than wanted are left, each is asked for several questions (sample 0, 1, 2 ...), every one with
    further examples.

    Raises:
        EmptyError: There is no unused composition of the current graph.
        InputError: The number is not usable.
        JobError: The worker failed; what it had is kept and the job can be resumed.
        KeyboardInterrupt: Passed on after the job was paused.
    """
    require(workspace, "generate")
    began = time.perf_counter()
    if wanted < 1:
        raise InputError(f"{wanted} questions were asked for.", "a number from 1.", "Use -n.")
    before = workspace.store.questions.count()
    requests = _requests(workspace, wanted, rng, offline=provider == OFFLINE)
    version = workspace.graph().graph.version
    settings = {"prompt": load("generate").version, "rng": rng, "graph_version": version}
    job = create_job(workspace, "generate", provider, settings, requests)
    status = run_job(workspace, job, ingest_questions, report)
    compositions = len({r.inputs["composition"] for r in requests})
    new = workspace.store.questions.count() - before
    return GenerationResult(status, compositions, new, time.perf_counter() - began)


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
    """Take generation replies into the store as staged questions."""
    row = workspace.store.jobs.get(job)
    version = str(row["settings"]["graph_version"]) if row else ""
    readable = [(a.reply, request) for request, a in answers if a.outcome == "ok" and a.reply is not None]
    questions = [read_question(reply, request, version) for reply, request in readable]
    workspace.store.questions.add(questions, job, workspace.actor, workspace.now())


def _requests(workspace: Workspace, wanted: int, rng: int, *, offline: bool) -> list[ModelRequest]:
    cleaned = workspace.graph()
    names = {c.id: c.name for c in (*cleaned.graph.topics, *cleaned.graph.kps)}
    candidates = min(4 * wanted, wanted + _MORE) if offline else wanted
    compositions = workspace.store.compositions.unused(candidates, cleaned.graph.version)
    if offline:
        compositions = _fitting_first(compositions, names)[:wanted]
    if not compositions:
        raise EmptyError(
            "There is no unused composition of the current graph.",
            "compositions to write questions for.",
            "Draw some with 'mathscale sample -n 1000'.",
        )
    index = build_kp_index(cleaned.kps_of_seed)
    prompt = load("generate")
    calls = [(compositions[i % len(compositions)], i // len(compositions)) for i in range(wanted)]
    shots = [_shots(index, composition, sample) for composition, sample in calls]
    seeds = workspace.store.seeds.by_id(sorted({s for found in shots for s in found}))
    return [
        generation_request(
            composition,
            [names[t] for t in dict.fromkeys(composition.topic_walk)],
            [names[k] for k in dict.fromkeys(composition.kp_walk)],
            [seeds[s] for s in found],
            prompt,
            rng=rng,
            sample=sample,
        )
        for (composition, sample), found in zip(calls, shots, strict=True)
    ]


def _fitting_first(compositions: list[Composition], names: Mapping[str, str]) -> list[Composition]:
    """Compositions that a problem family fits before those that none does, each in draw order."""

    def far(composition: Composition) -> bool:
        topics = [names[t] for t in composition.topic_walk]
        return nearest_family(topics, [names[k] for k in composition.kp_walk])[1] < _FITS

    return sorted(compositions, key=far)


def _shots(index: KpIndex, composition: Composition, sample: int) -> list[str]:
    return [s for s, _ in nearest(index, sorted(set(composition.kp_walk)), SHOTS, skip=SHOTS * sample)]

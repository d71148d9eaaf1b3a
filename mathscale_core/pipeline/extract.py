"""Seeds → concepts: ask a model, or the offline tagger, for the concepts of every untagged seed.

*Free* is the paper: names in the model's own words. *Guided*: of the concepts that the graph has, and those that a
person made though no seed carries them yet, the nearest are offered and picked by number; names beyond them wait on the
shelf. A workspace may so begin with a vocabulary of its own and no labelled seed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.adapters.jobstatus import OPEN
from mathscale_core.adapters.models.client import provider_name
from mathscale_core.adapters.offline import extractor_name, guided_name
from mathscale_core.bundled import bundled_rows, seed_files
from mathscale_core.curation import fold, made_by
from mathscale_core.errors import ConflictError, EmptyError
from mathscale_core.extraction.names import name_key
from mathscale_core.extraction.offer import Offerable, build_offer_index, offers
from mathscale_core.extraction.replies import Picked, extraction_request, guided_request, read_concepts, read_guided
from mathscale_core.pipeline.jobs import JobStatus, create_job, folder_of, run_job, start_job
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.tagging import SeedTags, store_picked, store_tags
from mathscale_core.ports import Report, silent
from mathscale_core.prompts import load
from mathscale_core.records import Endpoint, ModelRequest, Outcome, Seed
from mathscale_core.seeds.text import question_key
from mathscale_core.workspace import Workspace

Vocabulary = Literal["free", "guided"]
#: Seeds of each concept whose words help to find it.
_SEEDS_SHOWN = 5
#: Requests that are written to estimate all, letters of English in a token, and tokens of a usual answer.
_COUNTED, _LETTERS_A_TOKEN, _ANSWER_TOKENS = 50, 4, 60
_PROMPTS = {"free": "extract", "guided": "extract-guided"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What an extraction will take.

    Attributes:
        seeds: Seeds that are asked about.
        tokens: Tokens of all requests and answers, roughly: from the letters of some requests.
        cost: Price of these, None where the endpoint has none.
        currency: Of the price.
    """

    seeds: int
    tokens: int
    cost: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """What extraction did.

    Attributes:
        seeds: Active seeds.
        ok: Seeds that were tagged now.
        uncertain: Seeds on which the extractor abstained now.
        failed: Seeds that failed now.
        skipped: Seeds that had labels, or were done by the same extractor before.
        provider: Who tagged.
        job: The job, None where nothing was left to do.
        tagger: How good the offline tagger is on labelled seeds (the fields of ``TaggerReport``), empty for a model.
    """

    seeds: int
    ok: int
    uncertain: int
    failed: int
    skipped: int
    provider: str
    job: JobStatus | None
    tagger: Mapping[str, Any]


def extract(
    workspace: Workspace, report: Report = silent, endpoint: Endpoint | None = None, vocabulary: Vocabulary = "free"
) -> ExtractionResult:
    """Tag every active seed that has no labels and was not done by this extractor, and wait for it.

    Args:
        workspace: Where.
        report: Is told of the progress.
        endpoint: Who is asked; None is the offline tagger.
        vocabulary: ``free`` or ``guided``.

    Raises:
        ConflictError: An open job asks this extractor already.
        EmptyError: Guided, and there is no concept to offer.
        JobError: The worker failed; what it had is kept and the job can be resumed.
        KeyboardInterrupt: Passed on after the job was paused.
    """
    require(workspace, "extract")
    origin = origin_of(endpoint, vocabulary)
    todo = workspace.store.concepts.without_tagging(origin)
    seeds = workspace.store.seeds.count()
    job = _lay_out(workspace, todo, endpoint, vocabulary)
    if job is None:
        return ExtractionResult(seeds, 0, 0, 0, seeds, origin, None, {})
    status = run_job(workspace, job, ingest_concepts, report)
    outcomes = workspace.store.concepts.outcomes_of_job(job)
    return ExtractionResult(
        seeds,
        outcomes.get("ok", 0),
        outcomes.get("uncertain", 0),
        outcomes.get("failed", 0),
        seeds - len(todo),
        origin,
        status,
        folder_of(workspace, job).report().get("tagger", {}),
    )


def start_extraction(
    workspace: Workspace, endpoint: Endpoint | None = None, vocabulary: Vocabulary = "free"
) -> str | None:
    """Like :func:`extract`, by a process of its own that is not waited for; the job, None where nothing is left to do.

    Raises:
        ConflictError: An open job asks this extractor already.
        EmptyError: Guided, and there is no concept to offer.
    """
    require(workspace, "start_extraction")
    todo = workspace.store.concepts.without_tagging(origin_of(endpoint, vocabulary))
    job = _lay_out(workspace, todo, endpoint, vocabulary)
    if job is not None:
        start_job(workspace, job)
    return job


def count_extraction(
    workspace: Workspace, endpoint: Endpoint | None = None, vocabulary: Vocabulary = "free"
) -> Expected:
    """What extracting the seeds that wait for this extractor would take; nobody is asked.

    Raises:
        EmptyError: Guided, and there is no concept to offer.
    """
    todo = workspace.store.concepts.without_tagging(origin_of(endpoint, vocabulary))
    if endpoint is None or not todo:
        return Expected(len(todo), 0, 0.0, "")
    # Every n-th of them, so that a file of long questions at the end counts too.
    some = _requests(workspace, todo[:: -(-len(todo) // _COUNTED)], endpoint, vocabulary)
    share = len(todo) / len(some)
    prompt = round(share * sum(-(-len(r.text) // _LETTERS_A_TOKEN) for r in some))
    answers = _ANSWER_TOKENS * len(todo)
    return Expected(len(todo), prompt + answers, endpoint.cost(prompt, answers), endpoint.currency)


def has_own_vocabulary(workspace: Workspace) -> bool:
    """Whether people made concepts and nothing was extracted or came with seeds: then names are to be picked."""
    events = workspace.store.curation.events()
    return any(made_by(event) for event in events) and not workspace.store.concepts.given_names()


def origin_of(endpoint: Endpoint | None, vocabulary: Vocabulary = "free") -> str:
    """Who says so, as stored with each tagging: the tagger's version, or the model and the version of its prompt.

    Another prompt is another extractor: it is asked for seeds that the first one has done.
    """
    if endpoint is None:
        return guided_name() if vocabulary == "guided" else extractor_name()
    return f"{provider_name(endpoint)} {load(_PROMPTS[vocabulary]).version}"


def labelled_questions(workspace: Workspace) -> list[dict[str, Any]]:
    """What the tagger learns from: the seeds that ship, and the workspace's own labelled seeds beyond them.

    Test items of the workspace are not among them: what it is judged on, nobody learns from.
    """
    rows = {
        row["question"]: {name: row[name] for name in ("question", "topics", "kps")}
        for row in bundled_rows(*(f"seeds/{path.name}" for path in seed_files()))
    }
    for seed, topics, kps in workspace.store.concepts.labelled():
        rows[seed.question] = {"question": seed.question, "topics": list(topics), "kps": list(kps)}
    keys = {question: question_key(question) for question in rows}
    _, tests = workspace.store.seeds.known_keys(list(keys.values()))
    return [row for question, row in rows.items() if keys[question] not in tests]


def ingest_concepts(workspace: Workspace, job: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
    """Take extraction replies into the store: taggings, names for the shelf, and an outcome for every seed."""
    row = workspace.store.jobs.get(job)
    origin = str(row["settings"]["origin"]) if row else ""
    named: list[SeedTags] = []
    picked: list[tuple[str, Picked]] = []
    outcomes: list[Mapping[str, Any]] = []
    for request, answered in answers:
        if answered.outcome == "pending":
            continue
        outcome, reason = _read(answered, request, named, picked)
        outcomes.append({"seed": request.id, "origin": origin, "outcome": outcome, "reason": reason, "job": job})
    with workspace.store.transaction():
        tagged = store_picked(workspace, picked, origin)
        # What it missed among the offered concepts may be a concept beyond them: then the seed has one.
        outcomes = [{**o, "outcome": "ok", "reason": ""} if o["seed"] in tagged else o for o in outcomes]
        store_tags(workspace, named, origin, outcomes)


def _lay_out(
    workspace: Workspace, todo: Sequence[Seed], endpoint: Endpoint | None, vocabulary: Vocabulary
) -> str | None:
    """Make the job for some seeds; None where there are none."""
    if not todo:
        return None
    _require_alone(workspace, origin_of(endpoint, vocabulary))
    prompt = load(_PROMPTS[vocabulary])
    requests = _requests(workspace, todo, endpoint, vocabulary)
    settings = {"prompt": prompt.version, "origin": origin_of(endpoint, vocabulary), "vocabulary": vocabulary}
    # Only the tagger learns; a model is not sent what it does not need.
    attachments = None if endpoint else {"labelled.json": labelled_questions(workspace)}
    return create_job(workspace, "extract", endpoint, settings, requests, attachments)


def _require_alone(workspace: Workspace, origin: str) -> None:
    """Refuse a second job of one extractor: it would ask, and pay, for what the first one is asking."""
    for row in workspace.store.jobs.in_state(*OPEN):
        if row["kind"] == "extract" and row["settings"].get("origin") == origin:
            raise ConflictError(
                f"The job {row['id']} asks the same extractor already.",
                "one extraction at a time by one extractor.",
                f"Wait for its end, resume it where its worker is gone ('mathscale jobs resume {row['id']}'), "
                "or cancel it.",
            )


def _requests(
    workspace: Workspace, todo: Sequence[Seed], endpoint: Endpoint | None, vocabulary: Vocabulary
) -> list[ModelRequest]:
    prompt = load(_PROMPTS[vocabulary])
    if vocabulary == "free":
        return [extraction_request(seed, prompt) for seed in todo]
    offerable = _offerable(workspace)
    if not offerable:
        raise EmptyError(
            "The graph has no concept that could be offered.",
            "a vocabulary to pick from.",
            "Extract free first ('mathscale extract'), import labelled seeds, or bring a vocabulary of your own "
            "('mathscale graph import').",
        )
    offered = offers(build_offer_index(offerable), [seed.question for seed in todo])
    found = [(guided_request(seed, offer, prompt), offer) for seed, offer in zip(todo, offered, strict=True)]
    if endpoint:
        return [request for request, _ in found]
    # A model reads the other names in the prompt; the tagger, which reads no prompt, gets them beside it.
    return [
        replace(
            request,
            inputs={**request.inputs, "aliases": {o.concept.id: list(o.aliases) for o in offer if o.aliases}},
        )
        for request, offer in found
    ]


def _offerable(workspace: Workspace) -> list[Offerable]:
    """What may be offered, those with most seeds first: the draft's concepts, and those that a person wants."""
    graph, store = workspace.draft().graph, workspace.store
    seeds = {
        concept.id: int(n)
        for some, counts in ((graph.topics, graph.topic_seeds), (graph.kps, graph.kp_seeds))
        for concept, n in zip(some, counts, strict=True)
    }
    wanted = fold(store.curation.events()).restored
    concepts = [c for c in store.concepts.concepts() if c.id in seeds or c.id in wanted]
    aliases = store.concepts.all_aliases()
    shown = store.concepts.questions_of_each(_SEEDS_SHOWN)
    return [
        Offerable(concept, tuple(aliases.get(concept.id, ())), tuple(shown.get(concept.id, ())))
        for concept in sorted(concepts, key=lambda c: (-seeds.get(c.id, 0), c.id))
    ]


def _read(
    answered: Answered, request: ModelRequest, named: list[SeedTags], picked: list[tuple[str, Picked]]
) -> tuple[Outcome, str]:
    if answered.reply is None:
        return "failed", answered.reason
    if "offered" in request.inputs:
        reading = read_guided(answered.reply.text, request.inputs)
        if reading.concepts or reading.new:
            picked.append((request.id, reading))
        if reading.concepts:
            return "ok", ""
        return "uncertain", (
            f"it picks nothing and misses {', '.join(name for _, name in reading.new)}"
            if reading.new
            else "it picks none of the offered concepts"
        )
    topics, kps, certainty = read_concepts(answered.reply.text)
    # A name without a letter or digit leads to no concept.
    if not any(map(name_key, topics)) or not any(map(name_key, kps)):
        return "uncertain", "no topic and knowledge point is certain enough"
    named.append((request.id, topics, kps, certainty))
    return "ok", ""

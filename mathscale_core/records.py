"""The nouns of the loop: one item as it crosses from module to module, with the ids of its parents.

Content hashes name what never changes (seed, composition, question revision, prompt, release); stable
opaque ids name what may be edited (concept, edit, job). Millions of items cross as Arrow or NumPy columns
instead.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

LEVELS: tuple[str, ...] = ("elementary", "middle", "high", "college", "competition")
FORMATS: tuple[str, ...] = ("numeric", "expression", "choice", "true_false", "open")

ConceptKind = Literal["topic", "kp"]
CheckState = Literal["pass", "fail", "unknown"]
Outcome = Literal["ok", "uncertain", "failed", "skipped"]
QuestionSource = Literal["generated", "imported", "planted"]
Accept = Literal["reviewed", "checked", "any"]


def content_id(prefix: str, *parts: object) -> str:
    """A 64-bit content hash with a one-letter prefix: equal parts, equal id, in every workspace.

    >>> content_id("s", "What is 2 + 2?", "4")
    's_999f58736dddd9ff'
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{prefix}_{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def digest(parts: object) -> str:
    """The SHA-256 of any JSON value, as 64 hexadecimal digits."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Seed:
    r"""A seed question: where every concept comes from.

    Attributes:
        id: Content hash of question and answer.
        question: Stored text: ``$...$`` is mathematics, money is ``\$``.
        solution: Worked solution, ``""`` where the source has none.
        answer: Final answer, ``""`` where the source has none.
        format: One of :data:`FORMATS`.
        level: One of :data:`LEVELS`, or ``""`` where unknown.
        source: Name of the data set.
        split: Split of the source, such as ``train``.
        licence: Licence of the row, ``""`` where unknown.
        line: Line or row in the imported file, counted from 1.
        topics: Topic names that came with the row.
        kps: Knowledge-point names that came with the row.
    """

    id: str
    question: str
    solution: str
    answer: str
    format: str
    level: str
    source: str
    split: str
    licence: str
    line: int
    topics: tuple[str, ...] = ()
    kps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchmarkItem:
    """A test item: judged on, never trained on.

    Attributes:
        id: Data set and row in the published file, such as ``gsm8k/17``.
        dataset: Data set, such as ``college_math``.
        row: Row in the published file, counted from 1.
        subject: MwpBench's ``data_topic``, or the data set's own subject.
        question: Stored text.
        options: Options of a multiple-choice item.
        answer: Reference answer.
        solution: Reference solution, ``""`` where the source has none.
        level: One of :data:`LEVELS`, or ``""``.
        licence: Licence of the row, ``""`` where unknown.
        topics: Topic names that came with the row.
        kps: Knowledge-point names that came with the row.
    """

    id: str
    dataset: str
    row: int
    subject: str
    question: str
    options: tuple[str, ...]
    answer: str
    solution: str
    level: str
    licence: str
    topics: tuple[str, ...] = ()
    kps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not imported.

    Attributes:
        line: Line in the file, counted from 1.
        reason: What was found and what was wanted.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic or knowledge point.

    Attributes:
        id: Stable opaque id; a rename does not change it.
        kind: ``topic`` or ``kp``.
        name: Name as shown.
        definition: One sentence, ``""`` where none is known.
    """

    id: str
    kind: ConceptKind
    name: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Tagging:
    """One seed carries one concept.

    Attributes:
        seed: Seed id.
        concept: Concept id.
        origin: Who said so: ``given`` (came with the row), or the extractor's name and version.
        certainty: 0-1; 1 for given labels.
    """

    seed: str
    concept: str
    origin: str
    certainty: float


@dataclass(frozen=True, slots=True)
class EditEvent:
    """One entry of the curation log.

    Attributes:
        id: Stable opaque id.
        kind: What was done, such as ``restore``.
        payload: The edit's own fields, as in ``commands.md``.
        actor: Who did it.
        reason: Why.
        at: When, ISO 8601 in UTC.
    """

    id: str
    kind: str
    payload: Mapping[str, Any]
    actor: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Composition:
    """What one walk visited: the set is the composition, the walks are its trace.

    Attributes:
        id: Content hash of the set of concept ids.
        draw: Lowest draw index that gave this set.
        times: How often the run drew this set.
        topic_walk: Topic ids in the order visited, repeats included.
        kp_walk: Knowledge-point ids in the order visited, repeats included.
        run: Sampling run.
    """

    id: str
    draw: int
    times: int
    topic_walk: tuple[str, ...]
    kp_walk: tuple[str, ...]
    run: str

    @property
    def concepts(self) -> tuple[str, ...]:
        """The set of concept ids, sorted."""
        return tuple(sorted({*self.topic_walk, *self.kp_walk}))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server of models that speaks OpenAI's protocol; its key is never here, only the name of its variable.

    Attributes:
        name: Name in this workspace.
        base_url: Address up to the version, such as ``http://127.0.0.1:8000/v1``.
        model: Model that it is asked for.
        key_env: Environment variable that holds the key, ``""`` where none is needed.
        concurrency: Most requests at once.
        requests_per_minute: Most requests a minute, 0 for no limit.
        tokens_per_minute: Most tokens a minute, 0 for no limit.
        timeout: Seconds until a request is given up.
        retries: How often a refused or failed request is sent again.
        max_tokens: Most tokens of one reply.
        structured: How JSON is asked for: ``json_schema``, ``json_object``, ``none``, or ``auto`` for what it takes.
        input_price: Price of a million prompt tokens, None where unknown.
        output_price: Price of a million reply tokens, None where unknown.
        currency: Currency of the prices.
    """

    name: str
    base_url: str
    model: str
    key_env: str = ""
    concurrency: int = 8
    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    timeout: float = 120.0
    retries: int = 4
    max_tokens: int = 2048
    structured: str = "auto"
    input_price: float | None = None
    output_price: float | None = None
    currency: str = "USD"

    def cost(self, prompt_tokens: int, reply_tokens: int) -> float | None:
        """The price of so many tokens, None where a price is not known."""
        if self.input_price is None or self.output_price is None:
            return None
        return (prompt_tokens * self.input_price + reply_tokens * self.output_price) / 1_000_000


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One request to a model.

    Attributes:
        id: The item of the job that asks.
        task: ``extract`` or ``generate``.
        prompt: Prompt name and version.
        text: Rendered prompt.
        inputs: What the prompt was rendered from; the offline provider reads this instead of the text.
        parameters: Sampling parameters of the call.
        sample: Sample index among equal requests.
    """

    id: str
    task: Literal["extract", "generate"]
    prompt: str
    text: str
    inputs: Mapping[str, Any]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    sample: int = 0


@dataclass(frozen=True, slots=True)
class ModelReply:
    """What a model answered.

    Attributes:
        text: The reply, a JSON object in text for both tasks.
        provider: Which provider and model made it; ``offline:...`` where no language model was used.
        tokens: Tokens of prompt and reply together, 0 where none were spent.
        cached: Whether it came from the reply cache.
        prompt_tokens: Of the tokens, those of the prompt; the two kinds have prices of their own.
    """

    text: str
    provider: str
    tokens: int = 0
    cached: bool = False
    prompt_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One revision of a question that is not a seed.

    Attributes:
        revision: Content hash of the texts and parents.
        question: Stored text.
        solution: Worked solution.
        answer: Final answer.
        format: One of :data:`FORMATS`.
        level: One of :data:`LEVELS`, or ``""``.
        source: ``generated``, ``imported`` or ``planted``.
        topics: Topic names that the question is about.
        kps: Knowledge-point names that the question needs.
        composition: Composition id, ``""`` for imported and planted ones.
        seeds: Few-shot seed ids.
        prompt: Prompt name and version.
        provider: Who wrote it.
        graph_version: Graph the composition was drawn from.
        family: Problem family, ``""`` where none.
        parameters: The family's parameters.
        nearness: 0-1, how near the family is to the composition; 0 where none.
        item: First revision of this question.
        parent: Revision that this one replaces, ``""`` for a first one.
        dataset: Name of the set that an imported question came from, ``""`` for others.
        licence: Licence of an imported question, ``""`` where unknown.
    """

    revision: str
    question: str
    solution: str
    answer: str
    format: str
    level: str
    source: QuestionSource
    topics: tuple[str, ...]
    kps: tuple[str, ...]
    composition: str = ""
    seeds: tuple[str, ...] = ()
    prompt: str = ""
    provider: str = ""
    graph_version: str = ""
    family: str = ""
    parameters: Mapping[str, int | str] = field(default_factory=dict)
    nearness: float = 0.0
    item: str = ""
    parent: str = ""
    dataset: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check says of one question revision.

    Attributes:
        revision: Question revision.
        check: Name of the check.
        version: Version of the check's rules.
        state: ``pass``, ``fail`` or ``unknown``.
        reason: Why, in a sentence; the evidence for a failure.
    """

    revision: str
    check: str
    version: str
    state: CheckState
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseItem:
    """Membership of a question revision in a release.

    Attributes:
        revision: Question revision.
        digest: Content digest of the item (question, solution, answer, concepts, parents).
        accepted_by: ``people``, ``policy:checked`` or ``any``.
    """

    revision: str
    digest: str
    accepted_by: str


@dataclass(frozen=True, slots=True)
class Release:
    """A named, frozen selection of questions.

    Attributes:
        name: Name in this workspace.
        digest: SHA-256 over the sorted item digests, the filter and the graph version.
        accept: Which questions were taken.
        graph_version: Graph the release belongs to.
        items: Number of questions.
        accepted_by_people: Items accepted by a person.
        accepted_by_policy: Items accepted by ``policy:checked``.
        excluded: Reason to number of questions left out.
        created: When, ISO 8601 in UTC.
    """

    name: str
    digest: str
    accept: Accept
    graph_version: str
    items: int
    accepted_by_people: int
    accepted_by_policy: int
    excluded: Mapping[str, int]
    created: str


@dataclass(frozen=True, slots=True)
class JobCounts:
    """How far a job is; ``ok + uncertain + failed + skipped + pending = asked`` at every moment.

    Attributes:
        asked: Items of the job.
        ok: Items done.
        uncertain: Items answered with "could not tell".
        failed: Items that failed.
        skipped: Items left out on purpose.
        pending: Items not yet done.
    """

    asked: int
    ok: int
    uncertain: int
    failed: int
    skipped: int
    pending: int


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a long call, for a progress bar.

    Attributes:
        station: Station of the loop, in a word.
        done: Items done.
        total: Items in all, 0 where unknown.
        note: What is going on.
    """

    station: str
    done: int
    total: int
    note: str = ""

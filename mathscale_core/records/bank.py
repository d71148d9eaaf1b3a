"""Questions, what the checks say of them, and releases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mathscale_core.records.ids import Accept, CheckState, QuestionSource


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

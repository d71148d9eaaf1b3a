"""What is shown of one question: its texts, its walk with each step's probability, checks, verdicts, releases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.errors import NotFoundError
from mathscale_core.graph import ConceptGraph, SubGraph
from mathscale_core.records import CheckResult, Composition, Question, Seed
from mathscale_core.validation.checks import CHECKS
from mathscale_core.workspace import Workspace

#: Every check that a verified question has.
CHECK_NAMES = tuple(check.name for check in CHECKS)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk.

    Attributes:
        concept: Id of the concept reached.
        name: Its name.
        kind: ``topic`` or ``kp``.
        how: ``start``, ``topic step``, ``to KP`` or ``KP step``.
        probability: Of this step, given where it came from; None when the current graph is another version.
    """

    concept: str
    name: str
    kind: str
    how: str
    probability: float | None


@dataclass(frozen=True, slots=True)
class QuestionDetail:
    """One question with everything that is known of it.

    Attributes:
        question: The revision.
        walk: The steps of its composition, none where there is none.
        times_drawn: How often its run drew the set.
        seeds: The examples, in the order they were shown.
        checks: What each check says.
        verdicts: Verdicts on it, oldest first, those taken back included.
        releases: Releases that hold it.
        check_state: What the checks say together.
        verdict: People's verdict that stands, ``""`` for none.
        job: Job that brought it, ``""`` for none.
        newest: The newest revision of its item: its own, unless it was edited.
    """

    question: Question
    walk: tuple[Step, ...]
    times_drawn: int
    seeds: tuple[Seed, ...]
    checks: tuple[CheckResult, ...]
    verdicts: tuple[dict[str, Any], ...]
    releases: tuple[str, ...]
    check_state: str
    verdict: str
    job: str
    newest: str


def question_detail(workspace: Workspace, revision: str) -> QuestionDetail:
    """One question.

    Raises:
        NotFoundError: There is no such question.
    """
    store = workspace.store
    question = store.questions.get(revision)
    if question is None:
        raise NotFoundError(f"There is no question {revision!r}.", "a question of this workspace.", "Open another one.")
    facts, head = store.questions.facts_of(revision), store.questions.head_of(revision)
    seeds = store.seeds.by_id(question.seeds)
    composition = store.compositions.get([question.composition], question.graph_version).get(question.composition)
    return QuestionDetail(
        question,
        walk_of(workspace, composition) if composition else (),
        composition.times if composition else 0,
        tuple(seeds[s] for s in question.seeds if s in seeds),
        tuple(store.questions.checks_of(revision)),
        tuple(store.questions.verdicts_of(revision)),
        tuple(store.releases.of_question(revision)),
        facts["check_state"],
        facts["verdict"],
        facts["job"],
        str(head["revision"]) if head else revision,
    )


def walk_of(workspace: Workspace, found: Composition) -> tuple[Step, ...]:
    """The walk of a composition step by step."""
    return walks_of(workspace, [found])[0]


def walks_of(workspace: Workspace, found: Sequence[Composition]) -> list[tuple[Step, ...]]:
    """The walks of some compositions; names and graph versions are looked up once for all of them."""
    graph, store = workspace.graph().graph, workspace.store
    names = store.concepts.concept_names(sorted({c for one in found for c in (*one.topic_walk, *one.kp_walk)}))
    current = {run: store.compositions.graph_version(run) == graph.version for run in {one.run for one in found}}
    return [_steps(graph, one, names, current=current[one.run]) for one in found]


def _steps(graph: ConceptGraph, found: Composition, names: Mapping[str, str], *, current: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    before = ""
    for kind, walk in (("topic", found.topic_walk), ("kp", found.kp_walk)):
        for place, concept in enumerate(walk):
            how = (
                ("start" if kind == "topic" else "to KP")
                if place == 0
                else f"{'topic' if kind == 'topic' else 'KP'} step"
            )
            chance = _probability(graph, before, concept) if current else None
            steps.append(Step(concept, names.get(concept, concept), kind, how, chance))
            before = concept
    return tuple(steps)


def _probability(graph: ConceptGraph, before: str, after: str) -> float | None:
    if not before:
        return 1.0 / len(graph.topics)
    (kind, i), (other, j) = graph.position[before], graph.position[after]
    sub: SubGraph = {"topictopic": graph.topic_topic, "topickp": graph.topic_kp, "kpkp": graph.kp_kp}[kind + other]
    neighbours, _, chances = sub.neighbours(i)
    return float(chances[neighbours == j][0])

"""A synthetic workspace of a given size, for tests, benchmarks and demos: it says so in every text."""

from dataclasses import dataclass

from mathscale_core.errors import ConflictError, InputError
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.records import LEVELS, Question, Seed, content_id
from mathscale_core.synthetic import SyntheticTaggings, synthetic_taggings
from mathscale_core.workspace import Workspace

SOURCE = "synthetic"
#: Of topics, KPs and seeds each; fifty times the paper's seeds.
MOST = 1_000_000
#: Questions written at once: each batch looks anew for compositions without one.
_BATCH = 100_000


@dataclass(frozen=True, slots=True)
class SynthResult:
    """Size of what was made."""

    seeds: int
    topics: int
    kps: int
    edges: int
    questions: int


def synthesise(
    workspace: Workspace, topics: int, kps: int, seeds: int, *, questions: int = 0, rng: int = 0
) -> SynthResult:
    """Fill a workspace with synthetic seeds, and questions for sampled compositions.

    Raises:
        ConflictError: The workspace holds seeds.
        InputError: The seeds are too few to carry every concept twice, or a number is not usable.
    """
    require(workspace, "synthesise")
    held = workspace.store.seeds.count()
    if held:
        raise ConflictError(
            f"The workspace holds {held:,} seeds.", "an empty one: its size is to be exact.", "Use another --workspace."
        )
    if questions < 0:
        raise InputError(f"{questions} questions were asked for.", "a number from 0.", "Use --questions.")
    if max(topics, kps, seeds) > MOST:
        raise InputError(
            f"{topics:,} topics, {kps:,} KPs and {seeds:,} seeds were asked for.",
            f"at most {MOST:,} of each.",
            "Ask for fewer.",
        )
    taggings = synthetic_taggings(topics, kps, seeds, rng)
    add_seeds(workspace, _seeds(taggings, seeds))
    if questions:
        sample(workspace, questions, rng=rng)
        _write_questions(workspace, questions)
    graph = workspace.graph().graph
    return SynthResult(
        graph.seeds, len(graph.topics), len(graph.kps), sum(graph.edges.values()), workspace.store.questions.count()
    )


def _seeds(taggings: SyntheticTaggings, count: int) -> list[Seed]:
    topics: list[list[str]] = [[] for _ in range(count)]
    kps: list[list[str]] = [[] for _ in range(count)]
    for seed, topic in zip(taggings.topic_seed.tolist(), taggings.topic.tolist(), strict=True):
        topics[seed].append(taggings.topics[topic])
    for seed, kp in zip(taggings.kp_seed.tolist(), taggings.kp.tolist(), strict=True):
        kps[seed].append(taggings.kps[kp])
    return [
        Seed(
            content_id("s", SOURCE, i), f"Synthetic seed {i}: what is ${i} + {i % 97}$?",
            f"${i} + {i % 97} = {i + i % 97}$. The answer is {i + i % 97}.", str(i + i % 97), "numeric",
            LEVELS[i % len(LEVELS)], SOURCE, "train", "CC0-1.0", i + 1,
            tuple(dict.fromkeys(topics[i])), tuple(dict.fromkeys(kps[i])),
        )
        for i in range(count)
    ]  # fmt: skip


def _write_questions(workspace: Workspace, count: int) -> None:
    names = {c.id: c.name for c in workspace.store.concepts.concepts()}
    version = workspace.graph().graph.version
    written = 0
    while written < count:
        batch = workspace.store.compositions.unused(min(_BATCH, count - written), version)
        if not batch:
            return
        questions = [
            Question(
                content_id("q", SOURCE, c.id), f"Synthetic question {written + n}: what is ${c.draw} + {n}$?",
                f"The answer is {c.draw + n}.", str(c.draw + n), "numeric", LEVELS[n % len(LEVELS)], "generated",
                tuple(names[t] for t in dict.fromkeys(c.topic_walk)), tuple(names[k] for k in dict.fromkeys(c.kp_walk)),
                composition=c.id, provider=SOURCE, graph_version=version,
            )
            for n, c in enumerate(batch)
        ]  # fmt: skip
        workspace.store.questions.add(questions, "", workspace.actor, workspace.now())
        written += len(batch)

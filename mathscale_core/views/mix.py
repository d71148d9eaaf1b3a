"""What the Mix page shows: compositions drawn but not stored, each with its walk; and the mixes that were kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from scipy import sparse

from mathscale_core.adapters.offline import nearest_family
from mathscale_core.errors import NotFoundError
from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Composition, Concept
from mathscale_core.sampling.compositions import composition_ids, contained, seed_sets
from mathscale_core.sampling.draws import Drawn, codes_of, draw_unique
from mathscale_core.sampling.walk import NONE
from mathscale_core.views.questions import Step, walks_of
from mathscale_core.workspace import Workspace

#: So many compositions are drawn to be looked at, at most.
MOST_SHOWN = 50
PAGE = 50
#: What is the same for as long as a graph is the current one.
_choices: WeakKeyDictionary[ConceptGraph, dict[str, tuple[Concept, int]]] = WeakKeyDictionary()
_matrices: WeakKeyDictionary[ConceptGraph, sparse.csr_array] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class DrawnComposition:
    """One composition as drawn.

    Attributes:
        draw: Index of its draw; with the random number it is rebuilt from.
        id: Id of the set.
        topics: Its topics, each once, in the order visited.
        kps: Its knowledge points likewise.
        steps: The walk with each step's probability.
        stored: Whether the workspace holds the set already.
        in_mix: Whether the named mix holds it.
        novel: Whether no seed carries all of its concepts.
        family: Title of the problem family nearest to it, which serves where no language model does.
        nearness: How near that is, 0-1 (Jaccard similarity of all concept names).
    """

    draw: int
    id: str
    topics: tuple[Concept, ...]
    kps: tuple[Concept, ...]
    steps: tuple[Step, ...]
    stored: bool
    in_mix: bool
    novel: bool
    family: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Compositions drawn to be looked at.

    Attributes:
        compositions: Unique sets in draw order.
        looked: Draws looked at.
        holding: Of these, draws that hold the chosen concepts.
    """

    compositions: tuple[DrawnComposition, ...]
    looked: int
    holding: int


@dataclass(frozen=True, slots=True)
class Mix:
    """A kept mix.

    Attributes:
        name: Its name.
        compositions: Different compositions.
        with_questions: Of these, how many a question was written for.
        questions: Questions written for them; one that was edited counts once.
        current: Whether it was drawn from the graph as it is now.
        graph_version: The graph it was drawn from.
        actor: Who kept it first.
        created: When.
    """

    name: str
    compositions: int
    with_questions: int
    questions: int
    current: bool
    graph_version: str
    actor: str
    created: str


@dataclass(frozen=True, slots=True)
class Shares:
    """What a mix is made of.

    Attributes:
        mix: Its name.
        compositions: Different compositions.
        concepts: Each concept that one of them holds, with the share of those that do, the greatest first.
    """

    mix: str
    compositions: int
    concepts: tuple[tuple[Concept, float], ...]


def draw_walks(
    workspace: Workspace, count: int, *, rng: int, contains: Sequence[str] = (), first: int = 0, mix: str = ""
) -> Drawing:
    """Draw unique compositions by the paper's walk; nothing is stored.

    Args:
        workspace: The workspace.
        count: Compositions wanted.
        rng: Random number of the run.
        contains: Concept ids that each must hold; no more than ``MOST_DRAWS`` draws are looked at for them.
        first: Index of the first draw.
        mix: Name of a mix, to say what it holds already.

    Raises:
        NotFoundError: The current graph has no such concept.
    """
    cleaned = workspace.graph()
    graph = cleaned.graph
    found = _drawn(graph, count, rng, tuple(codes_of(graph, contains)), first)
    ids = composition_ids(graph, found.walks.sets)
    stored = workspace.store.compositions.known(ids)
    row = workspace.store.mixes.named(mix.strip()) if mix.strip() else None
    held = workspace.store.mixes.holds(row["id"]) if row else set()
    inside: Sequence[bool] = contained(found.walks.sets, _seed_sets(workspace)).tolist() if ids else []
    rows = []
    for i, (composition, known) in enumerate(zip(ids, inside, strict=True)):
        walked = [graph.topics[t] for t in found.walks.topics[i] if t != NONE]
        reached = [graph.kps[k] for k in found.walks.kps[i] if k != NONE]
        topics, kps = tuple(dict.fromkeys(walked)), tuple(dict.fromkeys(reached))
        family, nearness = nearest_family([t.name for t in topics], [k.name for k in kps])
        rows.append(
            DrawnComposition(
                int(found.walks.draws[i]), composition, topics, kps, _steps(graph, walked, reached),
                composition in stored, composition in held, not known, family.title, nearness,
            )
        )  # fmt: skip
    return Drawing(tuple(rows), found.looked, found.holding)


def list_mixes(workspace: Workspace) -> list[Mix]:
    """Every kept mix, newest first."""
    version = workspace.graph().graph.version
    return [_mix(row, version) for row in workspace.store.mixes.counted()]


def mix(workspace: Workspace, name: str) -> Mix:
    """One mix.

    Raises:
        NotFoundError: There is none of that name.
    """
    found = workspace.store.mixes.counted(name.strip())
    if not found:
        names = ", ".join(row["name"] for row in workspace.store.mixes.counted()[:10]) or "none yet"
        raise NotFoundError(f"There is no mix {name!r}.", f"a kept mix ({names}).", "Keep one under that name.")
    return _mix(found[0], workspace.graph().graph.version)


def shares_of(workspace: Workspace, name: str) -> Shares:
    """The share of a mix's compositions that hold each concept: exact, for they are there to be counted.

    Raises:
        NotFoundError: There is no mix of that name.
    """
    found, store = mix(workspace, name), workspace.store
    counts = store.mixes.concept_counts(str((store.mixes.named(name.strip()) or {})["id"]))
    names, kinds = store.concepts.concept_names(list(counts)), store.concepts.kinds()
    held = tuple((Concept(c, kinds[c], names[c]), n / found.compositions) for c, n in counts.items())
    return Shares(found.name, found.compositions, held)


def mix_page(workspace: Workspace, name: str, page: int = 1) -> list[tuple[Composition, int, tuple[Step, ...]]]:
    """A page of a mix's compositions, each with how many questions it has and its walk.

    Raises:
        NotFoundError: There is no mix of that name.
    """
    row = workspace.store.mixes.named(name.strip())
    if row is None:
        mix(workspace, name)
        return []
    found = workspace.store.compositions.of_mix(row["id"], PAGE, (page - 1) * PAGE)
    walks = walks_of(workspace, [composition for composition, _ in found])
    return [(*row, walk) for row, walk in zip(found, walks, strict=True)]


def concept_choices(workspace: Workspace) -> dict[str, tuple[Concept, int]]:
    """Concept id to concept and number of seeds, of every concept of the graph, most seeds first."""
    graph = workspace.graph().graph
    if graph in _choices:
        return _choices[graph]
    rows = [*zip(graph.topics, graph.topic_seeds, strict=True), *zip(graph.kps, graph.kp_seeds, strict=True)]
    rows.sort(key=lambda row: (-int(row[1]), row[0].name))
    return _choices.setdefault(graph, {concept.id: (concept, int(seeds)) for concept, seeds in rows})


@lru_cache(maxsize=8)
def _drawn(graph: ConceptGraph, count: int, rng: int, holds: tuple[int, ...], first: int) -> Drawn:
    """Kept for a while: a page that is drawn again must not look at two million draws again."""
    return draw_unique(graph, count, rng, holds=holds, first=first)


def _seed_sets(workspace: Workspace) -> sparse.csr_array:
    cleaned = workspace.graph()
    if cleaned.graph not in _matrices:
        _matrices[cleaned.graph] = seed_sets(cleaned.graph, cleaned.concepts_of_seed)
    return _matrices[cleaned.graph]


def _steps(graph: ConceptGraph, topics: Sequence[Concept], kps: Sequence[Concept]) -> tuple[Step, ...]:
    steps = [Step(topics[0].id, topics[0].name, "topic", "start", 1.0 / len(graph.topics))]
    for before, after in zip((*topics, *kps), (*topics[1:], *kps), strict=False):
        how = "topic step" if after.kind == "topic" else ("to KP" if before.kind == "topic" else "KP step")
        sub = graph.topic_topic if after.kind == "topic" else graph.topic_kp if before.kind == "topic" else graph.kp_kp
        neighbours, _, chances = sub.neighbours(graph.position[before.id][1])
        chance = float(chances[np.flatnonzero(neighbours == graph.position[after.id][1])[0]])
        steps.append(Step(after.id, after.name, after.kind, how, chance))
    return tuple(steps)


def _mix(row: dict[str, Any], version: str) -> Mix:
    return Mix(
        row["name"], row["compositions"], row["with_questions"], row["questions"], row["graph_version"] == version,
        row["graph_version"], row["actor"], row["created"],
    )  # fmt: skip

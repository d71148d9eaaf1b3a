"""Two graphs side by side: what an edit, or a whole version, changes.

Comes in: the cleaned graph before and after. Goes out: :class:`Change`, in numbers, with the concepts that move most.
Inclusion is the exact probability that one draw of the paper's walk visits a concept (``sampling/exact.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mathscale_core.curation.versions import Cleaned, Labels
from mathscale_core.graph import ConceptGraph, SubGraph
from mathscale_core.records import Concept
from mathscale_core.sampling.exact import Inclusion

Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mover:
    """A concept whose place in the graph changes.

    Attributes:
        concept: As it is called after, or was before where it is no more.
        before: Inclusion probability before; 0 where it was not there.
        after: Inclusion probability after; 0 where it is no more.
        degree: (before, after) number of neighbours.
        seeds: (before, after) number of seeds.
    """

    concept: Concept
    before: float
    after: float
    degree: tuple[int, int]
    seeds: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between two graphs.

    Attributes:
        added: Concepts that only the later one has.
        removed: Concepts that only the earlier one has.
        renamed: (before, after) names of concepts in both.
        edges_added: Number of edges that only the later one has.
        edges_removed: Number of edges that only the earlier one has.
        edges_reweighted: Number of edges of another weight.
        components: (before, after) number of connected components.
        new_dead_ends: Topics that end a walk since no KP is beside them any more.
        dead_end: (before, after) probability that a draw gives no composition.
        movers: Concepts by how far their inclusion probability moves, the farthest first.
        most: The farthest move of any concept.
        seeds: Number of seeds whose concepts change.
        some_seeds: The first of these.
    """

    added: tuple[Concept, ...]
    removed: tuple[Concept, ...]
    renamed: tuple[tuple[str, str], ...]
    edges_added: int
    edges_removed: int
    edges_reweighted: int
    components: tuple[int, int]
    new_dead_ends: tuple[Concept, ...]
    dead_end: tuple[float, float]
    movers: tuple[Mover, ...]
    most: float
    seeds: int
    some_seeds: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether the two are the same."""
        return not (
            self.added or self.removed or self.renamed or self.edges_added or self.edges_removed
            or self.edges_reweighted or self.seeds or self.most
        )  # fmt: skip


def compare(
    before: Cleaned, after: Cleaned, inclusion: tuple[Inclusion, Inclusion], *, movers: int = 20, seeds: int = 20
) -> Change:
    """What lies between two cleaned graphs, with the inclusion of each; of movers and seeds so many are named."""
    old, new = before.graph, after.graph
    names = {c.id: c for c in (*old.topics, *old.kps)}, {c.id: c for c in (*new.topics, *new.kps)}
    ids = sorted(names[0].keys() | names[1].keys())
    place = {c: i for i, c in enumerate(ids)}
    edges = _edges(old, place), _edges(new, place)
    changed = sparse.csr_array(edges[1] - edges[0])
    changed.eliminate_zeros()
    was, now = (sparse.csr_array((np.ones_like(e.data), e.indices, e.indptr), shape=e.shape) for e in edges)
    both = int(was.multiply(now).sum())
    reweighted = _entries(changed) - (_entries(was) - both) - (_entries(now) - both)
    shares = [_spread(g, i, place) for g, i in zip((old, new), inclusion, strict=True)]
    degrees = [np.diff(sparse.csr_array(g + g.T).indptr) for g in (was, now)]
    carried = [_of_each(g, place) for g in (old, new)]
    far = np.abs(shares[1] - shares[0])
    moved = np.flatnonzero((far > 0) | (degrees[0] != degrees[1]) | (carried[0] != carried[1]))
    order = moved[np.lexsort((moved, -far[moved]))][:movers]
    different = _different_seeds(before.labels, after.labels, place)
    return Change(
        tuple(names[1][c] for c in ids if c not in names[0]),
        tuple(names[0][c] for c in ids if c not in names[1]),
        tuple((names[0][c].name, names[1][c].name) for c in ids
              if c in names[0] and c in names[1] and names[0][c].name != names[1][c].name),
        _entries(now) - both, _entries(was) - both, reweighted,
        (old.components(), new.components()),
        _dead_ends(old, new),
        (inclusion[0].dead_end, inclusion[1].dead_end),
        tuple(
            Mover(
                names[1].get(ids[i]) or names[0][ids[i]], float(shares[0][i]), float(shares[1][i]),
                (int(degrees[0][i]), int(degrees[1][i])), (int(carried[0][i]), int(carried[1][i])),
            )
            for i in order.tolist()
        ),
        float(far.max(initial=0.0)), len(different), tuple(different[:seeds]),
    )  # fmt: skip


def _edges(graph: ConceptGraph, place: dict[str, int]) -> sparse.csr_array:
    """Every edge once, as an upper triangle over the concepts of both graphs."""
    topics = np.array([place[c.id] for c in graph.topics], dtype=np.int64)
    kps = np.array([place[c.id] for c in graph.kps], dtype=np.int64)
    parts = []
    for sub, rows, columns in (
        (graph.topic_topic, topics, topics), (graph.topic_kp, topics, kps), (graph.kp_kp, kps, kps),
    ):  # fmt: skip
        row, column = rows[np.repeat(np.arange(sub.rows), sub.degrees)], columns[sub.indices]
        # The square ones hold each edge twice.
        once = row < column if sub.rows == sub.columns and rows is columns else np.ones(len(row), dtype=bool)
        parts.append((np.minimum(row, column)[once], np.maximum(row, column)[once], sub.weights[once]))
    low, high, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    return sparse.csr_array((weight, (low, high)), shape=(len(place), len(place)))


def _entries(matrix: sparse.csr_array) -> int:
    return int(matrix.nnz)


def _spread(graph: ConceptGraph, inclusion: Inclusion, place: dict[str, int]) -> npt.NDArray[np.float64]:
    share = np.zeros(len(place))
    share[[place[c.id] for c in graph.topics]] = inclusion.topics
    share[[place[c.id] for c in graph.kps]] = inclusion.kps
    return share


def _of_each(graph: ConceptGraph, place: dict[str, int]) -> npt.NDArray[np.int64]:
    """Number of seeds of each concept."""
    seeds = np.zeros(len(place), dtype=np.int64)
    seeds[[place[c.id] for c in graph.topics]] = graph.topic_seeds
    seeds[[place[c.id] for c in graph.kps]] = graph.kp_seeds
    return seeds


def _dead_ends(old: ConceptGraph, new: ConceptGraph) -> tuple[Concept, ...]:
    def ends(graph: ConceptGraph) -> dict[str, Concept]:
        sub: SubGraph = graph.topic_kp
        return {graph.topics[i].id: graph.topics[i] for i in np.flatnonzero(sub.degrees == 0).tolist()}

    before = ends(old)
    return tuple(concept for c, concept in ends(new).items() if c not in before)


def _different_seeds(before: Labels, after: Labels, place: dict[str, int]) -> list[str]:
    """Seeds whose set of concepts is another one, sorted."""
    seeds = sorted({*before.seeds, *after.seeds}) if before.seeds != after.seeds else list(before.seeds)
    rank = {s: i for i, s in enumerate(seeds)}
    codes = [_codes(labels, rank, place) for labels in (before, after)]
    changed = np.setxor1d(codes[0], codes[1], assume_unique=True)
    return [seeds[i] for i in np.unique(changed // max(len(place), 1)).tolist()]


def _codes(labels: Labels, rank: dict[str, int], place: dict[str, int]) -> Pairs:
    def places(ids: Sequence[str], of: dict[str, int]) -> Pairs:
        return np.array([of.get(i, -1) for i in ids], dtype=np.int64)

    seed, concept = places(labels.seeds, rank), places(labels.concepts, place)
    return np.asarray(seed[labels.seed_index] * max(len(place), 1) + concept[labels.concept_index])

"""The concept graph: who occurs with whom in a seed question (MathScale, section 2.2).

Comes in: taggings as two index columns. Goes out: :class:`ConceptGraph`, three sub-graphs as CSR arrays. Two
concepts are joined when one seed carries both; the weight ``w`` is the number of such seeds. With log
frequency ``f = log(w + eps)`` the softmax over a node's neighbours is ``p = (w + eps) / sum(w + eps)``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mathscale_core.records import Concept

#: The paper's epsilon inside the logarithm.
EPSILON = 1e-5

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SubGraph:
    """One weighted bipartite or square sub-graph in CSR form.

    Attributes:
        indptr: Shape (rows + 1,), int64: row ``v``'s neighbours are ``indices[indptr[v]:indptr[v + 1]]``, ascending.
        indices: Shape (edges,), int32.
        weights: Shape (edges,), float64: number of seeds, after boosts where there are any.
        columns: Number of nodes on the other side.
    """

    indptr: npt.NDArray[np.int64]
    indices: Ints
    weights: Floats
    columns: int

    @classmethod
    def from_matrix(cls, matrix: sparse.csr_array) -> "SubGraph":
        """The sub-graph of a matrix of seed counts."""
        matrix.sort_indices()
        return cls(
            matrix.indptr.astype(np.int64),
            matrix.indices.astype(np.int32),
            matrix.data.astype(np.float64),
            matrix.shape[1],
        )

    @property
    def rows(self) -> int:
        """Number of nodes on this side."""
        return len(self.indptr) - 1

    @cached_property
    def degrees(self) -> npt.NDArray[np.int64]:
        """Number of neighbours, shape (rows,)."""
        return np.diff(self.indptr)

    @cached_property
    def cumulative(self) -> Floats:
        """Running sum of ``w + eps`` over all edges, shape (edges + 1,), starting at 0."""
        return np.concatenate(([0.0], np.cumsum(self.weights + EPSILON)))

    @cached_property
    def totals(self) -> Floats:
        """Sum of ``w + eps`` over a node's edges, shape (rows,)."""
        return self.cumulative[self.indptr[1:]] - self.cumulative[self.indptr[:-1]]

    def transition(self) -> sparse.csr_array:
        """Transition probabilities ``p(v|u)``, shape (rows, columns); the row of a node without neighbours is zero."""
        row = np.repeat(np.arange(self.rows), self.degrees)
        return sparse.csr_array(
            ((self.weights + EPSILON) / self.totals[row], self.indices, self.indptr), shape=(self.rows, self.columns)
        )

    def neighbours(self, node: int) -> tuple[Ints, Floats, Floats]:
        """Neighbours of a node with weights and transition probabilities."""
        part = slice(self.indptr[node], self.indptr[node + 1])
        weights = self.weights[part]
        total = (weights + EPSILON).sum()
        return self.indices[part], weights, (weights + EPSILON) / total if len(weights) else weights


@dataclass(frozen=True, eq=False)
class ConceptGraph:
    """Topics and knowledge points with their three sub-graphs: the only graph type of the program.

    Attributes:
        topics: Topics in the order of their indices.
        kps: Knowledge points in the order of their indices.
        topic_topic: Square, symmetric, no diagonal.
        topic_kp: Rows are topics, columns knowledge points.
        kp_kp: Square, symmetric, no diagonal.
        topic_seeds: Number of seeds a topic, shape (topics,).
        kp_seeds: Number of seeds a knowledge point, shape (kps,).
        seeds: Number of seeds that carry at least one concept.
        version: Digest of the taggings and the edges by hand that made it.
        by_hand: (concept id, concept id) in order, of each edge that a person set or took away, to the number of seeds
            that carry both.
    """

    topics: tuple[Concept, ...]
    kps: tuple[Concept, ...]
    topic_topic: SubGraph
    topic_kp: SubGraph
    kp_kp: SubGraph
    topic_seeds: Ints
    kp_seeds: Ints
    seeds: int
    version: str
    by_hand: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def position(self) -> dict[str, tuple[str, int]]:
        """Concept id to its kind and index."""
        topics = {c.id: ("topic", i) for i, c in enumerate(self.topics)}
        return topics | {c.id: ("kp", i) for i, c in enumerate(self.kps)}

    @property
    def edges(self) -> dict[str, int]:
        """Number of edges of each sub-graph, each undirected edge once."""
        return {
            "topic_topic": len(self.topic_topic.indices) // 2,
            "topic_kp": len(self.topic_kp.indices),
            "kp_kp": len(self.kp_kp.indices) // 2,
        }

    def components(self) -> int:
        """Number of connected components of the whole graph; 0 for the empty one."""
        size = len(self.topics) + len(self.kps)
        if size == 0:
            return 0
        matrix = sparse.block_array(
            [[_matrix(self.topic_topic), _matrix(self.topic_kp)], [_matrix(self.kp_topic), _matrix(self.kp_kp)]]
        )
        # It brings all of scipy's linear algebra along, which nothing else here needs.
        from scipy.sparse import csgraph

        count, _ = csgraph.connected_components(matrix, directed=False)
        return int(count)

    def neighbours(self, concept: str) -> list[tuple[Concept, int, float, float]]:
        """All neighbours of a concept: (neighbour, weight, p from the concept, p back to it), heaviest first.

        Probabilities hold in the sub-graph of the two kinds; the paper's walk takes topic to KP steps only in
        that direction, the other is given for reading.

        Raises:
            KeyError: The graph has no such concept.
        """
        kind, index = self.position[concept]
        found: list[tuple[Concept, int, float, float]] = []
        kp_topic = self.kp_topic
        sides = (
            [(self.topic_topic, self.topics, self.topic_topic), (self.topic_kp, self.kps, kp_topic)]
            if kind == "topic"
            else [(kp_topic, self.topics, self.topic_kp), (self.kp_kp, self.kps, self.kp_kp)]
        )
        for sub, names, back in sides:
            for other, weight, there in zip(*sub.neighbours(index), strict=True):
                returning = (weight + EPSILON) / back.totals[other]
                found.append((names[other], int(weight), float(there), float(returning)))
        return sorted(found, key=lambda row: (-row[1], row[0].name))

    @cached_property
    def kp_topic(self) -> SubGraph:
        """The topic-KP sub-graph read from the knowledge points' side."""
        return SubGraph.from_matrix(sparse.csr_array(_matrix(self.topic_kp).T))


def build_graph(
    concepts: Sequence[Concept],
    seeds: Sequence[str],
    seed_index: Ints,
    concept_index: Ints,
    *,
    by_hand: Mapping[tuple[str, str], int] | None = None,
    version: str | None = None,
) -> ConceptGraph:
    """Build the graph from taggings.

    Args:
        concepts: The concepts that take part, in any order.
        seeds: Seed ids.
        seed_index: Shape (taggings,): index into ``seeds``.
        concept_index: Shape (taggings,): index into ``concepts``. A (seed, concept) pair stands once.
        by_hand: Pair of concept ids to the weight that a person gave their edge, 0 for none.
        version: Digest where it is known or does not matter; else it is worked out.
    """
    order = sorted(range(len(concepts)), key=lambda i: (concepts[i].kind != "topic", concepts[i].id))
    rank = np.empty(len(concepts), dtype=np.int64)
    rank[order] = np.arange(len(order))
    column = rank[concept_index] if len(concept_index) else np.empty(0, dtype=np.int64)
    n_topics = sum(c.kind == "topic" for c in concepts)
    incidence = sparse.csr_array(
        (np.ones(len(column), dtype=np.int32), (seed_index, column)), shape=(len(seeds), len(concepts))
    )
    together = sparse.csr_array(incidence.T @ incidence)
    per_concept = together.diagonal().astype(np.int32)
    together = together - sparse.diags_array(together.diagonal(), dtype=together.dtype)
    together = sparse.csr_array(together)
    by_hand = by_hand or {}
    together, carried = _set_by_hand(together, {concepts[i].id: n for n, i in enumerate(order)}, by_hand)
    together.eliminate_zeros()
    ordered = [concepts[i] for i in order]
    return ConceptGraph(
        topics=tuple(ordered[:n_topics]),
        kps=tuple(ordered[n_topics:]),
        topic_topic=SubGraph.from_matrix(sparse.csr_array(together[:n_topics, :n_topics])),
        topic_kp=SubGraph.from_matrix(sparse.csr_array(together[:n_topics, n_topics:])),
        kp_kp=SubGraph.from_matrix(sparse.csr_array(together[n_topics:, n_topics:])),
        topic_seeds=per_concept[:n_topics],
        kp_seeds=per_concept[n_topics:],
        seeds=len(np.unique(seed_index)),
        version=version if version is not None else _version(concepts, seeds, seed_index, concept_index, by_hand),
        by_hand=carried,
    )


def _set_by_hand(
    together: sparse.csr_array, place: Mapping[str, int], by_hand: Mapping[tuple[str, str], int]
) -> tuple[sparse.csr_array, dict[tuple[str, str], int]]:
    """Put the weights by hand in the place of the counted ones, which are given back."""
    if not by_hand:
        return together, {}
    pairs = list(by_hand)
    rows = np.array([place[a] for a, _ in pairs])
    columns = np.array([place[b] for _, b in pairs])
    counted = np.asarray(together[rows, columns]).ravel()
    change = np.array([by_hand[pair] for pair in pairs], dtype=counted.dtype) - counted
    both = (np.concatenate((rows, columns)), np.concatenate((columns, rows)))
    changed = together + sparse.csr_array((np.concatenate((change, change)), both), shape=together.shape)
    return sparse.csr_array(changed), dict(zip(pairs, counted.tolist(), strict=True))


def _version(
    concepts: Sequence[Concept],
    seeds: Sequence[str],
    seed_index: Ints,
    concept_index: Ints,
    by_hand: Mapping[tuple[str, str], int],
) -> str:
    says = [f" {c.kind} {c.id}" for c in concepts]
    pairs = sorted([seeds[s] + says[c] for s, c in zip(seed_index.tolist(), concept_index.tolist(), strict=True)])
    pairs += [f"edge {a} {b} {weight}" for (a, b), weight in sorted(by_hand.items())]
    return "g_" + hashlib.sha256("\n".join(pairs).encode()).hexdigest()[:16]


def _matrix(sub: SubGraph) -> sparse.csr_array:
    return sparse.csr_array((sub.weights, sub.indices, sub.indptr), shape=(sub.rows, sub.columns))

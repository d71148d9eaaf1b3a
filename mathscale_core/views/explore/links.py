"""All edges of a graph as one CSR over topics and knowledge points: what neighbourhoods, edges and searches read."""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from mathscale_core.graph import ConceptGraph, Floats, Ints, SubGraph
from mathscale_core.records import Concept

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Links:
    """All edges of a graph as one CSR over its concepts, topics first, then knowledge points.

    Attributes:
        concepts: The concepts.
        number: Concept id to its number.
        indptr: Shape (concepts + 1,): where each concept's edges begin.
        others: Shape (2 · edges,): the other end.
        weights: Shape (2 · edges,).
        totals: Shape (concepts, 2): sum of ``weight + eps`` over the edges to topics, and to knowledge points.
        topics: How many of them are topics.
        seeds: Shape (concepts,).
        by_name: Shape (concepts,): rank by name, so that equal weights have an order.
    """

    concepts: tuple[Concept, ...]
    number: dict[str, int]
    indptr: Longs
    others: Ints
    weights: Floats
    totals: Floats
    topics: int
    seeds: Ints
    by_name: Longs


_links: WeakKeyDictionary[ConceptGraph, Links] = WeakKeyDictionary()


def links_of(graph: ConceptGraph) -> Links:
    """The edges of a graph as one CSR, made once for it."""
    if graph not in _links:
        _links[graph] = _joined(graph)
    return _links[graph]


def _joined(graph: ConceptGraph) -> Links:
    topics, concepts = len(graph.topics), (*graph.topics, *graph.kps)
    count = len(concepts)
    first = (0, topics)
    sides: Sequence[tuple[SubGraph, int, int]] = (
        (graph.topic_topic, 0, 0), (graph.topic_kp, 0, 1), (graph.kp_topic, 1, 0), (graph.kp_kp, 1, 1),
    )  # fmt: skip
    rows = np.concatenate([np.repeat(np.arange(sub.rows), sub.degrees) + first[a] for sub, a, _ in sides])
    others = np.concatenate([sub.indices + first[b] for sub, _, b in sides]).astype(np.int32)
    weights = np.concatenate([sub.weights for sub, *_ in sides])
    order = np.lexsort((others, rows))
    totals = np.zeros((count, 2))
    for sub, a, b in sides:
        totals[first[a] : first[a] + sub.rows, b] = sub.totals
    by_name = np.empty(count, dtype=np.int64)
    by_name[sorted(range(count), key=lambda n: (concepts[n].name, n))] = np.arange(count)
    return Links(
        concepts, {c.id: n for n, c in enumerate(concepts)},
        np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=count)))).astype(np.int64), others[order],
        weights[order], totals, topics, np.concatenate((graph.topic_seeds, graph.kp_seeds)).astype(np.int32), by_name,
    )  # fmt: skip

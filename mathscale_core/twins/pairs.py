"""Concept graph → suggested twins: pairs of one kind, each with its signals, its score and a reason.

The score is ``1 - product of (1 - weight * rise(signal))`` over the signals (noisy-or), where a signal rises from 0 at
what any two names have to 1. It grows with every signal and needs none of them. Weights and threshold were set on
planted twins of the bundled vocabulary; ``benchmarks/bench_twins.py`` prints precision and recall on these and others.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Concept, ConceptKind
from mathscale_core.twins.candidates import candidates
from mathscale_core.twins.signals import (
    SIGNALS,
    Floats,
    Indices,
    Signals,
    TwinIndex,
    build_twin_index,
    reason,
    signals_of,
)

#: (weight, value from which a signal rises) of each signal.
WEIGHTS: Mapping[str, tuple[float, float]] = {
    "spelling": (0.85, 0.6), "words": (0.7, 0.35), "neighbours": (0.6, 0.2), "shared": (0.4, 0.1), "told": (0.85, 0.3),
}  # fmt: skip
#: Pairs of less are not suggested.
THRESHOLD = 0.55
_KINDS: tuple[ConceptKind, ConceptKind] = ("topic", "kp")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two concepts that may be one.

    Attributes:
        a: Concept id, the lower of the two.
        b: Concept id.
        kind: Their kind.
        score: 0 to 1.
        signals: What speaks for it.
        seeds: Seeds that carry one of them, those with both counted twice.
    """

    a: str
    b: str
    kind: ConceptKind
    score: float
    signals: Signals
    seeds: int

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return self.a, self.b


def pair_of(one: str, other: str) -> Pair:
    """Two concepts as the pair that they are stored under."""
    return (one, other) if one < other else (other, one)


def pairs_among(members: Iterable[str]) -> list[Pair]:
    """Every two of some concepts."""
    return list(combinations(sorted(members), 2))


def evidence(pairs: Iterable[Pair], known: Mapping[Pair, "Twins"]) -> str:
    """What spoke for some pairs, in one line: that of the best of them."""
    found = sorted((known[p] for p in pairs if p in known), key=lambda t: (-t.score, t.pair))
    return f"suggested: {reason(found[0].signals)}" if found else "decided side by side"


def find_twins(
    graph: ConceptGraph,
    aliases: Mapping[str, Sequence[str]],
    *,
    without: Collection[Pair] = (),
    threshold: float = THRESHOLD,
) -> list[Twins]:
    """Pairs that may be one concept, best first; equal ones by their ids.

    Args:
        graph: The graph.
        aliases: Other names by concept id.
        without: Pairs that were decided.
        threshold: Least score.
    """
    found: list[Twins] = []
    for kind in _KINDS:
        index = build_twin_index(graph, aliases, kind)
        low, high = candidates(index)
        found += _scored(index, kind, low, high, threshold)
    decided = set(without)
    return sorted((t for t in found if t.pair not in decided), key=lambda t: (-t.score, t.pair))


def similar_to(index: TwinIndex, concept: Concept, number: int) -> list[tuple[Concept, Twins]]:
    """The concepts most like one, whatever their score, best first; it is one of the index."""
    place = index.concepts.index(concept)
    others = np.delete(np.arange(len(index.concepts)), place)
    pairs = list(_scored(index, concept.kind, np.full(len(others), place), others, 0.0))
    rows = sorted(zip(others.tolist(), pairs, strict=True), key=lambda row: (-row[1].score, row[1].pair))
    return [(index.concepts[i], twins) for i, twins in rows[:number]]


def score(signals: Signals) -> float:
    """The score of one pair."""
    values = np.array([[0.0 if (v := getattr(signals, name)) is None else v for name in SIGNALS]])
    return float(_scores(values)[0])


def _scores(values: Floats) -> Floats:
    """Shape (pairs,): scores of rows of signals, in the order of :data:`SIGNALS`."""
    left = np.ones(len(values))
    for column, name in zip(values.T, SIGNALS, strict=False):
        weight, floor = WEIGHTS[name]
        left *= 1 - weight * np.clip((column - floor) / (1 - floor), 0, 1)
    return np.round(1 - left, 6)


def _scored(index: TwinIndex, kind: ConceptKind, ones: Indices, others: Indices, least: float) -> Iterator[Twins]:
    # Rounded first, so that the score is that of the signals as they are stored.
    values = np.round(signals_of(index, ones, others), 4)
    scores = _scores(values)
    for n in np.flatnonzero(scores >= least).tolist():
        i, j = int(ones[n]), int(others[n])
        a, b = pair_of(index.concepts[i].id, index.concepts[j].id)
        told = Signals(*map(float, values[n]))
        yield Twins(a, b, kind, float(scores[n]), told, int(index.seeds[i] + index.seeds[j]))

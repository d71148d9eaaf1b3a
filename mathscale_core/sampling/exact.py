"""The exact probability that one draw of the paper's walk visits a concept (method, section 3).

On one sub-graph with start distribution ``m`` and sub-stochastic transitions ``P``, the probability of a
*first* visit to v at step n is ``F_n(v) = (m P^n)(v) - sum_{k<n} F_k(v) (P^{n-k})_vv``; the inclusion
probability is the sum of ``F_n`` over the steps, weighted by the law of the step count. Summed occupancy and
``1 - prod(1 - p)`` are the tempting wrong answers: they count returns, or take steps as independent.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from scipy import sparse

from mathscale_core.graph import ConceptGraph, Floats, SubGraph
from mathscale_core.sampling.walk import WalkSettings


@dataclass(frozen=True, eq=False)
class Inclusion:
    """Exact inclusion probabilities of one draw.

    Attributes:
        topics: Shape (topics,).
        kps: Shape (kps,).
        dead_end: Probability that a draw gives no composition. A dead end's topics are not counted as included.
    """

    topics: Floats
    kps: Floats
    dead_end: float


def inclusion(graph: ConceptGraph, settings: WalkSettings | None = None) -> Inclusion:
    """Inclusion probability of every concept in a draw; a draw that is a dead end includes nothing."""
    settings = settings or WalkSettings()
    n_topics = len(graph.topics)
    if n_topics == 0:
        return Inclusion(np.zeros(0), np.zeros(len(graph.kps)), 0.0)
    start = np.full(n_topics, 1.0 / n_topics)
    reach = np.where(graph.topic_kp.degrees > 0, 1.0, 0.0)
    topics = np.zeros(n_topics)
    last_topic = np.zeros(n_topics)
    lengths = range(settings.topic_steps[0], settings.topic_steps[1] + 1)
    stay = _stopping(graph.topic_topic)
    for steps in lengths:
        topics += _first_visits_then_end(stay, start, steps, reach) / len(lengths)
        last_topic += _power(stay, start, steps) / len(lengths)
    first_kp = graph.topic_kp.transition().T @ last_topic
    kps = _walk_inclusion(graph.kp_kp, first_kp, settings.kp_steps)
    return Inclusion(topics, kps, float(last_topic @ (1.0 - reach)))


#: Up to this power the diagonals are compiled: the paper's walk needs no more.
_COMPILED = 4
#: One for each graph in use, and of versions the last few: an edit that moves no tag makes the same graph anew.
_of_graph: WeakKeyDictionary[ConceptGraph, Inclusion] = WeakKeyDictionary()
_of_version: dict[str, Inclusion] = {}
_VERSIONS = 4


def known_inclusion(graph: ConceptGraph) -> Inclusion:
    """The inclusion probabilities of the paper's walk, worked out once for a graph."""
    if graph not in _of_graph:
        found = _of_version.get(graph.version) or inclusion(graph)
        _of_graph[graph] = found
        # A graph that is only looked at has no digest.
        if graph.version:
            _of_version[graph.version] = found
            while len(_of_version) > _VERSIONS:
                _of_version.pop(next(iter(_of_version)), None)
    return _of_graph[graph]


def _walk_inclusion(sub: SubGraph, start: Floats, steps: tuple[int, int]) -> Floats:
    """Inclusion on one sub-graph when every visited node counts and a walk without a neighbour ends."""
    transition = sub.transition()
    fewest, most = steps
    back = _return_probabilities(sub, most)
    occupancy, first = start.copy(), [start.copy()]
    for n in range(1, most + 1):
        occupancy = transition.T @ occupancy
        first.append(occupancy - sum((first[k] * back[n - k] for k in range(n)), np.zeros_like(start)))
    total = np.zeros_like(start)
    for n, visits in enumerate(first):
        # The walk takes at least n steps with this probability.
        total += visits * (most - max(n, fewest) + 1) / (most - fewest + 1)
    return total


def _return_probabilities(sub: SubGraph, most: int) -> list[Floats]:
    """The diagonals of P^0 ... P^most.

    P is reversible (its weights are symmetric, ``d_v P_vw = d_w P_wv`` with d the totals), so ``(P^{a+b})_vv =
    sum_w (P^a)_vw (P^b)_vw d_v / d_w`` needs only the powers up to half the length, and no transposed one.
    """
    size = sub.rows
    transition = sub.transition()
    totals = np.where(sub.totals > 0, sub.totals, 1.0)
    if most <= _COMPILED:
        from mathscale_core.sampling import kernel

        back = np.empty((_COMPILED + 1, size))
        kernel.returns(sub.indptr, sub.indices, transition.data, totals, back)
        return list(back[: most + 1])
    powers = [sparse.csr_array(sparse.eye_array(size)), transition]
    while len(powers) <= (most + 1) // 2:
        powers.append(sparse.csr_array(powers[-1] @ transition))
    diagonals = []
    for n in range(most + 1):
        a, b = n // 2, n - n // 2
        if a == b:
            both = sparse.csr_array((powers[a].data ** 2, powers[a].indices, powers[a].indptr), shape=(size, size))
        else:
            both = sparse.csr_array(powers[a].multiply(powers[b]))
        diagonals.append(totals * np.asarray(both @ (1.0 / totals)))
    return diagonals


def _stopping(sub: SubGraph) -> sparse.csr_array:
    """Transitions of the topic phase: a topic without topic neighbours stays where it stands."""
    lonely = sub.degrees == 0
    return sparse.csr_array(sub.transition() + sparse.diags_array(np.where(lonely, 1.0, 0.0)))


def _power(transition: sparse.csr_array, start: Floats, steps: int) -> Floats:
    distribution = start
    for _ in range(steps):
        distribution = transition.T @ distribution
    return distribution


def _first_visits_then_end(transition: sparse.csr_array, start: Floats, steps: int, reach: Floats) -> Floats:
    """Probability that a walk of exactly ``steps`` steps visits v and ends where a knowledge point is in reach.

    By the first visit: ``sum_n F_n(v) (P^{steps-n} reach)(v)``.
    """
    back = [np.asarray(p.diagonal()) for p in _powers(transition, steps)]
    ahead = [reach]
    for _ in range(steps):
        ahead.append(transition @ ahead[-1])
    occupancy, first = start.copy(), [start.copy()]
    for n in range(1, steps + 1):
        occupancy = transition.T @ occupancy
        first.append(occupancy - sum((first[k] * back[n - k] for k in range(n)), np.zeros_like(start)))
    return np.asarray(sum((first[n] * ahead[steps - n] for n in range(steps + 1)), np.zeros_like(start)))


def _powers(transition: sparse.csr_array, most: int) -> list[sparse.csr_array]:
    powers = [sparse.csr_array(sparse.eye_array(transition.shape[0]))]
    for _ in range(most):
        powers.append(sparse.csr_array(powers[-1] @ transition))
    return powers

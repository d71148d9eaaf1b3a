"""The paper's random walk (MathScale, section 2.3), one step at a time over many draws at once.

A draw starts at a topic, walks 1-2 steps on the topic graph, takes one step to a knowledge point, and walks
0-4 steps on the KP graph. Step counts are uniform. A topic without topic neighbours ends the topic phase
where it stands; a last topic without a KP edge makes the draw a dead end.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathscale_core.graph import ConceptGraph, Ints, SubGraph
from mathscale_core.sampling.uniforms import uniforms

#: Marks a place of a walk that was not visited.
NONE = np.int32(-1)


@dataclass(frozen=True, slots=True)
class WalkSettings:
    """Step counts of the walk; the defaults are the paper's.

    Attributes:
        topic_steps: Fewest and most steps on the topic graph.
        kp_steps: Fewest and most steps on the KP graph after the step to the first KP.
    """

    topic_steps: tuple[int, int] = (1, 2)
    kp_steps: tuple[int, int] = (0, 4)


@dataclass(frozen=True, eq=False)
class Walks:
    """The traces of many draws.

    Attributes:
        draws: Shape (n,), int64: draw index.
        topics: Shape (n, most topic steps + 1), int32: topic indices in order, :data:`NONE` after the end.
        kps: Shape (n, most KP steps + 1), int32: likewise; all NONE for a dead end.
    """

    draws: npt.NDArray[np.int64]
    topics: Ints
    kps: Ints

    @property
    def dead_ends(self) -> npt.NDArray[np.bool_]:
        """Which draws reached no knowledge point, shape (n,)."""
        return np.equal(self.kps[:, 0], NONE)


def walk(sub: SubGraph, starts: Ints, steps: Ints, uniform_of_step: list[npt.NDArray[np.float64]]) -> Ints:
    """Walk on one square sub-graph.

    Args:
        sub: The sub-graph.
        starts: Shape (n,): where each walk starts; :data:`NONE` walks nowhere.
        steps: Shape (n,): how many steps each walk takes at most.
        uniform_of_step: One array of shape (n,) for each step.

    Returns:
        Shape (n, steps + 1): the nodes visited, start first, :data:`NONE` after a walk's end.
    """
    visited = np.full((len(starts), len(uniform_of_step) + 1), NONE, dtype=np.int32)
    visited[:, 0] = starts
    for step, uniform in enumerate(uniform_of_step):
        here = visited[:, step]
        going = np.flatnonzero((here != NONE) & (steps > step))
        visited[going, step + 1] = move(sub, here[going], uniform[going])
    return visited


def move(sub: SubGraph, nodes: Ints, uniform: npt.NDArray[np.float64]) -> Ints:
    """One step from each node to a neighbour with probability ``p(v|u)``; NONE where there is no neighbour."""
    if len(sub.indices) == 0 or len(nodes) == 0:
        return np.full(len(nodes), NONE, dtype=np.int32)
    first, last = sub.indptr[nodes], sub.indptr[nodes + 1]
    target = sub.cumulative[first] + uniform * sub.totals[nodes]
    edge = np.searchsorted(sub.cumulative, target, side="right") - 1
    # Rounding at a row's ends must not leave the row.
    edge = np.clip(edge, first, np.maximum(last - 1, first))
    return np.where(last > first, sub.indices[np.minimum(edge, len(sub.indices) - 1)], NONE).astype(np.int32)


def draw_walks(graph: ConceptGraph, rng: int, draws: npt.NDArray[np.int64], settings: WalkSettings) -> Walks:
    """The walks of the given draws; draw ``i`` starts at topic ``i mod topics`` and is the same in any company."""
    fewest_t, most_t = settings.topic_steps
    fewest_k, most_k = settings.kp_steps
    starts = (draws % max(len(graph.topics), 1)).astype(np.int32)
    slots = iter(range(most_t + most_k + 3))
    topic_steps = _step_count(uniforms(rng, draws, next(slots)), fewest_t, most_t)
    topics = walk(graph.topic_topic, starts, topic_steps, [uniforms(rng, draws, next(slots)) for _ in range(most_t)])
    last_topic = topics[np.arange(len(draws)), (topics != NONE).sum(axis=1) - 1]
    first_kp = move(graph.topic_kp, last_topic, uniforms(rng, draws, next(slots)))
    kp_steps = _step_count(uniforms(rng, draws, next(slots)), fewest_k, most_k)
    kps = walk(graph.kp_kp, first_kp, kp_steps, [uniforms(rng, draws, next(slots)) for _ in range(most_k)])
    return Walks(draws, topics, kps)


def _step_count(uniform: npt.NDArray[np.float64], fewest: int, most: int) -> Ints:
    return (fewest + np.floor(uniform * (most - fewest + 1))).astype(np.int32)

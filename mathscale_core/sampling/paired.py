"""How an edit moves novelty: the same draws on two graphs, compared pair by pair.

A draw of a random number walks on both graphs with the same uniforms; it is novel where no seed's set holds all of its
concepts. What is given is an estimate from so many draws, with the interval of Agresti and Min (2005) for a difference
of paired proportions: half a pair is added to each of the four cells, so that it has a width also where none differs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from mathscale_core.graph import ConceptGraph
from mathscale_core.sampling.compositions import contained, seed_sets
from mathscale_core.sampling.walk import WalkSettings, draw_walks

#: The normal quantile of a 95% interval.
_WIDTH = 1.959964
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shift:
    """Novelty before and after, estimated from common draws.

    Attributes:
        before: Share of novel draws before.
        after: Share of novel draws after.
        low: Lower end of the 95% interval of ``after - before``.
        high: Its upper end.
        draws: Draws compared: those that give a composition on both graphs.
    """

    before: float
    after: float
    low: float
    high: float
    draws: int


def novel_draws(
    graph: ConceptGraph, concepts_of_seed: Mapping[str, Sequence[str]], draws: int, rng: int
) -> tuple[Flags, Flags]:
    """Which of the first draws give a composition, and which of them a novel one; both of shape (draws,)."""
    if not graph.topics:
        return np.zeros(draws, dtype=np.bool_), np.zeros(draws, dtype=np.bool_)
    walks = draw_walks(graph, rng, np.arange(draws, dtype=np.int64), WalkSettings())
    inside = contained(walks.sets, seed_sets(graph, concepts_of_seed))
    alive = ~walks.dead_ends
    return alive, alive & ~inside


def shift(before: tuple[Flags, Flags], after: tuple[Flags, Flags]) -> Shift:
    """Compare the same draws on two graphs, each as :func:`novel_draws` gives them; without any it may be anything."""
    both = before[0] & after[0]
    n = int(both.sum())
    if not n:
        return Shift(0.0, 0.0, -1.0, 1.0, 0)
    was, now = before[1][both], after[1][both]
    gained, lost = int((now & ~was).sum()), int((was & ~now).sum())
    size = n + 2
    middle = (gained - lost) / size
    spread = _WIDTH * sqrt(gained + lost + 1 - (gained - lost) ** 2 / size) / size
    return Shift(float(was.mean()), float(now.mean()), max(middle - spread, -1.0), min(middle + spread, 1.0), n)

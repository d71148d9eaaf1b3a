"""A few compositions to look at: the first unique sets of a run, of all draws or of those that hold chosen concepts.

Comes in: a graph, a random number, how many sets, and the concepts that each must hold. Goes out: :class:`Drawn`.
Draws that do not hold them are passed over (rejection), so what is left is distributed as the paper's walk is, given
that it holds them. How many draws are looked at is bounded; a set of concepts that no walk can hold is told from its
share of the draws. Every draw is rebuilt alone from (rng, draw index) by :func:`rebuild`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathscale_core.errors import NotFoundError
from mathscale_core.graph import ConceptGraph
from mathscale_core.sampling.walk import Walks, WalkSettings, draw_walks

#: So many draws are looked at before the search is given up.
MOST_DRAWS = 2_000_000
_FIRST_CHUNK, _CHUNK = 1 << 12, 1 << 17


@dataclass(frozen=True, eq=False)
class Drawn:
    """Unique compositions that hold what they must, in draw order.

    Attributes:
        walks: Their traces and sets; each set with its lowest draw from the first one looked at on.
        looked: Draws looked at.
        holding: Of these, draws that gave a composition which holds the chosen concepts.
    """

    walks: Walks
    looked: int
    holding: int


def draw_unique(
    graph: ConceptGraph,
    count: int,
    rng: int,
    *,
    holds: Sequence[int] = (),
    first: int = 0,
    most: int = MOST_DRAWS,
    settings: WalkSettings | None = None,
) -> Drawn:
    """The first ``count`` unique sets that hold all of ``holds`` among at most ``most`` draws from ``first`` on.

    Args:
        graph: The concept graph; one without topics has no draws.
        count: Sets wanted.
        rng: Random number of the run.
        holds: Node codes (topic index, or topics + KP index) that each set must hold.
        first: Index of the first draw.
        most: Most draws that are looked at.
        settings: Step counts.
    """
    settings = settings or WalkSettings()
    topics = len(graph.topics)
    kept: list[npt.NDArray[np.int64]] = []
    seen: set[bytes] = set()
    looked = holding = found = 0
    size = _FIRST_CHUNK
    while found < count and looked < most and topics:
        size = min(size, most - looked)
        draws = np.arange(first + looked, first + looked + size, dtype=np.int64)
        walks = draw_walks(graph, rng, draws, settings)
        sets = walks.sets
        fits = ~walks.dead_ends
        for code in holds:
            fits &= (sets == code).any(axis=1)
        rows = np.flatnonzero(fits)
        end = size
        new = []
        for row in rows:
            key = sets[row].tobytes()
            if key not in seen:
                seen.add(key)
                new.append(row)
                found += 1
                if found == count:
                    # The run ends with the draw that completed it.
                    end = int(row) + 1
                    break
        kept.append(draws[new])
        holding += int(np.count_nonzero(rows < end))
        looked += end
        size = min(4 * size, _CHUNK)
    drawn = np.concatenate(kept) if kept else np.empty(0, np.int64)
    walks = rebuild(graph, rng, drawn, settings)
    return Drawn(walks, looked, holding)


def rebuild(graph: ConceptGraph, rng: int, draws: npt.NDArray[np.int64], settings: WalkSettings | None = None) -> Walks:
    """The walks of these draws, dead ends included; the same as in any other company."""
    return draw_walks(graph, rng, draws, settings or WalkSettings())


def codes_of(graph: ConceptGraph, concepts: Sequence[str]) -> list[int]:
    """Node codes of concepts.

    Raises:
        NotFoundError: The graph has no such concept.
    """
    gone = [c for c in concepts if c not in graph.position]
    if gone:
        raise NotFoundError(
            f"The current graph has no concept {gone[0]!r}.", "a concept of it.", "Search for it by name."
        )
    places = [graph.position[c] for c in concepts]
    return [index if kind == "topic" else len(graph.topics) + index for kind, index in places]

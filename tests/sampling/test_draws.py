"""A few compositions to look at, beside a plain loop over draws: the first unique sets that hold what they must."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import NotFoundError
from mathscale_core.graph import ConceptGraph
from mathscale_core.sampling.draws import codes_of, draw_unique, rebuild
from mathscale_core.sampling.walk import WalkSettings, draw_walks
from mathscale_core.testing.graphs import empty
from tests.sampling.drawn import graph_of, spelled

#: A and B end dead in half of their draws, C is lonely, D goes everywhere.
MIXED = ["AB", "Bxy", "Cyz", "xz", "z", "ADx"]


def one_by_one(graph: ConceptGraph, count: int, rng: int, holds: str, most: int) -> tuple[list[int], int, int]:
    """Draws kept, draws looked at, and draws that hold the letters, of a search that looks at one after the other."""
    kept: dict[frozenset[str], int] = {}
    looked = holding = 0
    while len(kept) < count and looked < most:
        topics, kps = spelled(graph, draw_walks(graph, rng, np.array([looked], dtype=np.int64), WalkSettings()))[0]
        if kps and set(holds) <= {*topics, *kps}:
            holding += 1
            kept.setdefault(frozenset(topics + kps), looked)
        looked += 1
    return list(kept.values()), looked, holding


def test_an_empty_graph_gives_nothing() -> None:
    """No draw is looked at."""
    found = draw_unique(empty(), 5, 0)
    assert (len(found.walks.sets), found.looked, found.holding) == (0, 0, 0)


@given(st.integers(0, 9), st.integers(0, 12), st.sampled_from(["", "A", "x", "Bx", "ABz", "Czy"]))
def test_the_first_sets_that_hold_the_concepts_are_found(count: int, rng: int, holds: str) -> None:
    """The same draws as a loop finds, and as many looked at."""
    graph = graph_of(MIXED)
    found = draw_unique(graph, count, rng, holds=codes_of(graph, holds), most=300)
    kept, looked, holding = one_by_one(graph, count, rng, holds, 300)
    assert (found.walks.draws.tolist(), found.looked, found.holding) == (kept, looked, holding)


def test_concepts_that_never_meet_end_at_the_bound() -> None:
    """Two worlds without an edge between them: every draw is looked at, none holds both."""
    graph = graph_of(["ABx", "CDy"])
    found = draw_unique(graph, 1, 0, holds=codes_of(graph, "AC"), most=5000)
    assert (len(found.walks.sets), found.looked, found.holding) == (0, 5000, 0)


def test_a_later_start_goes_on_where_the_first_ended() -> None:
    """The draws from ``first`` on are those that a longer run finds there."""
    graph = graph_of(MIXED)
    whole = draw_unique(graph, 1000, 3, most=200)
    later = draw_unique(graph, 1000, 3, first=100, most=100)
    assert later.walks.draws.min() >= 100
    assert {d for d in whole.walks.draws.tolist() if d >= 100} <= set(later.walks.draws.tolist())


def test_a_draw_is_rebuilt_alone() -> None:
    """Its walk does not depend on what else was drawn."""
    graph = graph_of(MIXED)
    found = draw_unique(graph, 6, 5)
    for i, draw in enumerate(found.walks.draws):
        alone = rebuild(graph, 5, np.array([draw], dtype=np.int64))
        assert (alone.topics[0].tolist(), alone.kps[0].tolist()) == (
            found.walks.topics[i].tolist(),
            found.walks.kps[i].tolist(),
        )


def test_a_concept_that_is_not_there_is_refused() -> None:
    """By its id."""
    with pytest.raises(NotFoundError, match="'Q'"):
        codes_of(graph_of(MIXED), ["A", "Q"])

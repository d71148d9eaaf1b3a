"""The map's layout: what is known stays, what is new comes among its neighbours, and order is no matter."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.layout import STAGES, Links, communities, community_names, lay_out, lay_out_in_stages, links_of
from mathscale_core.records import Concept
from mathscale_core.testing.graphs import empty, lonely, pair, square


def links(count: int, edges: Mapping[tuple[int, int], int]) -> Links:
    """Concepts ``c0``, ``c1`` ... with these edges and weights."""
    return Links(
        tuple(f"c{n}" for n in range(count)),
        np.array([a for a, _ in edges], dtype=np.int32),
        np.array([b for _, b in edges], dtype=np.int32),
        np.array(list(edges.values()), dtype=np.float64),
    )


def two_rings(size: int) -> Links:
    """Two complete groups of so many concepts, joined by one edge."""
    inside = {(g * size + a, g * size + b): 3 for g in range(2) for a in range(size) for b in range(a + 1, size)}
    return links(2 * size, {**inside, (0, size): 1})


@st.composite
def drawn_links(draw: st.DrawFn, fewest: int = 1) -> Links:
    """Any small graph."""
    count = draw(st.integers(fewest, 9))
    pairs = [(a, b) for b in range(count) for a in range(b)]
    edges = draw(st.dictionaries(st.sampled_from(pairs), st.integers(1, 9))) if pairs else {}
    return links(count, edges)


def shuffled(graph: Links, order: list[int]) -> Links:
    """The same graph with its concepts in another order, its edges backwards and the other way round."""
    rank = np.argsort(order)
    return Links(
        tuple(graph.concepts[i] for i in order),
        rank[graph.target][::-1].astype(np.int32),
        rank[graph.source][::-1].astype(np.int32),
        graph.weights[::-1],
    )


def test_of_the_empty_graph_there_is_nothing_to_place() -> None:
    """No positions, no communities, no names."""
    none = links_of(empty())
    assert lay_out(none).shape == (0, 2)
    assert communities(none).shape == (0,)
    assert community_names([], np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)) == {}


def test_the_edges_of_all_sub_graphs_are_there_once() -> None:
    """Topics first, then knowledge points; with the weights of their sub-graphs."""
    found = links_of(square())
    edges = {
        (found.concepts[a], found.concepts[b]): w
        for a, b, w in zip(found.source, found.target, found.weights, strict=True)
    }
    assert found.concepts == ("A", "B", "x", "y")
    assert edges == {("A", "B"): 1, ("A", "x"): 2, ("B", "y"): 1, ("x", "y"): 1}
    assert len(links_of(lonely()).source) == 4


@given(drawn_links())
def test_every_concept_has_a_finite_place_of_its_own(graph: Links) -> None:
    """Also concepts without an edge, and pieces that nothing joins."""
    at = lay_out(graph)
    assert at.shape == (len(graph.concepts), 2)
    assert np.isfinite(at).all()
    assert len(np.unique(at, axis=0)) == len(at)


@given(drawn_links(2), st.data())
def test_a_known_concept_does_not_move(graph: Links, data: st.DataObject) -> None:
    """To the last bit; the new ones are finite and lie on nobody's place."""
    places = st.tuples(st.floats(-20, 20), st.floats(-20, 20))
    known = data.draw(st.dictionaries(st.sampled_from([*graph.concepts, "gone"]), places, min_size=1))
    at = lay_out(graph, known)
    assert np.isfinite(at).all()
    for place, concept in zip(at.tolist(), graph.concepts, strict=True):
        if concept in known:
            assert tuple(place) == known[concept]
    new = [i for i, c in enumerate(graph.concepts) if c not in known]
    assert len(np.unique(at[new], axis=0)) == len(new)


@given(drawn_links(), st.data())
def test_the_order_of_concepts_and_edges_is_no_matter(graph: Links, data: st.DataObject) -> None:
    """For layout and communities, from nothing and from what is known."""
    order = data.draw(st.permutations(range(len(graph.concepts))))
    other = shuffled(graph, order)
    assert (lay_out(graph)[order] == lay_out(other)).all()
    assert (communities(graph)[order] == communities(other)).all()
    known = {graph.concepts[0]: (1.0, 2.0)}
    assert (lay_out(graph, known)[order] == lay_out(other, known)).all()


def test_a_new_concept_comes_at_the_weighted_centre_of_its_neighbours() -> None:
    """Three times nearer to the one that three seeds join it with, give or take the small step aside."""
    at = lay_out(links(3, {(0, 2): 3, (1, 2): 1}), {"c0": (0.0, 0.0), "c1": (4.0, 0.0)})
    assert np.linalg.norm(at[2] - [1.0, 0.0]) <= 2.0 / np.sqrt(3)
    # Of many concepts the step is small.
    star = links(402, {(0, 401): 3, (1, 401): 1})
    around = {f"c{n}": (4.0 * np.cos(n), 4.0 * np.sin(n)) for n in range(2, 401)}
    at = lay_out(star, {**around, "c0": (0.0, 0.0), "c1": (4.0, 0.0)})
    assert np.linalg.norm(at[401] - [1.0, 0.0]) < 0.21


def test_a_chain_of_new_concepts_comes_after_its_first_known_one() -> None:
    """One step a round, so that the end of the chain has a place too, near the others."""
    chain = links(4, {(0, 1): 1, (1, 2): 1, (2, 3): 1})
    at = lay_out(chain, {"c0": (10.0, 10.0)})
    assert (np.linalg.norm(np.diff(at, axis=0), axis=1) <= 1.0).all()


def test_a_concept_without_a_way_to_the_others_lies_at_the_border() -> None:
    """Outside the circle of what is placed, and not far off."""
    at = lay_out(links(3, {}), {"c0": (-1.0, 0.0), "c1": (1.0, 0.0)})
    assert 1.0 < np.linalg.norm(at[2]) < 1.3


def test_what_is_joined_lies_together() -> None:
    """Two complete groups with one edge between them are two heaps, and two communities."""
    graph = two_rings(12)
    at, found = lay_out(graph), communities(graph)
    middle = np.array(at[:12].mean(axis=0))
    apart = np.linalg.norm(middle - at[12:].mean(axis=0))
    assert np.linalg.norm(at[:12] - middle, axis=1).max() < apart
    assert set(found[:12]) == {0}
    assert set(found[12:]) == {1}


def test_a_new_map_is_wider_than_high() -> None:
    """Its long side lies, as a screen's does."""
    at = lay_out(links(40, {(n, n + 1): 2 for n in range(39)}))
    assert at[:, 0].std() > at[:, 1].std()
    x, y = (at - at.mean(axis=0)).T
    assert abs((x * y).mean()) < 1e-3 * x.std() * y.std()


def test_stages_get_better_and_the_last_one_is_the_layout() -> None:
    """So many are told of; each has every concept."""
    graph = two_rings(8)
    stages = list(lay_out_in_stages(graph))
    assert len(stages) == STAGES
    assert (stages[-1] == lay_out(graph)).all()
    assert len(list(lay_out_in_stages(graph, {"c3": (0.0, 0.0)}))) == 1


def test_communities_are_numbered_by_size_and_keep_their_numbers() -> None:
    """The bigger of two is 0; in a later version each keeps its number though it has become the smaller one."""
    edges = {(a, b): 2 for b in range(5) for a in range(b)} | {(a, b): 2 for b in range(5, 9) for a in range(5, b)}
    found = communities(links(9, edges))
    assert found.tolist() == [0] * 5 + [1] * 4
    grown = links(12, {**edges, **{(a, b): 2 for b in range(5, 12) for a in range(5, b)}})
    known = {f"c{n}": int(found[n]) for n in range(9)}
    assert communities(grown, known).tolist() == [0] * 5 + [1] * 7
    assert communities(grown).tolist() == [1] * 5 + [0] * 7


def test_a_community_that_is_new_takes_a_number_that_none_had() -> None:
    """A number of an older community stands for nothing else, so that a colour does not change its meaning."""
    edges = {(a, b): 2 for b in range(3) for a in range(b)} | {(3, 4): 1, (4, 5): 1, (3, 5): 1}
    assert communities(links(6, edges), {"c0": 4, "gone": 7}).tolist() == [4] * 3 + [8] * 3


def test_a_graph_in_pieces_does_not_go_round_in_circles() -> None:
    """On two pairs Leiden "until steady" never ends from some starts."""
    assert communities(links(4, {(0, 1): 1, (2, 3): 1})).tolist() == [0, 0, 1, 1]
    assert communities(links(3, {})).tolist() == [0, 1, 2]


def test_a_community_is_named_by_its_biggest_topics() -> None:
    """By its knowledge points where it has no topic; and no two alike."""
    concepts = [
        Concept("a", "topic", "Money"), Concept("b", "topic", "Fractions"), Concept("c", "topic", "Percentages"),
        Concept("d", "kp", "Unit price"), Concept("e", "kp", "Money · Percentages"), Concept("f", "topic", "Sets"),
    ]  # fmt: skip
    seeds = np.array([7, 3, 5, 90, 2, 1], dtype=np.int32)
    names = community_names(concepts, seeds, np.array([0, 0, 0, 0, 2, 5], dtype=np.int32))
    assert names == {0: "Money · Percentages", 2: "Money · Percentages (2)", 5: "Sets"}


def test_a_pair_has_two_places() -> None:
    """The smallest graph with an edge."""
    at = lay_out(links_of(pair()))
    assert np.linalg.norm(at[0] - at[1]) > 0


@pytest.mark.parametrize("weight", [0.5, 0.0])
def test_a_weight_set_by_hand_may_be_less_than_a_seed(weight: float) -> None:
    """It is no reason for an infinite length."""
    graph = replace(links(2, {(0, 1): 1}), weights=np.array([weight]))
    assert np.isfinite(lay_out(graph)).all()

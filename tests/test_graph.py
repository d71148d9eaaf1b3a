"""The concept graph, beside a rebuild in networkx and beside the paper's words."""

from itertools import combinations
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.graph import EPSILON, ConceptGraph, SubGraph, build_graph
from mathscale_core.records import Concept
from tests.sampling.drawn import graph_of, words

LETTERS = "ABCDEabcde"


def networkx_of(seeds: list[str]) -> "nx.Graph[str]":
    """All concepts of some words in one weighted graph."""
    graph: nx.Graph[str] = nx.Graph()
    for seed in seeds:
        graph.add_nodes_from(seed)
        for a, b in combinations(seed, 2):
            graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    return graph


def parts(graph: ConceptGraph) -> list[tuple[SubGraph, tuple[Concept, ...], tuple[Concept, ...]]]:
    """The three sub-graphs with the concepts of their rows and columns."""
    return [
        (graph.topic_topic, graph.topics, graph.topics),
        (graph.topic_kp, graph.topics, graph.kps),
        (graph.kp_kp, graph.kps, graph.kps),
    ]


def weights_of(graph: ConceptGraph) -> dict[frozenset[str], float]:
    """Both ends of every edge to its weight."""
    return {
        frozenset((rows[u].id, columns[v].id)): float(weight)
        for sub, rows, columns in parts(graph)
        for u in range(sub.rows)
        for v, weight in zip(*sub.neighbours(u)[:2], strict=True)
    }


def test_no_taggings_give_the_empty_graph() -> None:
    """The empty graph has no node, no edge and no component, and still has a version."""
    graph = graph_of([])
    assert (graph.topics, graph.kps, graph.seeds, graph.components()) == ((), (), 0, 0)
    assert graph.edges == {"topic_topic": 0, "topic_kp": 0, "kp_kp": 0}
    assert all(sub.rows == sub.columns == len(sub.indices) == 0 for sub, _, _ in parts(graph))
    assert graph.version.startswith("g_")


def test_a_concept_without_taggings_stands_alone() -> None:
    """A concept that no seed carries is a node without edges and a component of its own."""
    nothing = np.empty(0, dtype=np.int32)
    graph = build_graph([Concept("k", "kp", "k"), Concept("t", "topic", "t")], ["a seed"], nothing, nothing)
    assert ([t.id for t in graph.topics], [k.id for k in graph.kps]) == (["t"], ["k"])
    assert (graph.components(), graph.seeds, graph.topic_seeds.tolist()) == (2, 0, [0])
    assert graph.neighbours("t") == graph.neighbours("k") == []


def test_a_graph_drawn_by_hand() -> None:
    """ABx, Bxy: B and x are together twice, the other pairs once; x and y have no edge to themselves."""
    graph = graph_of(["ABx", "Bxy"])
    assert graph.edges == {"topic_topic": 1, "topic_kp": 3, "kp_kp": 1}
    assert weights_of(graph) == {
        frozenset(pair): weight for pair, weight in {"AB": 1, "Ax": 1, "Bx": 2, "By": 1, "xy": 1}.items()
    }
    assert (graph.topic_seeds.tolist(), graph.kp_seeds.tolist(), graph.seeds) == ([1, 2], [2, 1], 2)
    assert graph.position == {"A": ("topic", 0), "B": ("topic", 1), "x": ("kp", 0), "y": ("kp", 1)}


@settings(deadline=None)
@given(words(LETTERS))
def test_the_graph_equals_a_rebuild_in_networkx(seeds: list[str]) -> None:
    """Nodes, edges, weights, components and counts of seeds are those of networkx."""
    graph, other = graph_of(seeds), networkx_of(seeds)
    assert {c.id for c in graph.topics + graph.kps} == set(other.nodes)
    assert weights_of(graph) == {frozenset((a, b)): float(w) for a, b, w in other.edges(data="weight")}
    kinds = [a.islower() + b.islower() for a, b in other.edges]
    assert list(graph.edges.values()) == [kinds.count(kind) for kind in range(3)]
    assert graph.components() == nx.number_connected_components(other)
    counts = np.concatenate([graph.topic_seeds, graph.kp_seeds])
    assert counts.tolist() == [sum(c.id in seed for seed in seeds) for c in graph.topics + graph.kps]
    assert graph.seeds == len(seeds)


@settings(deadline=None)
@given(words(LETTERS))
def test_probabilities_are_the_softmax_of_log_frequency(seeds: list[str]) -> None:
    """p(v|u) is the softmax of log(w + eps) over u's neighbours in the sub-graph; a lonely row is zero."""
    other = networkx_of(seeds)
    for sub, rows, columns in parts(graph_of(seeds)):
        transition = sub.transition().toarray()
        assert transition.shape == (len(rows), len(columns))
        for u, row in enumerate(rows):
            near = [v for v, c in enumerate(columns) if other.has_edge(row.id, c.id)]
            odds = np.exp([np.log(other[row.id][columns[v].id]["weight"] + EPSILON) for v in near])
            wanted = np.zeros(len(columns))
            wanted[near] = odds / odds.sum() if near else 0.0
            np.testing.assert_allclose(transition[u], wanted, atol=1e-12)
            np.testing.assert_allclose(sub.neighbours(u)[2], wanted[near], atol=1e-12)


@settings(deadline=None)
@given(words(LETTERS))
def test_square_sub_graphs_are_symmetric_without_a_diagonal(seeds: list[str]) -> None:
    """Topic-topic and KP-KP read the same from both ends, and nothing is its own neighbour."""
    graph = graph_of(seeds)
    for sub in (graph.topic_topic, graph.kp_kp):
        dense = np.zeros((sub.rows, sub.columns))
        for u in range(sub.rows):
            dense[u, sub.neighbours(u)[0]] = sub.neighbours(u)[1]
        assert (dense == dense.T).all()
        assert not dense.diagonal().any()


@settings(deadline=None)
@given(words(LETTERS))
def test_neighbours_come_with_both_probabilities_heaviest_first(seeds: list[str]) -> None:
    """What one concept says of another, the other says of the first with the probabilities exchanged."""
    graph, other = graph_of(seeds), networkx_of(seeds)

    def p(u: str, v: str) -> float:
        same_kind = [n for n in other[u] if n.islower() == v.islower()]
        return float((other[u][v]["weight"] + EPSILON) / sum(other[u][n]["weight"] + EPSILON for n in same_kind))

    for concept in graph.topics + graph.kps:
        near = graph.neighbours(concept.id)
        assert {(c.id, w) for c, w, _, _ in near} == {(v, other[concept.id][v]["weight"]) for v in other[concept.id]}
        assert [(-w, c.name) for c, w, _, _ in near] == sorted((-w, c.name) for c, w, _, _ in near)
        for c, _, there, back in near:
            assert (there, back) == pytest.approx((p(concept.id, c.id), p(c.id, concept.id)))


def test_neighbours_of_an_unknown_concept_are_refused() -> None:
    """A concept that is not in the graph is a KeyError, not an empty list."""
    with pytest.raises(KeyError):
        graph_of(["Ax"]).neighbours("B")


@settings(deadline=None)
@given(words(LETTERS, most=5), st.randoms(use_true_random=False))
def test_the_version_does_not_depend_on_order(seeds: list[str], order: Random) -> None:
    """Concepts, seeds and taggings in any order make the same version and the same arrays."""
    pairs = [(f"seed {n}", letter) for n, seed in enumerate(seeds) for letter in seed]
    letters, ids = sorted({letter for _, letter in pairs}), [f"seed {n}" for n in range(len(seeds))]
    for part in (pairs, letters, ids):
        order.shuffle(part)
    shuffled = build_graph(
        [Concept(letter, "topic" if letter.isupper() else "kp", f"name of {letter}") for letter in letters],
        ids,
        np.array([ids.index(seed) for seed, _ in pairs], dtype=np.int32),
        np.array([letters.index(letter) for _, letter in pairs], dtype=np.int32),
    )
    graph = graph_of(seeds)
    assert shuffled.version == graph.version
    assert (shuffled.topics, shuffled.kps, weights_of(shuffled)) == (graph.topics, graph.kps, weights_of(graph))


@settings(deadline=None)
@given(words(LETTERS, most=4).filter(bool), st.data())
def test_the_version_changes_with_a_tagging(seeds: list[str], data: st.DataObject) -> None:
    """One tagging more or less is another version."""
    n, letter = data.draw(st.integers(0, len(seeds) - 1)), data.draw(st.sampled_from(LETTERS))
    changed = [*seeds[:n], "".join(sorted(set(seeds[n]) ^ {letter})), *seeds[n + 1 :]]
    assert graph_of(changed).version != graph_of(seeds).version


@settings(deadline=None)
@given(words("ABx", most=3), words("ABx", most=3))
def test_two_taggings_share_a_version_only_if_they_are_equal(seeds: list[str], others: list[str]) -> None:
    """Which seed carries a concept counts too, even where nodes and edges come out the same."""
    assert (graph_of(seeds).version == graph_of(others).version) == (seeds == others)
    assert graph_of(["AB", "x"]).version != graph_of(["x", "AB"]).version

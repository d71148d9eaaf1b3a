"""Clusters: connected, at most eight, cut at the weakest links, most seeds × confidence first."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.twins.clusters import MOST, among, clusters, seeds_in
from tests.twins.drawn import drawn, twins

edges = st.dictionaries(
    st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda p: p[0] < p[1]), st.floats(0.5, 1), max_size=30
)


def test_no_pairs_make_no_clusters() -> None:
    """Nothing waits."""
    assert clusters([], {}) == []


def test_a_chain_is_one_cluster_and_its_biggest_comes_first() -> None:
    """Members by seeds; confidence is the mean of the links; the pairs are best first."""
    (found,) = clusters([twins("a", "b", 0.9), twins("b", "c", 0.7)], {"a": 1, "b": 5, "c": 3})
    assert (found.members, found.seeds) == (("b", "c", "a"), 9)
    assert abs(found.confidence - 0.8) < 1e-9
    assert [t.pair for t in found.pairs] == [("a", "b"), ("b", "c")]


def test_too_long_a_chain_is_cut_at_its_weakest_link() -> None:
    """Four of nine and five of nine; the link between them waits."""
    chain = [twins(f"c{n}", f"c{n + 1}", 0.6 if n == 4 else 0.9) for n in range(9)]
    found = clusters(chain, {f"c{n}": 1 for n in range(10)})
    assert sorted(map(sorted, (c.members for c in found))) == [
        [f"c{n}" for n in range(5)],
        [f"c{n}" for n in range(5, 10)],
    ]


def test_what_matters_most_comes_first() -> None:
    """Seeds times confidence: many seeds outweigh a sure guess on few."""
    found = clusters([twins("a", "b", 0.99), twins("c", "d", 0.6)], {"a": 1, "b": 1, "c": 20, "d": 2})
    assert [c.members[0] for c in found] == ["c", "a"]


@given(edges, st.randoms(use_true_random=False))
def test_clusters_are_disjoint_small_connected_and_the_same_in_any_order(
    scores: dict[tuple[int, int], float], random: Random
) -> None:
    """Every pair inside a cluster is told; a member is linked to another one of it."""
    pairs = [twins(f"c{a:02}", f"c{b:02}", s) for (a, b), s in scores.items()]
    seeds = {f"c{n:02}": n for n in range(15)}
    found = clusters(pairs, seeds)
    members = [c for cluster in found for c in cluster.members]
    assert len(set(members)) == len(members)
    assert all(2 <= len(c.members) <= MOST for c in found)
    for cluster in found:
        assert {t.pair for t in cluster.pairs} == among(pairs, cluster.members).keys()
        reached, ends = {cluster.members[0]}, [set(t.pair) for t in cluster.pairs]
        while grown := [end for end in ends if len(end & reached) == 1]:
            reached |= set[str]().union(*grown)
        assert reached == set(cluster.members)
    random.shuffle(pairs)
    assert clusters(pairs, seeds) == found


def test_seeds_of_concepts_are_those_of_the_graph() -> None:
    """Topics and knowledge points; what is not in it is left out."""
    graph = drawn({"s1": ["A", "x"], "s2": ["A"]})
    assert seeds_in(graph, ["A", "x", "gone"]) == {"A": 2, "x": 1}

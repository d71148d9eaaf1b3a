"""Suggestions of a graph: of one kind, the same for every order, and right on planted twins."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.graph import build_graph
from mathscale_core.records import Concept
from mathscale_core.testing.planted import plant_twins
from mathscale_core.twins.pairs import evidence, find_twins, pair_of, pairs_among, score, similar_to
from mathscale_core.twins.signals import Signals, build_twin_index
from tests.twins.drawn import drawings, drawn, twins

signals = st.builds(Signals, *[st.floats(0, 1)] * 4, told=st.none() | st.floats(0, 1))


def test_an_empty_graph_suggests_nothing() -> None:
    """Neither does one concept of a kind."""
    assert find_twins(drawn({}), {}) == []
    assert find_twins(drawn({"s1": ["A", "x"]}), {}) == []


@given(drawings)
def test_a_pair_is_of_one_kind_and_stands_once(drawing: dict[str, list[str]]) -> None:
    """Its lower id first, its score within 0 and 1."""
    graph = drawn(drawing)
    kinds = {c.id: c.kind for c in (*graph.topics, *graph.kps)}
    found = find_twins(graph, {}, threshold=0.0)
    assert all(kinds[t.a] == kinds[t.b] == t.kind and t.a < t.b and 0 <= t.score <= 1 for t in found)
    assert len({t.pair for t in found}) == len(found)


@given(drawings, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(drawing: dict[str, list[str]], random: Random) -> None:
    """Concepts, seeds and taggings shuffled give the same pairs with the same scores."""
    names = sorted({name for carried in drawing.values() for name in carried})
    seeds = sorted(drawing)
    random.shuffle(names)
    random.shuffle(seeds)
    pairs = [(seeds.index(s), names.index(name)) for s in seeds for name in set(drawing[s])]
    random.shuffle(pairs)
    columns = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    concepts = [Concept(name, "topic" if name[:1].isupper() else "kp", name) for name in names]
    shuffled = build_graph(concepts, seeds, columns[:, 0], columns[:, 1])
    aliases = {"unit price": ["price of one"], "gcd": ["common divisor"]}
    turned = {name: others[::-1] for name, others in reversed(aliases.items())}
    assert find_twins(shuffled, turned, threshold=0.1) == find_twins(drawn(drawing), aliases, threshold=0.1)


@given(drawings)
def test_decided_pairs_are_left_out(drawing: dict[str, list[str]]) -> None:
    """Those alone."""
    graph = drawn(drawing)
    every = find_twins(graph, {}, threshold=0.2)
    decided = {t.pair for t in every[::2]}
    assert find_twins(graph, {}, threshold=0.2, without=decided) == [t for t in every if t.pair not in decided]


@given(signals, st.sampled_from(["spelling", "words", "neighbours", "shared", "told"]), st.floats(0, 1))
def test_more_of_a_signal_is_never_less_of_a_score(one: Signals, name: str, more: float) -> None:
    """The score grows with each signal and stays within 0 and 1."""
    known = one.known()
    raised = Signals(**{**known, name: max(known.get(name, 0.0), more)})
    assert 0 <= score(one) <= score(raised) <= 1


@given(drawings)
def test_the_similar_ones_of_a_concept_are_all_others_by_score(drawing: dict[str, list[str]]) -> None:
    """As many as are asked for; what two are to each other does not depend on which of them is asked."""
    index = build_twin_index(drawn(drawing), {}, "kp")
    for concept in index.concepts:
        found = similar_to(index, concept, 3)
        assert len(found) == min(3, len(index.concepts) - 1)
        assert [t.score for _, t in found] == sorted((t.score for _, t in found), reverse=True)
        for other, pair in found:
            back = {c.id: t for c, t in similar_to(index, other, len(index.concepts))}
            assert back[concept.id] == pair


def test_planted_twins_are_found_and_little_else() -> None:
    """On twins on which nothing was tuned: nine in ten suggestions are planted ones, and nine in ten of these found."""
    planted = plant_twins(0)
    found = {t.pair for t in find_twins(planted.graph, {})}
    hits = found & planted.twins.keys()
    assert len(hits) >= 0.9 * len(found)
    assert len(hits) >= 0.9 * len(planted.twins)


def test_pairs_and_their_evidence() -> None:
    """Stored lower first; what speaks for several is that of the best."""
    assert pair_of("b", "a") == pair_of("a", "b") == ("a", "b")
    assert pairs_among(["c", "a", "b"]) == [("a", "b"), ("a", "c"), ("b", "c")]
    known = {t.pair: t for t in (twins("a", "b", 0.87), twins("b", "c", 0.91))}
    assert evidence(pairs_among("abc"), known) == "suggested: spelled alike 0.91"
    assert evidence([("a", "c")], known) == "decided side by side"

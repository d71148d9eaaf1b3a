"""Exact inclusion, beside all walks written out, beside a million draws, and beside the tempting wrong formulas."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.graph import ConceptGraph
from mathscale_core.sampling.exact import Inclusion, _return_probabilities, inclusion, known_inclusion
from mathscale_core.sampling.walk import NONE, WalkSettings, draw_walks
from tests.sampling.drawn import graph_of, traces, words

STEPS = st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda s: (s[0], s[0] + s[1]))
#: Hubs, a lonely topic, a topic without KPs, a lonely KP, a triangle and a chain.
SEEDS = ["ABabc", "ABab", "Aab", "BCc", "CD", "Dad", "Eef", "Ebf", "ef", "Ag", "BFh", "cd", "de", "F", "bh"]

PAPER = WalkSettings()


def written_out(seeds: list[str], steps: WalkSettings = PAPER) -> tuple[dict[str, float], float]:
    """Inclusion of each letter and the probability of a dead end, by adding up all walks."""
    share: Counter[str] = Counter()
    dead = 0.0
    for topics, kps, p in traces(seeds, steps.topic_steps, steps.kp_steps):
        if not kps:
            dead += p
        for letter in set(topics + kps) if kps else ():
            share[letter] += p  # type: ignore[assignment]
    return {letter: float(share[letter]) for seed in seeds for letter in seed}, dead


def by_letter(graph: ConceptGraph, found: Inclusion) -> dict[str, float]:
    """Inclusion probabilities under the concepts' letters."""
    concepts = graph.topics + graph.kps
    return dict(zip([c.id for c in concepts], [*found.topics.tolist(), *found.kps.tolist()], strict=True))


def assert_exact(seeds: list[str], steps: WalkSettings = PAPER) -> None:
    """The formula and the written-out walks agree."""
    graph = graph_of(seeds)
    found, (wanted, dead) = inclusion(graph, steps), written_out(seeds, steps)
    assert by_letter(graph, found) == pytest.approx(wanted, abs=1e-11), seeds
    assert found.dead_end == pytest.approx(dead, abs=1e-11), seeds


def every_tagging(topics: str, kps: str, seeds: int) -> Iterator[list[str]]:
    """All ways to tag some seeds, up to the names of topics, of knowledge points and of seeds."""
    patterns, seen = range(2**seeds), set()
    for of_topics in combinations_with_replacement(patterns, len(topics)):
        for of_kps in combinations_with_replacement(patterns, len(kps)):
            carried = list(zip(topics + kps, of_topics + of_kps, strict=True))
            made = ["".join(letter for letter, pattern in carried if pattern >> n & 1) for n in range(seeds)]
            key = tuple(sorted(made))
            if key not in seen:
                seen.add(key)
                yield made


def test_the_empty_graph_includes_nothing() -> None:
    """Without topics nothing is drawn: no inclusion, and no dead end either."""
    for seeds in ([], ["xy"]):
        found = inclusion(graph_of(seeds))
        assert (found.topics.tolist(), found.kps.tolist(), found.dead_end) == ([], [0.0] * len("".join(seeds)), 0.0)


def test_topics_without_knowledge_points_are_all_dead_ends() -> None:
    """A draw that is a dead end includes nothing, not even the topics it went through."""
    found = inclusion(graph_of(["AB", "C"]))
    assert found.topics.tolist() == [0.0, 0.0, 0.0]
    assert found.dead_end == pytest.approx(1.0)


def test_a_dead_end_includes_nothing() -> None:
    """AB, Bx by hand: A-B and B-A-B reach x, A-B-A and B-A do not; each is a quarter of the draws."""
    found = inclusion(graph_of(["AB", "Bx"]))
    assert found.topics == pytest.approx([0.5, 0.5])
    assert found.kps == pytest.approx([0.5])
    assert found.dead_end == pytest.approx(0.5)


def test_the_wrong_formulas_are_wrong_where_a_walk_returns() -> None:
    """Aab by hand: a is the first KP in half the draws, the second in the others unless there are no steps: 9/10.

    Step n of the KP walk is taken with probability (5 - n) / 5 and stands on a in half the cases. Summed
    occupancy counts returns and exceeds one; ``1 - prod(1 - p)`` takes the steps as independent.
    """
    on_a = np.array([(5 - n) / 5 / 2 for n in range(5)])
    found = inclusion(graph_of(["Aab"]))
    assert found.kps == pytest.approx([0.9, 0.9])
    assert on_a.sum() == pytest.approx(1.5)
    assert 1 - np.prod(1 - on_a) == pytest.approx(0.8488)


def test_a_triangle_by_hand() -> None:
    """ABCx: a topic is the start in a third, and of two others it is met after one step in half, after two in 3/4."""
    found = inclusion(graph_of(["ABCx"]))
    assert found.topics == pytest.approx([1 / 3 + 2 / 3 * (1 / 2 + 3 / 4) / 2] * 3)
    assert found.kps == pytest.approx([1.0])
    assert found.dead_end == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("topics", "kps", "seeds"),
    [("AB", "ab", 1), ("AB", "ab", 2), ("AB", "ab", 3), ("ABC", "abc", 1), ("ABC", "abc", 2)],
)
def test_inclusion_is_exact_on_every_small_graph(topics: str, kps: str, seeds: int) -> None:
    """On all taggings of a few seeds with 2-3 topics and 2-3 KPs the formula equals the sum over all walks."""
    for tagging in every_tagging(topics, kps, seeds):
        assert_exact(tagging)


@settings(max_examples=80, deadline=None)
@given(words("ABCDabcd", most=7))
def test_inclusion_is_exact_on_random_graphs(seeds: list[str]) -> None:
    """On larger random taggings the formula equals the sum over all walks."""
    assert_exact(seeds)


@settings(max_examples=60, deadline=None)
@given(words("ABCabc"), STEPS, STEPS)
def test_inclusion_is_exact_for_other_step_counts(
    seeds: list[str], topic_steps: tuple[int, int], kp_steps: tuple[int, int]
) -> None:
    """The formula holds for step counts other than the paper's, none included."""
    assert_exact(seeds, WalkSettings(topic_steps, kp_steps))


@pytest.mark.parametrize("seeds", [SEEDS, ["ABab", "Bbc", "Cc", "ac"]])
def test_a_million_draws_agree(seeds: list[str]) -> None:
    """Shares in 10^6 draws lie within five standard deviations of the exact inclusion, for every concept."""
    graph = graph_of(seeds)
    count = 10**6 // len(graph.topics) * len(graph.topics)
    walks = draw_walks(graph, 11, np.arange(count, dtype=np.int64), PAPER)
    alive, exact = ~walks.dead_ends, inclusion(graph)
    for visited, wanted in ((walks.topics, exact.topics), (walks.kps, exact.kps)):
        share = np.array([((visited == v).any(axis=1) & alive).mean() for v in range(len(wanted))])
        deviation = np.sqrt(wanted * (1 - wanted) / count)
        assert (abs(share - wanted) <= 5 * deviation + 1e-12).all()
    dead = exact.dead_end
    assert abs(walks.dead_ends.mean() - dead) <= 5 * np.sqrt(dead * (1 - dead) / count) + 1e-12


def test_the_draws_refuse_the_wrong_formulas() -> None:
    """Summed occupancy and independent steps lie far outside five standard deviations on the larger example."""
    graph, count = graph_of(SEEDS), 300_000
    kps = draw_walks(graph, 5, np.arange(count, dtype=np.int64), PAPER).kps
    on_a = np.array([((kps[:, n] == 0) & (kps[:, n] != NONE)).mean() for n in range(5)])
    share = inclusion(graph).kps[0]
    deviation = float(np.sqrt(share * (1 - share) / count))
    assert abs((kps == 0).any(axis=1).mean() - share) < 5 * deviation
    assert on_a.sum() - share > 50 * deviation
    assert abs(1 - np.prod(1 - on_a) - share) > 10 * deviation


@settings(deadline=None)
@given(words("ABCDabcd"))
def test_what_is_included_adds_up_to_what_is_alive(seeds: list[str]) -> None:
    """All are probabilities; each live draw has at least one topic and one KP, and at most three and five."""
    graph = graph_of([*seeds, "A"])
    found = inclusion(graph)
    every = np.concatenate([found.topics, found.kps, [found.dead_end]])
    assert ((every >= -1e-12) & (every <= 1 + 1e-12)).all()
    alive = 1 - found.dead_end
    assert alive - 1e-9 <= found.topics.sum() <= 3 * alive + 1e-9
    assert alive - 1e-9 <= found.kps.sum() <= 5 * alive + 1e-9


def test_a_known_graph_is_not_worked_out_again() -> None:
    """Nor one of the same version that was made anew; another graph is, also one without a version."""
    graph, same = graph_of(SEEDS), graph_of(SEEDS)
    found = known_inclusion(graph)
    assert known_inclusion(graph) is known_inclusion(same) is found
    assert np.array_equal(found.kps, inclusion(graph).kps)
    assert known_inclusion(replace(graph, version="")) is not found
    assert known_inclusion(graph_of(SEEDS[:-1])).kps.tolist() != found.kps.tolist()


@settings(deadline=None)
@given(words("abcdefgh", 12))
def test_compiled_diagonals_are_those_of_the_powers(seeds: list[str]) -> None:
    """Asked for one power more, the program multiplies matrices instead."""
    sub = graph_of(["Aab", *seeds]).kp_kp
    compiled, multiplied = _return_probabilities(sub, 4), _return_probabilities(sub, 5)
    power = np.eye(sub.rows)
    for one, other in zip(compiled, multiplied, strict=False):
        np.testing.assert_allclose(one, other, atol=1e-14)
        np.testing.assert_allclose(one, np.diag(power), atol=1e-12)
        power = power @ sub.transition().toarray()

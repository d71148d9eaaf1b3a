"""The paper's walk: its law, its phases, its ends, and draws that can be rebuilt alone."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mathscale_core.graph import SubGraph
from mathscale_core.sampling.uniforms import uniforms
from mathscale_core.sampling.walk import NONE, Walks, WalkSettings, draw_walks, move, table_of
from tests.sampling.drawn import graph_of, spelled, together, traces, words

PAPER = WalkSettings()
LETTERS = "ABCDabcd"
#: Three topics and three knowledge points, every pair joined, so that no walk ends early.
FULL = ["ABCabc", "ABab", "Aac", "BCbc", "Bb"]


def draw(seeds: list[str], count: int, rng: int = 0, settings: WalkSettings = PAPER) -> Walks:
    """The first draws of a run."""
    return draw_walks(graph_of(seeds), rng, np.arange(count, dtype=np.int64), settings)


def test_no_draws_give_empty_walks() -> None:
    """No draws give traces of the right width without rows, on the empty graph too."""
    for seeds in ([], FULL):
        walks = draw(seeds, 0)
        assert (walks.topics.shape, walks.kps.shape, walks.dead_ends.shape) == ((0, 3), (0, 5), (0,))


def test_a_step_from_a_node_without_neighbours_leads_nowhere() -> None:
    """Where there is no neighbour a step gives NONE, beside steps that go on and in a graph without edges."""
    nodes, uniform = np.arange(3, dtype=np.int32), np.full(3, 0.999)
    assert move(graph_of(["AB", "C"]).topic_topic, nodes, uniform).tolist() == [1, 0, NONE]
    assert move(graph_of(["A", "B", "C"]).topic_topic, nodes, uniform).tolist() == [NONE] * 3


def test_the_ends_of_the_unit_interval_stay_in_the_row() -> None:
    """The smallest number, and the largest below 1, take a neighbour, in every row."""
    graph = graph_of(["ABCD", "AC", "BD", "BD"])
    for node in range(4):
        near = graph.topic_topic.neighbours(node)[0]
        ends = move(graph.topic_topic, np.full(2, node, dtype=np.int32), np.array([0.0, 1 - 2.0**-53]))
        assert set(ends.tolist()) <= set(near.tolist())


@settings(deadline=None)
@given(words(LETTERS, 12))
def test_an_alias_table_holds_each_transition_probability(seeds: list[str]) -> None:
    """Added up over its places, what a row's table gives to a neighbour is p(v|u)."""
    sub = graph_of(seeds).kp_kp
    table = table_of(sub)
    for node in range(sub.rows):
        near, _, p = sub.neighbours(node)
        row = table[sub.indptr[node] : sub.indptr[node + 1]]
        mass = np.zeros(sub.columns)
        np.add.at(mass, row["here"], row["accept"] / max(len(row), 1))
        np.add.at(mass, row["other"], (1 - row["accept"]) / max(len(row), 1))
        np.testing.assert_allclose(mass[near], p, atol=1e-12)
        assert mass.sum() == pytest.approx(float(len(row) > 0))


@settings(deadline=None)
@given(words(LETTERS, 12), st.integers(0, 2**32), st.integers(0, 60))
def test_walks_are_those_of_the_law_told_in_python(seeds: list[str], rng: int, count: int) -> None:
    """Draw by draw: the same numbers through the same tables, one step at a time."""
    graph = graph_of([*seeds, "Ax"])
    draws = np.arange(count, dtype=np.int64)
    walks = draw_walks(graph, rng, draws, PAPER)
    number = [uniforms(rng, draws, slot) for slot in range(9)]
    for d in range(count):
        trace = [d % len(graph.topics)]
        for n in range(1 + int(number[0][d] * 2)):
            trace += [t for t in step(graph.topic_topic, trace[-1], number[1 + n][d]) if len(trace) == n + 1]
        assert [t for t in walks.topics[d].tolist() if t != NONE] == trace
        kps = step(graph.topic_kp, trace[-1], number[3][d])
        for n in range(int(number[4][d] * 5) if kps else 0):
            kps += [k for k in step(graph.kp_kp, kps[-1], number[5 + n][d]) if len(kps) == n + 1]
        assert [k for k in walks.kps[d].tolist() if k != NONE] == kps
        assert [c for c in walks.sets[d].tolist() if c != NONE] == sorted(
            {*trace, *(len(graph.topics) + k for k in kps)}
        )


def step(sub: SubGraph, node: int, uniform: float) -> list[int]:
    """Where a step leads, none where nothing is near."""
    row = table_of(sub)[sub.indptr[node] : sub.indptr[node + 1]]
    if not len(row):
        return []
    place = int(uniform * len(row))
    entry = row[place]
    return [int(entry["here"] if uniform * len(row) - place < entry["accept"] else entry["other"])]


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_any_number_of_threads_draws_the_same(threads: int) -> None:
    """Byte by byte."""
    graph, draws = graph_of(FULL), np.arange(20_000, dtype=np.int64)
    alone, together = draw_walks(graph, 5, draws, PAPER), draw_walks(graph, 5, draws, PAPER, threads=threads)
    for one, other in ((alone.topics, together.topics), (alone.kps, together.kps), (alone.sets, together.sets)):
        assert one.tobytes() == other.tobytes()


def test_starts_follow_the_weights_that_they_are_given() -> None:
    """By chi-square; a topic of no weight starts nothing."""
    draws = np.arange(90_000, dtype=np.int64)
    walks = draw_walks(graph_of(FULL), 1, draws, PAPER, start=np.array([0.2, 0.0, 0.7]))
    counts = np.bincount(walks.topics[:, 0], minlength=3)
    assert counts[1] == 0
    assert stats.chisquare(counts[[0, 2]], np.array([2 / 9, 7 / 9]) * len(draws)).pvalue > 1e-4


@pytest.mark.parametrize("node", range(5))
def test_one_step_follows_the_transition_probabilities(node: int) -> None:
    """Frequencies of a step's end agree with p(v|u) by chi-square."""
    graph = graph_of(["ABCDE", "AB", "AB", "AC", "BD", "BD", "BD", "CE", "DE"])
    uniform = np.random.default_rng(node).random(100_000)
    ends = move(graph.topic_topic, np.full(len(uniform), node, dtype=np.int32), uniform)
    near, _, p = graph.topic_topic.neighbours(node)
    counts = np.bincount(ends, minlength=5)
    assert counts[near].sum() == len(uniform)
    assert stats.chisquare(counts[near], p * len(uniform)).pvalue > 1e-4


@settings(deadline=None)
@given(words(LETTERS), st.integers(0, 2**32))
def test_each_phase_keeps_to_its_sub_graph(seeds: list[str], rng: int) -> None:
    """Topic steps go along topic edges, one step leads from the last topic to a KP, KP steps go along KP edges."""
    graph, joined = graph_of(seeds), together(seeds)
    if not graph.topics:
        return
    for topics, kps in spelled(graph, draw(seeds, 100, rng)):
        trace = topics + kps
        assert all(joined[a + b] for a, b in pairwise(trace))
        assert 1 <= len(topics) <= 3
        assert len(kps) <= 5


@settings(deadline=None)
@given(words(LETTERS), st.integers(0, 2**32))
def test_a_phase_ends_early_only_where_there_is_no_way_on(seeds: list[str], rng: int) -> None:
    """One topic alone is lonely, a dead end's last topic has no KP, and nothing else is a dead end."""
    graph, joined = graph_of(seeds), together(seeds)
    if not graph.topics:
        return
    walks = draw(seeds, 100, rng)
    for (topics, kps), dead in zip(spelled(graph, walks), walks.dead_ends, strict=True):
        assert (len(topics) == 1) == (not any(joined[topics[0] + t.id] for t in graph.topics))
        assert dead == (kps == "") == (not any(joined[topics[-1] + k.id] for k in graph.kps))


def test_a_lonely_topic_ends_the_topic_phase_and_the_walk_goes_on() -> None:
    """A is joined to no topic: each draw stays there, steps to x or y and walks on between them."""
    drawn = spelled(graph_of(["Axy"]), draw(["Axy"], 500))
    assert {topics for topics, _ in drawn} == {"A"}
    assert {len(kps) for _, kps in drawn} == {1, 2, 3, 4, 5}


def test_a_start_without_a_knowledge_point_goes_on_to_one_that_has() -> None:
    """A has no KP; a draw that goes from A to B finds x, a draw that comes back to A is a dead end."""
    walks = draw(["AB", "Bx"], 400)
    assert set(spelled(graph_of(["AB", "Bx"]), walks)) == {("AB", "x"), ("ABA", ""), ("BA", ""), ("BAB", "x")}
    # Half of the starts, times one of the two step counts, from either topic.
    assert stats.binomtest(int(walks.dead_ends.sum()), 400, 0.5).pvalue > 1e-4


def test_a_graph_without_knowledge_points_has_only_dead_ends() -> None:
    """Topics alone give traces of topics and no composition."""
    walks = draw(["ABC", "D"], 100)
    assert walks.dead_ends.all()
    assert (walks.kps == NONE).all()


def test_step_counts_are_uniform_and_independent() -> None:
    """1-2 topic steps and 0-4 KP steps: the ten pairs of counts are equally frequent, from every start."""
    walks = draw(FULL, 90_000)
    topics, kps = (walks.topics != NONE).sum(axis=1) - 1, (walks.kps != NONE).sum(axis=1) - 1
    assert (set(topics.tolist()), set(kps.tolist())) == ({1, 2}, {0, 1, 2, 3, 4})
    counts = np.bincount(walks.topics[:, 0] * 10 + (topics - 1) * 5 + kps, minlength=30)
    assert stats.chisquare(counts).pvalue > 1e-4


@pytest.mark.parametrize(("topic_steps", "kp_steps"), [((0, 0), (0, 0)), ((2, 2), (3, 3)), ((0, 3), (1, 2))])
def test_other_step_counts_are_kept_too(topic_steps: tuple[int, int], kp_steps: tuple[int, int]) -> None:
    """Step counts other than the paper's take all their values and no other."""
    walks = draw(FULL, 500, settings=WalkSettings(topic_steps, kp_steps))
    assert set(((walks.topics != NONE).sum(axis=1) - 1).tolist()) == set(range(topic_steps[0], topic_steps[1] + 1))
    assert set(((walks.kps != NONE).sum(axis=1) - 1).tolist()) == set(range(kp_steps[0], kp_steps[1] + 1))


@pytest.mark.parametrize("seeds", [FULL, ["ABx", "ABx", "BCxy", "Cyz", "Dz"], ["AB", "ABx", "Cy", "xy", "yz"]])
def test_whole_traces_follow_the_law(seeds: list[str]) -> None:
    """Frequencies of traces agree with the enumeration of all walks, so no step leans on another's number."""
    graph = graph_of(seeds)
    law: Counter[tuple[str, str]] = Counter()
    for topics, kps, p in traces(seeds):
        law[topics, kps] += p  # type: ignore[assignment]
    count = 60_000 // len(graph.topics) * len(graph.topics)
    counts = Counter(spelled(graph, draw(seeds, count, rng=3)))
    assert set(counts) <= set(law)
    # Traces too rare for a chi-square share one cell.
    often = [trace for trace, p in law.items() if p * count > 10]
    seen, wanted = [float(counts[t]) for t in often], [law[t] * count for t in often]
    if sum(wanted) < count - 10:
        seen, wanted = [*seen, count - sum(seen)], [*wanted, count - sum(wanted)]
    assert stats.chisquare(seen, np.array(wanted) / sum(wanted) * count).pvalue > 1e-4


@settings(deadline=None)
@given(words(LETTERS), st.lists(st.integers(0, 2**40), max_size=20))
def test_draw_i_starts_at_topic_i_modulo_the_topics(seeds: list[str], draws: list[int]) -> None:
    """Starts go through the topics in turn."""
    graph = graph_of([*seeds, "A"])
    walks = draw_walks(graph, 0, np.array(draws, dtype=np.int64), PAPER)
    assert walks.topics[:, 0].tolist() == [i % len(graph.topics) for i in draws]


@settings(deadline=None)
@given(words(LETTERS), st.integers(0, 2**32), st.lists(st.integers(0, 10**6), max_size=12))
def test_a_draw_is_the_same_alone_and_in_company(seeds: list[str], rng: int, draws: list[int]) -> None:
    """Any draws in any order give, row by row, what each gives alone."""
    graph = graph_of([*seeds, "Ax"])
    company = draw_walks(graph, rng, np.array(draws, dtype=np.int64), PAPER)
    for row, i in enumerate(draws):
        alone = draw_walks(graph, rng, np.array([i], dtype=np.int64), PAPER)
        assert alone.topics[0].tolist() == company.topics[row].tolist()
        assert alone.kps[0].tolist() == company.kps[row].tolist()


def test_runs_with_different_random_numbers_differ() -> None:
    """Another random number of the run gives other walks."""
    assert spelled(graph_of(FULL), draw(FULL, 50, rng=1)) != spelled(graph_of(FULL), draw(FULL, 50, rng=2))

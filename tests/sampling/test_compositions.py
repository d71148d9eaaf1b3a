"""Unique compositions, beside a plain loop over draws; novelty, beside set containment."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from mathscale_core.errors import EmptyError
from mathscale_core.graph import ConceptGraph
from mathscale_core.records import content_id
from mathscale_core.sampling.compositions import Sample, composition_digest, composition_ids, novelty, sample_unique
from mathscale_core.sampling.walk import NONE, WalkSettings, draw_walks
from tests.sampling.drawn import graph_of, spelled, words

LETTERS = "ABCabc"
#: A and B end dead in half of their draws, C is lonely, D goes everywhere.
MIXED = ["AB", "Bxy", "Cyz", "xz", "z"]

#: A set drawn: its lowest draw, its trace then, and how often it came.
Found = dict[frozenset[str], tuple[int, tuple[str, str], int]]


def one_by_one(graph: ConceptGraph, wanted: int, rng: int, idle: int) -> tuple[Found, int, int]:
    """Sets found, draws and dead ends of a sample that looks at one draw after the other."""
    found: Found = {}
    draws = dead = waited = 0
    while len(found) < wanted and waited < idle:
        walks = draw_walks(graph, rng, np.array([draws], dtype=np.int64), WalkSettings())
        trace = spelled(graph, walks)[0]
        waited += 1
        if walks.dead_ends[0]:
            dead += 1
        else:
            key = frozenset(trace[0] + trace[1])
            if key not in found:
                waited = 0
            lowest, first, times = found.get(key, (draws, trace, 0))
            found[key] = (lowest, first, times + 1)
        draws += 1
    return found, draws, dead


def sets_of(graph: ConceptGraph, sample: Sample) -> list[frozenset[str]]:
    """The sets of a sample as letters."""
    letters = [c.id for c in graph.topics + graph.kps]
    return [frozenset(letters[code] for code in row if code != NONE) for row in sample.walks.sets.tolist()]


def as_found(graph: ConceptGraph, sample: Sample) -> tuple[Found, int, int]:
    """A sample in the plain loop's form."""
    rows = zip(sample.walks.draws.tolist(), spelled(graph, sample.walks), sample.times.tolist(), strict=True)
    return dict(zip(sets_of(graph, sample), rows, strict=True)), sample.draws, sample.dead_ends


@pytest.mark.parametrize("seeds", [[], ["x", "xy"], ["A", "AB"], ["AB", "xy"]])
def test_a_graph_without_a_topic_joined_to_a_knowledge_point_is_refused(seeds: list[str]) -> None:
    """No topic, no KP or no edge between them: nothing to do, with what to do next."""
    with pytest.raises(EmptyError) as refused:
        sample_unique(graph_of(seeds), 1, 0)
    assert refused.value.remedy


def test_nothing_wanted_draws_nothing() -> None:
    """A sample of zero compositions has no draws and is complete."""
    sample = sample_unique(graph_of(MIXED), 0, 0)
    assert (sample.walks.sets.shape, sample.times.shape, sample.draws, sample.dead_ends) == ((0, 8), (0,), 0, 0)
    assert not sample.exhausted


def test_the_only_composition_is_found_in_the_first_draw() -> None:
    """Ax has one composition; a sample of one ends with draw 0."""
    sample = sample_unique(graph_of(["Ax"]), 1, 0)
    assert sample.walks.sets.tolist() == [[NONE] * 6 + [0, 1]]
    assert (sample.walks.draws.tolist(), sample.times.tolist(), sample.draws) == ([0], [1], 1)
    assert not sample.exhausted


@pytest.mark.parametrize("chunk", [1, 4, 1000])
def test_an_exhausted_graph_stops_and_says_so(chunk: int) -> None:
    """Ax has one composition; two are not to be had, and 10 idle epochs after draw 0 the sample gives up."""
    sample = sample_unique(graph_of(["Ax"]), 2, 0, idle_epochs=10, chunk=chunk)
    assert (len(sample.walks.sets), sample.times.tolist(), sample.draws, sample.exhausted) == (1, [11], 11, True)


def test_by_default_a_thousand_idle_epochs_are_waited_for() -> None:
    """The epochs without a new set are the paper's thousand unless stated."""
    sample = sample_unique(graph_of(["Ax"]), 2, 0)
    assert (sample.draws, sample.exhausted) == (1001, True)


@settings(max_examples=30, deadline=None)
@given(words(LETTERS), st.integers(0, 2**32), st.integers(1, 30), st.sampled_from([1, 3, 8, 64, 5000]))
def test_a_sample_equals_a_plain_loop_over_draws(seeds: list[str], rng: int, wanted: int, chunk: int) -> None:
    """Sets, lowest draws, their traces, times, draws and dead ends are those of one draw after the other."""
    graph = graph_of([*seeds, "Aa"])
    sample = sample_unique(graph, wanted, rng, idle_epochs=20, chunk=chunk)
    plain = one_by_one(graph, wanted, rng, idle=20 * len(graph.topics))
    assert as_found(graph, sample) == plain
    assert sample.exhausted == (len(plain[0]) < wanted)


@pytest.mark.parametrize("chunk", [1, 5, 1000])
def test_a_set_just_after_the_last_idle_draw_is_not_waited_for(chunk: int) -> None:
    """With as many idle draws allowed as the longest wait the sample stops before it, with one more it goes on."""
    graph = graph_of(["Aabcd"])
    new = sample_unique(graph, 15, 4).walks.draws
    waits = np.diff(new) - 1
    where, longest = int(waits.argmax()), int(waits.max())
    stopped = sample_unique(graph, 15, 4, idle_epochs=longest, chunk=chunk)
    assert (len(stopped.walks.sets), stopped.exhausted) == (where + 1, True)
    assert stopped.draws == new[where] + 1 + longest
    assert len(sample_unique(graph, 15, 4, idle_epochs=longest + 1, chunk=chunk).walks.sets) == 15


@settings(deadline=None)
@given(words(LETTERS), st.integers(0, 2**32), st.integers(1, 60), st.integers(1, 200))
def test_a_sample_does_not_depend_on_the_chunk(seeds: list[str], rng: int, wanted: int, chunk: int) -> None:
    """Draws made at once or a few at a time give the same sample."""
    graph = graph_of([*seeds, "Aa", "Ba"])
    whole = sample_unique(graph, wanted, rng, idle_epochs=40)
    parts = sample_unique(graph, wanted, rng, idle_epochs=40, chunk=chunk)
    assert as_found(graph, parts) == as_found(graph, whole)
    assert parts.exhausted == whole.exhausted


@settings(deadline=None)
@given(words(LETTERS), st.integers(0, 2**32), st.integers(1, 60), st.integers(2, 5))
def test_a_sample_does_not_depend_on_the_threads(seeds: list[str], rng: int, wanted: int, threads: int) -> None:
    """Also where a part has fewer draws than there are threads."""
    graph = graph_of([*seeds, "Aa", "Ba"])
    alone = sample_unique(graph, wanted, rng, idle_epochs=40)
    together = sample_unique(graph, wanted, rng, idle_epochs=40, chunk=7, threads=threads)
    assert as_found(graph, together) == as_found(graph, alone)
    assert together.exhausted == alone.exhausted


@settings(deadline=None)
@given(words(LETTERS), st.integers(0, 2**32), st.integers(1, 100))
def test_sets_are_unique_in_draw_order_and_times_add_up(seeds: list[str], rng: int, wanted: int) -> None:
    """No set comes twice, the lowest draw of each ascends, and times add up to draws without dead ends."""
    graph = graph_of([*seeds, "Aa"])
    sample = sample_unique(graph, wanted, rng, idle_epochs=50)
    sets = sets_of(graph, sample)
    assert len(set(sets)) == len(sets) <= wanted
    assert (np.diff(sample.walks.draws) > 0).all()
    assert sample.times.sum() == sample.draws - sample.dead_ends
    assert sets == [frozenset(topics + kps) for topics, kps in spelled(graph, sample.walks)]


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 10))
def test_a_sample_ends_with_the_draw_that_completed_it(rng: int, wanted: int) -> None:
    """The last set's lowest draw is the last draw; also for all ten that this graph has."""
    sample = sample_unique(graph_of(["ABxy", "Cyz"]), wanted, rng)
    assert len(sample.walks.sets) == wanted
    assert sample.walks.draws[-1] == sample.draws - 1
    assert sample.times[-1] == 1


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 20))
def test_a_smaller_sample_is_the_beginning_of_a_larger_one(rng: int, wanted: int) -> None:
    """The first sets of a run do not depend on how many are wanted."""
    graph = graph_of(["ABCx", "Bxy", "Cyz", "Czv"])
    small, large = sample_unique(graph, wanted, rng), sample_unique(graph, 25, rng)
    assert sets_of(graph, small) == sets_of(graph, large)[:wanted]


def test_a_node_code_is_the_topic_index_or_topics_plus_the_kp_index() -> None:
    """Codes of a set ascend, the padding stands at the front."""
    graph = graph_of(MIXED)
    rows = sample_unique(graph, 10, 0).walks.sets
    assert (np.diff(rows, axis=1) >= 0).all()
    assert all(min(codes) < len(graph.topics) <= max(codes) for codes in ([c for c in r if c != NONE] for r in rows))


@settings(deadline=None)
@given(words(LETTERS, most=8), words(LETTERS))
def test_novelty_is_the_share_contained_in_no_seed(sets: list[str], seeds: list[str]) -> None:
    """A set counts as known where one single seed carries all of it."""
    codes = np.full((len(sets), len(LETTERS) + 2), NONE, dtype=np.int32)
    for row, letters in zip(codes, sets, strict=True):
        row[len(row) - len(letters) :] = [LETTERS.index(letter) for letter in letters]
    carried = np.array([[letter in seed for letter in LETTERS] for seed in seeds], dtype=np.int16)
    incidence = sparse.csr_array(carried.reshape(len(seeds), len(LETTERS)))
    novel = [not any(set(letters) <= set(seed) for seed in seeds) for letters in sets]
    assert novelty(codes, incidence) == pytest.approx(sum(novel) / max(len(sets), 1))


def test_novelty_goes_through_many_compositions() -> None:
    """Of 10,000 sets every fourth is in a seed: three quarters are novel."""
    codes = np.tile(np.array([[0, 1], [0, 2], [1, 2], [2, 3]], dtype=np.int32), (2500, 1))
    assert novelty(codes, sparse.csr_array(np.array([[1, 1, 0, 0], [0, 0, 0, 1]]))) == 0.75


@settings(deadline=None)
@given(st.lists(st.text("abc", min_size=1), unique=True), st.data())
def test_the_digest_does_not_depend_on_order(ids: list[str], data: st.DataObject) -> None:
    """The same ids in any order have one digest, one id more has another."""
    assert composition_digest(data.draw(st.permutations(ids))) == composition_digest(ids)
    assert composition_digest([*ids, "d"]) != composition_digest(ids)


def test_the_digest_of_nothing_is_the_empty_hash() -> None:
    """SHA-256 of no bytes."""
    assert composition_digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@settings(deadline=None)
@given(words(LETTERS), st.integers(0, 2**32))
def test_ids_are_content_hashes_of_the_sets(seeds: list[str], rng: int) -> None:
    """Those that ``content_id`` makes of the sorted concept ids."""
    graph = graph_of([*seeds, "Ax"])
    sample = sample_unique(graph, 20, rng, idle_epochs=20)
    assert composition_ids(graph, sample.walks.sets) == [content_id("m", *sorted(s)) for s in sets_of(graph, sample)]

"""Novelty on two graphs by the same draws: the estimate is counted, and its interval holds the truth."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.curation.versions import Labels
from mathscale_core.graph import build_graph
from mathscale_core.records import Concept
from mathscale_core.sampling.paired import Flags, novel_draws, shift
from mathscale_core.sampling.walk import WalkSettings, draw_walks

T1, T2 = Concept("c_1", "topic", "One"), Concept("c_2", "topic", "Two")
K1, K2 = Concept("c_3", "kp", "Three"), Concept("c_4", "kp", "Four")


def labels(*seeds: tuple[str, ...]) -> tuple[Labels, dict[str, tuple[str, ...]]]:
    ids = ["c_1", "c_2", "c_3", "c_4"]
    pairs = [(n, ids.index(c)) for n, carried in enumerate(seeds) for c in carried]
    rows, columns = (np.array(column, dtype=np.int32) for column in zip(*pairs, strict=True))
    names = [f"s_{n}" for n in range(len(seeds))]
    return Labels(names, ids, rows, columns), dict(zip(names, seeds, strict=True))


def flags(values: list[bool]) -> Flags:
    return np.array(values, dtype=np.bool_)


def test_an_empty_graph_draws_nothing_and_tells_nothing() -> None:
    """Without draws the change may be anything."""
    none = np.zeros(0, dtype=np.int32)
    alive, novel = novel_draws(build_graph([], [], none, none), {}, 5, 0)
    assert not alive.any() and not novel.any()
    found = shift((alive, novel), (alive, novel))
    assert (found.draws, found.low, found.high) == (0, -1.0, 1.0)


def test_a_draw_is_novel_where_no_seed_holds_all_of_it() -> None:
    """Counted one by one against the seeds' sets."""
    carried, seeds = labels(("c_1", "c_3"), ("c_1", "c_2", "c_3"), ("c_2", "c_4"), ("c_3", "c_4"))
    graph = build_graph([T1, T2, K1, K2], carried.seeds, carried.seed_index, carried.concept_index)
    alive, novel = novel_draws(graph, seeds, 200, 3)
    walks = draw_walks(graph, 3, np.arange(200, dtype=np.int64), WalkSettings())
    every = [c.id for c in (*graph.topics, *graph.kps)]
    for n, row in enumerate(walks.sets):
        held = {every[code] for code in row if code >= 0}
        assert alive[n] == (not walks.dead_ends[n])
        assert novel[n] == (alive[n] and not any(held <= set(of) for of in seeds.values()))
    assert novel.any() and not novel.all()


def test_the_same_graph_twice_moves_nothing_and_says_how_sure_that_is() -> None:
    """The interval holds zero and narrows with the draws."""
    found = [
        shift(
            (flags([True] * n), flags([True, False] * (n // 2))), (flags([True] * n), flags([True, False] * (n // 2)))
        )
        for n in (10, 1000)
    ]
    assert all(f.before == f.after == 0.5 and f.low < 0 < f.high for f in found)
    assert found[1].high - found[1].low < (found[0].high - found[0].low) / 50


@given(st.lists(st.tuples(*[st.booleans()] * 4), min_size=1, max_size=60))
def test_only_draws_that_give_a_composition_on_both_are_compared(
    rows: list[tuple[bool, bool, bool, bool]],
) -> None:
    """The shares are those of these draws, and the interval lies around their difference, drawn a little to zero."""
    columns = [flags(list(column)) for column in zip(*rows, strict=True)]
    before, after = (columns[0], columns[0] & columns[1]), (columns[2], columns[2] & columns[3])
    found = shift(before, after)
    both = [(b, d) for a, b, c, d in rows if a and c]
    assert found.draws == len(both)
    if both:
        assert found.before == sum(b for b, _ in both) / len(both)
        assert found.after == sum(d for _, d in both) / len(both)
        assert -1 <= found.low < found.high <= 1
        assert found.low <= (found.after - found.before) * len(both) / (len(both) + 2) <= found.high


def test_the_interval_holds_the_true_change_about_nineteen_times_in_twenty() -> None:
    """Drawn from known cells, 2,000 times."""
    rng, cells = np.random.default_rng(5), [0.80, 0.08, 0.03, 0.09]
    inside = 0
    for _ in range(2000):
        kind = rng.choice(4, size=150, p=cells)
        alive = np.ones(150, dtype=np.bool_)
        found = shift((alive, (kind == 0) | (kind == 2)), (alive, (kind == 0) | (kind == 1)))
        inside += found.low <= 0.05 <= found.high
    assert 0.935 < inside / 2000 < 0.975

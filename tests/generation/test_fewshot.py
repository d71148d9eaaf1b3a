"""Few-shot examples, beside a comparison with every seed in exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.generation.fewshot import SHOTS, build_kp_index, nearest

KPS = st.sampled_from("abcdef")
SEEDS = st.dictionaries(st.text("xyz", min_size=1, max_size=3), st.lists(KPS, max_size=5), max_size=12)


def compared(seeds: dict[str, list[str]], kps: list[str]) -> list[tuple[str, float]]:
    """Every seed that shares a KP, by exact distance, then by id."""
    asked = set(kps)
    ranked = sorted(
        (1 - Fraction(len(asked & set(own)), len(asked | set(own))), seed)
        for seed, own in seeds.items()
        if asked & set(own)
    )
    return [(seed, float(distance)) for distance, seed in ranked]


def test_without_seeds_nothing_is_near() -> None:
    """An index of no seeds, or of seeds without a KP, answers with an empty list."""
    assert nearest(build_kp_index({}), ["a"], SHOTS) == []
    assert nearest(build_kp_index({"x": []}), ["a"], SHOTS) == []


def test_a_composition_without_known_knowledge_points_has_no_near_seed() -> None:
    """No KP, or only KPs that no seed carries, is near to nothing."""
    index = build_kp_index({"x": ["a"]})
    assert nearest(index, [], SHOTS) == nearest(index, ["q"], SHOTS) == []


def test_nearest_by_hand() -> None:
    """For ab: x carries just these (0), y one more (1/3), w and z one of the two (1/2, by id), v another: absent."""
    index = build_kp_index({"z": ["a"], "y": ["a", "b", "c"], "x": ["b", "a"], "w": ["b"], "v": ["c"]})
    assert nearest(index, ["a", "b"], 9) == [("x", 0.0), ("y", pytest.approx(1 / 3)), ("w", 0.5), ("z", 0.5)]


def test_a_knowledge_point_that_no_seed_carries_still_counts_as_distance() -> None:
    """For aq, a seed with just a shares one of two."""
    assert nearest(build_kp_index({"x": ["a"]}), ["a", "q"], 1) == [("x", 0.5)]


@settings(deadline=None)
@given(SEEDS, st.lists(st.sampled_from("abcdefgh"), max_size=6), st.integers(0, 14), st.integers(0, 14))
def test_nearest_equals_a_comparison_with_every_seed(
    seeds: dict[str, list[str]], kps: list[str], count: int, skip: int
) -> None:
    """Ranks, ties by id, distances, skipping and the list's end are those of comparing all; repeats do not count."""
    found, wanted = nearest(build_kp_index(dict(seeds)), kps, count, skip), compared(seeds, kps)[skip : skip + count]
    assert [seed for seed, _ in found] == [seed for seed, _ in wanted]
    assert [distance for _, distance in found] == pytest.approx([distance for _, distance in wanted], abs=1e-12)


@settings(deadline=None)
@given(SEEDS, st.lists(KPS, min_size=1, max_size=5))
def test_calls_of_one_composition_take_the_ranks_in_turn(seeds: dict[str, list[str]], kps: list[str]) -> None:
    """Call j takes ranks 3j+1 to 3j+3, so that calls share no example and together give the whole list."""
    index = build_kp_index(dict(seeds))
    calls = [nearest(index, kps, SHOTS, skip=SHOTS * j) for j in range(5)]
    assert [shot for call in calls for shot in call] == nearest(index, kps, len(seeds))
    assert [len(call) for call in calls] == sorted((len(call) for call in calls), reverse=True)


@settings(deadline=None)
@given(SEEDS, st.lists(KPS, max_size=5))
def test_only_seeds_that_share_a_knowledge_point_are_named(seeds: dict[str, list[str]], kps: list[str]) -> None:
    """However many are asked for, a seed without a shared KP is absent."""
    named = {seed for seed, _ in nearest(build_kp_index(dict(seeds)), kps, 1000)}
    assert named == {seed for seed, own in seeds.items() if set(own) & set(kps)}

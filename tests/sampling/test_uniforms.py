"""Counter-based uniform numbers: rebuildable alone, and uniform."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mathscale_core.sampling.uniforms import uniforms

RNGS = st.integers(-(2**70), 2**70)
SLOTS = st.integers(0, 255)
DRAWS = st.lists(st.integers(0, 2**40), max_size=20)


def some(count: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Draws 0 to count."""
    return np.arange(count, dtype=np.int64)


def test_no_draws_give_no_numbers() -> None:
    """An empty list of draws is answered with an empty array of floats."""
    assert uniforms(0, some(0), 0).shape == (0,)
    assert uniforms(0, some(0), 0).dtype == np.float64


@settings(deadline=None)
@given(RNGS, DRAWS, SLOTS)
def test_numbers_lie_in_the_unit_interval(rng: int, draws: list[int], slot: int) -> None:
    """Every number is at least 0 and below 1, whatever integer the run has."""
    found = uniforms(rng, np.array(draws, dtype=np.int64), slot)
    assert ((found >= 0) & (found < 1)).all()


@settings(deadline=None)
@given(RNGS, DRAWS, SLOTS, st.data())
def test_any_number_is_rebuilt_alone_and_in_any_order(
    rng: int, draws: list[int], slot: int, data: st.DataObject
) -> None:
    """The number of a draw does not depend on which draws stand beside it."""
    together = dict(zip(draws, uniforms(rng, np.array(draws, dtype=np.int64), slot).tolist(), strict=True))
    for draw in data.draw(st.permutations(draws)):
        assert uniforms(rng, np.array([draw], dtype=np.int64), slot)[0] == together[draw]


def splitmix(state: int) -> int:
    """SplitMix64's output for a state, in Python's integers."""
    z = state % 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return z ^ (z >> 31)


@settings(deadline=None)
@given(RNGS, st.integers(0, 2**40), SLOTS)
def test_numbers_are_those_of_splitmix(rng: int, draw: int, slot: int) -> None:
    """Stored draws stay rebuildable: the numbers are fixed for good, bit by bit.

    The generator is held to its published first number for seed 1234567.
    """
    golden = 0x9E3779B97F4A7C15
    assert splitmix(1234567 + golden) == 6457827717110365317
    stream = splitmix(draw * golden + splitmix(rng + golden))
    bits = splitmix(stream + (slot + 1) * golden)
    assert uniforms(rng, np.array([draw], dtype=np.int64), slot)[0] == (bits >> 11) / 2**53


@settings(deadline=None)
@given(RNGS, SLOTS, SLOTS)
def test_slots_differ(rng: int, slot: int, other: int) -> None:
    """Two slots of the same draws have no number in common."""
    shared = np.intersect1d(uniforms(rng, some(50), slot), uniforms(rng, some(50), other))
    assert len(shared) == (50 if slot == other else 0)


@settings(deadline=None)
@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_runs_differ(rng: int, other: int) -> None:
    """Two random numbers of a run have no number in common."""
    shared = np.intersect1d(uniforms(rng, some(50), 0), uniforms(other, some(50), 0))
    assert len(shared) == (50 if rng == other else 0)


def test_neighbouring_runs_are_not_one_run_shifted() -> None:
    """Runs 0 to 99 share no number among their first thousand draws and first eight slots."""
    every = np.concatenate([uniforms(rng, some(1000), slot) for rng in range(100) for slot in range(8)])
    assert len(np.unique(every)) == len(every)


@pytest.mark.parametrize("rng", [0, 1, 2024, 2**63])
@pytest.mark.parametrize("slot", [0, 1, 9, 255])
def test_numbers_are_uniform(rng: int, slot: int) -> None:
    """Kolmogorov-Smirnov and a chi-square on 64 cells do not refuse uniformity."""
    found = uniforms(rng, some(50_000), slot)
    assert stats.kstest(found, "uniform").pvalue > 1e-4
    assert stats.chisquare(np.bincount((found * 64).astype(int), minlength=64)).pvalue > 1e-4


@pytest.mark.parametrize("rng", [0, 7])
def test_low_bits_are_uniform_too(rng: int) -> None:
    """The last eight of the 53 bits take all values equally often."""
    low = (uniforms(rng, some(100_000), 3) * 2.0**53).astype(np.int64) % 256
    assert stats.chisquare(np.bincount(low, minlength=256)).pvalue > 1e-4


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (uniforms(0, some(100_000), 0), uniforms(0, some(100_000), 1)),
        (uniforms(0, some(100_000), 2), uniforms(1, some(100_000), 2)),
        (uniforms(0, some(100_000), 4), uniforms(0, some(100_000) + 1, 4)),
        (uniforms(0, some(100_000), 4), uniforms(0, some(100_000) + 2018, 4)),
    ],
    ids=["slots", "runs", "next draw", "next epoch"],
)
def test_numbers_are_independent_of_their_neighbours(
    first: "np.ndarray[tuple[int], np.dtype[np.float64]]", second: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> None:
    """Pairs fall equally often into the 256 cells of a square, across slots, runs, draws and epochs."""
    cells = (first * 16).astype(int) * 16 + (second * 16).astype(int)
    assert stats.chisquare(np.bincount(cells, minlength=256)).pvalue > 1e-4

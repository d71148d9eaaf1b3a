"""What is compiled, called with bare arrays: room that runs out, tables of rows, sets within sets."""

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from mathscale_core.sampling import kernel

#: Sets of node codes below 4, as rows of three.
rows = st.lists(st.sets(st.integers(0, 3), max_size=3), max_size=30)


def padded(sets: list[set[int]]) -> "np.ndarray[tuple[int, int], np.dtype[np.int32]]":
    """Sorted, -1 in front."""
    found = [[-1] * (3 - len(s)) + sorted(s) for s in sets]
    return np.array(found, dtype=np.int32).reshape(-1, 3)


def taken(sets: list[set[int]], room: int) -> tuple[list[list[int]], list[int], list[int], list[int]]:
    """The sets found, how often, their lowest draws and rows; the room doubles when it is used up."""
    wide, state = padded(sets), np.array([0, -1, 0, 0])
    draws, kps, chunk = np.arange(len(sets)), np.zeros((len(sets), 1), np.int32), np.empty(len(sets), np.int64)
    kept, times, found = np.empty((room, 3), np.int32), np.empty(room, np.int64), np.empty(room, np.int64)
    row = 0
    while True:
        slots = np.full(64, -1, np.int32)
        kernel.reslot(kept, int(state[0]), slots)
        row = kernel.unique(row, draws, wide, kps, 1000, 1000, state, 0, chunk, kept, times, found, slots)
        if row == len(sets):
            count = int(state[0])
            return kept[:count].tolist(), times[:count].tolist(), found[:count].tolist(), chunk[:count].tolist()
        kept, times, found = (np.concatenate([a, np.empty_like(a)]) for a in (kept, times, found))


def test_no_draws_give_no_sets() -> None:
    """And nothing is written."""
    assert taken([], 1) == ([], [], [], [])


@settings(deadline=None)
@given(rows, st.integers(1, 4))
def test_sets_are_found_once_however_little_room_there_is(sets: list[set[int]], room: int) -> None:
    """In the order of their first draw, with the number of draws that gave them."""
    first: dict[frozenset[int], int] = {}
    for n, s in enumerate(sets):
        first.setdefault(frozenset(s), n)
    kept, times, found, chunk = taken(sets, room)
    assert kept == padded([set(s) for s in first]).tolist()
    assert times == [sum(set(s) == other for other in sets) for s in first]
    assert found == chunk == list(first.values())


@settings(deadline=None)
@given(rows, rows)
def test_a_set_is_contained_where_some_seed_has_all_of_it(sets: list[set[int]], seeds: list[set[int]]) -> None:
    """The empty set in every seed, and nothing in none."""
    carried = np.array([[code in seed for code in range(4)] for seed in seeds], dtype=np.int16).reshape(-1, 4)
    by_seed, by_concept = sparse.csr_array(carried), sparse.csc_array(carried)
    inside = np.empty(len(sets), np.bool_)
    kernel.contained(
        padded(sets), by_seed.indptr, by_seed.indices, by_concept.indptr, by_concept.indices, inside
    )  # fmt: skip
    assert inside.tolist() == [any(s <= seed for seed in seeds) for s in sets]


def test_an_alias_table_takes_what_has_no_weight_never() -> None:
    """Three entries, the middle one of weight 0."""
    table = np.empty(3, kernel.EDGE)
    kernel.fill_alias(np.array([0, 3]), np.arange(3, dtype=np.int32), np.array([1.0, 0.0, 3.0]), table)
    ends = np.empty(1000, np.int32)
    kernel.steps(np.array([0, 3]), table, np.zeros(1000, np.int32), np.arange(1000) / 1000, ends)
    assert np.bincount(ends).tolist() == [250, 0, 750]


def test_without_a_folder_to_write_in_functions_are_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the process alone: numba refuses to keep them."""
    asked: list[bool] = []

    def refusing(*, nogil: bool, cache: bool = False) -> object:
        asked.append(cache)
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return numba.njit(nogil=nogil)

    monkeypatch.setattr("mathscale_core.sampling.kernel.njit", refusing)

    def doubled(number: int) -> int:
        return 2 * number

    assert kernel._compiled(doubled)(21) == 42
    assert asked == [True, False]

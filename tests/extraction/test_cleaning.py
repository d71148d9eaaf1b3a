"""Cleaning drops concepts that too few seeds carry, except those that a person restored."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.extraction.cleaning import CleaningSettings, kept


def test_no_concepts_are_kept_of_none() -> None:
    """The empty graph stays empty."""
    assert kept([], np.array([], dtype=np.int64), set(), CleaningSettings()).tolist() == []


def test_the_default_is_the_papers_rule() -> None:
    """A concept in one seed only is dropped."""
    seeds_of = np.array([0, 1, 2, 3], dtype=np.int64)
    assert kept(list("abcd"), seeds_of, set(), CleaningSettings()).tolist() == [False, False, True, True]


def test_a_restored_concept_stays() -> None:
    """Also one that no seed carries; a restored name that is not there adds none."""
    seeds_of = np.array([0, 1, 1], dtype=np.int64)
    assert kept(list("abc"), seeds_of, {"a", "c", "z"}, CleaningSettings()).tolist() == [True, False, True]


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans())), st.integers(0, 6))
def test_a_concept_stays_exactly_when_it_has_the_seeds_or_was_restored(
    drawn: list[tuple[int, bool]], minimum: int
) -> None:
    """One concept's fate does not hang on the others."""
    names = [f"c{n}" for n in range(len(drawn))]
    restored = {name for name, (_, chosen) in zip(names, drawn, strict=True) if chosen}
    found = kept(names, np.array([n for n, _ in drawn], dtype=np.int64), restored, CleaningSettings(minimum))
    assert found.tolist() == [n >= minimum or chosen for n, chosen in drawn]
    assert found.dtype == np.bool_


@pytest.mark.parametrize("minimum", [0, 1])
def test_a_threshold_of_one_drops_only_what_no_seed_carries(minimum: int) -> None:
    """With 0 everything stays, with 1 every concept that is used."""
    found = kept(["a", "b"], np.array([0, 1], dtype=np.int64), set(), CleaningSettings(minimum))
    assert found.tolist() == [minimum == 0, True]

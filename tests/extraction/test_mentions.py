"""Concepts that a question calls by a name: longest name first, in any form of its words."""

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.extraction.mentions import mentioned
from mathscale_core.extraction.names import name_key

NAMES = {"c_mean": ["Mean", "Average"], "c_arith": ["Arithmetic mean"], "c_gcd": ["Greatest common divisor", "GCD"]}


def test_nothing_is_mentioned_in_nothing() -> None:
    """Neither without a question nor without names."""
    assert mentioned("", NAMES) == []
    assert mentioned("Find the mean.", {}) == []
    assert mentioned("How many apples are left?", NAMES) == []


def test_a_name_is_found_in_any_form_and_by_any_other_name() -> None:
    """Plural forms, case and small words do not count; the order is the question's."""
    assert mentioned("Compute the GCD of 12 and 18, then their averages.", NAMES) == ["c_gcd", "c_mean"]
    assert mentioned("What is the greatest common divisors of them?", NAMES) == ["c_gcd"]


def test_of_overlapping_names_the_longest_counts() -> None:
    """The arithmetic mean is no mean; a mean elsewhere in the question still is."""
    assert mentioned("Find the arithmetic mean.", NAMES) == ["c_arith"]
    assert mentioned("Is the arithmetic mean above the other mean?", NAMES) == ["c_arith", "c_mean"]


def test_a_part_of_a_word_is_no_name() -> None:
    """Meanwhile is not the mean."""
    assert mentioned("Meanwhile, Tom runs.", NAMES) == []


def test_a_name_of_two_concepts_mentions_both() -> None:
    """A topic and a KP may have one name."""
    assert mentioned("Use vectors.", {"t": ["Vectors"], "k": ["Vector"]}) == ["t", "k"]


WORDS = st.sampled_from(["mean", "arithmetic", "median", "side", "the", "area", "sum"])


@given(st.lists(WORDS, max_size=60), st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=4))
def test_what_is_mentioned_stands_in_the_question(question: list[str], names: list[list[str]]) -> None:
    """Each found concept's key stands word by word; a name that overlaps no other is found wherever it stands."""
    known = {f"c_{n}": [" ".join(words)] for n, words in enumerate(names)}
    found = mentioned(" ".join(question), known)
    kept = f" {' '.join(w for w in question if w != 'the')} "
    for concept in found:
        key = " ".join(w for w in known[concept][0].split() if w != "the") or name_key(known[concept][0])
        assert f" {key} " in kept or key == "the" or "the" in key
    if len(known) == 1:
        key = name_key(known["c_0"][0])
        if key and "the" not in key.split() and f" {key} " in kept:
            assert found == ["c_0"]

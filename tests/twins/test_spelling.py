"""How alike names are written: slips, order, forms, initials; and what only looks alike."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.extraction.names import name_key
from mathscale_core.twins.signals import SPEAKS
from mathscale_core.twins.spelling import common_words, in_order, initials, root, roots, spelling

WORDS = frozenset({"sine", "cosine", "rule", "adding", "fraction", "decimal", "arithmetic", "geometric", "sequence",
                   "linear", "equation", "trig"})  # fmt: skip
keys = st.text("abcdefgh 23", min_size=1, max_size=24).map(lambda text: " ".join(text.split())).filter(bool)


def alike(one: str, other: str, common: frozenset[str] = WORDS) -> float:
    return float(spelling([name_key(one)], [name_key(other)], common)[0])


def test_no_pairs_have_no_spelling() -> None:
    """Nothing in, nothing out."""
    assert spelling([], [], WORDS).tolist() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Factoring trinomials", "Factoring trinoials"),  # a slip
        ("Rates and speed", "Speed and rates"),  # another order
        ("Adding fractions", "Addition of fractions"),  # another form
        ("Factorization", "Factorisation"),  # another English
        ("GCD", "Greatest common divisor"),  # initials
        ("Quad. formula", "Quadratic formula"),  # shortened
        ("Pythagorean thm", "Pythagorean theorem"),  # letters left out
        ("Trig functions", "Trigonometric functions"),  # shortened, and a word of many names
    ],
)
def test_what_is_written_otherwise_speaks_for_one_thing(one: str, other: str) -> None:
    """Each of them reaches the value from which spelling is said to speak."""
    assert alike(one, other) >= SPEAKS["spelling"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sine rule", "Cosine rule"),  # other words, known ones
        ("Arithmetic sequence", "Geometric sequence"),
        ("2D shapes", "3D shapes"),  # other numbers
        ("Type 1 error", "Type 2 error"),
        ("Equations", "Linear equations"),  # a word more
        ("Chinese remainder theorem", "Remainder theorem"),
        ("Circles", "Probability"),
    ],
)
def test_what_only_looks_alike_does_not(one: str, other: str) -> None:
    """None of them reaches it."""
    assert alike(one, other) < SPEAKS["spelling"]


def test_different_numbers_are_different_things() -> None:
    """Not a little alike: not at all; the same numbers in another order are fine."""
    assert alike("2D shapes", "3D shapes") == 0
    assert alike("Base 2 and base 10", "Base 10 and base 2") >= 0.9


@given(keys, keys, st.frozensets(st.sampled_from(["a", "ab", "abc", "abcd"])))
def test_it_does_not_matter_which_name_comes_first(one: str, other: str, common: frozenset[str]) -> None:
    """And it is from 0 to 1, and 1 for equal names."""
    there, back, same = spelling([one, other, one], [other, one, one], common).tolist()
    assert there == back
    assert 0 <= there <= 1
    assert same == 1


@given(st.lists(st.text("abcdefgh", min_size=4, max_size=12), min_size=1, max_size=3), st.data())
def test_a_plain_pair_has_the_ratio_of_difflib_or_less(words: list[str], data: st.DataObject) -> None:
    """An oracle of its own: twice the matching letters over all letters bounds it where nothing is shortened."""
    one = " ".join(words)
    place = data.draw(st.integers(0, len(one)))
    other = one[:place] + "z" + one[place:]
    value = float(spelling([one], [other], frozenset())[0])
    assert value <= 1
    assert value >= min(0.8, SequenceMatcher(None, in_order(one), in_order(other)).ratio() - 1e-9)


def test_roots_and_initials() -> None:
    """Forms of a word have one root, three letters stay; a name without words is itself."""
    assert len({root("adding"), root("addition"), root("add")}) == 1
    assert root("the") == "the"
    assert roots("") == [""]
    assert initials("least common multiple") == "lcm"


def test_common_words_are_those_of_three_names() -> None:
    """A word that stands twice in one name counts once."""
    assert common_words(["a b", "a c", "a a", "b b"]) == {"a"}

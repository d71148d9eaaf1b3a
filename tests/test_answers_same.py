r"""Two answers are the same, or not, or it cannot be told."""

from fractions import Fraction

import pytest
from hypothesis import example, given

from mathscale_core.answers import same
from tests.latex import any_text, fractions

COMPARISONS: list[tuple[str, str, bool | None]] = [
    ("", "", True),
    ("0.5", r"$\frac{1}{2}$", True),
    ("1e3", "1,000", True),
    ("1e3", "1", False),
    ("0.33", "1/3", False),  # exact: rounded is not equal
    ("5 apples", "5", True),  # a bare number agrees with either unit
    ("5 apples", "5 apple", True),
    ("12 buses", "12 bus", True),
    ("5 apples", "5 pears", False),
    ("12 km", "12 cm", False),
    ("5 cm", "5 cm^2", False),
    ("1 m", "100 cm", None),  # equal after a conversion, which is not made here
    ("60 minutes", "1 hour", None),
    (r"\$5", "500 cents", None),
    ("0 km", "0 m", None),
    ("1 m", "100 kg", False),
    ("60 km/h", "1 km/min", None),
    ("50%", "50", True),
    # 50% and 0.5 are the same number, yet only one of them answers "what percentage?": could not tell.
    ("50%", "0.5", None),
    ("50%", "0.4", False),
    ("50%", r"\$50", False),
    (r"\$12", "12 dollars", True),
    (r"\$12", r"\$12 per hour", False),
    (r"-\$5", r"\$5", False),
    (r"\$5 million", r"\$5", False),
    ("x = 5", "5", True),
    ("5xy", "5", None),  # letters are not taken for a unit
    ("3x^2", "3", None),
    ("2 pi", "2", None),
    ("5 and a half", "5", None),
    ("2, 3", "3 and 2", True),
    (r"\{1, 2\}", "1 or 2", True),
    ("2, 3", "2, 4", False),
    ("(1, 2)", "(2, 1)", False),
    ("(1, 2)", "1, 2", None),  # ordered and not ordered
    ("x = 2, y = 3", "y = 3, x = 2", True),
    ("x = 2, y = 3", "x = 3, y = 2", None),
    ("3 apples and 4 pears", "4 apples and 3 pears", None),
    ("3 cm, 4 cm", "3 m, 4 m", None),
    ("(0, 1]", "(0,1]", True),
    ("(0, 1]", "[0, 1]", None),
    ("$2x+1$", "$2x + 1$", True),
    ("$2x+1$", "$1+2x$", None),
    ("B", "(B)", True),
    ("B", "C", False),
    ("B", "5", None),  # the letter may stand before this very number
    ("True", "yes", True),
    ("True", "False", False),
    ("True", "1", None),
]


@pytest.mark.parametrize(("first", "second", "wanted"), COMPARISONS, ids=[f"{a} ~ {b}" for a, b, _ in COMPARISONS])
def test_two_answers_are_the_same_or_not_or_it_cannot_be_told(first: str, second: str, wanted: bool | None) -> None:
    """String and number rules answer what they can, the same way round and back."""
    assert same(first, second) is wanted
    assert same(second, first) is wanted


@given(any_text, any_text)
@example("50%", "0.5")
@example("(1, 2)", "1, 2")
def test_comparing_does_not_depend_on_the_order(first: str, second: str) -> None:
    """What is said of a and b is said of b and a."""
    assert same(first, second) is same(second, first)


@given(any_text)
def test_every_answer_is_the_same_as_itself(text: str) -> None:
    """Equal texts are equal answers, dressed as mathematics or not."""
    assert same(text, text) is True
    assert same(f" {text}\n", text) is not False


@given(fractions, fractions)
def test_numbers_are_the_same_exactly_when_they_are_equal(first: Fraction, second: Fraction) -> None:
    """Whatever their forms, numbers never leave it open."""
    left, right = f"{first.numerator}/{first.denominator}", f"$\\frac{{{second.numerator}}}{{{second.denominator}}}$"
    assert same(left, right) is (first == second)

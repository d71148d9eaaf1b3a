r"""Answers are found and read exactly, and "could not tell" is said where rules do not reach."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mathscale_core.answers import MAX_EXPONENT, MAX_PARSED_LENGTH, Answer, find_answer, normalise, parse, same
from tests.latex import any_text, fractions

F = Fraction


# -- finding ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("solution", "wanted"),
    [
        ("", None),
        ("We do not know.", None),
        ("The answer is", None),  # announced and not given
        ("#### ", None),
        (r"Hence $\boxed{}$.", None),
        ("So 2 + 2 = 4.\n#### 4", "4"),
        ("#### 3\nWait.\n#### 4\n", "4"),  # the last one counts
        ("####", None),
        (r"$\boxed{3}$ is wrong, $\boxed{4}$ is right. The answer is 5.", "4"),  # a box goes before words
        (r"$\boxed{\{1, 2\}}$", r"$\{1, 2\}$"),  # braces within the box
        (r"$\boxed{\frac{1}{\frac{2}{3}}}$", r"$\frac{1}{\frac{2}{3}}$"),
        (r"A box that never closes: $\boxed{4", None),
        ("The answer is 5. No, the answer is 6.", "6"),
        ("The answer is: 12 km.\nIt was far.", "12 km"),
        ("the ANSWER IS\n7", "7"),  # the value may stand on the next line
        ("The answer is 3.5.", "3.5"),  # only the full stop of the sentence goes
        ("The answer is 0.333...", "0.333..."),
    ],
)
def test_the_stated_answer_is_found(solution: str, wanted: str | None) -> None:
    """The last box goes before the last #### line, that before the last "answer is"; nothing stated is None."""
    assert find_answer(solution) == wanted


@given(any_text)
def test_finding_never_raises_and_never_gives_an_empty_answer(text: str) -> None:
    """Any text has an answer that says something, or none."""
    for solution in (text, f"{text}\n#### {text}", f"The answer is {text}", f"\\boxed{{{text}}}"):
        found = find_answer(solution)
        assert found is None or found.strip()


# -- normalising --------------------------------------------------------------------------------------------


@given(any_text)
@example(r"\lef\,t")
@example("5 . .")
@example(r"\text{\text{\text{cm}}}")
@example(r"\frac{30^\circ}{2}")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """What one removal uncovers is removed too, so that nothing is left to do."""
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("$", ""),
        (r"\(x\)", "x"),
        (r"\[x\]", "x"),
        (r"$\left( 1, 2 \right)$", "( 1, 2 )"),
        (r"\frac12", r"\frac{1}{2}"),
        (r"\tfrac{ 1 }2", r"\frac{1}{2}"),
        (r"\dfrac3{4}", r"\frac{3}{4}"),
        (r"\frac123", r"\frac123"),  # 1/2 times 3, or 1/23? left alone
        (r"5\,\text{cm}", "5 cm"),
        (r"5\,m", "5 m"),
        (r"3 \mathrm{~kg}", "3 kg"),
        (r"1{,}000", "1000"),
        (r"1,\!000", "1000"),
        (r"1\,000", "1000"),  # a thin space within a number
        ("1,000,000", "1000000"),
        ("1,00", "1,00"),  # no thousands
        ("1,0000", "1,0000"),
        (r"\frac{30^\circ}{2}", r"\frac{30°}{2}"),  # the brace belongs to the fraction
        (r"30^{\circ}", "30°"),
        ("x^{2}", "x^2"),
        ("x^{12}", "x^{12}"),
        ("−5", "-5"),  # the minus sign of typography
        ("3.", "3"),
        ("0.333...", "0.333..."),  # these dots go on with the digits
        (r"\$5", r"\$5"),  # money keeps its sign
    ],
)
def test_normalising_keeps_the_meaning(text: str, wanted: str) -> None:
    """Dollars, spacing commands and sizes go; signs, digits and braces that mean something stay."""
    assert normalise(text) == wanted


# -- reading ------------------------------------------------------------------------------------------------

READINGS: list[tuple[str, str, object, str]] = [
    # numbers
    ("0", "number", F(0), ""),
    ("-0", "number", F(0), ""),
    ("007", "number", F(7), ""),
    ("+5", "number", F(5), ""),
    ("−5", "number", F(-5), ""),  # U+2212
    (".5", "number", F(1, 2), ""),
    ("-.5", "number", F(-1, 2), ""),
    ("1.50", "number", F(3, 2), ""),
    ("5.", "number", F(5), ""),
    ("1,250", "number", F(1250), ""),
    ("1,234,567.89", "number", F(123456789, 100), ""),
    ("1,25", "set", {F(1), F(25)}, ""),  # a decimal comma is not known here: it is a list, never 1.25
    ("3/4", "number", F(3, 4), ""),
    ("3 / -4", "number", F(-3, 4), ""),
    ("1/0", "expression", "1/0", ""),
    (r"\frac{1}{0}", "expression", r"\frac{1}{0}", ""),
    ("1/2/3", "expression", "1/2/3", ""),
    (r"-\frac{3}{4}", "number", F(-3, 4), ""),
    (r"\frac{3}{-4}", "number", F(-3, 4), ""),
    (r"\frac{1.5}{2}", "number", F(3, 4), ""),
    (r"\frac{x}{2}", "expression", r"\frac{x}{2}", ""),
    # mixed numbers: the sign is that of the whole
    ("2 1/2", "number", F(5, 2), ""),
    (r"2\frac{1}{2}", "number", F(5, 2), ""),
    (r"$2\frac12$", "number", F(5, 2), ""),
    (r"-2\frac{1}{2}", "number", F(-5, 2), ""),
    ("2 3", "expression", "23", ""),
    # powers of ten
    ("1e3", "number", F(1000), ""),
    ("1.5E-3", "number", F(3, 2000), ""),
    ("2e+1", "number", F(20), ""),
    ("1e", "expression", "1e", ""),  # one times Euler's number
    (f"1e{MAX_EXPONENT + 1}", "expression", f"1e{MAX_EXPONENT + 1}", ""),  # no number of a million digits
    (r"2 \times 10^3", "number", F(2000), ""),
    (r"2 \cdot 10^{-3}", "number", F(1, 500), ""),
    ("10^3", "expression", "10^3", ""),  # a power stays an expression
    ("5 million", "number", F(5_000_000), ""),
    (r"\$2.5 million", "number", F(2_500_000), "dollar"),
    ("3 hundred apples", "number", F(300), "apple"),
    # money
    (r"\$5", "number", F(5), "dollar"),
    (r"-\$5", "number", F(-5), "dollar"),
    (r"\$-5", "number", F(-5), "dollar"),
    ("5 dollars", "number", F(5), "dollar"),
    ("€1,200.50", "number", F(2401, 2), "euro"),
    ("5€", "number", F(5), "euro"),
    (r"\$5 per hour", "number", F(5), "dollar/hour"),  # a rate is no amount
    (r"\$5/hour", "number", F(5), "dollar/hour"),
    # percent keeps its number and says so
    ("50%", "number", F(50), "percent"),
    (r"50\%", "number", F(50), "percent"),
    ("50 per cent", "number", F(50), "percent"),
    ("50 percent", "number", F(50), "percent"),
    # units, singular or plural
    ("1 apple", "number", F(1), "apple"),
    ("2 apples", "number", F(2), "apple"),
    ("5 bus", "number", F(5), "bus"),
    ("5 buses", "number", F(5), "bus"),
    ("3 boxes of pens", "number", F(3), "box of pen"),
    ("5 people", "number", F(5), "person"),
    ("3 ladies", "number", F(3), "lady"),
    ("7 inches", "number", F(7), "inch"),
    ("7 in.", "number", F(7), "inch"),
    ("5 cm", "number", F(5), "cm"),
    ("5cm", "number", F(5), "cm"),
    ("5 cm²", "number", F(5), "cm^2"),
    ("5 cm^{2}", "number", F(5), "cm^2"),
    ("5 square centimeters", "number", F(5), "cm^2"),
    ("5 sq cm", "number", F(5), "cm^2"),
    ("5 cubic metres", "number", F(5), "m^3"),
    ("60 mph", "number", F(60), "mile/hour"),
    ("60 miles per hour", "number", F(60), "mile/hour"),
    ("60 miles an hour", "number", F(60), "mile/hour"),
    (r"60\text{ km/h}", "number", F(60), "km/hour"),
    ("9.8 m/s^2", "number", F(49, 5), "m/second^2"),
    ("30°", "number", F(30), "degree"),
    (r"$30^{\circ}$", "number", F(30), "degree"),
    ("1/2 of a cup", "number", F(1, 2), "cup"),
    # letters after a number that are no unit
    ("5 x", "expression", "5x", ""),
    ("5x", "expression", "5x", ""),
    ("5xy", "expression", "5xy", ""),
    ("3x^2", "expression", "3x^2", ""),
    ("2 pi", "expression", "2pi", ""),
    ("3 sin x", "expression", "3sinx", ""),
    ("5 m", "number", F(5), "m"),
    ("5 and a half", "set", {F(5), "ahalf"}, ""),  # not five
    ("3 if n is even", "expression", "3ifniseven", ""),
    # a name on the left side
    ("x = 5", "number", F(5), ""),
    ("x_1 = 5 cm", "number", F(5), "cm"),
    ("$f(x) = 2x$", "expression", "2x", ""),
    ("x = y = 5", "expression", "x=y=5", ""),
    # several values: unordered unless in round brackets
    ("x = 2 or x = -3", "set", {F(2), F(-3)}, ""),
    ("2, 3 and 4", "set", {F(2), F(3), F(4)}, ""),
    (r"\{2, 1\}", "set", {F(1), F(2)}, ""),
    (r"\{\}", "set", set(), ""),
    ("(1, 2)", "tuple", (F(1), F(2)), ""),  # a point or an open interval: the text does not say
    ("(1, (2, 3))", "tuple", (F(1), (F(2), F(3))), ""),
    ("(0, 1), (1, 0)", "set", {(F(0), F(1)), (F(1), F(0))}, ""),
    ("x = 2, y = 3", "set", {("x", F(2)), ("y", F(3))}, ""),  # two unknowns keep their names
    ("3 apples and 4 pears", "set", {(F(3), "apple"), (F(4), "pear")}, ""),
    # intervals with a square bracket are text, as are unions
    ("[0, 1]", "expression", "[0,1]", ""),
    ("(0, 1]", "expression", "(0,1]", ""),
    (r"\{1, 2\} \cup \{3\}", "expression", r"\{1,2\}\cup\{3\}", ""),
    (r"\{1", "expression", r"\{1", ""),
    (r"x \leq 4", "expression", r"x\le4", ""),
    ("x ≤ 4", "expression", r"x\le4", ""),
    # choices and truths
    ("B", "choice", "B", ""),
    ("(B)", "choice", "B", ""),
    ("B.", "choice", "B", ""),
    (r"\textbf{(B)}", "choice", "B", ""),
    ("b", "expression", "b", ""),  # a variable
    ("I", "expression", "I", ""),  # no option goes so far
    ("(B) 5", "expression", "(B)5", ""),
    ("True", "truth", "true", ""),
    ("yes.", "truth", "true", ""),
    (r"\text{No}", "truth", "false", ""),
    # what is left is text without spaces
    ("", "expression", "", ""),
    ("no solution", "expression", "nosolution", ""),
    ("2:30 pm", "expression", "2:30pm", ""),
    ("5!", "expression", "5!", ""),
    ("0.333...", "expression", "0.333...", ""),  # not 333/1000
    ("½", "expression", "½", ""),
]


@pytest.mark.parametrize(("text", "kind", "value", "unit"), READINGS, ids=[row[0] or "empty" for row in READINGS])
def test_an_answer_is_read_exactly(text: str, kind: str, value: object, unit: str) -> None:
    """Each text has the kind, the value and the unit that a reader would give it, or stays a text."""
    assert (parse(text).kind, parse(text).value, parse(text).unit) == (kind, value, unit)


@given(fractions, st.sampled_from(["", " km", r"\text{ km}", " km."]))
def test_a_fraction_is_itself_in_every_form(value: Fraction, unit: str) -> None:
    """Slash, LaTeX, mixed and, where it ends, decimal form are read as the same exact number."""
    n, d = value.numerator, value.denominator
    sign, whole, rest = "-" if n < 0 else "", abs(n) // d, abs(n) % d
    forms = [f"{n}/{d}", f"$\\frac{{{n}}}{{{d}}}$", f"{sign}\\dfrac{{{abs(n)}}}{{{d}}}", f"x = {n}/{d}", f"{n} / {d}"]
    if d != 1:
        forms += [f"{sign}{whole} {rest}/{d}", f"${sign}{whole}\\frac{{{rest}}}{{{d}}}$"] if whole else []
    else:
        forms += [str(n), f"{n:,}", f"${n}$", f"{n}.00", f"+{n}" if n >= 0 else f"−{-n}", f"{n}e0"]
    for form in forms:
        assert parse(form + unit) == Answer("number", value, "km" if unit else ""), form


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_decimal_is_read_without_rounding(digits: int, places: int) -> None:
    """Decimals are exact: 0.1 is one tenth, with or without thousands commas and powers of ten."""
    value = Fraction(digits, 10**places)
    text = f"{'-' if digits < 0 else ''}{abs(digits) // 10**places:,}" + (
        f".{abs(digits) % 10**places:0{places}d}" if places else ""
    )
    assert parse(text).value == value
    assert parse(f"{digits}e-{places}").value == value
    assert parse(f"${digits} \\times 10^{{-{places}}}$").value == value


@given(any_text)
@example("\\{1")
@example("(" * 200 + "1" + ")" * 200)
@example("(1," * 133)
@example("1" * MAX_PARSED_LENGTH)
@example("\ud800")
def test_reading_never_raises(text: str) -> None:
    """Whatever the text is, it is read as something of a known kind."""
    read = parse(text)
    assert read.kind in {"number", "tuple", "set", "choice", "truth", "expression"}
    assert isinstance(read.value, Fraction) == (read.kind == "number")


HOSTILE = [
    "{" * 100_000,
    "\\boxed{" * 20_000,
    "\\boxed{" + "{" * 100_000,
    "\\text{" * 20_000,
    "\\frac" + " " * 100_000,
    "^" + " " * 100_000 + "x",
    "1" * 100_000,
    "1," * 50_000,
    "answer is a" + " " * 100_000 + "b",
    "answer is " * 10_000,
    "#### a" + " " * 100_000 + "b",
    "(" * 100_000,
    "a and " * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[t[:12] for t in HOSTILE])
def test_hostile_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    """A hundred thousand characters made to trap regular expressions are still only text."""
    # A pattern that backtracks would take minutes here and stop the whole run.
    found = find_answer(text)
    assert found is None or len(found) <= len(text)
    assert parse(text).kind == "expression"
    assert normalise(text) == normalise(normalise(text))
    assert same(text, text) is True

r"""Text from outside becomes stored text: ``$...$`` is mathematics, money is ``\$``."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mathscale_core.families import DIFFICULTIES, FAMILIES
from mathscale_core.seeds.forms import split_gsm8k_answer
from mathscale_core.seeds.text import formulas, question_key, spans, to_stored

_TOKENS = (
    "$", "$$", "\\$", "\\(", "\\)", "\\[", "\\]", "\\\\", "\\", "{", "}", "\\frac", "\\text{if }", "\\left", "^", "_",
    "5", "12", "2.50", "x", "xy", " and ", " pays ", " costs ", "cm", "=", "+", "-", "<", ".", ",", " ", "\n", "\n\n",
    "\r\n", "\r", "\x00", "\x1b", "e\u0301", "“", "’", "!", "?",
)  # fmt: skip
raw = st.lists(st.sampled_from(_TOKENS), max_size=20).map("".join) | st.text(max_size=40)
variables = st.sampled_from(["x", "y", "n", "2x", "12xy", "x^2", "\\frac{1}{2}", "\\pi", "3", "1.5"])
formula = st.lists(variables, min_size=1, max_size=4).map(" + ".join)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def unescaped_dollars(text: str) -> int:
    return sum(sign == "$" for sign in re.findall(r"\\.|\$", text, re.DOTALL))


# -- the stored form ----------------------------------------------------------------------------------------


@given(raw)
def test_stored_text_has_its_dollars_in_pairs(text: str) -> None:
    """Whatever comes in, every unescaped dollar of the stored text belongs to a formula."""
    for money_only in (False, True):
        stored = to_stored(text, money_only=money_only)
        assert unescaped_dollars(stored) == 2 * len(formulas(stored))


@given(raw)
def test_a_source_without_latex_has_no_formulas(text: str) -> None:
    """Where every dollar is money, none is left to open mathematics, and no dollar is lost."""
    stored = to_stored(text, money_only=True)
    assert formulas(stored) == []
    assert stored.count("$") == text.count("$")


@given(raw)
def test_stored_text_holds_no_control_characters(text: str) -> None:
    """Line ends become line feeds; NUL, escape and their like are left out."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", to_stored(text))


@given(st.lists(formula, min_size=1, max_size=4))
@example(["2x'' + cx' + 50x = 0", "x"])
@example(["12xy", "12y + 24x = xy"])
def test_formulas_are_kept_as_they_are(parts: list[str]) -> None:
    """Formulas between words stay formulas, also when they begin with a number as prices do."""
    text = "Let " + " be given, let ".join(f"${part}$" for part in parts) + " hold."
    assert formulas(to_stored(text)) == parts
    assert to_stored(text) == text


@given(st.lists(formula, min_size=1, max_size=3), st.sampled_from([("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")]))
def test_every_delimiter_becomes_a_single_dollar(parts: list[str], marks: tuple[str, str]) -> None:
    """Round, square and double-dollar delimiters all mean mathematics."""
    text = " and so ".join(f"{marks[0]} {part}\n{marks[1]}" for part in parts)
    assert formulas(to_stored(text)) == parts


@given(st.lists(st.decimals("0.01", 9999, places=2), min_size=1, max_size=4))
def test_prices_in_prose_are_money(prices: list[object]) -> None:
    """Prices between words never become a formula, however many there are."""
    text = "She " + " and then ".join(f"pays ${price} for lunch" for price in prices) + "."
    assert to_stored(text) == text.replace("$", "\\$")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("$", r"\$"),
        ("No dollar at all.", "No dollar at all."),
        ("It costs $5.", r"It costs \$5."),
        ("It costs $5 and $6.", r"It costs \$5 and \$6."),
        ("A $20-$30 range.", r"A \$20-\$30 range."),
        ("$5 + $6 = $11", r"\$5 + \$6 = \$11"),
        (r"It costs \$5.", r"It costs \$5."),  # escaped already
        (r"It costs $\$5$.", r"It costs $\$5$."),  # money within a formula
        ("Solve $x = 5$ for $3.", r"Solve $x = 5$ for \$3."),
        ("Let $x$ cost $5.", r"Let $x$ cost \$5."),
        ("$5$", "$5$"),
        ("$ x $", "$x$"),
        ("$x\n+ y$", "$x + y$"),
        ("$x\n\ny$", "\\$x\n\ny\\$"),  # no formula goes over a paragraph
        ("\\(x\\) and \\(", "$x$ and \\("),  # one that never closes stays
        ("\\(\\)", ""),
        ("$\\begin{matrix} a \\\\[2pt] b \\end{matrix}$", "$\\begin{matrix} a \\\\[2pt] b \\end{matrix}$"),
        ("$a \\\\$", "$a \\\\$"),  # a line break before the closing dollar escapes nothing
        ("a\r\nb\rc", "a\nb\nc"),
        ("  a  ", "a"),
        ("a\x00b", "ab"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("<b>5</b> & <script>", "<b>5</b> & <script>"),  # kept as text: the form check speaks of it
    ],
)
def test_mathematics_and_money_are_told_apart(text: str, wanted: str) -> None:
    """A dollar opens mathematics only where what follows is no price in a sentence."""
    assert to_stored(text) == wanted


@pytest.mark.parametrize("piece", ["\\(", "\\[", "$$", "$", "$$a", "$ a b", "\\", "{", "$\\$"])
def test_hostile_text_becomes_stored_text(piece: str) -> None:
    """Fifty thousand openings that never close are still only text."""
    # Searching for each closing anew would take minutes here and stop the whole run.
    stored = to_stored(piece * 50_000)
    assert unescaped_dollars(stored) == 2 * len(formulas(stored))


def test_the_families_write_stored_text() -> None:
    """What the problem families write passes the door unchanged."""
    for family in FAMILIES:
        for index, difficulty in enumerate(DIFFICULTIES):
            item = family.draw(1, index, difficulty)
            for text in (item.question, item.solution, item.answer):
                assert to_stored(text) == text, family.name


# -- formulas -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        ("", []),
        (r"\$5 and \$6", []),
        ("$x$ and $y$", ["x", "y"]),
        (r"$\$5 + x$", [r"\$5 + x"]),
        ("$a$$b$", ["a", "b"]),
        ("\\\\$x$", ["x"]),  # after a line break
        ("$$", [""]),
        ("$x", []),
    ],
)
def test_formulas_are_what_stands_between_dollars(stored: str, wanted: list[str]) -> None:
    """The spans come without their dollars, in order; an escaped dollar is no delimiter."""
    assert formulas(stored) == wanted


@given(raw)
def test_parts_put_together_are_the_stored_text(text: str) -> None:
    """Text and mathematics take turns as they stand, and nothing is lost between them."""
    stored = to_stored(text)
    parts = spans(stored)
    assert "".join(f"${part}$" if drawn else part for part, drawn in parts) == stored
    assert [part for part, drawn in parts if drawn] == formulas(stored)
    assert all(part for part, drawn in parts if not drawn)


# -- the key of equal questions -----------------------------------------------------------------------------


@given(raw)
def test_the_key_does_not_count_spaces_dollars_and_letter_case(text: str) -> None:
    """Dressing that a copy may lose leaves the key alone."""
    key = question_key(text)
    assert question_key(f"  {text}\n") == key
    assert question_key(text.replace(" ", "  ")) == key
    assert not re.search(r"[\s$?]", key)


EQUAL = [
    ("What is $2 + 3$?", "what is 2+3"),
    ("A pen costs \\$1,000.", "A pen costs 1000"),
    ("A pen costs 1{,}000", "A pen costs 1,000"),
    ("Anna’s book", "Anna's book"),
    (r"\left( \dfrac{1}{2} \right)", r"(\frac{1}{2})"),
    ("Wow! She has 2 pens.", "Wow, she has 2 pens"),
    ("“Two” and 'three'", "\"Two\" and 'three'"),
]
DIFFERENT = [
    ("What is 1.5 + 2?", "What is 15 + 2?"),  # the point between digits counts
    ("What is f(1,2)?", "What is f(12)?"),
    ("Share in the ratio 3:2.", "Share in the ratio 32."),
    ("What is 5!?", "What is 5?"),
    ("Find $f'(2)$.", "Find $f(2)$."),
    ("What is $2 - 3$?", "What is $2 + 3$?"),
    ("$x_1$", "$x^1$"),
]


@pytest.mark.parametrize(("first", "second"), EQUAL)
def test_equal_questions_share_a_key(first: str, second: str) -> None:
    """Spacing, case, quotes, sentence marks and thousands commas do not make another question."""
    assert question_key(first) == question_key(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_questions_that_ask_another_thing_have_other_keys(first: str, second: str) -> None:
    """A decimal point, a ratio, a prime, a factorial or an operator makes another question."""
    assert question_key(first) != question_key(second)


# -- published data -----------------------------------------------------------------------------------------


def test_no_question_of_gsm8k_holds_a_formula(published: Path) -> None:
    """GSM8K is imported as money only: many questions have two or more dollars, and none becomes mathematics."""
    for name, wanted, with_two_dollars in (("train", 7_473, 1_360), ("test", 1_319, 259)):
        questions = [row["question"] for row in rows(published / "gsm8k" / f"{name}.jsonl")]
        assert len(questions) == wanted
        assert sum(q.count("$") >= 2 for q in questions) == with_two_dollars
        assert [q for q in questions if formulas(to_stored(q, money_only=True))] == []


def test_the_general_rule_takes_hardly_a_price_for_mathematics(published: Path) -> None:
    """Without being told that there is no LaTeX, at most 0.2% of GSM8K's texts show a formula."""
    texts: list[str] = []
    for name in ("train", "test"):
        for row in rows(published / "gsm8k" / f"{name}.jsonl"):
            texts += [row["question"], *split_gsm8k_answer(row["answer"])]
    for chosen in (texts[::3], texts):  # the questions alone, and with solutions and answers
        assert sum(bool(formulas(to_stored(text))) for text in chosen) <= 0.002 * len(chosen)


def test_college_math_keeps_its_formulas(published: Path) -> None:
    """Each pair of dollars in a CollegeMath question is a formula of the stored text, with the same content."""
    questions = [row["question"] for row in rows(published / "college_math" / "test.jsonl")]
    assert len(questions) == 2_818
    even = [q for q in questions if "\\" in q and unescaped_dollars(q) % 2 == 0]
    assert len(even) > 2_000
    for question in even:
        spans = re.findall(r"(?<!\\)\$\$(.+?)\$\$|(?<!\\)\$((?:[^$\\]|\\.)+)\$", question, re.DOTALL)
        wanted = [" ".join((double or single).split()) for double, single in spans if (double or single).strip()]
        assert formulas(to_stored(question)) == wanted

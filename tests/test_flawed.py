"""The flawed questions that ship are flawed as they say, and in no other way that a check could see."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sympy

from mathscale_core import answers
from mathscale_core.records import FORMATS, LEVELS, Question
from mathscale_core.seeds.text import question_key
from mathscale_core.validation.checks import Surroundings, run_checks
from mathscale_core.validation.overlap import build_test_index, find_overlap
from tests.proofs import agrees

Row = dict[str, Any]

DATA = Path(__file__).resolve().parent.parent / "data"
COUNTS = {
    "wrong_answer": 10, "wrong_step": 9, "twin": 8, "test_leak": 8, "missing_figure": 7, "off_topic": 6,
    "wrong_level": 5, "unsolvable": 7,
}  # fmt: skip
FIELDS = [
    "id", "flaw", "question", "solution", "answer", "format", "level", "topics", "kps", "target", "true_answer",
    "explanation",
]  # fmt: skip
FIGURE = re.compile(r"\b(?:figure|diagram|graph|table|chart|plot)\b", re.IGNORECASE)
NUMBER_WORDS = {"seven": "7", "eight": "8"}
x = sympy.Symbol("x", real=True)


def _rows(*files: Path) -> list[Row]:
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


FLAWED = _rows(DATA / "flawed.jsonl")
SEEDS = {row["id"]: row for row in _rows(*sorted((DATA / "seeds").glob("*.jsonl")))}
BENCHMARK = {row["id"]: row for row in _rows(*sorted(DATA.glob("benchmark*.jsonl")))}
VOCABULARY = _rows(DATA / "vocabulary.jsonl")


def _of(flaw: str) -> list[Row]:
    return [row for row in FLAWED if row["flaw"] == flaw]


# Each function computes from the question alone what is really asked.


def _lanterns() -> int:
    return sum(1 for meter in range(181) if meter % 12 == 0)


def _puffins() -> Fraction:
    return 650 * (1 - Fraction(40, 100)) * (1 + Fraction(50, 100))


def _mean_of_both_classes() -> Fraction:
    scores = [80] * 12 + [70] * 18
    return Fraction(sum(scores), len(scores))


def _inequality() -> object:
    return sympy.solveset((4 - x) / 3 > 5, x, sympy.S.Reals)


def _radical_equation() -> Fraction:
    roots = {Fraction(n, 4) for n in range(-28, 400) if n >= 20 and Fraction(n, 4) + 7 == (Fraction(n, 4) - 5) ** 2}
    assert len(roots) == 1
    return roots.pop()


def _walkers() -> object:
    palesa = sympy.Point(3, 0)
    thabo = sympy.Point(5 * sympy.cos(2 * sympy.pi / 3), 5 * sympy.sin(2 * sympy.pi / 3))
    return palesa.distance(thabo)


def _courtyard() -> str:
    meters_for_a_centimeter = Fraction(200, 100)
    options = {7: "A", 70: "B", 140: "C", 1400: "D"}
    return options[int(35 * meters_for_a_centimeter**2)]


def _lock_codes() -> int:
    return sum("A" in code for code in product("ABCDEF", repeat=4))


def _integral() -> object:
    antiderivative = sympy.exp(x**2) / 2
    assert sympy.simplify(antiderivative.diff(x) - x * sympy.exp(x**2)) == 0
    return antiderivative.subs(x, 2) - antiderivative.subs(x, 0)


def _neither_multiple() -> int:
    return sum(1 for n in range(1, 1000) if n % 6 and n % 10)


WRONG_ANSWERS: dict[str, Callable[[], object]] = {
    "flawed-001": _lanterns,
    "flawed-002": _puffins,
    "flawed-003": _mean_of_both_classes,
    "flawed-004": _inequality,
    "flawed-005": _radical_equation,
    "flawed-006": _walkers,
    "flawed-007": _courtyard,
    "flawed-008": _lock_codes,
    "flawed-009": _integral,
    "flawed-010": _neither_multiple,
}


def _least_sum() -> object:
    term = x**2 + 54 / x
    return min(term.subs(x, root) for root in sympy.solveset(term.diff(x), x, sympy.Interval.open(0, sympy.oo)))


def _series_converges() -> bool:
    n = sympy.Symbol("n", positive=True, integer=True)
    return bool(sympy.limit(n / (n**3 + 1) * n**2, n, sympy.oo).is_finite)  # and the sum of 1/n^2 is finite


def _second_red() -> Fraction:
    draws = [(a, b) for a in range(10) for b in range(10) if a != b]
    return Fraction(sum(b < 6 for _, b in draws), len(draws))


def _hands_first_at_right_angle() -> Fraction:
    hand_gains = Fraction(6) - Fraction(1, 2)
    return next(t for t in (Fraction(n, 11) for n in range(660)) if (hand_gains * t - 120) % 360 in {90, 270})


def _magicians_coin() -> Fraction:
    heads = [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)]
    return heads[2] / sum(heads)


def _additive_function() -> int:
    return next(
        3 * two + 2 * three for two, three in product(range(20), repeat=2) if (two + three, 2 * two + three) == (9, 13)
    )


def _coin_and_die() -> Fraction:
    return Fraction(sum(coin == "heads" and die > 4 for coin, die in product(("heads", "tails"), range(1, 7))), 12)


def _twentieth_row() -> int:
    minutes = 14
    for _ in range(19):
        minutes += 3
    return minutes


def _tangent() -> object:
    curve = x**3 - 4 * x
    return sympy.series(curve, x, 2, 2).removeO().expand()


def _weekday() -> str:
    tuesday = datetime(2024, 1, 2)
    return f"{tuesday + timedelta(days=45):%A}"


def _pairs() -> int:
    return sum(a * b + 3 * a + 5 * b == 210 for a, b in product(range(1, 211), repeat=2))


#: For the questions whose own text is new and whose answer is right.
RIGHT_ANSWERS: dict[str, Callable[[], object]] = {
    "flawed-011": lambda: sum([8] * 12) + 15,
    "flawed-012": lambda: Fraction(2 * 80 + 2 * 100, 4),
    "flawed-013": lambda: 7236 % 12 == 0,
    "flawed-014": _least_sum,
    "flawed-015": _series_converges,
    "flawed-016": lambda: (sympy.Matrix([[1, 2], [3, 4]]) + sympy.Matrix([[1, 2], [1, 4]])).det(),
    "flawed-017": lambda: sympy.sqrt(18 * (18 - 9) * (18 - 12) * (18 - 15)),
    "flawed-018": _second_red,
    "flawed-019": lambda: next(n for n in range(100) if 5 * (n - 3) == 2 * n + 9),
    "flawed-032": lambda: Fraction(18, 10) * 30 / 24,
    "flawed-033": _additive_function,
    "flawed-034": _hands_first_at_right_angle,
    "flawed-035": _magicians_coin,
    "flawed-043": _coin_and_die,
    "flawed-044": lambda: sorted([31, 18, 24, 45, 27, 18, 22])[3],
    "flawed-045": _twentieth_row,
    "flawed-046": lambda: sympy.Point(0, 0).distance(sympy.Point(96, 72)),
    "flawed-047": _tangent,
    "flawed-048": _weekday,
    "flawed-049": lambda: sympy.integrate(x * sympy.sin(x), (x, 0, sympy.pi)),
    "flawed-050": lambda: Fraction("10") - Fraction("3.20") - 2 * Fraction("1.15"),
    "flawed-051": lambda: len(list(product(range(4), range(3)))),
    "flawed-052": _pairs,
    "flawed-053": lambda: max(sympy.Matrix([[5, 4], [1, 2]]).eigenvals()),
}

#: For the unsolvable questions: values that agree with all that is said, out of many tried.
POSSIBLE: dict[str, Callable[[], set[object]]] = {
    "flawed-054": lambda: {a + b + c for a, b, c in [(6, 6, 14)] if a + b > c},
    "flawed-055": lambda: {1 / (Fraction(1, 6) + Fraction(1, second)) for second in range(1, 25)},
    "flawed-056": lambda: {
        c for c, t in product(range(50, 1301, 50), repeat=2) if 3 * c + 2 * t == 1300 and 6 * c + 4 * t == 2600
    },
    "flawed-057": lambda: {70 + 40 - both for both in [50] if both <= min(70, 40)},
    "flawed-058": lambda: {7 * height for height in [12] if height <= 10},
    "flawed-059": lambda: {games for games in range(100) if 2 * games == 9 * 5},
    "flawed-060": lambda: {start * sympy.exp(6) for start in range(-3, 4)},
}


def test_there_are_as_many_of_each_kind_as_planned() -> None:
    """Sixty questions in eight kinds of flaw."""
    assert Counter(row["flaw"] for row in FLAWED) == COUNTS


def test_ids_and_questions_are_unique() -> None:
    """Ids run from flawed-001 on, and no question is there twice."""
    assert [row["id"] for row in FLAWED] == [f"flawed-{n:03d}" for n in range(1, len(FLAWED) + 1)]
    assert len({question_key(row["question"]) for row in FLAWED}) == len(FLAWED)


@pytest.mark.parametrize("row", FLAWED, ids=lambda row: row["id"])
def test_every_line_has_the_fields_and_the_vocabularys_names(row: Row) -> None:
    """All fields are there, format and level are known, and topics and KPs are the vocabulary's."""
    topics = {v["name"] for v in VOCABULARY if v["kind"] == "topic"}
    kps = {v["name"] for v in VOCABULARY if v["kind"] == "kp"}
    assert list(row) == FIELDS
    assert row["format"] in FORMATS and row["level"] in LEVELS
    assert 1 <= len(row["topics"]) <= 2 and set(row["topics"]) <= topics
    assert 1 <= len(row["kps"]) <= 5 and set(row["kps"]) <= kps
    assert row["explanation"].endswith(".")


@pytest.mark.parametrize("row", FLAWED, ids=lambda row: row["id"])
def test_the_checks_find_nothing_but_the_planted_flaw(row: Row) -> None:
    """Form and final answer pass (a missing figure may fail the form); only equal twins and leaks are found as such."""
    question = Question(
        row["id"], row["question"], row["solution"], row["answer"], row["format"], row["level"], "planted",
        tuple(row["topics"]), tuple(row["kps"]),
    )  # fmt: skip
    seeds = {question_key(seed["question"]): name for name, seed in SEEDS.items()}
    around = Surroundings(seeds, {}, build_test_index((name, b["question"]) for name, b in BENCHMARK.items()))
    found = {result.check: result for result in run_checks([question], around)}
    if row["flaw"] != "missing_figure":
        assert found["form"].state == "pass", found["form"].reason
    assert found["final_answer"].state == "pass", found["final_answer"].reason
    assert row["flaw"] == "twin" or found["duplicate"].state == "pass", found["duplicate"].reason
    assert (found["test_overlap"].state == "fail") == (row["flaw"] == "test_leak"), found["test_overlap"].reason


@pytest.mark.parametrize("row", FLAWED, ids=lambda row: row["id"])
def test_only_twins_and_leaks_have_a_target_and_it_exists(row: Row) -> None:
    """A twin names a seed, a leak a benchmark item, the others nothing."""
    targets = {"twin": SEEDS, "test_leak": BENCHMARK}.get(row["flaw"])
    assert row["target"] == "" if targets is None else row["target"] in targets


@pytest.mark.parametrize("row", FLAWED, ids=lambda row: row["id"])
def test_the_true_answer_is_empty_exactly_where_there_is_none(row: Row) -> None:
    """Where nobody can know the answer it is empty; where the answer is right it is that answer."""
    if row["flaw"] in {"missing_figure", "unsolvable"}:
        assert row["true_answer"] == ""
    elif row["flaw"] == "wrong_answer":
        assert row["true_answer"] not in {"", row["answer"]}
    else:
        assert row["true_answer"] == row["answer"]


def test_four_twins_equal_their_seed_and_four_are_near_it() -> None:
    """Equal ones differ in dress alone; near ones differ in a few words and in no number."""
    twins = _of("twin")
    seeds = [SEEDS[row["target"]] for row in twins]
    equal = [question_key(t["question"]) == question_key(s["question"]) for t, s in zip(twins, seeds, strict=True)]
    assert equal == [True] * 4 + [False] * 4
    for twin, seed in zip(twins, seeds, strict=True):
        assert twin["question"] != seed["question"]
        assert answers.same(twin["answer"], seed["answer"]) or twin["answer"] == seed["answer"]
        ours, theirs = _words(twin["question"]), _words(seed["question"])
        assert SequenceMatcher(None, ours, theirs).ratio() > 0.8
        assert [w for w in ours if w.isdigit()] == [w for w in theirs if w.isdigit()]


def test_four_leaks_are_word_for_word_and_four_share_ten_words() -> None:
    """The overlap check finds each leak, and it finds the item that the leak names."""
    leaks = _of("test_leak")
    items = [BENCHMARK[row["target"]] for row in leaks]
    assert [leak["question"] == item["question"] for leak, item in zip(leaks, items, strict=True)] == [True] * 4 + [
        False
    ] * 4
    for leak, item in zip(leaks, items, strict=True):
        found = find_overlap(build_test_index([(item["id"], item["question"])]), leak["question"])
        assert found is not None and found.item == leak["target"]
        if leak["question"] == item["question"]:
            assert leak["answer"] == item["answer"]


@pytest.mark.parametrize("row", _of("missing_figure"), ids=lambda row: row["id"])
def test_a_missing_figure_is_spoken_of(row: Row) -> None:
    """The question names a figure, diagram, graph, table, chart or plot, and holds no picture or table."""
    assert FIGURE.search(row["question"])
    assert not re.search(r"!\[|\||\n", row["question"])


def test_every_wrong_answer_has_a_proof() -> None:
    """No wrong answer is taken for wrong without a computation."""
    assert set(WRONG_ANSWERS) == {row["id"] for row in _of("wrong_answer")}


@pytest.mark.parametrize("row", _of("wrong_answer"), ids=lambda row: row["id"])
def test_a_wrong_answer_is_wrong_and_its_true_answer_right(row: Row) -> None:
    """What is computed from the question agrees with the true answer and not with the stated one."""
    value = WRONG_ANSWERS[row["id"]]()
    assert agrees(row["true_answer"], value)
    assert not agrees(row["answer"], value)


def test_every_new_question_with_a_right_answer_has_a_proof() -> None:
    """Those with a false step, topic or level, and the leaks that were rewritten."""
    rewritten = [row for row in _of("test_leak") if row["question"] != BENCHMARK[row["target"]]["question"]]
    new = _of("wrong_step") + _of("off_topic") + _of("wrong_level") + rewritten
    assert set(RIGHT_ANSWERS) == {row["id"] for row in new}


@pytest.mark.parametrize("row", [row for row in FLAWED if row["id"] in RIGHT_ANSWERS], ids=lambda row: row["id"])
def test_an_answer_that_is_said_to_be_right_is_right(row: Row) -> None:
    """A question with another flaw must not have a wrong answer as well."""
    assert agrees(row["answer"], RIGHT_ANSWERS[row["id"]]())


@pytest.mark.parametrize("row", _of("unsolvable"), ids=lambda row: row["id"])
def test_an_unsolvable_question_has_no_answer_or_several(row: Row) -> None:
    """Nothing agrees with what is said, or more than one value does."""
    assert len(POSSIBLE[row["id"]]()) != 1


def _words(text: str) -> list[str]:
    """Words, numbers and signs, with small numbers in digits."""
    return [NUMBER_WORDS.get(w, w) for w in re.findall(r"\d+|[^\W\d_]+|[^\w\s]", text.casefold())]

"""Every problem family: 200 draws proved by its independent checker, and wrong items caught."""

import ast
import dataclasses
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from mathscale_core import answers
from mathscale_core.bundled import bundled_rows
from mathscale_core.families import DIFFICULTIES, FAMILIES, Family, Instance, checker_of, checkers
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.records import LEVELS

VOCABULARY = {(r["kind"], r["name"]): r for r in bundled_rows("vocabulary.jsonl")}
DRAWS = 200


@cache
def _draws(family: Family) -> tuple[Instance, ...]:
    return tuple(_drawn_anew(family))


def _drawn_anew(family: Family) -> list[Instance]:
    return [family.draw(11, i, DIFFICULTIES[i % 3]) for i in range(DRAWS)]


def _checker(family: Family) -> Checker:
    checker = checker_of(family.name)
    assert checker is not None, f"{family.name} has no checker"
    return checker


def test_there_are_enough_families_for_all_elementary_and_algebra_topics() -> None:
    """At least 30 families, and every topic of arithmetic and algebra has one."""
    covered = {t for f in FAMILIES for t in f.topics}
    wanted = {
        name for (kind, name), r in VOCABULARY.items() if kind == "topic" and r["area"] in {"arithmetic", "algebra"}
    }
    assert len(FAMILIES) >= 30
    assert len({f.name for f in FAMILIES}) == len(FAMILIES)
    assert wanted - covered == set()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_every_draw_is_confirmed_by_the_independent_checker(family: Family) -> None:
    """200 draws: the checker reads the question, finds the parameters again and computes the same answer."""
    checker = _checker(family)
    for item in _draws(family):
        assert checker.fault(item.question, item.parameters, item.answer) == "", item


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_same_seed_and_index_give_the_same_item_and_wordings_differ(family: Family) -> None:
    """Item i is rebuilt alone; names, levels and texts are well formed; there are several wordings."""
    items = _draws(family)
    assert list(items) == _drawn_anew(family)
    assert len({i.question for i in items}) >= 0.9 * DRAWS
    assert len({_wording(i.question) for i in items}) >= 3
    assert all(level in LEVELS for level in family.levels)
    assert 1 <= len(family.topics) <= 2
    assert 1 <= len(family.kps) <= 5
    assert all(("topic", t) in VOCABULARY for t in family.topics)
    assert all(("kp", k) in VOCABULARY for k in family.kps)
    for item in items:
        for text in (item.question, item.solution, item.answer):
            assert len(re.findall(r"(?<!\\)\$", text)) % 2 == 0, text
            assert "  " not in text.replace("\n", ""), text


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_every_solution_ends_with_its_answer(family: Family) -> None:
    """60 draws: the answer that the solution states last is the answer of the item."""
    for item in _draws(family)[:60]:
        found = answers.find_answer(item.solution)
        assert found is not None, item.solution
        alike = answers.normalise(found) == answers.normalise(item.answer)
        assert alike or answers.same(found, item.answer) is True, item


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_at_least_99_percent_of_mutations_are_caught(family: Family) -> None:
    """A wrong answer, a swapped parameter and a wrong unit do not pass."""
    checker = _checker(family)
    mutants = [(kind, m) for item in _draws(family) for kind, m in _mutations(item)]
    missed = [(kind, m) for kind, m in mutants if checker.fault(m.question, m.parameters, m.answer) == ""]
    assert len(mutants) >= DRAWS
    assert len(missed) <= 0.01 * len(mutants), missed[:3]


def test_no_checker_imports_a_generator() -> None:
    """The second opinion is independent: checker modules import the shared kinds and each other only."""
    package = Path(inspect.getfile(checkers)).parent
    generators = {p.stem for p in package.parent.glob("*.py")} - {"family", "__init__"}
    for module in package.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("mathscale_core.families."):
                assert node.module.split(".")[2] not in generators, f"{module.name} imports {node.module}"


def test_a_question_of_another_wording_is_unreadable_and_not_right() -> None:
    """A checker never confirms what it cannot read."""
    for family in FAMILIES:
        assert _checker(family).fault("What is the colour of the sky?", None, "blue") != ""


@pytest.mark.parametrize(
    "answer", ["", "1/0", "$\\frac{1}{0}$", "x" * 5000, "9" * 5000, "∞", "nan"], ids=lambda a: a[:12]
)
def test_an_answer_that_no_family_writes_is_a_fault_with_its_reason(answer: str) -> None:
    """Whatever a model or a person writes as the answer, the checker says what is wrong with it and never raises."""
    for family in FAMILIES:
        item = family.draw(11, 0, 1)
        assert "recomputed it is" in _checker(family).fault(item.question, item.parameters, answer), family.name


def test_every_generator_module_has_a_checker_module_of_the_same_name() -> None:
    """One place to look for both."""
    for family in FAMILIES:
        module = inspect.getmodule(family.generate)
        assert module is not None
        name = module.__name__.rsplit(".", 1)[1]
        assert family.name in import_module(f"mathscale_core.families.checkers.{name}").CHECKERS


def _mutations(item: Instance) -> Iterator[tuple[str, Instance]]:
    for sign in (1, -1):
        changed = _shifted(item.answer, sign)
        if changed:
            yield "answer", _with(item, answer=changed)
    numeric = [k for k, v in item.parameters.items() if isinstance(v, int)]
    for a, b in pairwise(numeric):
        if item.parameters[a] != item.parameters[b]:
            swapped = {**item.parameters, a: item.parameters[b], b: item.parameters[a]}
            yield "parameter", _with(item, parameters=swapped)
    unit = answers.parse(item.answer).unit
    if unit:
        yield "unit", _with(item, answer=f"{answers.parse(item.answer).value} {'kg' if unit != 'kg' else 'km'}")


def _shifted(answer: str, by: int) -> str:
    """The answer with its last whole number changed by one, ``""`` where it has none."""
    found = list(re.finditer(r"(?<![\d.])\d+(?![\d.]|\s*\})", answer)) or list(re.finditer(r"\d+", answer))
    if not found:
        return ""
    last = found[-1]
    return f"{answer[: last.start()]}{int(last.group()) + by}{answer[last.end() :]}"


def _with(item: Instance, **changes: object) -> Instance:
    values = {name: getattr(item, name) for name in Instance.__slots__} | changes
    return Instance(**values)


def _wording(question: str) -> str:
    """The question without numbers and names: what is left tells the wording."""
    words = re.sub(r"\$[^$]*\$|\\\$|[\d.,:/%]+", " ", question).split()
    return " ".join(w for w in words[:60] if w.islower())[:60]


@pytest.mark.parametrize(
    ("family", "question"),
    [
        ("division-remainder", {"second": 5, "first": 0, "per": 0, "ask": "left"}),
        ("division-remainder", {"second": 5, "first": 0, "per": -2, "ask": "full"}),
        ("linear-pattern", {"a": 5, "b": 5, "c": 5, "value": 9}),
        ("linear-pattern", {"a": 5, "b": 3, "c": 1, "value": 9}),
        ("linear-pattern", {"early": 3, "early_value": 5, "late": 3, "late_value": 9, "place": 2}),
        ("unit-leftover", {"unit": "cm", "total": "3", "per": 0}),
        ("unit-leftover", {"unit": "cm", "total": "3", "per": -3}),
        ("arithmetic-sequence", {"first": 0, "step": 0, "total": 10, "unit": ""}),
        ("arithmetic-sequence", {"first": 1, "step": -1, "total": 10, "unit": ""}),
        ("growth-decay", {"ask": "limit", "start": 10, "limit": 5, "rate": 0}),
        ("growth-decay", {"ask": "hours", "start": 10, "time": 5, "period": 0, "factor": 2}),
    ],
)
def test_numbers_with_which_a_search_would_not_end_are_a_fault(family: str, question: dict[str, int | str]) -> None:
    """Nothing is taken away again and again, or counted on for ever: the fault says that there is no answer."""
    checker = dataclasses.replace(checkers.CHECKERS[family], read=lambda _: question)
    assert "there is no answer" in checker.fault("anything", None, "1")


def test_numbers_beyond_any_familys_are_a_fault() -> None:
    """They are not gone through one by one."""
    checker = dataclasses.replace(checkers.CHECKERS["division-remainder"], read=lambda _: {"per": 10**30})
    assert "no family" in checker.fault("anything", None, "1")

r"""Every check passes, fails or cannot tell, with its reason; what cannot be told is never a pass."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.families import DIFFICULTIES, FAMILIES
from mathscale_core.records import FORMATS, CheckState, Question
from mathscale_core.seeds.text import question_key
from mathscale_core.validation.checks import CHECKS, MAX_LENGTH, Surroundings, run_checks
from mathscale_core.validation.overlap import build_test_index

NOTHING = Surroundings({}, {}, None)
GOOD = Question(
    "q_1", "A pen costs \\$2. What do $3$ pens cost?", "3 pens cost $3 \\cdot 2 = 6$.\nThe answer is \\$6.", "\\$6",
    "numeric", "elementary", "generated", ("Money",), ("Multiplication",),
)  # fmt: skip
CHOICE = dataclasses.replace(
    GOOD, question="Which is even?\n(A) 3\n(B) 4", solution="4 is even. The answer is B.", answer="B", format="choice"
)


def verdict(check: str, question: Question, around: Surroundings = NOTHING) -> tuple[CheckState, str]:
    [result] = run_checks([question], around, [check])
    assert (result.revision, result.check) == (question.revision, check)
    return result.state, result.reason


def instance() -> Question:
    family = FAMILIES[0]
    item = family.draw(0, 0, DIFFICULTIES[0])
    return dataclasses.replace(
        GOOD, question=item.question, solution=item.solution, answer=item.answer, family=family.name,
        parameters=item.parameters,
    )  # fmt: skip


# -- all checks ---------------------------------------------------------------------------------------------


def test_no_questions_have_no_results() -> None:
    """Nothing to check gives nothing."""
    assert run_checks([], NOTHING) == []


def test_every_check_gives_one_result_a_question() -> None:
    """Results come question by question, check by check, each with the version of its rules."""
    second = dataclasses.replace(GOOD, revision="q_2")
    results = run_checks([GOOD, second], NOTHING)
    names = ["form", "final_answer", "recompute", "duplicate", "test_overlap"]
    assert [(r.revision, r.check) for r in results] == [(q, name) for q in ("q_1", "q_2") for name in names]
    assert [r.version for r in results[:5]] == [check.version for check in CHECKS]
    assert [r.check for r in run_checks([GOOD], NOTHING, ["recompute", "form"])] == ["form", "recompute"]


_PIECES = ("$", "\\$", "{", "}", "\\frac", "(A) ", "(B) ", "\n", "x = ", "5", " or ", "The answer is ", "<b>", ".", " ")
text = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@given(text, text, text, st.sampled_from([*FORMATS, "", "essay"]))
def test_every_state_is_one_of_three_with_a_reason(question: str, solution: str, answer: str, kind: str) -> None:
    """Whatever a model wrote, each check says pass, fail or unknown and why."""
    item = dataclasses.replace(GOOD, question=question, solution=solution, answer=answer, format=kind)
    tests = build_test_index([("t/1", "What is 2 + 2?")])
    for around in (NOTHING, Surroundings({question_key(question): "s_1"}, {}, tests)):
        results = run_checks([item], around)
        assert len(results) == len(CHECKS)
        assert all(r.state in {"pass", "fail", "unknown"} and r.reason for r in results)


# -- form ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"question": "Is $a<b$ and $b > c$ or 3 < x?"},  # less and greater are no HTML
        {"question": "Find the image of the point $(1, 2)$ under the map."},  # an image of mathematics
        {"question": "A picture with its frame is $5$ dm wide. How wide is the picture alone?"},
        {"question": "Plot the graph of $y = x^2$."},
        {"question": "Write $\\{1, 2\\}$ and $\\frac{\\sqrt{2}}{3}$.", "answer": "$\\{1\\}$"},
        {"question": "$a \\\\$ and $b$"},  # a line break before the closing dollar
        {"question": "a" * MAX_LENGTH},
        {"format": "expression", "answer": "$2x$"},
        {"format": "true_false", "answer": "False"},
        {"format": "open", "answer": "Because it is even."},
    ],
    ids=str,
)
def test_a_well_formed_question_passes(change: dict[str, Any]) -> None:
    """Mathematics, money and every format in their proper form."""
    assert verdict("form", dataclasses.replace(GOOD, **change)) == ("pass", "all parts are there and well formed")


def test_a_choice_whose_answer_is_an_option_passes() -> None:
    """The letter may stand in brackets."""
    for answer in ("B", "(B)", "A"):
        assert verdict("form", dataclasses.replace(CHOICE, answer=answer))[0] == "pass"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"question": " \n"}, "the question is empty"),
        ({"solution": ""}, "the solution is empty"),
        ({"answer": ""}, "the answer is empty"),
        ({"solution": "a" * (MAX_LENGTH + 1)}, "20,001 characters"),
        ({"question": "What is <b>2 + 2</b>?"}, "holds HTML: “<b>”"),
        ({"question": "<script>alert(1)</script>"}, "holds HTML: “<script>”"),
        ({"question": '<img src="x" onerror="alert(1)">'}, "holds HTML"),
        ({"question": "[a](javascript:alert(1))"}, "holds HTML: “javascript:”"),
        ({"solution": "It is <!-- hidden --> 4."}, "holds HTML: “<!--”"),
        ({"question": "A pen costs $2."}, "the question has a dollar sign without its partner"),
        ({"answer": "$6"}, "the answer has a dollar sign without its partner"),
        ({"question": "What is $\\frac{1}{2$?"}, "unbalanced braces in $\\frac{1}{2$"),
        ({"question": "What is $}x{$?"}, "unbalanced braces"),
        ({"question": "What is $\\{x}$?"}, "unbalanced braces"),  # an escaped brace opens nothing
        ({"format": "essay"}, "the format 'essay' is not one of"),
        ({"question": "What is the area of the shaded region in the figure below?"}, "a figure that is not there"),
        ({"question": "Use the graph shown to find $x$."}, "a figure that is not there: “graph shown”"),
        ({"question": "[asy] draw((0,0)--(1,1)); [/asy] What is $x$?"}, "a figure that is not there: “[asy]”"),
        ({"format": "true_false", "answer": "6"}, "neither True nor False"),
        ({"format": "choice", "answer": "A"}, "none of the options (there are none)"),
    ],
    ids=lambda part: str(part)[:50],
)
def test_what_is_ill_formed_fails_with_what_was_found(change: dict[str, Any], found: str) -> None:
    """One broken rule is enough, and the reason quotes it."""
    state, reason = verdict("form", dataclasses.replace(GOOD, **change))
    assert state == "fail"
    assert found in reason


@pytest.mark.parametrize(
    "change", [{"answer": "C"}, {"answer": "4"}, {"question": "Which?\n(B) 4"}, {"question": "Which, (A) or (B)?"}]
)
def test_a_choice_needs_options_and_one_of_them(change: dict[str, Any]) -> None:
    """A letter that stands nowhere, a value, a single option or options within a line are not enough."""
    state, reason = verdict("form", dataclasses.replace(CHOICE, **change))
    assert state == "fail"
    assert "none of the options" in reason


# -- final answer -------------------------------------------------------------------------------------------

SAID: list[tuple[str, str, CheckState]] = [
    ("The answer is 6.", "6", "pass"),
    ("The answer is 6.", "7", "fail"),
    ("So $x = 6$.\n#### 6", "6", "pass"),
    ("Hence $\\boxed{6}$.", "7", "fail"),
    ("The answer is $\\frac{1}{2}$.", "0.5", "pass"),
    ("The answer is 6 km.", "6 m", "fail"),
    ("The answer is 6 km.", "6", "pass"),  # a bare number agrees with either unit
    ("The answer is $1 + 2x$.", "$2x + 1$", "unknown"),
    ("The answer is 50%.", "0.5", "unknown"),
    ("The answer is $15\\pi$.", "$5\\pi$", "unknown"),  # to contain it is not to say it
    ("The answer is 7 liters, which fits, since 40% lies between 35% and 65%.", "7 liters", "pass"),
    ("The answer is $V = 2x = 3y$.", "$3y$", "pass"),
    ("The answer is $x = 2$ or $x = 3$.", "$x = 3$ or $x = 2$", "pass"),
    ("The answer is $x = 2$ or $x = 3$.", "3", "unknown"),
    # no "answer is": the last line may state it
    ("Three pens cost $3 \\cdot 2 = 6$.", "6", "pass"),
    ("She has 3 + 12 = 15.", "5", "unknown"),  # 15 is not 5
    ("The change is \\$20 − \\$14.30 = \\$5.70.", "\\$5.70", "pass"),
    ("The time is $360 \\div 6 = 60$, so it takes 60 minutes.", "60 minutes", "pass"),
    ("So $z = -49$ or $z = -11$.", "$z = -11$ or $z = -49$", "pass"),
    ("So $z = -49$ or $z = -11$.", "-11", "unknown"),  # one of two
    ("So $x = 2$ and $y = 3$.", "3", "unknown"),
    ("The roots are $x = 2, 3$.", "3", "unknown"),
    ("So $x = \\pm 2$.", "2", "unknown"),
    ("The equation is $x + y = 74$.", "$x + y = 74$", "pass"),
    ("First $x = 6$.\nThat is what was to be found, as one sees.", "6", "unknown"),
    ("Clearly.", "6", "unknown"),
    ("", "6", "unknown"),
]


@pytest.mark.parametrize(("solution", "answer", "state"), SAID, ids=[f"{s[-30:]} ~ {a}" for s, a, _ in SAID])
def test_the_solution_ends_with_the_stated_answer_or_not(solution: str, answer: str, state: CheckState) -> None:
    """Equal passes, unequal fails, and what cannot be compared or found is unknown."""
    assert verdict("final_answer", dataclasses.replace(GOOD, solution=solution, answer=answer))[0] == state


def test_a_failure_quotes_both_sides() -> None:
    """The evidence is what the solution says and what the answer is."""
    state, reason = verdict("final_answer", dataclasses.replace(GOOD, solution="The answer is 6.", answer="7"))
    assert (state, reason) == ("fail", "the solution says “6”, the answer is “7”")
    _, reason = verdict("final_answer", dataclasses.replace(GOOD, solution="Clearly."))
    assert "does not state" in reason


@given(st.integers(-999, 999), st.integers(-999, 999))
def test_a_wrong_number_never_passes(right: int, wrong: int) -> None:
    """However the solution says it, another number is no pass."""
    for solution in (f"The answer is {right}.", f"So $x = {right}$.", f"In all there are {right}.", f"#### {right}"):
        item = dataclasses.replace(GOOD, solution=solution, answer=str(wrong))
        assert (verdict("final_answer", item)[0] == "pass") == (right == wrong)


# -- recompute ----------------------------------------------------------------------------------------------


def test_a_question_of_a_family_is_recomputed() -> None:
    """Its independent checker confirms the answer and names the family."""
    item = instance()
    assert verdict("recompute", item) == ("pass", f"recomputed by the checker of the family {item.family}")


def test_a_wrong_answer_is_found_by_recomputing() -> None:
    """The reason is what the checker found."""
    state, reason = verdict("recompute", dataclasses.replace(instance(), answer="-12345"))
    assert state == "fail"
    assert reason


@pytest.mark.parametrize("family", ["", "no-such-family"])
def test_without_a_checker_it_is_not_known(family: str) -> None:
    """A question of a language model has no independent checker; that is no pass."""
    state, reason = verdict("recompute", dataclasses.replace(GOOD, family=family))
    assert state == "unknown"
    assert "no independent checker" in reason


# -- duplicate ----------------------------------------------------------------------------------------------


def test_a_new_question_is_no_duplicate() -> None:
    """Also when the bank holds this very revision, and others beside it."""
    own = {question_key(GOOD.question): GOOD.revision, question_key("Another?"): "q_0"}
    for around in (NOTHING, Surroundings({question_key("Another?"): "s_1"}, own, None)):
        assert verdict("duplicate", GOOD, around)[0] == "pass"


def test_a_seed_and_an_earlier_question_are_named() -> None:
    """The same text in another dress is found; a seed goes before a question."""
    key = question_key("a pen costs $2, what do 3 pens cost")
    first = Surroundings({}, {key: "q_0"}, None)
    assert verdict("duplicate", GOOD, first) == ("fail", "the same question is q_0")
    seed = Surroundings({key: "s_1"}, {key: "q_0"}, None)
    assert verdict("duplicate", GOOD, seed) == ("fail", "the same question is seed s_1")


# -- overlap with test items --------------------------------------------------------------------------------


def test_without_test_items_overlap_is_not_known() -> None:
    """Nothing imported is not the same as nothing found."""
    assert verdict("test_overlap", GOOD) == ("unknown", "no test items are imported")


def test_an_overlap_fails_and_names_the_item() -> None:
    """No overlap passes; a copied run of words fails with the item and the run."""
    tests = build_test_index([("gsm8k/7", "On Monday Ann and her two brothers ride bicycles to school. How far?")])
    around = Surroundings({}, {}, tests)
    assert verdict("test_overlap", GOOD, around)[0] == "pass"
    copied = dataclasses.replace(GOOD, question="So Ann and her two brothers ride bicycles to school. How fast?")
    state, reason = verdict("test_overlap", copied, around)
    assert state == "fail"
    assert reason == "shares with test item gsm8k/7: “ann and her two brothers ride bicycles to school how”"


# -- hostile text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("piece", ["<a ", "<", "$", "\\", "{", "\\frac{", "shown ", "answer is ", "= ", " or ", "(A) "])
def test_hostile_text_is_checked_like_any_other(piece: str) -> None:
    """Parts of a hundred thousand characters get their states, all the same."""
    # A pattern that backtracks would take minutes here and stop the whole run.
    for length in (MAX_LENGTH, 100_000):
        long = (piece * length)[:length]
        item = dataclasses.replace(GOOD, question=long, solution=long, answer=long)
        assert len(run_checks([item], NOTHING)) == len(CHECKS)

"""The checks of a question: pass, fail or "could not tell", each with its reason.

Comes in: questions, the seeds' and the other questions' keys, an index of test items. Goes out: one
``CheckResult`` a check. A check that cannot know says ``unknown``; that is never taken for a pass.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mathscale_core import answers
from mathscale_core.families import checker_of
from mathscale_core.records import FORMATS, CheckResult, CheckState, Question
from mathscale_core.seeds.text import formulas, question_key
from mathscale_core.validation.overlap import TestIndex, find_overlap

Finding = tuple[CheckState, str]

MAX_LENGTH = 20_000
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--|javascript:", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?:figure|diagram|graph|picture|chart|image)\s+(?:below|above|shown|at right|on the (?:right|left))"
    r"|\b(?:shown|given|drawn|shaded)\s+(?:region\s+)?in the (?:figure|diagram|picture|chart|image)"
    r"|\bthe (?:figure|diagram)\b|\[asy\]|!\[",
    re.IGNORECASE,
)
_REMARK = re.compile(r",?\s+(?:which|because|since)\b.*", re.DOTALL)
_CONCLUDES = re.compile(r"^(?:So|Hence|Thus|Therefore|Then),?\s+")
_VERB = r"\b(?:is|are|was|were|has|have|gets?|costs?|equals?|needs?|pays?|takes?|makes?|leaves?|gives?|be|at|of)\b"
#: Where the side begins that states a result: after an equals sign or a verb; after a verb, for an equation.
_STATES = (re.compile(rf"[=:]|{_VERB}"), re.compile(_VERB))
#: One of several results: "x = 2 or x", "2, 3".
_LISTED = re.compile(
    r"(?:\b(?:and|or)\b|,)\s+(?:[-$\\(]*\d|\$?[A-Za-z](?:_\{?\w+\}?)?(?:\([a-z]\))?\$?\s*$)|;|\\pm", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a question is checked against.

    Attributes:
        seeds: Question key to seed id.
        first: Question key to the revision that had it first.
        tests: Index of test items, None where none are imported.
    """

    seeds: Mapping[str, str]
    first: Mapping[str, str]
    tests: TestIndex | None


@dataclass(frozen=True, slots=True)
class Check:
    """A check: name, version of its rules, what it asks, and the rules."""

    name: str
    version: str
    asks: str
    find: Callable[[Question, Surroundings], Finding]


def run_checks(
    questions: Sequence[Question], around: Surroundings, names: Sequence[str] | None = None
) -> list[CheckResult]:
    """Run the named checks (all of them by default) on every question."""
    chosen = [c for c in CHECKS if names is None or c.name in names]
    return [CheckResult(q.revision, c.name, c.version, *c.find(q, around)) for q in questions for c in chosen]


def _form(q: Question, _: Surroundings) -> Finding:
    for part, text in (("question", q.question), ("solution", q.solution), ("answer", q.answer)):
        if not text.strip():
            return "fail", f"the {part} is empty"
        if len(text) > MAX_LENGTH:
            return "fail", f"the {part} has {len(text):,} characters, more than {MAX_LENGTH:,}"
        found = _HTML.search(text)
        if found:
            return "fail", f"the {part} holds HTML: “{found.group(0)[:40]}”"
        if sum(sign == "$" for sign in re.findall(r"\\.|\$", text, re.DOTALL)) % 2:
            return "fail", f"the {part} has a dollar sign without its partner"
        for formula in formulas(text):
            if _unbalanced(formula):
                return "fail", f"the {part} has unbalanced braces in ${formula[:60]}$"
    if q.format not in FORMATS:
        return "fail", f"the format {q.format!r} is not one of {', '.join(FORMATS)}"
    figure = _FIGURE.search(q.question)
    if figure:
        return "fail", f"the question speaks of a figure that is not there: “{figure.group(0)}”"
    if q.format == "choice":
        options = set(re.findall(r"^\s*\(([A-H])\)", q.question, re.MULTILINE))
        letter = answers.parse(q.answer)
        if len(options) < 2 or letter.kind != "choice" or letter.value not in options:
            there = ", ".join(sorted(options)) or "(there are none)"
            return "fail", f"the answer “{q.answer}” is none of the options {there}"
    if q.format == "true_false" and answers.parse(q.answer).kind != "truth":
        return "fail", f"the answer “{q.answer}” is neither True nor False"
    return "pass", "all parts are there and well formed"


def _final_answer(q: Question, _: Surroundings) -> Finding:
    said = answers.find_answer(q.solution)
    # Longer ends are no final answers, and the rules below look back over every blank.
    said = said[: answers.MAX_PARSED_LENGTH] if said else said
    last = q.solution.strip().rpartition("\n")[2][-answers.MAX_PARSED_LENGTH :]
    if said is None:
        if _ends_with(last, q.answer):
            return "pass", "the solution ends with the stated answer"
        return "unknown", "the solution does not state a final answer in a form that can be read"
    equal = answers.same(said, q.answer)
    if equal is None:
        # "7 liters, which fits, since ...": what follows is a remark.
        equal = answers.same(_REMARK.sub("", said), q.answer)
    if equal is None and (_ends_with(said, q.answer) or _ends_with(last, q.answer)):
        equal = True
    if equal is None:
        return "unknown", f"the solution says “{said}”, the answer “{q.answer}”; not comparable by string and number"
    if equal:
        return "pass", "the solution's final answer is the stated answer"
    return "fail", f"the solution says “{said}”, the answer is “{q.answer}”"


def _recompute(q: Question, _: Surroundings) -> Finding:
    checker = checker_of(q.family) if q.family else None
    if checker is None:
        return "unknown", "there is no independent checker for this question"
    fault = checker.fault(q.question, q.parameters, q.answer)
    return ("fail", fault) if fault else ("pass", f"recomputed by the checker of the family {q.family}")


def _duplicate(q: Question, around: Surroundings) -> Finding:
    key = question_key(q.question)
    if key in around.seeds:
        return "fail", f"the same question is seed {around.seeds[key]}"
    first = around.first.get(key, q.revision)
    if first != q.revision:
        return "fail", f"the same question is {first}"
    return "pass", "no seed and no other question has the same text"


def _test_overlap(q: Question, around: Surroundings) -> Finding:
    if around.tests is None:
        return "unknown", "no test items are imported"
    found = find_overlap(around.tests, q.question)
    if found:
        return "fail", f"shares with test item {found.item}: “{found.shared}”"
    return "pass", "no test item has the same text or shares ten words in a row"


def _ends_with(line: str, answer: str) -> bool:
    """Whether a line ends with an equation or statement whose right side is the answer, and the only one."""
    if answers.same(_CONCLUDES.sub("", line), answer):
        return True
    for state in _STATES:
        _, *sides = state.split(line)
        if sides and not any(_LISTED.search(side) for side in sides[:-1]) and answers.same(sides[-1], answer):
            return True
    return False


def _unbalanced(formula: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*([{}])", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return True
    return depth != 0


CHECKS: tuple[Check, ...] = (
    Check("form", "1", "Are question, solution and answer there and well formed?", _form),
    Check("final_answer", "1", "Does the solution end with the stated answer?", _final_answer),
    Check("recompute", "1", "Does something other than its maker find the same answer?", _recompute),
    Check("duplicate", "1", "Is the same question a seed or in the bank already?", _duplicate),
    Check("test_overlap", "1", "Does it overlap with a test item?", _test_overlap),
)

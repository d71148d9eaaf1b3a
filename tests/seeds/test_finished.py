"""Finished question-answer sets: the answer apart from the solution, and what cannot be a question named."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mathscale_core.records import Question, Rejected
from mathscale_core.seeds.finished import parted, read_questions
from tests.seeds.written import jsonl


def read(folder: Path, *rows: object, form: str = "jsonl", **arguments: Any) -> list[tuple[int, Question] | Rejected]:
    return list(read_questions(jsonl(folder, *rows, name="set.jsonl"), form, **arguments))


def one(folder: Path, fields: Mapping[str, object], **arguments: Any) -> Question:
    [found] = read(folder, fields, **arguments)
    assert not isinstance(found, Rejected), found
    return found[1]


def test_a_file_without_rows_has_no_questions(tmp_path: Path) -> None:
    """Blank lines are none."""
    assert read(tmp_path) == []


def test_a_metamath_row_is_a_question_with_its_answer(tmp_path: Path) -> None:
    """The answer is what the response ends with; type and original question are not read."""
    row = {
        "type": "GSM_AnsAug", "query": "A pen costs $2. What do 3 pens cost?", "original_question": "x",
        "response": "3 pens cost 3 * 2 = 6 dollars.\n#### 6\nThe answer is: 6",
    }  # fmt: skip
    question = one(tmp_path, row, columns={"query": "question", "response": "solution"}, source="metamath")
    assert (question.question, question.answer) == ("A pen costs \\$2. What do 3 pens cost?", "6")
    assert question.solution.endswith("The answer is: 6")
    assert (question.source, question.dataset, question.item, question.composition) == ("imported", "metamath", "", "")


def test_fields_of_ones_own_are_kept(tmp_path: Path) -> None:
    """Labels, level, format, licence and source of the row; what the row does not say comes from the import."""
    row = {
        "question": "What is $1 + 1$?", "solution": "It is 2.", "answer": 2, "topics": ["Addition"],
        "kps": "Sums; Ones",
        "level": "primary", "format": "numeric", "license": "CC0", "source": "own",
    }  # fmt: skip
    question = one(tmp_path, row, licence="MIT")
    assert (question.topics, question.kps, question.level) == (("Addition",), ("Sums", "Ones"), "elementary")
    assert (question.answer, question.solution, question.licence, question.dataset) == ("2", "It is 2.", "CC0", "own")
    bare = one(tmp_path, {"question": "What is $1 + 1$?", "answer": "2"}, licence="MIT")
    assert (bare.licence, bare.dataset, bare.solution, bare.level) == ("MIT", "set", "", "")


def test_the_revision_is_the_content(tmp_path: Path) -> None:
    """Source and line do not matter, every text does."""
    row: dict[str, object] = {"question": "What is $1 + 1$?", "solution": "It is 2.", "answer": "2"}
    first = one(tmp_path, row, source="a")
    assert one(tmp_path, row | {"x": 1}, source="b").revision == first.revision
    assert len({one(tmp_path, row | {name: "3"}).revision for name in row} | {first.revision}) == 4


@pytest.mark.parametrize(
    ("solution", "answer", "wanted"),
    [
        ("", "", ("", "")),
        ("No end.", "", ("No end.", "")),
        ("So $\\boxed{\\frac{1}{2}}$.", "", ("So $\\boxed{\\frac{1}{2}}$.", "$\\frac{1}{2}$")),
        ("", "7", ("", "7")),
        ("", "3 + 4 = 7. The answer is 7.", ("3 + 4 = 7. The answer is 7.", "7")),
        ("It is 7.", "The answer is 7.", ("It is 7.", "The answer is 7.")),
    ],
)
def test_solution_and_answer_are_parted(solution: str, answer: str, wanted: tuple[str, str]) -> None:
    """Where one is inside the other; what a row says itself stands."""
    assert parted(solution, answer) == wanted


def test_gsm8k_and_mwpbench_rows_are_questions_too(tmp_path: Path) -> None:
    """With the answer after the marks, and level and data set of the topic."""
    gsm8k = one(tmp_path, {"question": "a", "answer": "2+2 = <<2+2=4>>4\n#### 4"}, form="gsm8k")
    assert (gsm8k.solution, gsm8k.answer, gsm8k.level, gsm8k.dataset) == ("2+2 = 4", "4", "elementary", "gsm8k")
    row = {"question": "a $x$", "answer": "5", "data_topic": "college_math.algebra"}
    mwpbench = one(tmp_path, row, form="mwpbench")
    assert (mwpbench.level, mwpbench.dataset) == ("college", "college_math")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"question": "Prove it.", "solution": "Left to the reader."}, "no final answer"),
        ({"question": "", "answer": "1"}, "Found no question"),
        ({"question": {"text": "a"}, "answer": "1"}, "Found dict in question"),
        ({"question": "a", "answer": "1", "level": "Level 5"}, "'Level 5'"),
        ({"question": "a", "solution": "b", "answer": "1" * 501}, "answer of 501 characters"),
        ({"question": "=1+1", "answer": "1"}, "formula"),
    ],
)
def test_what_is_no_finished_question_is_rejected_with_its_reason(
    tmp_path: Path, row: dict[str, object], found: str
) -> None:
    """Its neighbours are read."""
    good = {"question": "a", "answer": "1"}
    first, middle, last = read(tmp_path, good, row, good)
    assert isinstance(middle, Rejected)
    assert middle.line == 2
    assert found in middle.reason
    assert not isinstance(first, Rejected) and not isinstance(last, Rejected)

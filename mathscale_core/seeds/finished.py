"""Finished question-answer sets, read as questions and never as seeds.

Comes in: rows of a file (a public MathScaleQA or MetaMathQA, or a set of one's own). Goes out: ``Question`` records
of source ``imported`` with their answer apart from their solution, or ``Rejected`` with the reason.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mathscale_core.answers import find_answer
from mathscale_core.errors import InputError
from mathscale_core.records import Question, Rejected, content_id
from mathscale_core.seeds.forms import (
    MWPBENCH_PLAIN,
    format_of,
    level_of,
    mapped_rows,
    mwpbench_dataset,
    names_of,
    records_of,
    split_gsm8k_answer,
    text_of,
)
from mathscale_core.seeds.rows import Row
from mathscale_core.seeds.text import to_stored

#: A final answer is short: what is longer is a worked solution that stands in the answer's column.
_LONGEST_ANSWER = 500


def read_questions(
    path: Path, form: str, *, source: str = "", licence: str = "", columns: Mapping[str, str] | None = None
) -> Iterator[tuple[int, Question] | Rejected]:
    """The questions of a file, each with its line.

    Args:
        path: The file.
        form: One of ``forms.SEED_FORMS``.
        source: Name of the set; ``""`` takes it from the rows or the file's name.
        licence: Licence of the rows that name none.
        columns: The file's column to one of ``columns.FIELDS``, for names that differ.

    Raises:
        InputError: The whole file cannot be used (see ``rows.read_rows``), or a column is missing.
    """
    return records_of(
        mapped_rows(path, form, columns or {}),
        lambda row: (row.line, _question(row, form, source, path.stem, licence)),
    )


def parted(solution: str, answer: str) -> tuple[str, str]:
    r"""Worked solution and final answer, where one of them is inside the other; both are stored text.

    >>> parted("2 + 2 = 4\nThe answer is: 4", "")
    ('2 + 2 = 4\nThe answer is: 4', '4')
    >>> parted("", "So it is 7. The answer is 7.")
    ('So it is 7. The answer is 7.', '7')
    """
    if not answer:
        return solution, find_answer(solution) or ""
    if not solution:
        inside = find_answer(answer)
        if inside is not None and inside != answer:
            return answer, inside
    return solution, answer


def _question(row: Row, form: str, source: str, stem: str, licence: str) -> Question:
    level, plain = text_of(row, "level"), form == "gsm8k"
    solution, answer = text_of(row, "solution"), text_of(row, "answer")
    name = source or text_of(row, "source") or ("gsm8k" if form == "gsm8k" else stem)
    if form == "mwpbench":
        dataset, level = mwpbench_dataset(text_of(row, "data_topic", required=True))
        name, plain = source or dataset, dataset in MWPBENCH_PLAIN
    if re.search(r"^####", answer, re.MULTILINE) and not solution:
        solution, answer = split_gsm8k_answer(answer)
        level = level or ("elementary" if form == "gsm8k" else "")
    question = to_stored(text_of(row, "question", required=True), money_only=plain)
    solution, answer = parted(to_stored(solution, money_only=plain), to_stored(answer, money_only=plain))
    if not answer:
        raise InputError(
            "Found no final answer.", "an answer, or a solution that ends in 'The answer is: ...'.", "Map its column."
        )
    if len(answer) > _LONGEST_ANSWER:
        raise InputError(
            f"Found an answer of {len(answer):,} characters.",
            f"a final answer of at most {_LONGEST_ANSWER}.",
            "Map it.",
        )
    return Question(
        revision=content_id("q", "imported", question, solution, answer),
        question=question,
        solution=solution,
        answer=answer,
        format=format_of(text_of(row, "format"), question),
        level=level_of(level),
        source="imported",
        topics=names_of(row, "topics"),
        kps=names_of(row, "kps"),
        dataset=name,
        licence=text_of(row, "licence", "license") or licence,
    )

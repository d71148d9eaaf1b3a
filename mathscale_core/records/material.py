"""What comes in: seed questions, test items, rows that were refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seed:
    r"""A seed question: where every concept comes from.

    Attributes:
        id: Content hash of question and answer.
        question: Stored text: ``$...$`` is mathematics, money is ``\$``.
        solution: Worked solution, ``""`` where the source has none.
        answer: Final answer, ``""`` where the source has none.
        format: One of :data:`FORMATS`.
        level: One of :data:`LEVELS`, or ``""`` where unknown.
        source: Name of the data set.
        split: Split of the source, such as ``train``.
        licence: Licence of the row, ``""`` where unknown.
        line: Line or row in the imported file, counted from 1.
        topics: Topic names that came with the row.
        kps: Knowledge-point names that came with the row.
    """

    id: str
    question: str
    solution: str
    answer: str
    format: str
    level: str
    source: str
    split: str
    licence: str
    line: int
    topics: tuple[str, ...] = ()
    kps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchmarkItem:
    """A test item: judged on, never trained on.

    Attributes:
        id: Data set and row in the published file, such as ``gsm8k/17``.
        dataset: Data set, such as ``college_math``.
        row: Row in the published file, counted from 1.
        subject: MwpBench's ``data_topic``, or the data set's own subject.
        question: Stored text.
        options: Options of a multiple-choice item.
        answer: Reference answer.
        solution: Reference solution, ``""`` where the source has none.
        level: One of :data:`LEVELS`, or ``""``.
        licence: Licence of the row, ``""`` where unknown.
        topics: Topic names that came with the row.
        kps: Knowledge-point names that came with the row.
    """

    id: str
    dataset: str
    row: int
    subject: str
    question: str
    options: tuple[str, ...]
    answer: str
    solution: str
    level: str
    licence: str
    topics: tuple[str, ...] = ()
    kps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not imported.

    Attributes:
        line: Line in the file, counted from 1.
        reason: What was found and what was wanted.
    """

    line: int
    reason: str

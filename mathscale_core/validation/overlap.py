"""Overlap with test items: equal questions and shared runs of words (MathScale removes what is in a test split).

The paper does not give its rule; ours: a question overlaps when its normalised text equals a test item's, or
when it shares a run of :data:`RUN` words with one (whole text where a test item is shorter).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mathscale_core.seeds.text import question_key

RUN = 10
_TOKEN = re.compile(r"\\[A-Za-z]+|[^\W_]+|[+\-*/=<>^%]")


@dataclass(frozen=True, slots=True)
class TestIndex:
    """Test items by normalised text and by runs of words.

    Attributes:
        keys: Normalised text to item id.
        runs: Run of words to item id.
    """

    __test__ = False  # pytest must not take it for a test class

    keys: dict[str, str]
    runs: dict[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A match with a test item: its id and the text that both share."""

    item: str
    shared: str


def build_test_index(items: Iterable[tuple[str, str]], about: Iterable[str] | None = None) -> TestIndex:
    """Index (item id, question) pairs; of equal ones the first stands.

    ``about`` are the only questions that will be looked for: what they cannot share is left out, which spares the
    memory of an index of all test items where few questions are checked.
    """
    index = TestIndex({}, {})
    wanted = None if about is None else {run for question in about for run in _runs(question)}
    for item, question in items:
        index.keys.setdefault(question_key(question), item)
        for run in _runs(question):
            if wanted is None or run in wanted:
                index.runs.setdefault(run, item)
    return index


def find_overlap(index: TestIndex, question: str) -> Overlap | None:
    """The first overlap of a question with a test item, None where there is none."""
    item = index.keys.get(question_key(question))
    if item:
        return Overlap(item, question[:200])
    for run in _runs(question):
        if run in index.runs:
            return Overlap(index.runs[run], " ".join(run))
    return None


def _runs(text: str) -> list[tuple[str, ...]]:
    """Every run of :data:`RUN` words in a row."""
    words = _TOKEN.findall(text.casefold().replace("\\$", " "))
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]

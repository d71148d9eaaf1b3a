"""The file of words: what holds every phrase, the newest first, and how far it reaches."""

import sqlite3
from pathlib import Path

import pytest

from mathscale_core.adapters.textindex import Reach, TextIndex

LINES = [(2, " ada has five pens "), (3, " x 2 plus 3 "), (5, " five fifths "), (9, " 2 x ада ≤ 五 支 ")]


@pytest.fixture
def index(tmp_path: Path) -> TextIndex:
    made = TextIndex(tmp_path / "words.sqlite")
    made.extend(LINES, Reach(9, 4, "q_9"))
    return made


def test_where_there_is_no_file_it_reaches_nowhere(tmp_path: Path) -> None:
    """Asking makes none."""
    index = TextIndex(tmp_path / "words.sqlite")
    assert index.reach() == Reach()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("phrases", "found"),
    [
        ([("five", False)], [5, 2]),
        ([("fi", True)], [5, 2]),
        ([("fi", False)], []),
        ([("five", False), ("pens", False)], [2]),
        ([("has fi", True)], [2]),
        ([("five has", False)], []),
        ([("x 2", False)], [3]),
        ([("2", False), ("x", False)], [9, 3]),
        ([("ад", True)], [9]),
        ([("≤", False), ("五 支", False)], [9]),
        ([("支 五", False)], []),
        ([("NOT", False)], []),
        ([("or", False)], []),
    ],
)
def test_every_phrase_stands_in_what_is_found(
    index: TextIndex, phrases: list[tuple[str, bool]], found: list[int]
) -> None:
    """In the order of its words, whole or begun, in any script; words of the query language are words."""
    assert index.hits(phrases, 9, 1, 10) == found


def test_a_stretch_and_a_number_bound_what_is_found(index: TextIndex) -> None:
    """Both ends count; the highest come first."""
    assert index.hits([("five", False)], 4, 1, 10) == [2]
    assert index.hits([("five", False)], 5, 3, 10) == [5]
    assert index.hits([("five", False)], 9, 1, 1) == [5]


def test_what_is_added_and_how_far_it_reaches_go_together(index: TextIndex) -> None:
    """A line that is no line leaves both as they were."""
    with pytest.raises(sqlite3.Error):
        index.extend([(10, " five "), ("eleven", " five ")], Reach(11, 6, "q_11"))  # type: ignore[list-item]
    assert index.reach() == Reach(9, 4, "q_9")
    assert index.hits([("five", False)], 99, 1, 10) == [5, 2]
    index.extend([(10, " five ")], Reach(10, 5, "q_10"))
    assert (index.reach(), index.hits([("five", False)], 99, 1, 10)) == (Reach(10, 5, "q_10"), [10, 5, 2])


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 200])
def test_a_file_that_is_none_reaches_nowhere_and_can_be_cleared(index: TextIndex, content: bytes) -> None:
    """What a crash or another program left is no answer."""
    index.clear()
    index.path.write_bytes(content)
    assert index.reach() == Reach()
    with pytest.raises(sqlite3.Error):
        index.hits([("five", False)], 9, 1, 10)
    index.clear()
    index.extend(LINES, Reach(9, 4, "q_9"))
    assert index.hits([("pens", False)], 9, 1, 10) == [2]

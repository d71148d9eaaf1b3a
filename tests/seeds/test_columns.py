"""Which column is which field: suggested by name, checked where somebody said so."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError
from mathscale_core.records import Rejected
from mathscale_core.seeds.columns import check_columns, renamed, require_column, suggest_columns
from mathscale_core.seeds.rows import Row


def test_no_columns_suggest_nothing() -> None:
    """And no map is a map that changes nothing."""
    assert suggest_columns({}) == {}
    row = Row(1, {"a": "b"})
    assert renamed(row, {}) is row
    check_columns({})


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("query response type original_question", {"query": "question", "response": "solution"}),
        ("Problem Solution", {"Problem": "question", "Solution": "solution"}),
        ("problem solution answer subject level",
         {"problem": "question", "solution": "solution", "answer": "answer", "subject": "topics", "level": "level"}),
        ("instruction output", {"instruction": "question", "output": "solution"}),
        ("question query", {"question": "question"}),
        ("Final_Answer questoin", {"Final_Answer": "answer", "questoin": "question"}),
        ("id x y", {}),
    ],
)  # fmt: skip
def test_names_of_published_sets_are_known(names: str, wanted: dict[str, str]) -> None:
    """Each field once, the likeliest column first, and a slip of the pen does not matter."""
    assert suggest_columns({name: [] for name in names.split()}) == wanted


def test_only_known_names_are_exact() -> None:
    """What is merely like one is not taken unasked."""
    assert suggest_columns({"questoin": [], "response": []}, exact=True) == {"response": "solution"}


def test_a_level_is_suggested_only_where_its_cells_are_levels() -> None:
    """Words of another scale would cost every row."""
    assert suggest_columns({"level": ["high", " College "], "format": ["numeric"]}) == {
        "level": "level", "format": "format",
    }  # fmt: skip
    assert suggest_columns({"level": ["Level 5"], "format": ["mcq"]}) == {}


def test_a_column_may_be_ignored() -> None:
    """Then its name means nothing, and another can have its field."""
    row = Row(1, {"answer": "long", "key": "7", "question": "What?"})
    assert dict(renamed(row, {"answer": "ignore", "key": "answer"}).fields) == {
        "answer": "7", "key": "7", "question": "What?",
    }  # fmt: skip
    check_columns({"a": "ignore", "b": "ignore"})


@pytest.mark.parametrize(
    ("columns", "found"), [({"a": "colour"}, "unknown field"), ({"a": "answer", "b": "answer"}, "Two columns")]
)
def test_a_map_that_means_nothing_is_refused(columns: dict[str, str], found: str) -> None:
    """A field that there is not, or one twice."""
    with pytest.raises(InputError, match=found):
        check_columns(columns)


def test_a_table_needs_a_question(tmp_path: Path) -> None:
    """By name or by the map; rejected rows before it do not matter."""
    rows: list[Row | Rejected] = [Rejected(2, "broken"), Row(3, {"Frage": "Was?"})]
    with pytest.raises(InputError, match="columns Frage"):
        list(require_column(tmp_path / "a.csv", rows, {}))
    assert list(require_column(tmp_path / "a.csv", rows, {"Frage": "question"})) == rows
    assert list(require_column(tmp_path / "a.csv", [], {})) == []

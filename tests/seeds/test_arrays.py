"""JSON files that are one array: read an element at a time, with lines, whatever stands around and inside them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import InputError
from mathscale_core.records import Rejected
from mathscale_core.seeds.arrays import array_rows, holds_lines
from mathscale_core.seeds.rows import MAX_LINE_BYTES, Row, read_rows
from tests.seeds.written import measured

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
cells = texts | st.booleans() | st.none() | st.lists(texts, max_size=2)


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "rows.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fields(path: Path) -> list[Any]:
    return [dict(row.fields) for row in array_rows(path) if isinstance(row, Row)]


def test_an_empty_array_has_no_rows(tmp_path: Path) -> None:
    """Whatever blanks are in it."""
    assert list(array_rows(written(tmp_path, "[]"))) == []
    assert list(array_rows(written(tmp_path, " \n[\n]\n"))) == []


@given(st.lists(st.dictionaries(texts, cells, max_size=4), max_size=6), st.sampled_from([None, 1]))
def test_an_array_comes_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, Any]], indent: int | None
) -> None:
    """Strings with braces, quotes, escapes and line ends are parts of their rows."""
    folder = tmp_path_factory.mktemp("array")
    for content in (
        json.dumps(values, indent=indent),
        json.dumps(values, indent=indent, ensure_ascii=False),
        json.dumps({"version": 2, "data": [{"first": "row"}, *values], "tags": ["x"]}, indent=indent),
    ):
        found = fields(written(folder, content))
        assert found[-len(values) or len(found) :] == values


def test_a_row_across_two_chunks_is_one_row(tmp_path: Path) -> None:
    """Wherever the reading pauses: in a string, after its backslash, between rows."""
    for length in range((1 << 16) - 12, (1 << 16) + 12):
        values = [{"q": "a" * length + '\\"}]'}, {"q": "next"}]
        assert fields(written(tmp_path, json.dumps(values))) == values


def test_rows_are_numbered_by_the_line_in_which_they_begin(tmp_path: Path) -> None:
    """As a person finds them in the file."""
    path = written(tmp_path, '[\n {"a": "1",\n  "b": "2"},\n 5,\n {"a": "3"}\n]\n')
    assert [row.line for row in array_rows(path)] == [2, 4, 5]


def test_the_array_inside_an_object_is_found(tmp_path: Path) -> None:
    """Other members are passed over, arrays of names among them."""
    text = '{"licence": "MIT", "tags": ["a", "b"], "none": [], "rows": [{"a": "1"}, {"a": "2"}], "size": {"rows": [2]}}'
    assert fields(written(tmp_path, text)) == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize(
    ("element", "found"),
    [("5", "no object"), ("[1]", "no object"), ("tru", "broken JSON"), ('{"a" 1}', "broken JSON"), ('{"a": NaN}', "N"),
     ('{"a": ' + "[" * 90_000 + "]" * 90_000 + "}", "nested too deep")],
    ids=lambda text: text[:10],
)  # fmt: skip
def test_an_element_that_is_no_row_is_rejected_alone(tmp_path: Path, element: str, found: str) -> None:
    """Its neighbours are read."""
    first, middle, last = array_rows(written(tmp_path, f'[{{"n": "1"}},\n{element},\n{{"n": "3"}}]'))
    assert isinstance(first, Row) and isinstance(last, Row)
    assert isinstance(middle, Rejected)
    assert middle.line == 2
    assert found in middle.reason


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("hello", "begins with 'h'"),
        ("[", "ends in the middle"),
        ('[{"a": "1"}, {"b": "2', "ends in the middle of what begins in line 1"),
        ('[{"a": 1}', "ends in the middle"),
        ('[{"a": 1} {"b": 2}]', "where , or ] should be"),
        ('[{"a": 1},]', "should be"),
        ('{"a": 1}\n{"a": 2}\n', "without an array"),
        ('{"a": []}', "without an array"),
        ('[{"a": 1}]\n[{"a": 2}]', "goes on after its first JSON value, in line 2"),
        ('{"a": [{"x": 1}], "b": [{"x": 1}]}', "more than one array"),
        ('{"a"}', "should be"),
    ],
)
def test_a_file_that_is_no_such_array_is_refused(tmp_path: Path, content: str, found: str) -> None:
    """With what stands where, and what to do."""
    with pytest.raises(InputError, match=found) as caught:
        list(array_rows(written(tmp_path, content)))
    assert caught.value.remedy


def test_latin_1_is_refused_with_its_line_and_a_mark_is_passed_over(tmp_path: Path) -> None:
    """As in every other text file."""
    with pytest.raises(InputError, match="byte 0xe9 in line 2"):
        list(array_rows(written(tmp_path, '[{"q": "What?"},\n{"q": "Café?"}]'.encode("latin-1"))))
    assert fields(written(tmp_path, b'\xef\xbb\xbf[{"q": "What?"}]')) == [{"q": "What?"}]


def test_a_formula_costs_its_row(tmp_path: Path) -> None:
    """As in tables."""
    rows = list(read_rows(written(tmp_path, '[{"q": "=1+1"}, {"q": "1=1"}]'), "json"))
    assert [isinstance(row, Row) for row in rows] == [False, True]


def test_a_row_beyond_the_bound_is_rejected_and_the_file_is_not_held_in_memory(tmp_path: Path) -> None:
    """A file of 200 MB with a row of 60 MB is read in a fraction of its size."""
    path = tmp_path / "rows.json"
    with path.open("w") as file:
        file.write('[{"q": "first"}')
        for n in range(140):
            file.write(f',\n{{"q": "{n}", "text": "{"a" * (MAX_LINE_BYTES - 100)}"}}')
        file.write(',\n{"q": "long", "text": "')
        for _ in range(60):
            file.write("a" * 1_000_000)
        file.write('"},\n{"q": "last"}]')
    names = "[(type(r).__name__, r.line) for r in arrays.array_rows(path)]"
    said, grown = measured(f"names = {names}; print(names[0], names[-2], names[-1], len(names))", path)
    assert said == "('Row', 1) ('Rejected', 142) ('Row', 143) 143"
    assert grown < 40_000


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ('{"a": "1"}\n{"a": "2"}\n', True),
        ('{"a": "1"}', True),
        ('{"data": [{"a": "1"}]}', False),
        ('{"messages": [{"a": "1"}]}\n{"messages": [{"a": "2"}]}\n', True),
        ("[1]", False),
        ('{\n"a": "1"}', False),
        ("broken", False),
    ],
)
def test_lines_are_told_from_one_object(tmp_path: Path, content: str, wanted: bool) -> None:
    """One object with one array of objects is a file of rows, unless other lines follow."""
    path = written(tmp_path, content)
    assert holds_lines(path, content.splitlines()[0]) is wanted
    assert holds_lines(path, None) is False

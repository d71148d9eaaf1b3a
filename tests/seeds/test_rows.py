"""Rows of a file from outside, with their line numbers; what cannot be read is named, and memory stays bounded."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import InputError
from mathscale_core.records import Rejected
from mathscale_core.seeds.rows import CONTAINERS, MAX_LINE_BYTES, Row, bounded_lines, check_file, read_rows
from tests.seeds.written import measured

cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


def written(folder: Path, content: bytes | str, name: str = "rows.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fields(rows: Sequence[Row | Rejected]) -> list[Any]:
    return [dict(row.fields) for row in rows if isinstance(row, Row)]


def rejected(rows: Sequence[Row | Rejected]) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in rows if isinstance(row, Rejected)]


# -- whole files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "is empty"),
        ("question\nWhat?\n".encode("utf-16"), "UTF-16"),
        ("question\nWhat?\n".encode("utf-16-le"), "binary or packed"),  # no mark, but NUL bytes
        (b"PK\x03\x04 a spreadsheet", "binary or packed"),
        (b"\x1f\x8b\x08 gzip", "binary or packed"),
        (b"PAR1 parquet", "binary or packed"),
    ],
)
def test_a_file_that_is_no_utf8_text_is_refused_at_once(tmp_path: Path, content: bytes, found: str) -> None:
    """The message says what was found and what to do."""
    path = written(tmp_path, content)
    with pytest.raises(InputError, match=found) as caught:
        check_file(path)
    assert caught.value.wanted
    assert caught.value.remedy


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """Nothing and a folder are told apart."""
    with pytest.raises(InputError, match="Found nothing"):
        check_file(tmp_path / "missing.jsonl")
    with pytest.raises(InputError, match="Found a folder"):
        read_rows(tmp_path, "jsonl")
    with pytest.raises(InputError, match="name too long"):
        check_file(tmp_path / ("a" * 300))


def test_a_header_that_begins_like_a_packed_file_is_text(tmp_path: Path) -> None:
    """A column may well be named PK."""
    rows = list(read_rows(written(tmp_path, "PK,question\n1,What?\n"), "csv"))
    assert fields(rows) == [{"PK": "1", "question": "What?"}]


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_latin_1_is_refused_with_its_line(tmp_path: Path, kind: str) -> None:
    """The first byte that is no UTF-8 is named with its line."""
    good, bad = ('{"question": "What?"}', '{"question": "Caf\xe9?"}') if kind == "jsonl" else ("question", "Caf\xe9?")
    path = written(tmp_path, f"{good}\n{good}\n{bad}\n".encode("latin-1"))
    with pytest.raises(InputError, match="byte 0xe9 in line 3"):
        list(read_rows(path, kind))


# -- lines --------------------------------------------------------------------------------------------------


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=5)), st.booleans())
def test_lines_are_the_same_with_every_line_end(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], last: bool
) -> None:
    """LF, CRLF and CR end a line, and lines are counted from 1."""
    folder = tmp_path_factory.mktemp("ends")
    for end in ("\n", "\r\n", "\r"):
        path = written(folder, end.join(lines) + (end if last and lines else ""))
        found = [(number, (text or "").rstrip("\r\n")) for number, text in bounded_lines(path)]
        # A byte order mark in the very first place is none of the text.
        wanted = [line.removeprefix("\ufeff") if number == 0 else line for number, line in enumerate(lines)]
        assert found == [(number, line) for number, line in enumerate(wanted, start=1)]


def test_a_line_end_on_the_border_of_two_chunks_is_one_line_end(tmp_path: Path) -> None:
    """CRLF counts once wherever the reading of the file happens to pause."""
    for length in range((1 << 16) - 3, (1 << 16) + 3):
        path = written(tmp_path, b"a" * length + b"\r\nb\r\n")
        assert [(n, len((t or "").rstrip("\r\n"))) for n, t in bounded_lines(path)] == [(1, length), (2, 1)]


def test_a_line_that_is_too_long_is_none(tmp_path: Path) -> None:
    """The longest line that is read has exactly the limit; the next row is read as if nothing had been."""
    for length, wanted in ((MAX_LINE_BYTES - 1, "a"), (MAX_LINE_BYTES, None), (5 * MAX_LINE_BYTES, None)):
        path = written(tmp_path, b"a" * length + b"\nb\n")
        assert [(n, t and t[0]) for n, t in bounded_lines(path)] == [(1, wanted), (2, "b")]


def test_a_line_of_200_megabytes_is_rejected_and_not_held_in_memory(tmp_path: Path) -> None:
    """The row is named, its neighbours are read, and memory stays far below the size of the line."""
    path = tmp_path / "rows.jsonl"
    with path.open("wb") as file:
        file.write(b'{"question": "one"}\n{"question": "')
        file.seek(200_000_000)  # a hole: it reads as zeros and takes no room on the disk
        file.write(b'"}\n{"question": "three"}\n')
    said, grown = measured("print([(type(r).__name__, r.line) for r in rows.read_rows(path, 'jsonl')])", path)
    assert said == "[('Row', 1), ('Rejected', 2), ('Row', 3)]"
    assert grown < 50_000


# -- JSON lines ---------------------------------------------------------------------------------------------


def test_a_file_of_blank_lines_has_no_rows(tmp_path: Path) -> None:
    """Blank lines are passed over, not rejected."""
    assert list(read_rows(written(tmp_path, "\n  \n\r\n"), "jsonl")) == []


def test_broken_json_in_line_17_leaves_the_other_rows(tmp_path: Path) -> None:
    """The row is reported with line, place and reason; the thirty others are read."""
    lines = [json.dumps({"question": f"What is {n} + 1?"}) for n in range(1, 32)]
    lines[16] = lines[16][:-2]
    rows = list(read_rows(written(tmp_path, "\n".join(lines) + "\n"), "jsonl"))
    assert [row.line for row in rows] == list(range(1, 32))
    assert len(fields(rows)) == 30
    [(line, reason)] = rejected(rows)
    assert line == 17
    assert "broken JSON" in reason
    assert "at column" in reason
    assert "wanted one object a line" in reason


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[1, 2]", "no object"),
        ("5", "no object"),
        ('"text"', "no object"),
        ("null", "no object"),
        ("{} {}", "Extra data"),
        ('{"question": "a\x00b"}', "broken JSON"),  # a raw NUL byte
        ('{"answer": NaN}', "found NaN"),
        ('{"answer": -Infinity}', "found -Infinity"),
        ('{"question": "\\ud800"}', "surrogate"),
        ("[" * 100_000 + "]" * 100_000, "nested too deep"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deep"),
    ],
    ids=lambda text: text[:14],
)
def test_a_line_that_is_no_row_is_rejected_alone(tmp_path: Path, line: str, found: str) -> None:
    """The line is named with what was found; the lines around it are read."""
    rows = list(read_rows(written(tmp_path, f'{{"n": "1"}}\n{line}\n{{"n": "3"}}\n'), "jsonl"))
    assert fields(rows) == [{"n": "1"}, {"n": "3"}]
    [(number, reason)] = rejected(rows)
    assert number == 2
    assert found in reason
    assert "wanted" in reason


@pytest.mark.parametrize("number", ["5", "-0.10", "1e999", "0.1000000000000000055", "9" * 5_000, "1E-7"])
def test_numbers_stay_as_they_are_written(tmp_path: Path, number: str) -> None:
    """No float loses digits, overflows or is spelled anew, and no integer is too long."""
    rows = list(read_rows(written(tmp_path, f'{{"answer": {number}, "yes": true, "none": null}}\n'), "jsonl"))
    assert fields(rows) == [{"answer": number, "yes": True, "none": None}]


def test_a_byte_order_mark_is_no_part_of_the_first_row(tmp_path: Path) -> None:
    """Files saved by spreadsheets and editors with a mark are read like others."""
    rows = list(read_rows(written(tmp_path, b'\xef\xbb\xbf{"question": "What?"}\n'), "jsonl"))
    assert fields(rows) == [{"question": "What?"}]
    rows = list(read_rows(written(tmp_path, b"\xef\xbb\xbfquestion\nWhat?\n"), "csv"))
    assert fields(rows) == [{"question": "What?"}]


@pytest.mark.parametrize(("content", "kind"), [('{"a": " =1+1"}\n{"a": "1=1"}\n', "jsonl"), ("a\n=1+1\n1=1\n", "csv")])
def test_a_cell_that_a_spreadsheet_would_run_costs_its_row(tmp_path: Path, content: str, kind: str) -> None:
    """An equals sign at the head of a cell is a formula, one within it is text."""
    rows = list(read_rows(written(tmp_path, content), kind))
    assert fields(rows) == [{"a": "1=1"}]
    [(line, reason)] = rejected(rows)
    assert line == (1 if kind == "jsonl" else 2)
    assert "runs as a formula: '=1+1'; wanted" in reason


# -- CSV ----------------------------------------------------------------------------------------------------


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    """A table may be empty."""
    assert list(read_rows(written(tmp_path, "question,answer\n"), "csv")) == []


def test_quoted_cells_hold_commas_quotes_and_line_ends(tmp_path: Path) -> None:
    """A row counts from the line in which it begins, blank lines before it included."""
    text = 'question,answer\n\n"What is\n1,5 + ""x""?",7\nWhat?,8\n'
    for content in (text, text.replace("\n", "\r\n")):
        rows = list(read_rows(written(tmp_path, content), "csv"))
        assert [row.line for row in rows] == [3, 5]
        assert [f["answer"] for f in fields(rows)] == ["7", "8"]
        assert fields(rows)[0]["question"].splitlines() == ["What is", '1,5 + "x"?']


def test_cr_only_tables_are_read(tmp_path: Path) -> None:
    """Old spreadsheets end lines with CR alone."""
    rows = list(read_rows(written(tmp_path, "question,answer\rWhat?,8\rWho?,9\r"), "csv"))
    assert [(row.line, row.fields["answer"]) for row in rows if isinstance(row, Row)] == [(2, "8"), (3, "9")]


def test_a_row_with_too_few_or_too_many_cells_is_rejected(tmp_path: Path) -> None:
    """The number of cells is named beside that of the header."""
    rows = list(read_rows(written(tmp_path, "question,answer\nWhat?\nWho?,8\nWhy?,8,9\n"), "csv"))
    assert fields(rows) == [{"question": "Who?", "answer": "8"}]
    assert [(line, reason[:15]) for line, reason in rejected(rows)] == [(2, "found 1 cells; "), (4, "found 3 cells; ")]


def test_nul_bytes_in_a_table_are_left_out(tmp_path: Path) -> None:
    """A stray NUL neither stops the reading nor gets into a cell."""
    rows = list(read_rows(written(tmp_path, b"question\nWh\x00at?\nWho?\n"), "csv"))
    assert fields(rows) == [{"question": "What?"}, {"question": "Who?"}]


def test_a_line_too_long_for_a_row_is_rejected_alone(tmp_path: Path) -> None:
    """The rows before and after a line over the limit are read."""
    rows = list(read_rows(written(tmp_path, b"question\nWhat?\n" + b"a" * 2_000_000 + b"\nWho?\n"), "csv"))
    assert fields(rows) == [{"question": "What?"}, {"question": "Who?"}]
    [(line, reason)] = rejected(rows)
    assert line == 3
    assert f"{MAX_LINE_BYTES:,} bytes" in reason


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("\n\n  \n", "no header line"),
        (",,\n", "no header line"),
        ("question,question\nWhat?,Who?\n", "'question' twice"),
        ("question, question \nWhat?,Who?\n", "'question' twice"),
        ("a" * 2_000_000 + "\nWhat?\n", "header too long"),
        ('"' + ("a" * 1_000 + "\n") * 2_000 + '"\nWhat?\n', "is no CSV"),
    ],
    ids=lambda text: text[:12].strip(),
)
def test_a_header_that_names_no_columns_is_refused(tmp_path: Path, content: str, found: str) -> None:
    """Without a usable header the whole table is refused."""
    with pytest.raises(InputError, match=found):
        list(read_rows(written(tmp_path, content), "csv"))


def test_columns_without_a_name_may_stand_twice(tmp_path: Path) -> None:
    """Spreadsheets export empty columns."""
    rows = list(read_rows(written(tmp_path, "question,,\nWhat?,,\n"), "csv"))
    assert [f["question"] for f in fields(rows)] == ["What?"]


@pytest.mark.parametrize("line", ['"Who?,9', 'Who?,"9'])
def test_a_quote_that_never_closes_refuses_the_whole_file(tmp_path: Path, line: str) -> None:
    """The rest of the file would be one cell; the line where it opens is named and nothing is taken."""
    path = written(tmp_path, f"question,answer\nWhat?,8\n{line}\nWhy?,10\n")
    with pytest.raises(InputError, match="opens in line 3 and never closes"):
        list(read_rows(path, "csv"))


@pytest.mark.parametrize("cell", ["=1+1", " =HYPERLINK(1)"])
def test_a_cell_that_a_spreadsheet_would_run_rejects_its_row(tmp_path: Path, cell: str) -> None:
    """In any column; the other rows are read."""
    rows = list(read_rows(written(tmp_path, f"question,answer\nWhat?,{cell}\n{cell},8\nWhy?,10\n"), "csv"))
    assert fields(rows) == [{"question": "Why?", "answer": "10"}]
    assert [number for number, _ in rejected(rows)] == [2, 3]


@pytest.mark.parametrize("name", ["rows.tsv", "rows.csv"])
def test_tabs_part_the_cells_of_a_tsv_file(tmp_path: Path, name: str) -> None:
    """Commas are then text; quotes and line numbers are those of a CSV file."""
    text = 'question\tanswer\n"1,5 or ""x""?"\t7\nWhat, who?\t8\nshort\n'
    rows = list(read_rows(written(tmp_path, text, name), "tsv"))
    assert fields(rows) == [{"question": '1,5 or "x"?', "answer": "7"}, {"question": "What, who?", "answer": "8"}]
    assert [line for line, _ in rejected(rows)] == [4]


# -- any file -----------------------------------------------------------------------------------------------


@given(st.binary(max_size=200), st.sampled_from(CONTAINERS))
def test_any_file_is_rows_rejections_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, kind: str
) -> None:
    """Bytes of any kind give rows with lines in order, or an error that says what to do."""
    path = written(tmp_path_factory.mktemp("any"), content)
    try:
        rows = list(read_rows(path, kind))
    except InputError as error:
        assert error.remedy
    else:
        assert all(row.line >= 1 for row in rows)
        assert all(reason for _, reason in rejected(rows))


@given(st.lists(st.dictionaries(cells, cells | st.booleans() | st.none(), max_size=4), max_size=6))
def test_json_lines_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, Any]]
) -> None:
    """Every object is a row with the fields it had."""
    content = "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
    path = written(tmp_path_factory.mktemp("json"), content or "\n")
    assert fields(list(read_rows(path, "jsonl"))) == values

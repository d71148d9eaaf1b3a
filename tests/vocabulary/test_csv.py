"""The table: every text comes back as it was, and what is no table is refused with a word."""

import csv
import io

import pytest
from hypothesis import given

from mathscale_core.errors import InputError
from mathscale_core.records import GraphDocument
from mathscale_core.vocabulary.csv import COLUMNS, as_text, as_written, read, render
from mathscale_core.vocabulary.rows import rows_of
from tests.vocabulary.documents import NASTY, TEXT, document, documents, entry, school


def cells(data: bytes) -> list[dict[str, str]]:
    """The table as the standard library reads it, which is no code of ours."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_an_empty_vocabulary_is_a_table_with_a_header_and_no_row() -> None:
    assert render(document()).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"
    assert read(render(document()), "v.csv").rows == ()


def test_a_person_reads_names_codes_and_parents() -> None:
    """One line a concept; the parent by its name, codes as scheme:code:match."""
    rows = {row["id"]: row for row in cells(render(school()))}
    fractions = rows["c_fractions"]
    assert fractions["parent"] == "Numbers"
    assert fractions["aliases"] == "Rational numbers|Broken \\| numbers"
    assert fractions["codes"] == r"MSC 2020:97F40:exact|https\://example.org/scheme/:fr\:1:close"
    assert (fractions["locked"], fractions["seeds"], rows["c_numbers"]["locked"]) == ("yes", "6", "")
    assert (fractions["related"], fractions["edges_by_hand"], fractions["same"]) == ("Percentages", "Percentages:3", "")


@given(documents())
def test_what_goes_out_comes_back(whole: GraphDocument) -> None:
    """Names, definitions, other names, codes and locks of any text; a parent as id or as its one name."""
    found = read(render(whole), "v.csv")
    names = {c.id: c.name for c in whole.concepts}
    assert found.problems == ()
    for row, wanted in zip(found.rows, rows_of(whole), strict=True):
        assert (row.id, row.kind, row.name, row.aliases) == (wanted.id, wanted.kind, wanted.name, wanted.aliases)
        assert (row.definition, row.codes, row.locked) == (wanted.definition, wanted.codes, wanted.locked)
        assert row.parent in {wanted.parent, names.get(wanted.parent or "", "").strip()}
        for word, others in wanted.relations.items():
            called = [{o, names[o].strip()} for o in others]
            assert all(o in names for o, names in zip(row.relations[word], called, strict=True))
        assert [w for _, w in row.edges] == [w for _, w in wanted.edges]
        assert all(o in {i, names[i].strip()} for (o, _), (i, _) in zip(row.edges, wanted.edges, strict=True))


@given(TEXT)
def test_no_cell_is_run_and_every_cell_comes_back(text: str) -> None:
    """What spreadsheets run begins with one of =, +, -, @, tab or a line end, perhaps after blanks."""
    cell = as_text(text)
    assert as_written(cell) == text
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("text", NASTY)
def test_nasty_names_come_back(text: str) -> None:
    whole = document(entry("c", definition=text, aliases=(text,)))
    row = read(render(whole), "v.csv").rows[0]
    assert (row.definition, row.aliases) == (text, (text,))


def test_a_formula_of_somebody_else_is_refused_with_its_line() -> None:
    found = read(b'name,definition\nSums,"=HYPERLINK(""http://x"",""y"")"\nLimits,near\n', "v.csv")
    assert [r.name for r in found.rows] == ["Limits"]
    assert found.problems[0].text.startswith("line 2: found a formula in the column definition: '=HYPERLINK(")


def test_a_column_that_is_not_there_says_nothing() -> None:
    """None where the column is missing, empty where the cell is."""
    bare = read(b"name\nSums\n", "v.csv").rows[0]
    assert (bare.aliases, bare.definition, bare.parent, bare.codes, bare.locked, bare.kind) == (None,) * 6
    full = read(b"name,aliases,definition,parent,codes,locked\nSums,,,,,\n", "v.csv").rows[0]
    assert (full.aliases, full.definition, full.parent, full.codes, full.locked) == ((), "", "", (), False)
    assert (bare.relations, bare.all_edges, full.relations, full.all_edges) == ({}, False, {}, False)
    linked = read(b"name,related,edges_by_hand\nSums,,Limits:4|Sets : 0\n", "v.csv").rows[0]
    assert (linked.relations, linked.edges, linked.all_edges) == (
        {"related": ()}, (("Limits", 4.0), ("Sets", 0.0)), True,
    )  # fmt: skip


@pytest.mark.parametrize(("mark", "separator"), [("\ufeff", ","), ("", ";"), ("\ufeff", "\t")])
def test_spreadsheets_of_every_country_are_read(mark: str, separator: str) -> None:
    """With or without a byte-order mark; commas, semicolons or tabs."""
    text = (
        mark + separator.join(["Name", "Kind"]) + "\r\n" + separator.join(["Sums, totals", "Knowledge point"]) + "\r\n"
    )
    if separator == ",":
        text = text.replace("Sums, totals", '"Sums, totals"')
    row = read(text.encode(), "v.csv").rows[0]
    assert (row.name, row.kind, row.where) == ("Sums, totals", "kp", "line 2")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "is empty"),
        ("name\nSums\n".encode("utf-16"), "not UTF-8: UTF-16"),
        ("name\nÄhnlichkeit\n".encode("latin-1"), "not UTF-8: byte 0xc4 in line 2"),
        (b"PK\x03\x04rest", "binary or packed"),
        (b"id,title\nc_1,Sums\n", "has the columns id, title"),
        (b"name,Name\na,b\n", "the column 'name' twice"),
        (b'name\n"Sums\n', "is no CSV from line 2 on"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_word(data: bytes, found: str) -> None:
    with pytest.raises(InputError, match=found) as refused:
        read(data, "v.csv")
    assert refused.value.wanted
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Sums,theme,,", "the kind 'theme'"),
        ("Sums,kp,nonsense,", "the code 'nonsense'"),
        ("Sums,kp,,maybe", "'maybe' as locked"),
        ("Sums,kp", "2 cells"),
    ],
)
def test_a_broken_row_is_a_problem_and_the_others_are_read(line: str, found: str) -> None:
    reading = read(f"name,kind,codes,locked\n{line}\nLimits,topic,,\n".encode(), "v.csv")
    assert [r.name for r in reading.rows] == ["Limits"]
    assert found in reading.problems[0].text
    assert reading.problems[0].where == "line 2"


def test_an_edge_without_a_weight_is_a_problem() -> None:
    reading = read(b"name,edges_by_hand\nSums,Limits\nLimits,Sums:2\n", "v.csv")
    assert [r.name for r in reading.rows] == ["Limits"]
    assert reading.problems[0].text.startswith("line 2: found the edge by hand 'Limits'; wanted concept:weight")


def test_lines_are_counted_through_cells_of_several_lines() -> None:
    reading = read(b'name,kind\n"two\nlines",kp\nLimits,theme\n', "v.csv")
    assert reading.rows[0].where == "line 2"
    assert reading.problems[0].where == "line 4"

"""The vocabulary as a table for a spreadsheet: one concept a line, edited there and read back.

Goes out: UTF-8 with a byte-order mark, by which spreadsheets know it. Comes in: the same, or a table of one's own with
a ``name`` column, separated by commas, semicolons or tabs. Relations (``related``, ``same``, ``different``) and
weights by hand (``edges_by_hand``, 0 for no edge) stand with one of their two concepts. A cell that a spreadsheet would
run as a formula is written with an apostrophe before it, and so is one that begins with an apostrophe: every text
comes back as it was (https://owasp.org/www-community/attacks/CSV_Injection). Edges of the seeds are not in it.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from mathscale_core.errors import InputError
from mathscale_core.records import GraphDocument
from mathscale_core.vocabulary.cells import joined_edges, row_of, split_edges, texts_of
from mathscale_core.vocabulary.decoding import MAX_BYTES, decode
from mathscale_core.vocabulary.rows import Problem, Reading, VocabularyRow, edges_of, relations_of, spoken

#: ``seeds`` is for reading only: how many seeds carry a concept is nothing that a table can change.
COLUMNS = (
    "id", "kind", "name", "aliases", "definition", "parent", "related", "same", "different", "edges_by_hand", "codes",
    "locked", "seeds",
)  # fmt: skip
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WANTED = "a table with a line of column names, among them 'name'."
_NOTHING = "Nothing was applied"


class _Lines(Protocol):
    """The standard library's reader of tables, which its types do not name."""

    line_num: int

    def __next__(self) -> list[str]: ...

    def __iter__(self) -> "Iterator[list[str]]": ...


def render(document: GraphDocument) -> bytes:
    """The concept table; another concept stands by its name where no other one is called so, else by its id."""
    alone = _alone(document)
    shown = {c.id: c.name if c.id in alone else c.id for c in document.concepts}
    relations, edges = relations_of(document), edges_of(document)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for c in document.concepts:
        related = {word: [shown.get(o, o) for o in others] for word, others in relations.get(c.id, {}).items()}
        said = texts_of(c, shown.get(c.parent, c.parent), related) | {
            "id": c.id, "seeds": str(c.seeds),
            "edges_by_hand": joined_edges((shown[other], weight) for other, weight in edges.get(c.id, ())),
        }  # fmt: skip
        writer.writerow([as_text(said[column]) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes, name: str) -> Reading:
    """The rows of a table.

    Raises:
        InputError: It is no table in UTF-8 with a ``name`` column.
    """
    text = decode(data, name, _WANTED)
    csv.field_size_limit(MAX_BYTES)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    header = _header(lines, name)
    rows, problems = list[VocabularyRow](), list[Problem]()
    for line, cells in _lines(lines, name):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            problems.append(Problem(line, f"{len(cells)} cells", f"{len(header)}, as in the header", "mend the line"))
            continue
        row = _row(line, dict(zip(header, cells, strict=True)))
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    return Reading(tuple(rows), tuple(problems))


def as_text(cell: str) -> str:
    """A cell that every spreadsheet takes for text; :func:`as_written` is its inverse.

    >>> as_text("=1+1"), as_text("Sums")
    ("'=1+1", 'Sums')
    """
    return f"'{cell}" if _is_run(cell) or cell.startswith("'") else cell


def as_written(cell: str) -> str:
    """The text that :func:`as_text` made safe; an apostrophe that makes nothing safe is part of the text.

    >>> as_written("'=1+1"), as_written("'tis")
    ('=1+1', "'tis")
    """
    rest = cell[1:]
    return rest if cell.startswith("'") and (_is_run(rest) or rest.startswith("'")) else cell


def _is_run(cell: str) -> bool:
    return cell.startswith(_RUN) or cell.lstrip().startswith(_RUN)


def _alone(document: GraphDocument) -> set[str]:
    """Concepts whose name is nobody else's name, and nobody's id."""
    holders: dict[str, set[str]] = {}
    for concept in document.concepts:
        for word in (spoken(concept.name), spoken(concept.id)):
            holders.setdefault(word, set()).add(concept.id)
    return {c.id for c in document.concepts if spoken(c.name) and len(holders[spoken(c.name)]) == 1}


def _separator(text: str) -> str:
    """What separates the cells of the first line: a spreadsheet takes its country's."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _header(lines: _Lines, name: str) -> list[str]:
    try:
        header = next((row for row in lines if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise InputError(f"{name} is no CSV ({error}).", _WANTED, f"{_NOTHING}; export it anew.") from error
    names = [cell.strip().casefold() for cell in header]
    if "name" not in names:
        raise InputError(
            f"{name} has the columns {', '.join(n[:40] for n in names[:12]) or 'of nothing'}.",
            _WANTED,
            f"{_NOTHING}; name the column of names 'name'. 'graph export --format csv' shows a whole table.",
        )
    twice = next((n for i, n in enumerate(names) if n in names[:i] and n), "")
    if twice:
        raise InputError(f"{name} has the column {twice!r} twice.", "each column once.", f"{_NOTHING}; rename one.")
    return names


def _lines(lines: _Lines, name: str) -> Iterator[tuple[str, list[str]]]:
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"{name} is no CSV from line {line} on ({error}).", "each quoted cell closed.",
                f"{_NOTHING}; mend the line.",
            ) from error  # fmt: skip
        yield f"line {line}", cells


def _row(line: str, cells: Mapping[str, str]) -> VocabularyRow | Problem:
    for column, cell in cells.items():
        if column in COLUMNS and cell.lstrip().startswith(("=", "＝")):
            return Problem(
                line, f"a formula in the column {column}: {cell.strip()[:40]!r}", "its text",
                "write the text itself, or an apostrophe before it where it is meant",
            )  # fmt: skip
    said = {column: as_written(cell) for column, cell in cells.items()}
    row = row_of(line, said, said.get("id", "").strip())
    if isinstance(row, Problem) or "edges_by_hand" not in said:
        return row
    try:
        return replace(row, edges=split_edges(said["edges_by_hand"]), all_edges=True)
    except ValueError as error:
        return Problem(line, f"the edge by hand {str(error)[:60]!r}", "concept:weight", "mend it")

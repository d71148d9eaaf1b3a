"""Rows of a file from outside, read with bounds and with their line numbers.

Comes in: the path of a table (CSV, TSV, Parquet) or of JSON (lines, or one array). Goes out: one :class:`Row` or
``Rejected`` a row, lazily, so that a large file never stands in memory. What concerns the whole file is raised.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from mathscale_core.errors import InputError
from mathscale_core.records import Rejected

#: In which files rows come.
CONTAINERS = ("csv", "tsv", "json", "jsonl", "parquet")
#: A longer line is no question; it is rejected without being held in memory.
MAX_LINE_BYTES = 1_000_000
_CHUNK = 1 << 16
_MAX_JSON_DEPTH_REASON = "found JSON nested too deep; wanted one flat object with the row's fields"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, counted from 1, and its fields."""

    line: int
    fields: Mapping[str, Any]


def read_rows(path: Path, kind: str) -> Iterator[Row | Rejected]:
    """The rows of a file; ``kind`` is one of :data:`CONTAINERS`.

    Raises:
        InputError: The file is missing, empty, not UTF-8, of another kind, or has no usable header.
    """
    if kind == "parquet":
        # Only this kind needs the large library behind it.
        from mathscale_core.seeds.parquet import parquet_rows

        check_file(path, text=False)
        return map(_refuse_formula, parquet_rows(path))
    check_file(path)
    if kind == "json":
        from mathscale_core.seeds.arrays import array_rows

        return map(_refuse_formula, array_rows(path))
    if kind in {"csv", "tsv"}:
        return map(_refuse_formula, _table_rows(path, "," if kind == "csv" else "\t"))
    return map(_refuse_formula, _jsonl_rows(path))


def check_file(path: Path, *, text: bool = True) -> None:
    """Refuse what is no readable, filled file, and with ``text`` what is no UTF-8 text.

    Raises:
        InputError: The file is missing, a folder, empty, not readable or not UTF-8.
    """
    try:
        what = "a file" if path.is_file() else "a folder" if path.is_dir() else "nothing"
        size, start = 0, b""
        if what == "a file":
            size = path.stat().st_size
            with path.open("rb") as file:
                start = file.read(4)
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.", "a readable file.", "Check its rights.") from error
    if what != "a file":
        raise InputError(f"Found {what} at {path}.", "a file.", "Check the path.")
    if size == 0:
        raise InputError(f"{path.name} is empty (0 bytes).", "one question a line.", "Check that the export finished.")
    if not text:
        return
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise encoding_error(path, 1, "UTF-16")
    if start[:2] == b"\x1f\x8b" or start in {b"PK\x03\x04", b"PAR1"} or b"\x00" in start:
        found = f"{path.name} is a binary or packed file."
        raise InputError(found, "plain text in UTF-8.", "Unpack or export it as text.")


def bounded_lines(path: Path) -> Iterator[tuple[int, str | None]]:
    """Line number and text, or None for a line longer than :data:`MAX_LINE_BYTES`; LF, CRLF and CR end a line.

    Raises:
        InputError: A line is not UTF-8.
    """
    with path.open("rb") as file:
        for number, raw in enumerate(_lines(file), start=1):
            if raw is None:
                yield number, None
                continue
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise encoding_error(path, number, f"byte 0x{raw[error.start]:02x}") from error
            yield number, text


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    line, too_long = b"", False
    for piece in _pieces(file):
        line += piece
        if len(line) > MAX_LINE_BYTES:
            line, too_long = b"", True
        if piece.endswith((b"\n", b"\r")):
            yield None if too_long else line
            line, too_long = b"", False
    if line or too_long:
        yield None if too_long else line


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Lines, cut where a chunk ends; a CR waits for the LF that may follow it."""
    held = b""
    while chunk := file.read(_CHUNK):
        chunk, held = held + chunk, b""
        if chunk.endswith(b"\r"):
            chunk, held = chunk[:-1], b"\r"
        yield from chunk.splitlines(keepends=True)
    if held:
        yield held


def _refuse_formula(row: Row | Rejected) -> Row | Rejected:
    """Reject a row with a cell that would be run when the data is opened in a spreadsheet."""
    if isinstance(row, Row):
        for cell in row.fields.values():
            if isinstance(cell, str) and cell.lstrip().startswith("="):
                found = f"found a cell that a spreadsheet runs as a formula: {cell.strip()[:40]!r}"
                return Rejected(row.line, f"{found}; wanted its text")
    return row


def encoding_error(path: Path, line: int, found: str) -> InputError:
    """What is said of a text file that is not UTF-8."""
    return InputError(
        f"{path.name} is not UTF-8: {found} in line {line}.",
        "text in UTF-8.",
        "Save it as UTF-8 (for a spreadsheet: 'CSV UTF-8') and import it again; nothing was imported.",
    )


def too_long(line: int) -> Rejected:
    """What is said of a row beyond the bound."""
    return Rejected(line, f"found a line of more than {MAX_LINE_BYTES:,} bytes; wanted one question a line")


def _jsonl_rows(path: Path) -> Iterator[Row | Rejected]:
    for number, text in bounded_lines(path):
        if text is None:
            yield too_long(number)
            continue
        if not text.strip():
            continue
        yield object_row(number, text, "one object a line")


def object_row(line: int, text: str, wanted: str) -> Row | Rejected:
    """The row that one JSON text holds; ``wanted`` says how rows stand in the file."""
    try:
        # Numbers stay as they are written: no float loses digits, no long one is refused.
        value = json.loads(text, parse_float=str, parse_int=str, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return Rejected(line, f"found broken JSON ({error.msg} at column {error.colno}); wanted {wanted}")
    except RecursionError:
        return Rejected(line, _MAX_JSON_DEPTH_REASON)
    except ValueError as error:
        return Rejected(line, f"found {error}; wanted a number or text")
    if not isinstance(value, dict):
        return Rejected(line, f"found JSON that is no object; wanted {wanted}")
    if _has_lone_surrogate(text, value):
        return Rejected(line, "found half of a surrogate pair (\\ud800 to \\udfff); wanted whole characters")
    return Row(line, value)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _has_lone_surrogate(text: str, value: object) -> bool:
    """JSON can spell what no UTF-8 text can hold."""
    if "\\u" not in text:
        return False
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _table_rows(path: Path, separator: str) -> Iterator[Row | Rejected]:
    cut: list[int] = []

    def lines() -> Iterator[str]:
        for number, text in bounded_lines(path):
            if text is None:
                cut.append(number)
                yield "\n"
            else:
                yield text.replace("\x00", "")

    csv.field_size_limit(MAX_LINE_BYTES)
    reader = csv.reader(lines(), delimiter=separator, strict=True)
    names = _header(path, reader)
    if cut:
        raise InputError(f"{path.name} has a header too long to read.", "a line of column names.", "Shorten it.")
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                # Everything after the quote would be one cell: no row of it can be trusted.
                raise InputError(
                    f"{path.name} has a quote that opens in line {line} and never closes.",
                    "each quoted cell closed.",
                    "Mend the line and import the file again; nothing was imported.",
                ) from error
            yield Rejected(line, f"found a row that is no CSV ({error}); wanted {len(names)} cells")
            continue
        while cut and cut[0] <= reader.line_num:
            yield too_long(cut.pop(0))
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            yield Rejected(line, f"found {len(cells)} cells; wanted {len(names)}, as in the header")
            continue
        yield Row(line, dict(zip(names, cells, strict=True)))
    yield from (too_long(number) for number in cut)


def _header(path: Path, rows: Iterator[list[str]]) -> list[str]:
    try:
        header = next((row for row in rows if any(cell.strip() for cell in row)), None)
    except csv.Error as error:
        found = f"{path.name} is no CSV ({error})."
        raise InputError(found, "a first line with column names.", "Export it anew.") from error
    if header is None:
        raise InputError(f"{path.name} has no header line.", "a first line with column names.", "Add one.")
    names = [cell.strip() for cell in header]
    twice = next((name for i, name in enumerate(names) if name and name in names[:i]), "")
    if twice:
        raise InputError(f"{path.name} has the column {twice!r} twice.", "each column once.", "Rename one of them.")
    return names

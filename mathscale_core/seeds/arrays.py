"""Rows of a JSON file that is one array of objects, or one object that holds such an array.

Comes in: the path of the file. Goes out: one ``Row`` or ``Rejected`` an element, lazily: only the element at hand
stands in memory. A row's number is the line in which its element begins.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from mathscale_core.errors import InputError
from mathscale_core.records import Rejected
from mathscale_core.seeds.rows import MAX_LINE_BYTES, Row, encoding_error, object_row, too_long

_CHUNK = 1 << 16
#: A byte order mark before and blank lines behind are no further rows.
_TRAILING = 8
_WANTED = "an array of objects, one a question"
_BLANK = re.compile(r"[ \t\r\n]*")
_MARK = re.compile(r'["{}\[\]]')
_IN_STRING = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}:]*")


def array_rows(path: Path) -> Iterator[Row | Rejected]:
    """The rows of the file.

    Raises:
        InputError: The file is not UTF-8, is no such array, or ends in the middle of it.
    """
    with path.open("rb") as file:
        reader = _Reader(path, file)
        opening = reader.peek()
        if opening == "[":
            yield from _elements(reader)
        elif opening == "{":
            yield from _the_array_inside(reader)
        else:
            raise InputError(f"{path.name} begins with {opening!r}.", f"{_WANTED}.", "Check that it is JSON.")
        if reader.peek():
            found = f"{path.name} goes on after its first JSON value, in line {reader.line}."
            raise InputError(found, f"{_WANTED}.", "For one object a line name the form: --format jsonl.")


def holds_lines(path: Path, first: str | None) -> bool:
    """Whether a JSON file holds one object a line; ``first`` is its first line that is not blank."""
    if first is None or not first.lstrip().startswith("{"):
        return False
    row = object_row(1, first, _WANTED)
    if not isinstance(row, Row):
        return False
    arrays = [v for v in row.fields.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    # One object with one array of objects is a file of rows by itself, unless other lines follow.
    return len(arrays) != 1 or path.stat().st_size > len(first.encode()) + _TRAILING


class _Reader:
    """The characters of a JSON file, a chunk at a time."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._lines = 1  # the line in which the text at hand begins

    @property
    def line(self) -> int:
        """The line of the next character, counted from 1."""
        return self._lines + self._text.count("\n", 0, self._at)

    def peek(self) -> str:
        """The next character that is not blank, ``""`` at the end of the file."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def take(self, wanted: str) -> str:
        """Pass over the next character, one of those that are wanted."""
        found = self.peek()
        if not found:
            raise self._ended(self.line)
        if found not in wanted:
            said = f"{self._path.name} has {found!r} in line {self.line}, where {' or '.join(wanted)} should be."
            raise InputError(said, "JSON.", "Mend the line and import the file again; nothing was imported.")
        self._at += 1
        return found

    def value(self) -> str | None:
        """Pass over one value and give its text, None where that is longer than the limit."""
        begun = self.line
        if self.peek() not in {'"', "{", "["}:
            return self._scalar()
        pieces: list[str] = []
        size, depth, in_string = 0, 0, False
        while True:
            position, ended = self._at, False
            while position < len(self._text) and not ended:
                if in_string:
                    rest = _IN_STRING.match(self._text, position)
                    position = rest.end() if rest else position
                    if self._text[position : position + 1] != '"':
                        break  # the chunk ends inside the string, or with the backslash of an escape
                    position, in_string, ended = position + 1, False, depth == 0
                    continue
                mark = _MARK.search(self._text, position)
                position = mark.end() if mark else len(self._text)
                if mark and mark.group() == '"':
                    in_string = True
                elif mark:
                    depth += 1 if mark.group() in "{[" else -1
                    ended = depth == 0
            size += position - self._at
            pieces = [*pieces, self._text[self._at : position]] if size <= MAX_LINE_BYTES else []
            self._at = position
            if ended:
                return "".join(pieces) if size <= MAX_LINE_BYTES else None
            if not self._fill():
                raise self._ended(begun)

    def _scalar(self) -> str | None:
        text = ""
        while True:
            found = _SCALAR.match(self._text, self._at)
            end = found.end() if found else self._at
            text, self._at = text + self._text[self._at : end], end
            if len(text) > MAX_LINE_BYTES:
                return None
            if self._at < len(self._text) or not self._fill():
                if not text:
                    self.take("{")  # says what stands there instead
                return text

    def _fill(self) -> bool:
        """Read on and forget what is behind; False at the end of the file."""
        chunk = self._file.read(_CHUNK)
        self._lines, self._text, self._at = self.line, self._text[self._at :], 0
        try:
            self._text += self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            line = self._lines + self._text.count("\n") + error.object.count(b"\n", 0, error.start)
            raise encoding_error(self._path, line, f"byte 0x{error.object[error.start]:02x}") from error
        return bool(chunk)

    def _ended(self, line: int) -> InputError:
        return InputError(
            f"{self._path.name} ends in the middle of what begins in line {line}.",
            "a whole JSON file.",
            "Check that the download or export finished; nothing was imported.",
        )


def _elements(reader: _Reader) -> Iterator[Row | Rejected]:
    reader.take("[")
    if reader.peek() == "]":
        reader.take("]")
        return
    while True:
        reader.peek()
        line = reader.line
        text = reader.value()
        yield too_long(line) if text is None else object_row(line, text, _WANTED)
        if reader.take(",]") == "]":
            return


def _the_array_inside(reader: _Reader) -> Iterator[Row | Rejected]:
    """The one array of objects among the members of an object; other members are passed over."""
    reader.take("{")
    found = ""
    separator = "}" if reader.peek() == "}" else ","
    while separator == ",":
        name = (reader.value() or "")[:40]
        reader.take(":")
        if reader.peek() != "[":
            reader.value()
        else:
            rows = _elements(reader)
            first = next(rows, None)
            of_objects = isinstance(first, Row) or (first is not None and "no object" not in first.reason)
            if of_objects and found:
                said = f"The file holds more than one array of objects ({found} and {name})."
                raise InputError(said, f"{_WANTED}.", "Write the rows' array alone.")
            if first is not None and of_objects:
                found = name
                yield first
                yield from rows
            else:
                for _ in rows:
                    continue
        separator = reader.take(",}")
    if not found:
        raise InputError(
            "The file is one JSON object without an array of rows.",
            f"{_WANTED}.",
            "For one object a line name the form: --format jsonl.",
        )

"""Rows of a Parquet file, read a batch at a time.

Comes in: the path of the file. Goes out: one ``Row`` or ``Rejected`` a row; only the batch at hand stands in memory.
A row's number is its place in the file, counted from 1.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mathscale_core.errors import InputError
from mathscale_core.records import Rejected
from mathscale_core.seeds.rows import MAX_LINE_BYTES, Row

_BATCH = 512
#: Bytes of a column that are read from the file at once.
_BUFFER = 1 << 20
#: A row group is the least that some writers let one read; a larger one is refused before it is unpacked.
MAX_GROUP_BYTES = 4 << 30
_SPELLED = (pa.types.is_decimal, pa.types.is_temporal)


@dataclass(frozen=True, slots=True)
class Nested:
    """Stands in a row for a cell of a column that holds no text, number or list of texts, and was not read."""

    kind: str

    def __str__(self) -> str:
        return f"a nested column ({self.kind})"


def parquet_rows(path: Path) -> Iterator[Row | Rejected]:
    """The rows of the file.

    Raises:
        InputError: It is no readable Parquet file, has no columns that can be read, or its row groups are too large.
    """
    try:
        file = pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    with file:
        nested = {f.name: Nested(str(f.type)[:80]) for f in file.schema_arrow if not _is_plain(f.type)}
        names = [f.name for f in file.schema_arrow if f.name not in nested]
        _check(path, file, names, nested)
        number = 0
        try:
            for batch in file.iter_batches(_BATCH, columns=names, use_threads=False):
                yield from _rows(batch, number, nested)
                number += batch.num_rows
        except (pa.ArrowException, OSError) as error:
            raise _unreadable(path, error) from error


def _check(path: Path, file: Any, names: list[str], nested: dict[str, Nested]) -> None:  # noqa: ANN401 (pyarrow has no types)
    if not names:
        found = ", ".join(f"{name} ({column.kind})" for name, column in nested.items()) or "no column"
        raise InputError(f"{path.name} has {found[:200]}.", "columns of text or numbers.", "Flatten it and try again.")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"{path.name} has the column {twice!r} twice.", "each column once.", "Rename one of them.")
    groups = file.metadata
    largest = max((groups.row_group(i).total_byte_size for i in range(groups.num_row_groups)), default=0)
    if largest > MAX_GROUP_BYTES:
        raise InputError(
            f"{path.name} has a row group of {largest:,} bytes.",
            f"at most {MAX_GROUP_BYTES:,} a row group.",
            "Write it with smaller row groups, or as JSON lines.",
        )


def _rows(batch: pa.RecordBatch, before: int, nested: dict[str, Nested]) -> Iterator[Row | Rejected]:
    try:
        rows = batch.to_pylist()
    except UnicodeDecodeError:
        if batch.num_rows == 1:
            yield Rejected(before + 1, "found text that is not UTF-8; wanted UTF-8")
        else:
            # One bad cell spoils its batch: row by row the others are read.
            for n in range(batch.num_rows):
                yield from _rows(batch.slice(n, 1), before + n, nested)
        return
    for number, cells in enumerate(rows, before + 1):
        size = sum(len(cell) for cell in cells.values() if isinstance(cell, str))
        if size > MAX_LINE_BYTES:
            yield Rejected(number, f"found a row of {size:,} characters; wanted at most {MAX_LINE_BYTES:,}")
        else:
            yield Row(number, {name: _cell(cell) for name, cell in cells.items()} | nested)


def _cell(value: object) -> object:
    """A cell as rows of other files have it: numbers as they would be written, no number as nothing."""
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if value is None or isinstance(value, (str, bool, list)):
        return value
    return str(value)


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _is_text(kind.value_type)
    plain = (pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean, pa.types.is_null, *_SPELLED)
    return _is_text(kind) or any(is_one(kind) for is_one in plain)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _unreadable(path: Path, error: Exception) -> InputError:
    first = (str(error).splitlines() or [type(error).__name__])[0][:160]
    return InputError(
        f"{path.name} cannot be read as Parquet ({first}).",
        "a whole Parquet file.",
        "Check that the download or export finished; nothing was imported.",
    )

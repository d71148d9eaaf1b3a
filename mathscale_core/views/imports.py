"""What an import would be, before anything is stored: form, columns, first records, and what would be refused.

Comes in: a file, and what a person said of it so far. Goes out: an :class:`ImportPreview`. Nothing is written.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from mathscale_core.errors import InputError
from mathscale_core.records import BenchmarkItem, Question, Rejected, Seed
from mathscale_core.seeds.columns import FIELDS, IGNORE, suggest_columns
from mathscale_core.seeds.finished import read_questions
from mathscale_core.seeds.forms import BENCHMARK_FORMS, SEED_FORMS, cells_of, guess_form, read_benchmark, read_seeds
from mathscale_core.seeds.rows import CONTAINERS, bounded_lines
from mathscale_core.seeds.text import question_key
from mathscale_core.workspace import Workspace

__all__ = ["FIELDS", "IGNORE", "KINDS", "ImportPreview", "forms_of", "preview_import", "rejected_csv"]

Kind = Literal["seeds", "questions", "tests"]
Record = Seed | Question | BenchmarkItem
#: What a file can become.
KINDS: tuple[Kind, ...] = ("seeds", "questions", "tests")
#: Records and refusals that are shown.
SHOWN = 50
#: A file up to this size is read whole for its counts, which takes seconds; of a larger one the beginning is.
_COUNTED_BYTES = 8_000_000
_BATCH = 2_000
#: A cell that begins so is run by some spreadsheet.
_RUN = ("=", "+", "-", "@", "\t", "\r")
_SAMPLES, _SAMPLE_LENGTH = 3, 200
#: Files whose rows have a line of their own, and so many characters of one are handed back.
_LINED, _ROW_LENGTH = (".csv", ".tsv", ".jsonl", ".ndjson"), 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its name, some filled cells, and the field that it is read as (``""`` for none)."""

    name: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would be.

    Attributes:
        form: Form of the file, as named or guessed.
        columns: Columns of the first rows.
        mapping: Column to field, as it would be given to the import.
        remembered: Whether the mapping is that of an earlier file of this source.
        shown: The first records as they would be stored.
        rejected: The first rows that would be refused.
        read: Rows read for this preview.
        new: Of these, rows that would be imported.
        duplicates: Of these, rows that are here already or stand twice in the file.
        rejected_count: Of these, rows that would be refused.
        complete: Whether the whole file was read; else the counts are those of its beginning.
        problem: Why the file cannot be read in this way, None where it can.
    """

    form: str
    columns: tuple[Column, ...]
    mapping: Mapping[str, str]
    remembered: bool
    shown: tuple[Record, ...]
    rejected: tuple[Rejected, ...]
    read: int
    new: int
    duplicates: int
    rejected_count: int
    complete: bool
    problem: InputError | None


def forms_of(kind: Kind) -> tuple[str, ...]:
    """The forms in which a file of this kind can be read."""
    return BENCHMARK_FORMS if kind == "tests" else SEED_FORMS


def preview_import(
    workspace: Workspace,
    path: Path,
    kind: Kind = "seeds",
    form: str = "",
    *,
    columns: Mapping[str, str] | None = None,
    source: str = "",
) -> ImportPreview:
    """Read a file without storing anything.

    Args:
        workspace: The workspace: what is in it already, and how a source was read before.
        path: The file.
        kind: What it is to become: seeds, finished questions, or test items.
        form: Its form; guessed where empty.
        columns: Column to field; where it is None, as for this source before, else as the names suggest.
        source: Name of the data set, ``""`` for the file's name.

    Raises:
        InputError: The file cannot be read at all.
    """
    form = form or guess_form(path, forms_of(kind))
    cells = cells_of(path, form)
    before = workspace.store.imports.column_map(source or path.stem) if columns is None and kind != "tests" else {}
    before = {column: field for column, field in before.items() if column in cells}
    mapping = _mapping(cells, kind, form, before or columns)
    tally = _Tally(workspace, kind)
    complete = path.stat().st_size <= _COUNTED_BYTES
    problem: InputError | None = None
    try:
        records = _records(path, kind, form, source, mapping)
        while batch := list(islice(records, _BATCH if complete else SHOWN)):
            tally.add(batch)
            if not complete:
                break
    except InputError as error:
        problem = error
    return ImportPreview(
        form,
        tuple(
            Column(
                name,
                tuple(cell[:_SAMPLE_LENGTH] for cell in found[:_SAMPLES]),
                mapping.get(name, name if name in FIELDS else ""),
            )
            for name, found in cells.items()
        ),
        mapping,
        bool(before),
        tuple(tally.shown),
        tuple(tally.rejected[:SHOWN]),
        tally.read,
        tally.new,
        tally.duplicates,
        len(tally.rejected),
        complete,
        problem,
    )


def rejected_csv(path: Path, rejected: Sequence[Rejected]) -> str:
    """The refused rows of a file as a table to download: line, reason, and the line as it stands in a text file.

    No cell is one that a spreadsheet would run; rows of JSON arrays and Parquet have no lines.
    """
    texts = _lines_of(path, {row.line for row in rejected})
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["line", "reason", "row"])
    for row in rejected:
        cells = (row.reason, texts.get(row.line, ""))
        writer.writerow([row.line, *(f"'{cell}" if cell.startswith(_RUN) else cell for cell in cells)])
    return written.getvalue()


def _lines_of(path: Path, wanted: set[int]) -> dict[int, str]:
    if path.suffix.lower() not in _LINED or not wanted:
        return {}
    found: dict[int, str] = {}
    try:
        for number, text in bounded_lines(path):
            if number in wanted:
                found[number] = (text or "").rstrip("\r\n")[:_ROW_LENGTH]
            if number >= max(wanted):
                break
    except InputError:
        # What was read before a line in another encoding is there.
        return found
    return found


def _mapping(cells: Mapping[str, list[str]], kind: Kind, form: str, given: Mapping[str, str] | None) -> dict[str, str]:
    if kind == "tests":
        return {}
    if given is not None:
        return {column: field for column, field in given.items() if column in cells}
    # A published form says itself what its columns are.
    return suggest_columns(cells) if form in CONTAINERS or "question" not in cells else {}


def _records(
    path: Path, kind: Kind, form: str, source: str, mapping: Mapping[str, str]
) -> Iterator[tuple[int, Record] | Rejected]:
    rows: Iterator[tuple[int, Record] | Rejected | Seed | BenchmarkItem]
    if kind == "seeds":
        rows = read_seeds(path, form, source=source, split="train", columns=mapping)
    elif kind == "tests":
        rows = read_benchmark(path, form, dataset=source)
    else:
        rows = read_questions(path, form, source=source, columns=mapping)
    for row in rows:
        if isinstance(row, Seed):
            yield row.line, row
        elif isinstance(row, BenchmarkItem):
            yield row.row, row
        else:
            yield row


class _Tally:
    """Counts of what would become of the rows."""

    def __init__(self, workspace: Workspace, kind: Kind) -> None:
        self._workspace = workspace
        self._kind = kind
        self._seen: set[str] = set()
        self.shown: list[Record] = []
        self.rejected: list[Rejected] = []
        self.read = self.new = self.duplicates = 0

    def add(self, batch: list[tuple[int, Record] | Rejected]) -> None:
        """Count a batch of rows."""
        self.read += len(batch)
        self.rejected += [row for row in batch if isinstance(row, Rejected)]
        records = [row for row in batch if not isinstance(row, Rejected)]
        self.shown += [record for _, record in records[: SHOWN - len(self.shown)]]
        if self._kind == "tests":
            # Published duplicates of test items are kept and count.
            self.new += len(records)
            return
        keys = [question_key(record.question) for _, record in records]
        store = self._workspace.store
        known, tests = (store.seeds if self._kind == "seeds" else store.imports).known_keys(keys)
        for (line, _), key in zip(records, keys, strict=True):
            if key in tests:
                self.rejected.append(Rejected(line, "found a question that is a benchmark item; wanted no test items"))
            elif key in known or key in self._seen:
                self.duplicates += 1
            else:
                self._seen.add(key)
                self.new += 1

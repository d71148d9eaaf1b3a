"""Export formats: a release as JSON lines, Alpaca, chat, CSV or Parquet; the same release gives the same bytes."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from mathscale_core.adapters.files import whole_file

FIELDS = (
    "id", "question", "solution", "answer", "topics", "kps", "level", "source", "composition", "prompt", "seeds",
    "graph_version", "provider", "family",
)  # fmt: skip

#: Rows of one group of a Parquet file: so many are in memory at once.
_GROUP = 50_000
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")

Item = Mapping[str, Any]
Writer = Callable[[BinaryIO, Iterable[Item], Sequence[str]], None]


def write_release(path: Path, form: str, items: Iterable[Item], fields: Sequence[str]) -> None:
    """Write items to a file, whole or not at all; ``form`` is a key of :data:`FORMATS`.

    Raises:
        DiskFullError: The disk takes no more.
        InputError: The place cannot be written.
    """
    with whole_file(path) as file:
        FORMATS[form](file, _rows(items), fields)


def render_release(form: str, items: Iterable[Item], fields: Sequence[str]) -> bytes:
    """The bytes that :func:`write_release` would write, for a download."""
    file = io.BytesIO()
    FORMATS[form](file, _rows(items), fields)
    return file.getvalue()


def _rows(items: Iterable[Item]) -> Iterator[Item]:
    return ({**item, "id": item["revision"]} for item in items)


def _jsonl(file: BinaryIO, items: Iterable[Item], fields: Sequence[str]) -> None:
    for item in items:
        _line(file, {name: item[name] for name in fields})


def _alpaca(file: BinaryIO, items: Iterable[Item], fields: Sequence[str]) -> None:
    """``instruction``, ``input``, ``output`` as alpaca trainers read them; the prompt is put around by the trainer."""
    for item in items:
        row = {"instruction": item["question"], "input": "", "output": _response(item)}
        _line(file, row | ({"id": item["id"]} if "id" in fields else {}))


def _chat(file: BinaryIO, items: Iterable[Item], fields: Sequence[str]) -> None:
    for item in items:
        messages = [
            {"role": "user", "content": item["question"]},
            {"role": "assistant", "content": _response(item)},
        ]
        _line(file, {"messages": messages} | ({"id": item["id"]} if "id" in fields else {}))


def _csv(file: BinaryIO, items: Iterable[Item], fields: Sequence[str]) -> None:
    """Lists are joined by "; "; with a byte-order mark, by which spreadsheets know UTF-8."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(fields)
    table.writerows([_cell(item[name]) for name in fields] for item in items)
    text.flush()
    text.detach()


def _cell(value: object) -> str:
    """Text that a spreadsheet takes for text: what it would run as a formula gets an apostrophe before it."""
    shown = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    runs = shown[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(shown)
    return f"'{shown}" if runs else shown


def _parquet(file: BinaryIO, items: Iterable[Item], fields: Sequence[str]) -> None:
    lists = {"topics", "kps", "seeds"}
    schema = pa.schema([(name, pa.list_(pa.string()) if name in lists else pa.string()) for name in fields])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        # Groups of equal size, however the items come: the same release gives the same bytes.
        rest = iter(items)
        while rows := list(islice(rest, _GROUP)):
            columns = {field.name: pa.array([row[field.name] for row in rows], field.type) for field in schema}
            writer.write_table(pa.table(columns, schema=schema), row_group_size=_GROUP)


def _response(item: Item) -> str:
    """The solution, with the answer said at its end where the solution does not say it."""
    solution, answer = str(item["solution"]).strip(), str(item["answer"])
    said = f"The answer is {answer}."
    return solution if solution.endswith(said) else f"{solution}\n{said}".strip()


def _line(file: BinaryIO, row: Item) -> None:
    file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


FORMATS: dict[str, Writer] = {"jsonl": _jsonl, "alpaca": _alpaca, "chat": _chat, "csv": _csv, "parquet": _parquet}
#: How a file of a format ends.
ENDING = {"jsonl": "jsonl", "alpaca": "jsonl", "chat": "jsonl", "csv": "csv", "parquet": "parquet"}

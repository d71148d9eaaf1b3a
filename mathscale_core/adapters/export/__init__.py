"""Export formats: a release as JSON lines, Alpaca, chat or Parquet; the same release gives the same bytes."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from mathscale_core.adapters.files import whole_file

FIELDS = (
    "id", "question", "solution", "answer", "topics", "kps", "level", "source", "composition", "prompt", "seeds",
    "graph_version", "provider", "family",
)  # fmt: skip

Item = Mapping[str, Any]
Writer = Callable[[BinaryIO, Sequence[Item], Sequence[str]], None]


def write_release(path: Path, form: str, items: Sequence[Item], fields: Sequence[str]) -> None:
    """Write items to a file, whole or not at all; ``form`` is a key of :data:`FORMATS`.

    Raises:
        DiskFullError: The disk takes no more.
        InputError: The place cannot be written.
    """
    rows = [{**item, "id": item["revision"]} for item in items]
    with whole_file(path) as file:
        FORMATS[form](file, rows, fields)


def _jsonl(file: BinaryIO, items: Sequence[Item], fields: Sequence[str]) -> None:
    for item in items:
        _line(file, {name: item[name] for name in fields})


def _alpaca(file: BinaryIO, items: Sequence[Item], fields: Sequence[str]) -> None:
    """``instruction``, ``input``, ``output`` as alpaca trainers read them; the prompt is put around by the trainer."""
    for item in items:
        row = {"instruction": item["question"], "input": "", "output": _response(item)}
        _line(file, row | ({"id": item["id"]} if "id" in fields else {}))


def _chat(file: BinaryIO, items: Sequence[Item], fields: Sequence[str]) -> None:
    for item in items:
        messages = [
            {"role": "user", "content": item["question"]},
            {"role": "assistant", "content": _response(item)},
        ]
        _line(file, {"messages": messages} | ({"id": item["id"]} if "id" in fields else {}))


def _parquet(file: BinaryIO, items: Sequence[Item], fields: Sequence[str]) -> None:
    lists = {"topics", "kps", "seeds"}
    schema = pa.schema([(name, pa.list_(pa.string()) if name in lists else pa.string()) for name in fields])
    table = pa.Table.from_pylist([{name: item[name] for name in fields} for item in items], schema=schema)
    pq.write_table(table, file, compression="zstd")


def _response(item: Item) -> str:
    """The solution, with the answer said at its end where the solution does not say it."""
    solution, answer = str(item["solution"]).strip(), str(item["answer"])
    said = f"The answer is {answer}."
    return solution if solution.endswith(said) else f"{solution}\n{said}".strip()


def _line(file: BinaryIO, row: Item) -> None:
    file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


FORMATS: dict[str, Writer] = {"jsonl": _jsonl, "alpaca": _alpaca, "chat": _chat, "parquet": _parquet}

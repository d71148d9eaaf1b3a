"""Files of question sets, written row by row, and what is read from them."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mathscale_core.records import Rejected, Seed
from mathscale_core.seeds.forms import (
    read_seeds,
)


def jsonl(folder: Path, *values: object, name: str = "own.jsonl") -> Path:
    """Values as a file of JSON lines."""
    path = folder / name
    path.write_text("".join(json.dumps(value) + "\n" for value in values) or "\n", "utf-8")
    return path


def csv_file(folder: Path, text: str, name: str = "own.csv") -> Path:
    """A text as a file."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def seeds(path: Path, form: str = "jsonl", **arguments: Any) -> list[Seed | Rejected]:
    """What becomes of every row of a file of seeds."""
    return list(read_seeds(path, form, **{"source": "", "split": "train"} | arguments))


def one_seed(folder: Path, form: str = "jsonl", **fields: object) -> Seed:
    """The seed that a row becomes."""
    [seed] = seeds(jsonl(folder, fields), form)
    assert isinstance(seed, Seed), seed
    return seed


def only_reason(rows: Iterable[object]) -> str:
    """Why the only row was rejected."""
    [row] = rows
    assert isinstance(row, Rejected), row
    return row.reason


def measured(code: str, path: Path) -> tuple[str, int]:
    """What a program says of ``path``, a file, in a process of its own, and the KiB of memory that it took for it."""
    program = (
        "import pathlib, resource, sys\n"
        "from mathscale_core.seeds import arrays, parquet, rows\n"
        "before, path = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, pathlib.Path(sys.argv[1])\n"
        f"{code}\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    said, grown = done.stdout.splitlines()
    return said, int(grown)

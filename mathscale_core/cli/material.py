"""Commands on what comes in: seeds and benchmark items."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.errors import InputError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.seeds import import_seeds
from mathscale_core.ports import Report
from mathscale_core.records import Rejected
from mathscale_core.seeds.forms import BENCHMARK_FORMS, SEED_FIELDS, SEED_FORMS
from mathscale_core.workspace import Workspace

_SHOWN_REJECTED = 100


def _rejected(rejected: Sequence[Rejected]) -> dict[str, Any]:
    rows = [{"line": r.line, "reason": r.reason} for r in rejected[:_SHOWN_REJECTED]]
    return {"rejected_count": len(rejected), "rejected": rows}


def _seeds_import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", choices=SEED_FORMS, default="", help="guessed where not given")
    parser.add_argument("--source", default="", help="name of the data set")
    parser.add_argument("--split", default="train")
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help=f"fields: {', '.join(SEED_FIELDS)}"
    )


def _seeds_import(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    columns = {}
    for pair in arguments.map:
        column, equals, field = pair.rpartition("=")
        if not equals:
            raise InputError(
                f"--map {pair!r} has no '='.", "COLUMN=FIELD.", "Write for example --map Problem=question."
            )
        columns[column] = field
    done = import_seeds(
        workspace, arguments.file, arguments.format, source=arguments.source, split=arguments.split,
        columns=columns, report=report,
    )  # fmt: skip
    counts = {"read": done.read, "imported": done.imported, "duplicates": done.duplicates}
    return counts | _rejected(done.rejected)


def _seeds_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    states = workspace.store.seeds.states()
    return {
        "seeds": workspace.store.seeds.count(),
        "sources": [{"source": s["source"], "state": s["state"], "seeds": s["n"]} for s in states],
    }


def _bench_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--dataset", default="", help="name of the data set, instead of the rows' own")
    parser.add_argument("--form", choices=BENCHMARK_FORMS, default="", help="guessed where not given")


def _bench_import(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = import_benchmark(workspace, arguments.file, arguments.form, dataset=arguments.dataset)
    return {
        "read": done.read, "imported": done.imported, "known": done.known,
        "duplicate_of_count": done.duplicate_of_count, "datasets": done.datasets,
        "withdrawn_seeds": list(done.withdrawn_seeds),
    } | _rejected(done.rejected)  # fmt: skip


def _bench_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"items": workspace.store.benchmarks.count(), "datasets": workspace.store.benchmarks.datasets()}


COMMANDS = (
    Command(("seeds", "import"), "import seed questions from a file", _seeds_import, _seeds_import_arguments),
    Command(("seeds", "list"), "seeds by source and state", _seeds_list),
    Command(("bench", "import"), "import benchmark items from a file", _bench_import, _bench_arguments),
    Command(("bench", "list"), "benchmark items by data set", _bench_list),
)

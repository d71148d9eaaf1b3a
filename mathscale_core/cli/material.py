"""Commands on what comes in: seeds, finished questions and benchmark items."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.errors import InputError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.questions import Labels, import_questions
from mathscale_core.pipeline.seeds import Moved, hold_seeds, import_seeds, release_seeds, retag
from mathscale_core.ports import Report
from mathscale_core.records import LEVELS, ConceptKind, Rejected
from mathscale_core.seeds.columns import FIELDS, IGNORE
from mathscale_core.seeds.forms import BENCHMARK_FORMS, SEED_FORMS
from mathscale_core.views.seeds import STATES, TAGGED, SeedFilter, concept_named, found_seeds
from mathscale_core.workspace import Workspace

_SHOWN_REJECTED = 100
_MOST_FOUND = 1000


def _rejected(rejected: Sequence[Rejected]) -> dict[str, Any]:
    rows = [{"line": r.line, "reason": r.reason} for r in rejected[:_SHOWN_REJECTED]]
    return {"rejected_count": len(rejected), "rejected": rows}


def _file_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", choices=SEED_FORMS, default="", help="guessed where not given")
    parser.add_argument("--source", default="", help="name of the data set")
    fields = f"fields: {', '.join(FIELDS)}, or {IGNORE}; kept for the next file of this source"
    parser.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", help=fields)


def _columns(arguments: Arguments) -> dict[str, str] | None:
    """What ``--map`` says, None where it is not used."""
    columns = {}
    for pair in arguments.map:
        column, equals, field = pair.rpartition("=")
        if not equals:
            raise InputError(
                f"--map {pair!r} has no '='.", "COLUMN=FIELD.", "Write for example --map Problem=question."
            )
        columns[column] = field
    return columns or None


def _seeds_import_arguments(parser: argparse.ArgumentParser) -> None:
    _file_arguments(parser)
    parser.add_argument("--split", default="train")


def _seeds_import(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = import_seeds(
        workspace, arguments.file, arguments.format, source=arguments.source, split=arguments.split,
        columns=_columns(arguments), report=report,
    )  # fmt: skip
    counts = {"read": done.read, "imported": done.imported, "duplicates": done.duplicates}
    return counts | _rejected(done.rejected) | {"mapping": dict(done.mapping)}


def _questions_import_arguments(parser: argparse.ArgumentParser) -> None:
    _file_arguments(parser)
    parser.add_argument("--licence", default="", help="licence of the rows that name none")
    parser.add_argument(
        "--label", choices=get_args(Labels), default="offline", help="who labels rows without topics and KPs"
    )


def _questions_import(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = import_questions(
        workspace, arguments.file, arguments.format, source=arguments.source, licence=arguments.licence,
        columns=_columns(arguments), label=arguments.label, report=report,
    )  # fmt: skip
    counts = {"read": done.read, "imported": done.imported, "duplicates": done.duplicates}
    labels = {"labelled": done.labelled, "unlabelled": done.unlabelled, "mapping": dict(done.mapping)}
    return counts | _rejected(done.rejected) | labels


def _seeds_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    states = workspace.store.seeds.states()
    return {
        "seeds": workspace.store.seeds.count(),
        "sources": [{"source": s["source"], "state": s["state"], "seeds": s["n"]} for s in states],
    }


def _limit(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST_FOUND:
        raise argparse.ArgumentTypeError(f"found {text}; wanted a number from 1 to {_MOST_FOUND}")
    return number


def _find_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", default="", help="words that the question holds")
    parser.add_argument("--source", default="", help="name of the data set")
    parser.add_argument("--level", default="", choices=(*LEVELS, "unknown"))
    parser.add_argument("--state", default="", choices=STATES)
    parser.add_argument("--concept", default="", metavar="NAME|ID", help="topic or KP that the seed carries")
    parser.add_argument("--tagged", default="", choices=TAGGED, help="what extraction came to")
    parser.add_argument(
        "--untagged", action="store_const", dest="tagged", const="untagged", help="as --tagged untagged"
    )
    parser.add_argument("--limit", type=_limit, default=50, metavar="N", help=f"seeds shown, up to {_MOST_FOUND}")


def _find(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    concept = concept_named(workspace, arguments.concept).id if arguments.concept else ""
    wanted = SeedFilter(
        arguments.text, arguments.source, arguments.level, arguments.state, concept, arguments.tagged
    )  # fmt: skip
    found = found_seeds(workspace, wanted, size=arguments.limit)
    return {"total": found.total, "seeds": list(found.rows)}


def _ids_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("seeds", nargs="+", metavar="ID", help="ids of seeds")


def _hold_arguments(parser: argparse.ArgumentParser) -> None:
    _ids_arguments(parser)
    parser.add_argument("--reason", default="", help="why, kept with the seeds")


def _moved(moved: Moved) -> Result:
    return {"seeds": list(moved.seeds), "unchanged": moved.unchanged}


def _hold(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _moved(hold_seeds(workspace, arguments.seeds, arguments.reason))


def _unhold(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _moved(release_seeds(workspace, arguments.seeds))


def _tag_arguments(parser: argparse.ArgumentParser) -> None:
    _ids_arguments(parser)
    parser.add_argument("--add", action="append", default=[], metavar="NAME|ID", help="concept that they get")
    parser.add_argument("--remove", action="append", default=[], metavar="NAME|ID", help="concept that they lose")
    parser.add_argument("--kind", choices=get_args(ConceptKind), help="what the names are; needed for a new name")
    parser.add_argument("--reason", default="", help="why, kept in the log of edits")


def _tag(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    events = retag(
        workspace, arguments.seeds, add=arguments.add, remove=arguments.remove, kind=arguments.kind,
        reason=arguments.reason,
    )  # fmt: skip
    return {"version": workspace.draft().graph.version, "events": [e.id for e in events]}


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
    Command(("seeds", "find"), "seeds under filters that combine", _find, _find_arguments),
    Command(("seeds", "hold"), "hold back seeds: out of graph and examples, nothing lost", _hold, _hold_arguments),
    Command(("seeds", "unhold"), "put back seeds that were held back", _unhold, _ids_arguments),
    Command(("seeds", "tag"), "add or remove concepts of seeds, as an edit", _tag, _tag_arguments),
    Command(
        ("questions", "import"),
        "import finished question-answer sets as staged questions",
        _questions_import,
        _questions_import_arguments,
    ),
    Command(("bench", "import"), "import benchmark items from a file", _bench_import, _bench_arguments),
    Command(("bench", "list"), "benchmark items by data set", _bench_list),
)

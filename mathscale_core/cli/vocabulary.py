"""Commands on the vocabulary as a file: the graph out, a table or taxonomy in."""

import argparse
from pathlib import Path

from mathscale_core.cli.command import Arguments, Command, Result, plain
from mathscale_core.errors import InputError
from mathscale_core.pipeline.vocabulary import export_graph, import_vocabulary
from mathscale_core.ports import Report
from mathscale_core.views.vocabulary import IN, OUT, Change, Choices, Problem, concept_called, preview_import
from mathscale_core.workspace import Workspace

_SHOWN = 100


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=tuple(OUT), required=True)
    parser.add_argument("--output", type=Path, required=True, metavar="PATH")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    parser.add_argument("--concept", default="", metavar="NAME|ID", help="html: the concept in the middle")
    parser.add_argument("--depth", type=int, default=1, metavar="N", help="html: steps from it, 1 to 3")


def _export(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    concept = concept_called(workspace, arguments.concept) if arguments.concept else ""
    done = export_graph(
        workspace, arguments.format, arguments.output, overwrite=arguments.overwrite, concept=concept,
        depth=arguments.depth,
    )  # fmt: skip
    return {"path": str(done.path), "nodes": done.nodes, "edges": done.edges}


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", choices=IN, default="", help="by the file's name where not given")
    parser.add_argument("--dry-run", action="store_true", help="list what would change, and change nothing")
    parser.add_argument("--rest", action="store_true", help="apply what can be applied although there are problems")
    parser.add_argument(
        "--map", action="append", default=[], metavar="NAME=ID",
        help="a name of the file, and the concept (name or id) that it means; it becomes another name of it",
    )  # fmt: skip
    parser.add_argument("--kind", choices=("topic", "kp"), default=None, help="what new concepts are that say nothing")
    parser.add_argument("--by-name", action="store_true", help="ids of the file are another workspace's: use its names")
    parser.add_argument("--delete-missing", action="store_true", help="delete what the file does not name")


def _import(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    choices = Choices(
        arguments.format, _mapping(workspace, arguments.map), arguments.kind, arguments.delete_missing,
        arguments.by_name,
    )  # fmt: skip
    if arguments.dry_run:
        found, applied = preview_import(workspace, arguments.file, choices).proposal, 0
    else:
        done = import_vocabulary(workspace, arguments.file, choices, rest=arguments.rest)
        found, applied = done.proposal, len(done.events)
    return {
        "read": found.read, "applied": applied, "same": found.same,
        "changes_count": len(found.changes), "changes": [_change(c) for c in found.changes[:_SHOWN]],
        "problems_count": len(found.problems), "problems": [_problem(p) for p in found.problems[:_SHOWN]],
    }  # fmt: skip


def _mapping(workspace: Workspace, pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        name, equals, concept = pair.rpartition("=")
        if not equals or not name.strip():
            raise InputError(f"--map {pair!r} has no name and '='.", "NAME=ID.", "Write for example --map Sums=c_….")
        mapping[name] = concept_called(workspace, concept)
    return mapping


def _change(change: Change) -> Result:
    like = change.like
    nearest = {"nearest": {"id": like.concept, "name": like.name, "score": round(like.score / 100, 3)}} if like else {}
    return {
        "where": change.where, "kind": change.kind, "concept": change.concept, "name": change.name, "text": change.text,
        **nearest,
    }  # fmt: skip


def _problem(problem: Problem) -> Result:
    return {
        "where": problem.where, "found": problem.found, "wanted": problem.wanted, "remedy": problem.remedy
    }  # fmt: skip


def _say(result: Result) -> list[str]:
    """Problems first, then the changes, then the counts."""
    lines = [f"problem  {p['where']}: found {p['found']}; wanted {p['wanted']}" for p in result["problems"]]
    lines += [f"change   {c['where']}: {c['text']}" + _like(c) for c in result["changes"]]
    left = result["changes_count"] - len(result["changes"])
    lines += [f"         and {left:,} more"] if left else []
    counts = {k: result[k] for k in ("read", "same")} | {k: result[f"{k}_count"] for k in ("changes", "problems")}
    return [*lines, *plain(counts | {"applied": result["applied"]})]


def _like(change: Result) -> str:
    near = change.get("nearest")
    return f' (like “{near["name"]}”: --map "{change["name"]}={near["id"]}")' if near else ""


COMMANDS = (
    Command(("graph", "export"), "write the vocabulary and graph to a file", _export, _export_arguments),
    Command(
        ("graph", "import"), "what a table or taxonomy changes, as edits", _import, _import_arguments, say=_say
    ),
)  # fmt: skip

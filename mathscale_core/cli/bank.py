"""Commands on what goes out: releases, exports, lineage."""

import argparse
from pathlib import Path
from typing import Any, get_args

from mathscale_core.adapters.export import FIELDS, FORMATS
from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.pipeline.release import export_release, make_release
from mathscale_core.ports import Report
from mathscale_core.records import Accept, Release
from mathscale_core.views.lineage import lineage
from mathscale_core.workspace import Workspace


def _release_row(release: Release) -> dict[str, Any]:
    return {
        "name": release.name, "digest": release.digest, "items": release.items,
        "accepted_by_people": release.accepted_by_people, "accepted_by_policy": release.accepted_by_policy,
        "excluded": dict(release.excluded), "accept": release.accept, "graph_version": release.graph_version,
    }  # fmt: skip


def _make_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True)
    parser.add_argument("--accept", choices=get_args(Accept), default="reviewed")


def _release_make(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _release_row(make_release(workspace, arguments.name, arguments.accept))


def _release_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"releases": [_release_row(r) for r in workspace.store.releases.list()]}


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--release", required=True, metavar="NAME")
    parser.add_argument("--format", choices=tuple(FORMATS), required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--fields", default="", help=f"some of {','.join(FIELDS)}")


def _export(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    fields = [f.strip() for f in arguments.fields.split(",") if f.strip()] or None
    done = export_release(workspace, arguments.release, arguments.format, arguments.output, fields)
    return {"path": str(done.path), "rows": done.rows, "skipped": done.skipped}


def _lineage_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="id of a seed, concept, composition or question, or name of a release")


def _lineage(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    parents, children = lineage(workspace, arguments.id)
    return {"parents": parents, "children": children}


COMMANDS = (
    Command(("release", "make"), "freeze accepted questions under a name", _release_make, _make_arguments),
    Command(("release", "list"), "every release", _release_list),
    Command(("export",), "write a release to a file", _export, _export_arguments),
    Command(("lineage",), "what an item came from and what came of it", _lineage, _lineage_arguments),
)

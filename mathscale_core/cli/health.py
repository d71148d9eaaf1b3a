"""The command on the graph's health: what may be wrong in the draft, counted, with the first ids of each."""

import argparse
from typing import Any

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.pipeline.edits import misfits
from mathscale_core.ports import Report
from mathscale_core.views.graph_health import findings
from mathscale_core.workspace import Workspace

_FIRST = 20
_NAMED = 5


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--first", type=int, default=_FIRST, help="how many ids of each finding are listed")


def _graph_health(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    found = findings(workspace, misfits(workspace), max(0, arguments.first))
    return {
        f.name: {
            "count": f.count, "note": f.note, "first": [item.id for item in f.first],
            "named": [f"{item.name} ({item.note})" for item in f.first[:_NAMED]],
        }
        for f in found
    }  # fmt: skip


def _said(result: Result) -> list[str]:
    """A line each, with its first names below."""
    lines: list[str] = []
    for name, found in result.items():
        told: dict[str, Any] = found
        note = f"  {told['note']}" if told["note"] else ""
        lines.append(f"{name:18}{told['count']:>8,}{note}")
        lines += [f"{'':28}{named}" for named in told["named"]]
    return lines


COMMANDS = (
    Command(
        ("graph", "health"), "what in the graph may be wrong: pieces, orphans, dead ends, hubs, twins and more",
        _graph_health, _arguments, say=_said,
    ),
)  # fmt: skip

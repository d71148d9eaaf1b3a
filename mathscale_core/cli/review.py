"""Commands on what people say: record verdicts, take one back, and what comes next."""

import argparse
from pathlib import Path

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.pipeline import review
from mathscale_core.ports import Report
from mathscale_core.views.review import left, queue, upcoming
from mathscale_core.workspace import Workspace

_SHOWN_REJECTED = 100


def _file_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help='JSON lines: {"item": "q_…", "verdict": "accept", "reason": ""}')


def _record(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = review.record_verdict_file(workspace, arguments.file)
    return {
        "read": done.read, "recorded": done.recorded, "known": done.known, "rejected_count": len(done.rejected),
        "rejected": [{"line": r.line, "reason": r.reason} for r in done.rejected[:_SHOWN_REJECTED]],
    }  # fmt: skip


def _undo(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"item": review.undo_verdict(workspace)}


def _next_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=int, default=1, metavar="K", help="how many, at most 1000")
    parser.add_argument("--topic", default="", help="only questions about this topic")
    parser.add_argument("--checks", default="", help="only passed, unsure, failed or unchecked ones")


def _next(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    wanted = queue(workspace, {"topic": arguments.topic, "checks": arguments.checks})
    number, more = left(workspace, wanted)
    items = upcoming(workspace, wanted, min(max(arguments.n, 0), 1000))
    return {"items": items, "left": number, "more": more}


COMMANDS = (
    Command(("review", "record"), "store verdicts from a file", _record, _file_argument),
    Command(("review", "undo"), "take back your last verdict", _undo),
    Command(("review", "next"), "the next questions to review", _next, _next_arguments),
)

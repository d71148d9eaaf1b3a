"""Parse the command line, run one command, print its result or its error."""

import argparse
import errno
import json
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from mathscale_core import __version__
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.cli import bank, house, loop, material
from mathscale_core.cli.command import Command, plain
from mathscale_core.errors import DiskFullError, InputError, MathScaleError
from mathscale_core.records import Progress
from mathscale_core.workspace import DATABASE, create_workspace, open_workspace

COMMANDS: tuple[Command, ...] = (*house.COMMANDS, *material.COMMANDS, *loop.COMMANDS, *bank.COMMANDS)


class _StoppedError(MathScaleError):
    """Ctrl-C."""

    kind = "interrupted"


_STOPPED = _StoppedError(
    "Interrupted.", "time to finish.", "An open job is paused: 'mathscale jobs list', then 'mathscale jobs resume JOB'."
)


def run(arguments: Sequence[str], *, default_workspace: Path) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted."""
    try:
        chosen = build_parser(default_workspace).parse_args(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    if chosen.command is None:
        build_parser(default_workspace).print_help()
        return 2
    try:
        _require_text(chosen)
        return _run(chosen.command, chosen)
    except MathScaleError as error:
        return _fail(error, as_json=chosen.json)
    except KeyboardInterrupt:
        return _fail(_STOPPED, as_json=chosen.json, code=130)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        return _fail(_of_os(error), as_json=chosen.json)


def build_parser(default_workspace: Path) -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(prog="mathscale", description="Mathematics question data from concepts.")
    parser.add_argument("--version", action="version", version=f"mathscale {__version__}")
    parser.set_defaults(command=None)
    groups: dict[tuple[str, ...], argparse._SubParsersAction[argparse.ArgumentParser]] = {
        (): parser.add_subparsers(metavar="VERB", title="verbs")
    }
    for command in COMMANDS:
        *outer, word = command.words
        group = groups.get(tuple(outer))
        if group is None:
            of_group = groups[()].add_parser(outer[0], help=f"{outer[0]}: see 'mathscale {outer[0]} --help'")
            group = groups[tuple(outer)] = of_group.add_subparsers(metavar="VERB", required=True)
        sub = group.add_parser(word, help=command.help, description=command.help)
        command.arguments(sub)
        sub.add_argument("--workspace", type=Path, default=default_workspace, help="folder of the workspace")
        sub.add_argument("--json", action="store_true", help="print one JSON object")
        sub.set_defaults(command=command)
    return parser


def _require_text(arguments: argparse.Namespace) -> None:
    """Arguments arrive as bytes: a path may be any, a name cannot be stored unless it is UTF-8."""
    for value in vars(arguments).values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and re.search("[\ud800-\udfff]", text):
                raise InputError(f"The argument {text!r} is no UTF-8.", "text in UTF-8.", "Write it in UTF-8.")


def _run(command: Command, arguments: argparse.Namespace) -> int:
    executor = LocalExecutor()
    made = command.creates and not (arguments.workspace / DATABASE).exists()
    if made:
        workspace = create_workspace(arguments.workspace, executor)
    else:
        workspace = open_workspace(arguments.workspace, executor, what=f"mathscale {' '.join(command.words)}")
    useless = False
    try:
        result = command.run(workspace, arguments, _Meter())
    except InputError:
        # A place where nothing could be made is left as it was found.
        useless = made
        raise
    finally:
        workspace.close()
        if useless:
            shutil.rmtree(workspace.root)
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print("\n".join((command.say or plain)(result)))
    return int(result.get("exit", 0)) if "exit" in result else 0


class _Meter:
    """Progress on standard error: one line a change of station, and every tenth of a long one."""

    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, progress: Progress) -> None:
        tenth = progress.done * 10 // progress.total if progress.total else 0
        mark = (f"{progress.station} {progress.note}".strip(), tenth)
        if mark != self._last:
            self._last = mark
            amount = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
            print(f"{mark[0]}{amount}", file=sys.stderr)


def _fail(error: MathScaleError, *, as_json: bool, code: int = 1) -> int:
    if as_json:
        print(json.dumps({"error": {"kind": error.kind, "message": error.message, "remedy": error.remedy}}))
    print(f"{error.message}\nDo next: {error.remedy}", file=sys.stderr)
    return code


def _of_os(error: OSError) -> MathScaleError:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFullError(
            f"The disk takes no more data{where}.", "free space.", "Free some space and run the same command again."
        )
    return InputError(f"{error.strerror}{where}.", "a file or folder that can be used.", "Check path and rights.")

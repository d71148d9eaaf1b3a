"""Parse the command line, run one command, print its result or its error."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from mathscale_core import __version__
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.adapters.files import disk_full, is_full
from mathscale_core.cli import bank, graph, house, jobs, loop, material
from mathscale_core.cli.command import Command, Result, plain
from mathscale_core.errors import InputError, MathScaleError, OutOfMemoryError, WorkspaceHeldError
from mathscale_core.records import Progress
from mathscale_core.workspace import DATABASE, create_workspace, open_workspace, unmake_workspace

COMMANDS: tuple[Command, ...] = (
    *house.COMMANDS,
    *material.COMMANDS,
    *graph.COMMANDS,
    *loop.COMMANDS,
    *jobs.COMMANDS,
    *bank.COMMANDS,
)


class _StoppedError(MathScaleError):
    """Ctrl-C."""

    kind = "interrupted"


_STOPPED = _StoppedError(
    "Interrupted.", "time to finish.", "An open job is paused: 'mathscale jobs list', then 'mathscale jobs resume JOB'."
)

_NO_MEMORY = OutOfMemoryError(
    "The memory does not hold what was asked for.", "less at once.", "Ask for a smaller number, or read a smaller file."
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
    except MemoryError:
        return _fail(_NO_MEMORY, as_json=chosen.json)
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
    result = _result(command, arguments)
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print("\n".join((command.say or plain)(result)))
    return 0


def _result(command: Command, arguments: argparse.Namespace) -> Result:
    executor, root = LocalExecutor(), arguments.workspace
    there, made = root.exists(), command.creates and not (root / DATABASE).exists()
    try:
        if made:
            workspace = create_workspace(root, executor)
        else:
            workspace = open_workspace(root, executor, what=f"mathscale {' '.join(command.words)}")
    except WorkspaceHeldError:
        result = command.held(root, arguments) if command.held else None
        if result is None:
            raise
        return result
    useless = False
    try:
        return command.run(workspace, arguments, _Meter())
    except (InputError, MemoryError, OutOfMemoryError):
        # A place where nothing could be made is left as it was found.
        useless = made
        raise
    finally:
        workspace.close()
        if useless:
            unmake_workspace(root, keep_folder=there)


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
    if is_full(error):
        return disk_full(Path(error.filename) if error.filename else None)
    where = f" ({error.filename})" if error.filename else ""
    return InputError(f"{error.strerror}{where}.", "a file or folder that can be used.", "Check path and rights.")

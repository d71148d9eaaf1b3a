"""Parse the command line, run one command, print its result or its error."""

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mathscale_core import __version__
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.cli import (
    audit,
    bank,
    endpoints,
    graph,
    health,
    house,
    jobs,
    loop,
    maps,
    material,
    notes,
    review,
    suggest,
    versions,
    vocabulary,
)
from mathscale_core.cli.command import Command, Result, plain
from mathscale_core.cli.failures import as_ours
from mathscale_core.cli.forward import app_of, forward
from mathscale_core.cli.progress import every_tenth, show
from mathscale_core.errors import InputError, MathScaleError, OutOfMemoryError, WorkspaceHeldError
from mathscale_core.workspace import DATABASE, create_workspace, open_workspace, unmake_workspace

COMMANDS: tuple[Command, ...] = (
    *house.COMMANDS,
    *material.COMMANDS,
    *graph.COMMANDS,
    *health.COMMANDS,
    *versions.COMMANDS,
    *notes.COMMANDS,
    *maps.COMMANDS,
    *suggest.COMMANDS,
    *audit.COMMANDS,
    *vocabulary.COMMANDS,
    *endpoints.COMMANDS,
    *loop.COMMANDS,
    *jobs.COMMANDS,
    *bank.COMMANDS,
    *review.COMMANDS,
)
#: Commands that their first word alone calls too.
_ALONE = (("jobs", "list"),)


def run(arguments: Sequence[str], *, default_workspace: Path, secrets: Mapping[str, str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted.

    ``secrets`` is the environment, in which the keys of endpoints are.
    """
    try:
        chosen = build_parser(default_workspace).parse_args(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    if chosen.command is None:
        build_parser(default_workspace).print_help()
        return 2
    try:
        require_text(chosen)
        result = _result(chosen, arguments, secrets or {})
        if chosen.json:
            print(json.dumps(result, ensure_ascii=False))
        else:
            print("\n".join((chosen.command.say or plain)(result)))
    except SystemExit as leave:
        # The app is of another version and takes the words for wrong use.
        print(leave.code, file=sys.stderr)
        return 2
    except BaseException as error:
        ours = as_ours(error)
        if ours is None:
            raise
        return _fail(ours, as_json=chosen.json, code=130 if isinstance(error, KeyboardInterrupt) else 1)
    return 0


def build_parser(
    default_workspace: Path, kind: type[argparse.ArgumentParser] = argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """The whole command line, as a parser of a kind."""
    parser = kind(prog="mathscale", description="Mathematics question data from concepts.")
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
            alone = next((c for c in COMMANDS if c.words in _ALONE and c.words[0] == outer[0]), None)
            if alone:
                _finish(of_group, alone, {"workspace": default_workspace, "json": False})
            group = groups[tuple(outer)] = of_group.add_subparsers(metavar="VERB", required=alone is None)
        sub = group.add_parser(word, help=command.help, description=command.help)
        command.arguments(sub)
        # Where the first word takes them too, what was given there stands.
        given_before = any(words[:-1] == tuple(outer) for words in _ALONE)
        _finish(sub, command, {} if given_before else {"workspace": default_workspace, "json": False})
    return parser


def _finish(parser: argparse.ArgumentParser, command: Command, defaults: Mapping[str, Any]) -> None:
    """What every command takes, and which it is."""
    at, as_json = (defaults.get(name, argparse.SUPPRESS) for name in ("workspace", "json"))
    parser.add_argument("--workspace", type=Path, default=at, help="folder of the workspace")
    parser.add_argument("--json", action="store_true", default=as_json, help="print one JSON object")
    parser.set_defaults(command=command)


def require_text(arguments: argparse.Namespace) -> None:
    """Arguments arrive as bytes: a path may be any, a name cannot be stored unless it is UTF-8.

    Raises:
        InputError: One that is no path is not.
    """
    for value in vars(arguments).values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and re.search("[\ud800-\udfff]", text):
                raise InputError(f"The argument {text!r} is no UTF-8.", "text in UTF-8.", "Write it in UTF-8.")


def _result(arguments: argparse.Namespace, words: Sequence[str], secrets: Mapping[str, str]) -> Result:
    command: Command = arguments.command
    executor, root = LocalExecutor(secrets or None), arguments.workspace
    there, made = root.exists(), command.creates and not (root / DATABASE).exists()
    what = f"mathscale {' '.join(command.words)}"
    try:
        make = create_workspace if made else open_workspace
        workspace = make(root, executor, what=what, secrets=secrets)
    except WorkspaceHeldError:
        result = _held(arguments, words)
        if result is None:
            raise
        return result
    useless = False
    try:
        return command.run(workspace, arguments, every_tenth(show))
    except (InputError, MemoryError, OutOfMemoryError):
        # A place where nothing could be made is left as it was found.
        useless = made
        raise
    finally:
        workspace.close()
        if useless:
            unmake_workspace(root, keep_folder=there)


def _held(arguments: argparse.Namespace, words: Sequence[str]) -> Result | None:
    """What can be done while another process holds the workspace; None where that is nothing."""
    command: Command = arguments.command
    app = app_of(arguments.workspace) if command.forwards else None
    result = forward(app, words, every_tenth(show)) if app else None
    if result is None and command.held:
        result = command.held(arguments.workspace, arguments)
    return result


def _fail(error: MathScaleError, *, as_json: bool, code: int) -> int:
    if as_json:
        print(json.dumps({"error": {"kind": error.kind, "message": error.message, "remedy": error.remedy}}))
    print(f"{error.message}\nDo next: {error.remedy}", file=sys.stderr)
    return code

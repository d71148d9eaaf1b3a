"""What a command is: a verb with its arguments, and a function from arguments to a JSON-ready result."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mathscale_core.ports import Report
from mathscale_core.workspace import Workspace

#: More does not fit the memory of a common machine in one run; the paper has two million questions.
MOST = 2_000_000
#: Random numbers of runs are stored as 64-bit integers.
_RANDOM_LIMIT = 2**63
_SHOWN_ROWS = 20
_SHOWN_NAMES = 8

Result = Mapping[str, Any]
Arguments = argparse.Namespace


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        words: The words that call it, such as ``("seeds", "import")``.
        help: What it does, in one line.
        run: From workspace, arguments and progress report to what ``--json`` prints.
        arguments: Adds the command's own arguments.
        creates: Whether it makes the workspace where there is none.
        say: The result as text for people, line by line; the JSON keys and values by default.
        held: What it can do in a workspace's folder that another process holds; None where that is nothing.
        forwards: Whether the app that holds the workspace may run it; its path arguments are then ``type=Path``.
    """

    words: tuple[str, ...]
    help: str
    run: Callable[[Workspace, Arguments, Report], Result]
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _: None
    creates: bool = False
    say: Callable[[Result], list[str]] | None = None
    held: Callable[[Path, Arguments], Result | None] | None = None
    forwards: bool = True


def random_number(text: str) -> int:
    """The value of ``--rng``: a whole number that fits the store."""
    number = int(text)
    if not 0 <= number < _RANDOM_LIMIT:
        raise argparse.ArgumentTypeError(f"found {text}; wanted a whole number from 0 to {_RANDOM_LIMIT - 1}")
    return number


def count(text: str) -> int:
    """The value of ``-n`` where one run holds all in memory; what is less than one is refused by the station."""
    number = int(text)
    if number > MOST:
        raise argparse.ArgumentTypeError(f"found {text}; wanted a number up to {MOST}")
    return number


def provider_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--endpoint NAME`` and ``--offline``; with neither, the default endpoint serves if one is set."""
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--endpoint", metavar="NAME", help="who is asked; the default endpoint, or offline, without it")
    who.add_argument("--offline", action="store_true", help="use the offline provider; it is no language model")


def plain(result: Result) -> list[str]:
    """A result as aligned lines of key and value."""
    width = max((len(k) for k in result), default=0)
    lines = []
    for key, value in result.items():
        if isinstance(value, (list, tuple)):
            shown = f"{len(value):,}" + "".join(f"\n{' ' * (width + 2)}{_short(v)}" for v in value[:_SHOWN_ROWS])
            shown += f"\n{' ' * (width + 2)}…" if len(value) > _SHOWN_ROWS else ""
        else:
            shown = _short(value)
        lines.append(f"{key.ljust(width)}  {shown}")
    return lines


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {_short(v)}" for k, v in value.items()) or "none"
    if isinstance(value, (list, tuple)):
        more = f" and {len(value) - _SHOWN_NAMES:,} more" if len(value) > _SHOWN_NAMES else ""
        return ", ".join(map(_short, value[:_SHOWN_NAMES])) + more or "none"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, bool) or not isinstance(value, int):
        return "–" if value is None else str(value)
    return f"{value:,}"

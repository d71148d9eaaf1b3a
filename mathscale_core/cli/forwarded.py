"""The app's side of a forwarded command: read what was asked, run it on the open workspace, tell how it goes.

Comes in: ``{"argv": [...], "cwd": "/..."}``. Goes out: lines of JSON, ``{"progress": {...}}`` and ``{"alive": true}``
while it runs, then one of ``{"result": {...}}``, ``{"error": {...}}`` and ``{"usage": "..."}``.
"""

import argparse
import asyncio
import json
import logging
import threading
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.cli.failures import as_ours
from mathscale_core.cli.main import build_parser, require_text
from mathscale_core.cli.progress import every_tenth
from mathscale_core.errors import InputError, MathScaleError
from mathscale_core.ports import Report
from mathscale_core.records import Progress
from mathscale_core.workspace import Workspace

#: Seconds between two signs of life; what is written to a client that has gone says so.
_BEAT = 1.0
_LOG = logging.getLogger(__name__)


class Asked(BaseModel):
    """A command of a client: its words, and the folder that its relative paths start from."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    argv: list[str] = Field(min_length=1)
    cwd: str = Field(pattern="^/")


def read_asked(body: bytes) -> Asked:
    """What a client asks.

    Raises:
        InputError: It is not in our form.
    """
    try:
        return Asked.model_validate(json.loads(body))
    except (ValidationError, ValueError) as error:
        found = "The words of the command cannot be read."
        raise InputError(found, '{"argv": [...], "cwd": "/..."} in UTF-8.', "Send a command line of text.") from error


async def answer(
    lend: Callable[[], AbstractContextManager[Workspace]], asked: Asked, ending: Callable[[], bool]
) -> AsyncGenerator[bytes, None]:
    """Run a command in a thread, on the workspace that ``lend`` gives for that long, and tell how it goes.

    Where the client goes away, or ``ending`` says that the app does, the next progress of the command raises
    ``KeyboardInterrupt``: a job that it runs is paused.
    """
    loop, told, gone = asyncio.get_running_loop(), asyncio.Queue[bytes](), threading.Event()

    def tell(event: Mapping[str, Any]) -> None:
        send(json.dumps(event).encode() + b"\n")

    def send(line: bytes) -> None:
        # Where the loop has ended nobody listens.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(told.put_nowait, line)

    seldom = every_tenth(lambda progress: tell({"progress": asdict(progress)}))

    def report(progress: Progress) -> None:
        if gone.is_set() or ending():
            raise KeyboardInterrupt
        seldom(progress)

    def work() -> None:
        try:
            tell(run_asked(lend, asked, report))
        finally:
            send(b"")

    threading.Thread(target=work, name="forwarded command", daemon=True).start()
    try:
        while True:
            try:
                line = await asyncio.wait_for(told.get(), _BEAT)
            except TimeoutError:
                line = b'{"alive": true}\n'
            if not line:
                return
            yield line
    finally:
        gone.set()


def run_asked(
    lend: Callable[[], AbstractContextManager[Workspace]], asked: Asked, report: Report
) -> dict[str, dict[str, Any] | str]:
    """Run a command; what comes of it is the last line for the client."""
    try:
        with lend() as workspace:
            return {"result": _run(workspace, asked, report)}
    except _WrongUseError as error:
        return {"usage": str(error)}
    except BaseException as error:
        ours = as_ours(error)
        if ours is None:
            _LOG.exception("forwarded command failed: %s", asked.argv)
            ours = MathScaleError(
                f"The command failed in the app ({type(error).__name__}).",
                "a command without a mistake of the program.",
                "Report it with what the app's log says.",
            )
        return {"error": {"kind": ours.kind, "found": ours.found, "wanted": ours.wanted, "remedy": ours.remedy}}


def _run(workspace: Workspace, asked: Asked, report: Report) -> dict[str, Any]:
    chosen = build_parser(workspace.root, _Parser).parse_args(asked.argv)
    command = chosen.command
    if command is None or not command.forwards:
        words = " ".join(command.words) if command else ""
        raise InputError(f"The app does not run {words!r}.", "a command that works on a workspace.", "Run another one.")
    require_text(chosen)
    chosen.workspace = workspace.root
    given = _from(Path(asked.cwd), chosen)
    result: dict[str, Any] = _as_given(command.run(workspace, chosen, report), given)
    return result


def _from(folder: Path, chosen: argparse.Namespace) -> dict[str, str]:
    """Make relative paths absolute, as seen from the client; returns each as it was given by what it became."""
    given: dict[str, str] = {}

    def absolute(value: object) -> object:
        if isinstance(value, list):
            return [absolute(v) for v in value]
        if isinstance(value, Path) and not value.is_absolute():
            given[str(folder / value)] = str(value)
            return folder / value
        return value

    for name, value in vars(chosen).items():
        setattr(chosen, name, absolute(value))
    return given


def _as_given(value: Any, given: Mapping[str, str]) -> Any:  # noqa: ANN401 (what JSON holds)
    """The result with paths as the client gave them, as it would have them from a command of its own."""
    if isinstance(value, Mapping):
        return {k: _as_given(v, given) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_given(v, given) for v in value]
    return given.get(value, value) if isinstance(value, str) else value


class _WrongUseError(Exception):
    """The words are no command; the text is what a parser would print."""


class _Parser(argparse.ArgumentParser):
    """A parser that neither prints nor ends the process."""

    def error(self, message: str) -> NoReturn:
        """Tell wrong use."""
        raise _WrongUseError(f"{self.format_usage()}{self.prog}: error: {message}")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Tell what would have been printed, such as help."""
        raise _WrongUseError(message or f"{self.prog} has nothing to do (exit {status}).")

"""A command whose workspace the app holds sends itself there and gives back what came of it.

Comes in: the words of the command. Goes out: its result, or its error, as if it had run here. The app answers in lines
of JSON: progress, signs of life, and at the end one result or error.
"""

import http.client
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mathscale_core.cli.command import Result
from mathscale_core.errors import InputError, MathScaleError, WorkspaceError
from mathscale_core.ports import Report
from mathscale_core.records import Progress

#: Where commands are sent, and the header that shows they come from the workspace's own user.
PATH = "/command"
TOKEN = "X-MathScale-Token"  # noqa: S105 (the header's name)
HEALTH = "/healthz"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
#: Seconds to wait for a connection and for a line. The app gives a sign of life every second; a busy machine may be
#: late.
_CONNECT, _SILENCE = 5.0, 60.0


@dataclass(frozen=True, slots=True)
class App:
    """The app that says it holds a workspace.

    Attributes:
        url: Its address on this machine.
        token: Shows that a command comes from someone who may read the workspace's owner file.
        pid: Its process.
        since: Since when it holds the workspace.
    """

    url: str
    token: str
    pid: int
    since: str


def app_of(root: Path) -> App | None:
    """The app that a workspace's owner file names; None where it names none on this machine."""
    try:
        owner = json.loads((root / "owner.json").read_text("utf-8"))
        app = App(str(owner["url"]), str(owner["token"]), int(owner["pid"]), str(owner["since"]))
        address = urlsplit(app.url)
        ours = address.scheme == "http" and address.hostname in LOOPBACK and address.port
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return app if ours else None


def health(app: App) -> dict[str, Any] | None:
    """What the app says of itself; None where it does not answer."""
    try:
        with closing(_connection(app)) as connection:
            connection.request("GET", HEALTH)
            found = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return None
    return found if isinstance(found, dict) and "status" in found else None


def forward(app: App, words: Sequence[str], report: Report) -> Result | None:
    """Have the app run a command; None where nobody is there to take it, or it is not taken from us: it did not run.

    Raises:
        MathScaleError: The command failed there, with its own kind, message and remedy.
        KeyboardInterrupt: It was interrupted, here or there; its open job is paused.
        SystemExit: The app takes the words for wrong use.
        WorkspaceError: The app ended, or fell silent, before the command did, which may have run.
    """
    body = json.dumps({"argv": list(words), "cwd": str(Path.cwd())})
    with closing(_connection(app)) as connection:
        try:
            connection.request("POST", PATH, body, {TOKEN: app.token, "Content-Type": "application/json"})
        except (OSError, http.client.HTTPException):
            return None
        try:
            connection.sock.settimeout(_SILENCE)
            response = connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise _gone() from error
        # Closing it tells the app, also at Ctrl-C, that nobody waits any more.
        with closing(response):
            if response.status in {400, 413}:
                said = response.read(1000).decode("utf-8", "replace")
                raise InputError(said, "shorter arguments in UTF-8.", "Mend them.")
            return _listen(response, report) if response.status == 200 else None


def _listen(response: http.client.HTTPResponse, report: Report) -> Result:
    try:
        while line := response.readline():
            told = json.loads(line)
            if "progress" in told:
                report(Progress(**told["progress"]))
            elif "result" in told:
                result: Result = told["result"]
                return result
            elif "error" in told:
                raise _error(told["error"])
            elif "usage" in told:
                raise SystemExit(told["usage"])
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _gone() from error
    raise _gone()


def _error(told: dict[str, str]) -> BaseException:
    if told["kind"] == "interrupted":
        return KeyboardInterrupt()
    # The class is that of its kind: the tree lives in the app's process.
    kind = type("ForwardedError", (MathScaleError,), {"kind": told["kind"]})
    error: MathScaleError = kind(told["found"], told["wanted"], told["remedy"])
    return error


def _gone() -> WorkspaceError:
    return WorkspaceError(
        "The app that holds the workspace ended, or fell silent, before the command did.",
        "an app that stays up until the command is done.",
        "Look with 'mathscale jobs list' at what was done, then run the command again.",
    )


def _connection(app: App) -> http.client.HTTPConnection:
    address = urlsplit(app.url)
    return http.client.HTTPConnection(address.hostname or "", address.port, timeout=_CONNECT)

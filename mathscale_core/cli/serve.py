"""Serve the app: hand this process over to Streamlit."""

import argparse
import os
import socket
import sys
from pathlib import Path

from mathscale_core.bundled import bundled
from mathscale_core.cli.command import Arguments, Result
from mathscale_core.cli.forward import app_of, health
from mathscale_core.errors import InputError, WorkspaceHeldError
from mathscale_core.ports import Report
from mathscale_core.workspace import Workspace

_ADDRESS = "127.0.0.1"


def port_number(text: str) -> int:
    """The value of ``--port``."""
    port = int(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"found {text}; wanted a port from 1 to 65535")
    return port


def serve(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    """Replace this process by the app on 127.0.0.1; the workspace is given back first, the app opens it itself.

    Raises:
        InputError: The port cannot be had.
        NotFoundError: This installation has no app.
    """
    root = workspace.root.resolve()
    workspace.close()
    app = bundled("app.py")
    _require_port(arguments.port)
    print(f"MathScale Studio: http://{_ADDRESS}:{arguments.port}  (workspace {root}; Ctrl-C ends it)", file=sys.stderr)
    sys.stderr.flush()
    os.environ["MATHSCALE_WORKSPACE"] = str(root)
    # Streamlit reads .streamlit/config.toml beside the app from its working folder.
    os.chdir(app.parent)
    command = [
        sys.executable, "-m", "streamlit", "run", str(app), "--server.address", _ADDRESS,
        "--server.port", str(arguments.port), "--server.headless", "true", "--browser.gatherUsageStats", "false",
        # Watching the files is for who writes them.
        "--server.fileWatcherType", "none",
    ]  # fmt: skip
    os.execv(sys.executable, command)  # noqa: S606 (no shell is involved)


def served_already(root: Path, arguments: Arguments) -> Result | None:
    """Say where a workspace that an app holds is served; None where no app answers.

    Raises:
        WorkspaceHeldError: An app does.
    """
    app = app_of(root)
    if app is None or health(app) is None:
        return None
    raise WorkspaceHeldError(
        f"The workspace {root} is served already at {app.url}, by process {app.pid} since {app.since}.",
        "a workspace that no app serves.",
        f"Open {app.url}, or end that app with Ctrl-C first.",
    )


def _require_port(port: int) -> None:
    with socket.socket() as probe:
        # As the server does: a port that a closed connection still lingers on can be had.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_ADDRESS, port))
        except OSError as error:
            raise InputError(
                f"Port {port} of {_ADDRESS} cannot be had ({error.strerror}).",
                "a free port.",
                "Stop the program that uses it, or choose another one with --port.",
            ) from error

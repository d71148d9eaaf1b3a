"""Composition root: environment → workspace, and the server; the screens are pages/navigation.py and what it lists."""

import logging
import os
import signal
import socket
import stat
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from mathscale_core.errors import MathScaleError
from pages.parts.ahead import get_ready
from pages.parts.frontend import NameFirstScripts
from pages.parts.routes import ROUTES
from pages.parts.serving import OWNER, close_workspace, current, use_workspace

_WORKSPACE = Path(os.environ.get("MATHSCALE_WORKSPACE") or "workspace")
#: Addresses under which this machine reaches the server itself.
_OPEN_ADDRESSES = {None, "", "0.0.0.0", "::", "127.0.0.1", "localhost"}  # noqa: S104 (read, not listened on)
#: The server's socket is among the first open files.
_FILES = 1024


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the workspace before the first visit, and give it back when the server ends."""
    use_workspace(_WORKSPACE, os.environ, _own_url())
    try:
        current()
    except MathScaleError as error:
        # The page says it as well, and tries again at each visit.
        logging.getLogger(__name__).warning("%s", error.message)
    _hear_the_end()
    send_at_once()
    threading.Thread(target=get_ready, args=(current,), name="get ready", daemon=True).start()
    yield {}
    close_workspace()


def _own_url() -> str:
    """Where commands on this machine reach the server; ``""`` where they do not."""
    if st.get_option("server.sslCertFile") or st.get_option("server.address") not in _OPEN_ADDRESSES:
        return ""
    return f"http://127.0.0.1:{st.get_option('server.port')}"


def send_at_once() -> None:
    """Have the server send each answer at once.

    Streamlit makes its socket in a way that asyncio does not know for TCP, and so leaves Nagle's algorithm on: every
    file and message may wait 40 ms for the browser's word that the one before has come. Connections have the option
    from the socket that listens; nothing hands that out but the table of open files.
    """
    for number in range(_FILES):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                with socket.socket(fileno=os.dup(number)) as found:
                    if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _hear_the_end() -> None:
    """Let Ctrl-C and a request to end reach running commands at once: the server waits for them before it ends."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        server = signal.getsignal(number)

        def end(signum: int, frame: FrameType | None, server: object = server) -> None:
            OWNER.end()
            if callable(server):
                server(signum, frame)

        signal.signal(number, end)


# The navigation is a script of its own below pages/: beside a folder "pages" Streamlit would take each file in it for a
# page by itself when the first visit is a deep link.
app = st.App("pages/navigation.py", lifespan=lifespan, routes=ROUTES, middleware=[Middleware(NameFirstScripts)])

"""Composition root: environment → workspace, and the server; the screens are pages/navigation.py and what it lists."""

import logging
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import streamlit as st

from mathscale_core.errors import MathScaleError
from pages.parts.routes import ROUTES
from pages.parts.serving import OWNER, close_workspace, current, use_workspace

_WORKSPACE = Path(os.environ.get("MATHSCALE_WORKSPACE") or "workspace")
#: Addresses under which this machine reaches the server itself.
_OPEN_ADDRESSES = {None, "", "0.0.0.0", "::", "127.0.0.1", "localhost"}  # noqa: S104 (read, not listened on)


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
    threading.Thread(target=_warm_up, name="warm up", daemon=True).start()
    yield {}
    close_workspace()


def _own_url() -> str:
    """Where commands on this machine reach the server; ``""`` where they do not."""
    if st.get_option("server.sslCertFile") or st.get_option("server.address") not in _OPEN_ADDRESSES:
        return ""
    return f"http://127.0.0.1:{st.get_option('server.port')}"


def _warm_up() -> None:
    """Load what the first visits need, and build the graph, while nobody waits for it."""
    import pandas  # noqa: F401, ICN001 (for tables)

    # Where the workspace does not open, or is given back meanwhile, pages say so.
    with suppress(MathScaleError):
        current().graph()
    import plotly.graph_objects  # noqa: F401 (for charts)


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
app = st.App("pages/navigation.py", lifespan=lifespan, routes=ROUTES)

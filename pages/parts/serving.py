"""The workspace that this server serves: opened once, one for all sessions, given back when the server ends."""

from pathlib import Path

import streamlit as st

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.workspace import Workspace, open_workspace

_root = Path("workspace")
_opened: list[Workspace] = []


def use_workspace(root: Path) -> None:
    """Say which workspace the app serves; called once, before the first visit."""
    global _root  # noqa: PLW0603 (one server, one workspace; the composition root decides which)
    _root = root.resolve()


def current() -> Workspace:
    """The served workspace, opened on the first call; raises what ``open_workspace`` raises."""
    return _open(str(_root))


def close_workspace() -> None:
    """Give the workspace back, where it was opened."""
    if _opened:
        _opened.pop().close()


@st.cache_resource(show_spinner="Opening the workspace …")
def _open(root: str) -> Workspace:
    """One open workspace for all sessions: DuckDB lets one process hold it."""
    opened = open_workspace(Path(root), LocalExecutor(), what="the app")
    _opened.append(opened)
    return opened

"""What every page stands in: the workspace, the page's head, and errors as found / wanted / do next."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.errors import MathScaleError
from mathscale_core.workspace import Workspace, open_workspace

_root = Path("workspace")
_opened: list[Workspace] = []


def use_workspace(root: Path) -> None:
    """Say which workspace the app serves; called once, before the first visit."""
    global _root  # noqa: PLW0603 (one server, one workspace; the composition root decides which)
    _root = root.resolve()


def provide_workspace() -> None:
    """Put the workspace into the session, unless a test has put one there; stop with a clear word where none opens."""
    if "workspace" in st.session_state:
        return
    try:
        st.session_state["workspace"] = _open(str(_root))
    except MathScaleError as error:
        st.title("MathScale Studio")
        show_error(error)
        st.stop()


def close_workspace() -> None:
    """Give the workspace back, where it was opened."""
    if _opened:
        _opened.pop().close()


def workspace() -> Workspace:
    """The session's workspace."""
    found: Workspace = st.session_state["workspace"]
    return found


#: Streamlit leaves a hand's breadth above the first line; content starts where the eye is.
_STYLE = (
    "<style>.stMainBlockContainer { padding-top: 4.5rem; padding-bottom: 3rem; }\n"
    ".stMarkdown .katex { font-size: 1.06em; }</style>"
)


def head(title: str, what: str) -> None:
    """A page's title and one sentence on what it is for."""
    st.html(_STYLE)
    st.title(title, anchor=False)
    st.caption(what)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Show an error of ours where it happens, and let the rest of the page stand."""
    try:
        yield
    except MathScaleError as error:
        show_error(error)


def show_error(error: MathScaleError) -> None:
    """Found and wanted as text, what to do next below; nothing of it is read as Markdown."""
    with st.container(border=True):
        st.error("This did not work", icon=":material/error:")
        st.text(error.message)
        st.text(f"Do next: {error.remedy}")


@st.cache_resource(show_spinner="Opening the workspace …")
def _open(root: str) -> Workspace:
    """One open workspace for all sessions: DuckDB lets one process hold it."""
    opened = open_workspace(Path(root), LocalExecutor(), what="the app")
    _opened.append(opened)
    return opened

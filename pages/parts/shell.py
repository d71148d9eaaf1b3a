"""What every page stands in: the workspace, the page's head, and errors as found / wanted / do next."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.workspace import Workspace
from pages.parts.serving import current


def provide_workspace() -> None:
    """Stop with a clear word where no workspace opens."""
    try:
        workspace()
    except MathScaleError as error:
        st.title("MathScale Studio")
        show_error(error)
        st.stop()


def workspace() -> Workspace:
    """The workspace: the one that a test put into the session, else the one that this server serves."""
    found: Workspace = st.session_state.get("workspace") or current()
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

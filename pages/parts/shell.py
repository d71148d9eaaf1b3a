"""What every page stands in: the workspace, head with role, rail and keys, and errors as found / wanted / do next."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.views.rail import rail
from mathscale_core.workspace import Workspace
from pages.parts.loading import loading
from pages.parts.rail import rail_strip
from pages.parts.roles import ROLES, keep_role, work_as, working_as
from pages.parts.serving import current
from pages.parts.shortcuts import Keys, shortcuts
from pages.parts.wording import name_in_words, worded

_STYLE = Path(__file__).parent / "shell.css"


def provide_workspace() -> None:
    """Dress the page, and stop with a clear word where no workspace opens."""
    # Drawn by the navigation and not by each page, so that a change of page never shows an undressed one.
    st.html(_STYLE)
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


def head(title: str, what: str, keys: Mapping[str, Keys] | None = None, *, large: bool = False) -> None:
    """A page's title, one sentence on what it is for, the role, the rail and the keyboard.

    Args:
        title: Title.
        what: What the page is for; said in the words of the role.
        keys: Key to what it does on this page, for the overlay that ``?`` opens. Where ``st.button(shortcut=)`` cannot
            take the key, such as ``+``, give ``(what it does, key of the button to press)``.
        large: Draw the rail with its details.
    """
    shortcuts(keys or {})
    space = workspace()
    role = working_as(space)
    keep_role(space, role)
    with st.container(key="head", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="head-line"):
            st.title(name_in_words(title, role), anchor=False, width="content")
            st.caption(worded(what), width="stretch")
            _role_choice(role)
        with clear_errors():
            # The first one after a start builds the graph.
            with loading("Building the graph and counting"):
                stations, action = rail(space)
            if action.station == "Jobs":
                st.page_link("jobs.py", label=action.text, icon=":material/autorenew:")
            rail_strip(stations, action, st.session_state.get("page", ""), role, large=large)


def _role_choice(role: str) -> None:
    """The switch "working as"; what was chosen is kept by the session, not by the widget, which each page has anew."""

    def changed() -> None:
        work_as(str(st.session_state["role"]))

    st.session_state["role"] = role
    st.selectbox(
        "Working as", list(ROLES), key="role", on_change=changed, format_func=str.capitalize, width=172,
        label_visibility="collapsed", icon=ROLES[role].icon,
        help="Working as: sets home, order of pages and words. Every page stays open to all.",
    )  # fmt: skip


@contextmanager
def clear_errors() -> Iterator[None]:
    """Show an error of ours where it happens, and let the rest of the page stand."""
    try:
        yield
    except MathScaleError as error:
        show_error(error)


@contextmanager
def same_workspace(space: Workspace) -> Iterator[None]:
    """Draw the whole page anew where another workspace is open by now; for fragments, which run again by themselves.

    Raises:
        MathScaleError: No workspace opens.
    """
    if workspace() is not space:
        st.rerun()
    try:
        yield
    except MathScaleError:
        # It may have been switched while this ran.
        if workspace() is not space:
            st.rerun()
        raise


#: Kind of error to its title.
TITLES: dict[str, str] = {
    "bad_input": "This cannot be used as it is",
    "not_found": "This is not there",
    "conflict": "Something else stands in the way",
    "nothing_to_do": "There is nothing to work on yet",
    "model": "The model's server did not do it",
    "job": "The job could not go on",
    "disk_full": "The disk is full",
    "out_of_memory": "This needs more memory than there is",
    "not_allowed": "This is not allowed",
    "workspace": "The workspace cannot be used",
    "workspace_held": "Another process holds the workspace",
    "no_workspace": "There is no workspace here",
    "workspace_newer": "A newer version made this workspace",
    "workspace_corrupt": "The workspace cannot be read",
}


def show_error(error: MathScaleError) -> None:
    """What happened by its kind, then found, wanted and do next as text; nothing of it is read as Markdown."""
    with st.container(gap="xsmall"):
        st.error(TITLES.get(error.kind, "This did not work"), icon=":material/error:")
        st.text(error.found)
        st.text(f"Wanted: {error.wanted}")
        st.text(f"Do next: {error.remedy}")

"""Workspaces in Settings: the open one, those beside it, any other folder; a folder goes in, a workspace comes out."""

from contextlib import suppress
from pathlib import Path

import streamlit as st

from mathscale_core.errors import InputError
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts import serving


def workspace_section(space: Workspace) -> None:
    """The present workspace, others beside it, and a way to any other folder."""
    st.markdown("**Open now**")
    st.code(str(space.root), language=None)
    others = [root for root in serving.known_workspaces() if root != space.root]
    for number, root in enumerate(others):
        with st.container(horizontal=True, vertical_alignment="center", key=f"other-{number}"):
            st.text(str(root), width="stretch")
            if st.button("Switch", icon=":material/swap_horiz:", key=f"switch-{number}"):
                _switched(serving.switch_workspace(root))
    with st.form("folder", border=False, width=720):
        folder = st.text_input("Another folder", placeholder=str(space.root.parent / "my-workspace"))
        with st.container(horizontal=True):
            opened = st.form_submit_button("Open it", icon=":material/folder_open:")
            made = st.form_submit_button("Make a new workspace there", icon=":material/create_new_folder:")
    if opened or made:
        if not folder.strip():
            st.warning("Name the folder first.", icon=":material/folder:")
        else:
            _switched(open_folder(folder.strip(), make=made))
    st.caption("All open windows of this app see the new workspace with their next click. Running jobs go on.")


def open_folder(name: str, *, make: bool) -> Workspace:
    """Serve the workspace of a folder that somebody named, or make an empty one there.

    Raises:
        InputError: The system takes no folder of that name: too long, an unknown person's, or not to be written to.
        MathScaleError: What ``open_workspace`` and ``create_workspace`` raise.
    """
    try:
        root = Path(name).expanduser()
        # What the system itself says of the name: a NUL byte, a lone surrogate, too many letters.
        with suppress(FileNotFoundError, NotADirectoryError):
            root.lstat()
    except OSError as error:
        raise _no_folder(name, error.strerror or type(error).__name__) from error
    except (RuntimeError, ValueError) as error:
        raise _no_folder(name, str(error)) from error
    try:
        return serving.make_workspace(root) if make else serving.switch_workspace(root)
    except OSError as error:
        raise _no_folder(name, error.strerror or type(error).__name__) from error


def _no_folder(name: str, why: str) -> InputError:
    return InputError(
        f"'{to_plain(name, 80)}' cannot be a workspace's folder: {to_plain(why, 120)}.",
        "a folder that the app may read and write.",
        "Write its whole path, such as /home/you/my-workspace, and check the rights of the folder above it.",
    )


def _switched(space: Workspace) -> None:
    """Forget what belonged to the other workspace, and say where one is."""
    for part in [name for name in st.query_params if name != "section"]:
        st.query_params.pop(part)
    st.toast(f"Opened {to_markdown(str(space.root))}")
    st.rerun()

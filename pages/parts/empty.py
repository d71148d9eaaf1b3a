"""The empty state of a page: what is missing here, and the one step that comes first, wherever it is done."""

import streamlit as st

from mathscale_core.views.rail import rail
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.rail import PAGE_OF
from pages.parts.roles import PAGES
from pages.parts.wording import worded


def nothing_yet(space: Workspace, missing: str) -> None:
    """Say what is missing and lead to the next needed step, so that nobody walks back page by page.

    Args:
        space: The workspace.
        missing: What this page needs and does not have, as a sentence.
    """
    _, action = rail(space)
    page = PAGE_OF[action.station]
    st.info(f"{worded(missing)} {to_markdown(worded(action.text))}", icon=":material/start:")
    st.page_link(f"{page}.py", label=worded(action.label), icon=PAGES[page][1])

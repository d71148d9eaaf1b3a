"""Working as: what a curator, an educator, a reviewer or a data scientist sees first. A view, never a right.

A role sets home, order of the pages, which of them stand under "More", and words (``wording``). Nothing is closed:
every page has its address in every role. The choice lives in the session; Settings keeps a workspace's own to begin
with.
"""

from dataclasses import dataclass

import streamlit as st

from mathscale_core.workspace import Workspace
from pages.parts.wording import speak_as


@dataclass(frozen=True, slots=True)
class Role:
    """A way of working.

    Attributes:
        what: What one does in it, as a sentence.
        icon: Its icon.
        home: Page that a visit begins with.
        pages: Pages in the navigation, in this order; the others stand under "More".
    """

    what: str
    icon: str
    home: str
    pages: tuple[str, ...]


#: Every page by its file's name, in the order of the rail: title and icon.
PAGES: dict[str, tuple[str, str]] = {
    "overview": ("Overview", ":material/route:"),
    "seeds": ("Seeds", ":material/grass:"),
    "explore": ("Explore", ":material/hub:"),
    "mix": ("Mix", ":material/casino:"),
    "generate": ("Generate", ":material/edit_note:"),
    "questions": ("Questions", ":material/quiz:"),
    "review": ("Review", ":material/rate_review:"),
    "dataset": ("Dataset", ":material/dataset:"),
    "jobs": ("Jobs", ":material/work_history:"),
    "settings": ("Settings", ":material/settings:"),
}

ROLES: dict[str, Role] = {
    "everything": Role("See every station.", ":material/apps:", "overview", tuple(PAGES)),
    "curator": Role(
        "Keep the graph of topics and knowledge points true.", ":material/account_tree:", "explore",
        ("overview", "explore", "seeds", "questions", "settings"),
    ),
    "educator": Role(
        "Choose topics, look at questions, take home a set.", ":material/school:", "mix",
        ("overview", "mix", "generate", "questions", "dataset"),
    ),
    "reviewer": Role(
        "Read questions one by one and judge them.", ":material/rate_review:", "review",
        ("review", "questions", "dataset", "overview"),
    ),
    "data scientist": Role(
        "Run the loop at size, and export what came of it.", ":material/query_stats:", "overview",
        ("overview", "seeds", "mix", "generate", "jobs", "questions", "dataset", "settings"),
    ),
}  # fmt: skip

#: The name in the address: ``?as=curator``.
ADDRESS = "as"
_KEPT = "working_as"


def working_as(space: Workspace) -> str:
    """The role of this session: from the address, else chosen before, else the workspace's own."""
    asked = st.query_params.get(ADDRESS, "")
    if asked in ROLES:
        st.session_state[_KEPT] = asked
    role: str = st.session_state.get(_KEPT) or space.settings.working_as
    role = role if role in ROLES else "everything"
    speak_as(role)
    return role


def work_as(role: str) -> None:
    """Choose a role for this session."""
    st.session_state[_KEPT] = role
    if ADDRESS in st.query_params:
        st.query_params[ADDRESS] = role


def keep_role(space: Workspace, role: str) -> None:
    """Keep a role in the address that is not the workspace's own, so that it outlasts the session: a reload, a link."""
    if role != space.settings.working_as and st.query_params.get(ADDRESS) != role:
        st.query_params[ADDRESS] = role

"""Seeds: bring questions in, find them by filters that combine, tag them by hand, hold them back, extract concepts."""

import streamlit as st

from mathscale_core.views import seeds as view
from mathscale_core.views.seeds import SeedFilter
from mathscale_core.views.text import counted
from mathscale_core.workspace import Workspace
from pages.parts.extraction import extraction_panel
from pages.parts.loading import loading
from pages.parts.seed import seed_panel
from pages.parts.seedlist import FILTERS, filter_bar, seed_list
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.upload import import_panel
from pages.parts.wording import worded

TABS = {"browse": ":material/search: Browse", "import": ":material/upload_file: Import"}


def browse(space: Workspace) -> None:
    """Filters, the list, and the open seed beside it."""
    extraction_panel(space)
    wanted = filter_bar(space)
    page = st.query_params.get("page", "1")
    with loading("Looking for seeds"):
        found = view.found_seeds(space, wanted, int(page) if page.isdecimal() and len(page) < 9 else 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(worded(f"**{counted(found.total, 'seed')}**"), width="content")
        if wanted != SeedFilter() and st.button("Clear filters", icon=":material/filter_alt_off:", type="tertiary"):
            for name in (*FILTERS, "seed", "page"):
                st.query_params.pop(name, None)
            st.rerun()
    asked = st.query_params.get("seed", "") or (str(found.rows[0]["id"]) if found.rows else "")
    left, right = st.columns([6, 5], gap="medium")
    with left:
        if found.rows:
            seed_list(found, asked)
        else:
            st.info(worded("No seed is like that. Take a filter off, or use fewer or shorter words."))
    with right, clear_errors():
        if asked:
            with loading("Reading the seed"):
                seed_panel(space, asked)


def tab_choice(default: str) -> str:
    """Which part of the page, in the address."""

    def chosen() -> None:
        st.query_params["tab"] = st.session_state["seeds-tab"]

    asked = st.query_params.get("tab", default)
    st.session_state["seeds-tab"] = asked if asked in TABS else default
    return str(
        st.segmented_control(
            "Part of the page", list(TABS), key="seeds-tab", on_change=chosen, format_func=TABS.__getitem__,
            required=True, label_visibility="collapsed",
        )
    )  # fmt: skip


head("Seeds", "Seed questions come in here; every topic and KP comes from them.")
with clear_errors():
    space = workspace()
    with loading("Counting the seeds"):
        empty = not view.choices(space).seeds
    tab = tab_choice("import" if empty else "browse")
    if tab == "import":
        if empty:
            st.info(
                worded("There is no seed yet. Bring in a file of questions, or see all at work with `mathscale demo`.")
            )
        import_panel(space)
    elif empty:
        st.info(worded("There is no seed yet: choose Import above and bring in a file of questions."))
    else:
        browse(space)

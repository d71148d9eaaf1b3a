"""Questions: the bank. Filters that combine, saved views, table or cards, and one question with all that is known."""

import streamlit as st

from mathscale_core.views import bank
from mathscale_core.views.text import counted
from pages.parts.banklist import check_all, download, item_list, look_choice, run_checks, turn_page
from pages.parts.empty import nothing_yet
from pages.parts.filters import address, clear_filters, filter_bar, saved_views
from pages.parts.loading import loading
from pages.parts.question import question_panel
from pages.parts.shell import clear_errors, head, workspace

FILTERS = ("text", "topic", "kp", "source", "level", "checks", "verdict", "format", *bank.TEXTS[3:])

head("Questions", "The bank: every question of any state and source, found by filters that combine.")
with clear_errors():
    space = workspace()
    if not space.store.questions.written():
        nothing_yet(space, "There is no question yet.")
        st.stop()
    wanted = bank.read_filter(space, address(FILTERS))
    with loading("Counting the questions"):
        counts = bank.facet_counts(space, wanted)
    filter_bar(space, FILTERS, counts=counts)
    asked_page = st.query_params.get("page", "1")
    with loading("Reading the bank"):
        found = bank.page_of(space, wanted, int(asked_page) if asked_page.isdecimal() and len(asked_page) < 9 else 1)
    many = f"{found.total:,}+ questions" if found.more else counted(found.total, "question")
    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        st.markdown(f"**{many}**", width="content")
        clear_filters(FILTERS)
        st.space("stretch")
        run_checks(space)
        saved_views(space, "questions", (*FILTERS, "look"))
        download(space, wanted, found.total, more=found.more)
        look = look_choice()
    if st.session_state.pop("checking", False):
        check_all(space)
    if not found.rows:
        st.info("No question is like that. Take a filter off, or use fewer or shorter words.")
    asked = st.query_params.get("item", "") or (found.rows[0]["revision"] if found.rows else "")
    left, right = st.columns([6, 5], gap="medium")
    with left:
        if found.rows:
            item_list(found, look, asked)
        turn_page(found)
    with right, clear_errors():
        if asked:
            with loading("Reading the question"):
                question_panel(space, asked, judge=True)

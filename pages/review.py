"""Review: one question, one screen. Judge it by key, and the next one comes; a verdict can be taken back."""

import time

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.views import bank, review
from mathscale_core.views.questions import question_detail
from pages.parts.empty import nothing_yet
from pages.parts.filters import clear_filters, filter_bar
from pages.parts.loading import loading
from pages.parts.look import VERDICT
from pages.parts.question import editor, is_edited
from pages.parts.reviewing import FILTERS, KEYS, buttons, card, done, evidence, here, waiting_choice
from pages.parts.shell import clear_errors, head, show_error, workspace

head("Review", "One question at a time: read it, judge it by key, and the next one comes.", KEYS)
with clear_errors():
    space = workspace()
    if not space.store.questions.written():
        nothing_yet(space, "There is no question to review yet.")
        st.stop()
    if (trouble := st.session_state.pop("trouble", None)) is not None:
        show_error(trouble)
    queue = review.queue(space, here())
    with st.expander("Queue", expanded=bool(here())):
        waiting_choice()
        with loading("Counting the questions"):
            counts = bank.facet_counts(space, queue)
        filter_bar(space, FILTERS, counts=counts)
        clear_filters(FILTERS)
    with loading("Counting what is left"):
        left, more = review.left(space, queue)
        today = review.today(space)
    said = ", ".join(f"{n:,} {VERDICT[v][2]}" for v, n in today.by_verdict.items() if v in VERDICT)
    st.caption(
        f"**{left:,}{'+' if more else ''} left** · today: {today.total:,} judged" + (f" ({said})" if said else "")
    )
    with loading("Looking for the next question"):
        item = st.query_params.get("item") or review.next_item(space, queue)
    if not item:
        done(space)
        st.stop()
    st.query_params["item"] = item
    if st.session_state.get("since", ("", 0.0))[0] != item:
        st.session_state["since"] = (item, time.monotonic())
    try:
        detail = question_detail(space, item)
    except MathScaleError as error:
        show_error(error)
        if st.button("Next question", icon=":material/arrow_forward:"):
            st.query_params.pop("item")
            st.rerun()
        st.stop()
    if is_edited(item):
        editor(space, detail.question)
        st.stop()
    texts, facts = st.columns([3, 2], gap="large")
    with texts:
        card(detail)
        mine = [v["verdict"] for v in detail.verdicts if v["stands"] and v["actor"] == space.actor]
        if mine:
            st.caption(f"Your verdict on it: {VERDICT[mine[-1]][2]}. Another one takes its place.")
        buttons(space, item)
    with facts:
        evidence(detail)

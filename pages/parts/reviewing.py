"""What the Review page is made of: the verdict keys, the card of a question, the evidence beside it."""

import time

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.review import record_verdict, undo_verdict
from mathscale_core.views import review
from mathscale_core.views.questions import QuestionDetail
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.filters import address
from pages.parts.look import VERDICT
from pages.parts.problem import check_list, concept_badges, walk_steps
from pages.parts.question import close_editor, open_editor
from pages.parts.wording import worded

FILTERS = ("topic", "kp", "source", "level", "checks")
WAITING = {"": "nobody has judged", "mine": "I have not judged"}
KEYS = {"A": "accept", "E": "edit", "X": "reject", "S": "skip", "F": "flag", "U": "take back the last verdict"}
#: Key, verdict, words, look of each button.
BUTTONS = (("A", "accept", "Accept"), ("X", "reject", "Reject"), ("S", "skip", "Skip"), ("F", "flag", "Flag"))
#: Longer than this nobody looks at one question: the page was left open.
LONGEST = 1800.0


def here() -> dict[str, str]:
    """The queue that the address says."""
    return address((*FILTERS, "waiting"))


def judged(space: Workspace, item: str, verdict: str) -> None:
    """Store the verdict and go on to the next question; runs before the page is drawn, so that no press is lost."""
    if st.query_params.get("item") != item:
        return  # A second press of the same key, when the page is at the next question already.
    since = st.session_state.get("since", ("", 0.0))
    seconds = round(time.monotonic() - since[1], 1) if since[0] == item else None
    reason = str(st.session_state.get(f"reason-{item}") or "")
    try:
        seconds = seconds if seconds is not None and seconds <= LONGEST else None
        record_verdict(space, item, verdict, reason=reason, seconds=seconds)
        st.query_params["item"] = review.next_item(space, review.queue(space, here()), item)
    except MathScaleError as error:
        st.session_state["trouble"] = error
    else:
        icon, _, word = VERDICT[verdict]
        st.toast(f"The question is {word}. U takes it back.", icon=icon)


def taken_back(space: Workspace) -> None:
    """Take back the last verdict and return to its question."""
    try:
        st.query_params["item"] = undo_verdict(space)
    except MathScaleError as error:
        st.session_state["trouble"] = error
    else:
        close_editor()
        st.toast("Taken back.", icon=":material/undo:")


def buttons(space: Workspace, item: str) -> None:
    """One key a verdict, the reason beside them."""
    with st.container(horizontal=True, gap="small", key="verdicts"):
        for key, verdict, label in BUTTONS:
            st.button(
                label, key=verdict, shortcut=key, icon=VERDICT[verdict][0], on_click=judged,
                args=(space, item, verdict), type="primary" if verdict == "accept" else "secondary",
            )  # fmt: skip
        st.button("Edit", key="edit", shortcut="E", icon=":material/edit:", on_click=open_editor, args=(item,))
        undo_button(space)
    st.text_input("Reason (optional)", key=f"reason-{item}", placeholder="Goes with the verdict", max_chars=2000)


def undo_button(space: Workspace) -> None:
    """Take back, by key."""
    st.button("Undo", key="undo", shortcut="U", icon=":material/undo:", on_click=taken_back, args=(space,))


def card(detail: QuestionDetail) -> None:
    """The question first, then its solution and answer; nothing that others said, and not where it comes from."""
    question = detail.question
    with st.container(border=True, key="card"):
        st.markdown(to_markdown(question.question))
        st.divider()
        st.markdown(to_markdown(question.solution) if question.solution else "_It has no solution._")
        st.markdown(f"**Answer:** {to_markdown(question.answer)}" if question.answer else "_It has no answer._")


def evidence(detail: QuestionDetail) -> None:
    """Concepts, what the checks say and why, and the walk, folded."""
    concept_badges(detail.question.topics, detail.question.kps, detail.question.level)
    st.markdown("**Checks**")
    check_list(detail.checks)
    if detail.walk:
        with st.expander(worded("Walk")):
            walk_steps(detail.walk)
    st.caption(f"`{detail.question.revision}`")


def waiting_choice() -> None:
    """Whether what others have judged is in the queue too."""

    def chosen() -> None:
        st.query_params.pop("item", None)
        if st.session_state["waiting"]:
            st.query_params["waiting"] = st.session_state["waiting"]
        else:
            st.query_params.pop("waiting", None)

    said = st.query_params.get("waiting", "")
    st.session_state["waiting"] = said if said in WAITING else ""
    st.radio("Questions that", list(WAITING), key="waiting", on_change=chosen, format_func=WAITING.__getitem__,
             horizontal=True)  # fmt: skip


def done(space: Workspace) -> None:
    """Nothing is left: what to do next."""
    st.success("Nothing is left to review here.", icon=":material/task_alt:")
    st.caption("Take a filter off or choose another queue; or freeze what was accepted.")
    st.page_link("dataset.py", label=worded("Make a release"), icon=":material/dataset:")
    st.page_link("generate.py", label="Write more questions", icon=":material/edit_note:")
    undo_button(space)

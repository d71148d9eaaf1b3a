"""One question with everything that is known of it: texts, walk, checks, history, examples; and its editor."""

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.review import edit_question, record_verdict
from mathscale_core.records import Question
from mathscale_core.views.history import Change, Mark, history
from mathscale_core.views.questions import QuestionDetail, question_detail
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.look import VERDICT
from pages.parts.problem import check_list, concept_badges, problem_card, state_badges, walk_steps
from pages.parts.shell import clear_errors, show_error
from pages.parts.walkcanvas import walk_canvas
from pages.parts.wording import meaning, worded


def question_panel(space: Workspace, revision: str, *, judge: bool = False) -> None:
    """A question with its tabs; with ``judge`` also buttons to accept, reject and edit it.

    Raises:
        NotFoundError: There is no such question.
    """
    detail = question_detail(space, revision)
    question = detail.question
    if judge and is_edited(revision):
        editor(space, question)
        return
    _replaced(revision, detail.newest)
    with st.container(border=True):
        state_badges(detail.check_state, detail.verdict)
        concept_badges(question.topics, question.kps, question.level)
        problem_card(question.question, question.solution, question.answer)
        if judge and detail.newest == revision:
            _verdict_buttons(space, revision)
    written = f"Written by {to_markdown(question.provider)} · " if question.provider else ""
    prompt = f"prompt {to_markdown(question.prompt)} · " if question.prompt else ""
    source = f"from {to_markdown(question.dataset)} ({to_markdown(question.licence or 'licence unknown')}) · "
    st.caption(f"{written}{prompt}{source if question.dataset else ''}`{question.revision}`")
    _tabs(space, detail)


def is_edited(revision: str) -> bool:
    """Whether the address says that this revision is being edited: it does so also after the app was started anew."""
    return bool(st.query_params.get("edit") == revision)


def open_editor(revision: str) -> None:
    """Have the page edit a revision from its next run on."""
    st.query_params["edit"] = revision


def close_editor() -> None:
    """Have the page edit nothing from its next run on."""
    st.query_params.pop("edit", None)


def open_item(revision: str) -> None:
    """Lead the page to another question."""
    st.query_params["item"] = revision
    st.rerun()


def editor(space: Workspace, question: Question) -> None:
    """Edit the texts with what they will look like beside them; saving makes a new revision and opens it.

    Where somebody else was faster it stays open with what was typed, also after a look at the newest revision.
    """
    name = question.revision
    stored = {"question": question.question, "solution": question.solution, "answer": question.answer, "why": ""}
    # What widgets hold is lost when they are not drawn: the draft is kept beside them.
    drafts: dict[str, dict[str, str]] = st.session_state.setdefault("drafts", {})
    for part, value in drafts.get(name, stored).items():
        st.session_state.setdefault(f"{part}-{name}", value)
    _replaced(name, question_detail(space, name).newest)
    with st.container(border=True, key="editor"):
        st.markdown(worded("**Edit** – a new revision, checked at once; the old one stays in the history."))
        left, right = st.columns(2, gap="medium")
        with left:
            text = st.text_area("Question", key=f"question-{name}", height=150)
            solution = st.text_area("Worked solution", key=f"solution-{name}", height=220)
            answer = st.text_input("Answer", key=f"answer-{name}")
            reason = st.text_input("Why (optional)", key=f"why-{name}")
            drafts[name] = {part: str(st.session_state[f"{part}-{name}"]) for part in stored}
            st.caption("`$…$` is mathematics, `\\$` is money. The preview follows when you leave a field.")
        with right:
            st.caption("Preview")
            problem_card(str(text), str(solution), str(answer))
        line = st.container(horizontal=True)
        if line.button(worded("Save revision"), type="primary", icon=":material/save:", key="save-edit"):
            try:
                new = edit_question(
                    space, name, question=str(text), solution=str(solution), answer=str(answer), reason=str(reason)
                )
            except MathScaleError as error:
                show_error(error)
            else:
                _end_edit(name)
                st.toast(worded("Saved as a new revision and checked."), icon=":material/save:")
                open_item(new.revision)
        if line.button("Cancel", key="cancel-edit"):
            _end_edit(name)
            st.rerun()


def _end_edit(revision: str) -> None:
    close_editor()
    st.session_state["drafts"].pop(revision, None)


def _replaced(revision: str, newest: str) -> None:
    """Say that a revision was replaced, and lead to the newest."""
    if newest != revision:
        st.warning(worded("An edit has replaced this revision."), icon=":material/history:")
        if st.button(worded("Open the newest revision"), icon=":material/update:", key="open-newest"):
            open_item(newest)


def changes_list(changes: tuple[Change, ...]) -> None:
    """What an edit changed: what went is struck out on red, what came stands on green."""
    for change in changes:
        pieces = [_marked(mark, piece) for mark, piece in change.pieces]
        st.markdown(f"**{change.part.capitalize()}**: {''.join(pieces)}")


def _marked(mark: Mark, piece: str) -> str:
    if mark == "same" or not piece.strip():
        # A blank at the beginning of a text counts for nothing; here it stands between two words.
        return (" " if piece[:1] in {" ", "\t"} else "") + to_markdown(piece)
    # Blanks inside would keep Markdown from seeing the marks.
    core = to_markdown(" ".join(piece.split()))
    styled = f":red-background[~~{core}~~]" if mark == "gone" else f":green-background[**{core}**]"
    return f"{' ' if piece[0].isspace() else ''}{styled}{' ' if piece[-1].isspace() else ''}"


def _verdict_buttons(space: Workspace, revision: str) -> None:
    line = st.container(horizontal=True)
    for verdict in ("accept", "reject"):
        icon, _, word = VERDICT[verdict]
        if line.button(verdict.capitalize(), icon=icon, key=f"{verdict}-item"):
            with clear_errors():
                record_verdict(space, revision, verdict)
                st.toast(f"The question is {word}.", icon=icon)
                st.rerun()
    if line.button("Edit", icon=":material/edit:", key="edit-item"):
        open_editor(revision)
        st.rerun()


def _tabs(space: Workspace, detail: QuestionDetail) -> None:
    question = detail.question
    walk, checks, past, examples = st.tabs([worded("Walk"), "Checks", "History", "Examples"])
    with walk:
        walk_canvas(detail.walk, key=f"walk-{question.revision}")
        walk_steps(detail.walk)
        walk_facts(detail)
    with checks:
        check_list(detail.checks)
    with past:
        _history(space, question.item)
    with examples:
        if not detail.seeds:
            st.caption(worded("No seed stood beside it as an example."))
        for seed in detail.seeds:
            with st.container(border=True):
                problem_card(seed.question, seed.solution, seed.answer, open_solution=False)


def walk_facts(detail: QuestionDetail) -> None:
    """How often the set was drawn, and which problem family wrote the question."""
    question = detail.question
    if detail.times_drawn:
        times = "once" if detail.times_drawn == 1 else f"{detail.times_drawn:,} times"
        st.caption(f"This set of concepts was drawn {times} in its run.", help=meaning("composition"))
    if question.family:
        fits = f"the nearest to the composition (similarity {question.nearness:.2f} of 1)"
        if question.nearness == 0:
            fits = "because no family fits the composition (similarity 0)"
        st.caption(
            worded(
                f"Drawn from the problem family {{family}}, {fits}. No language model was used.",
                family=to_markdown(question.family),
            )
        )


def _history(space: Workspace, item: str) -> None:
    """Revisions with their differences, verdicts and releases, the newest first."""
    for number, revision in enumerate(history(space, item)):
        with st.container(border=True, gap="xsmall"):
            what = "Edited" if revision.changes else "Written"
            when = revision.created[:16].replace("T", " ")
            now = " · newest" if revision.newest and number == 0 else ""
            st.caption(f"{what} by {to_markdown(revision.actor)}, {when} UTC · `{revision.revision}`{now}")
            if revision.reason:
                st.markdown(to_markdown(revision.reason))
            changes_list(revision.changes)
            for said in revision.verdicts:
                st.markdown(_verdict_line(said))
            if revision.releases:
                st.caption("In " + to_markdown(", ".join(revision.releases)))


def _verdict_line(said: dict[str, object]) -> str:
    who = "The rule “checked”" if said["actor"] == "policy:checked" else to_markdown(str(said["actor"]))
    icon, colour, word = VERDICT.get(str(said["verdict"]), (":material/undo:", "gray", "withdrawn"))
    reason = f" – {to_markdown(str(said['reason']))}" if said["reason"] else ""
    gone = "" if said["stands"] else " _(taken back)_"
    if str(said["id"]).startswith("undo:"):
        return f":gray[:material/undo:] **{who}** took a verdict back{reason}"
    return f":{colour}[{icon}] **{who}**: {word}{reason}{gone}"

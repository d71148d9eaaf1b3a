"""One problem on screen: question, solution, answer with mathematics drawn, and small facts about it."""

from collections.abc import Sequence

import streamlit as st

from mathscale_core.records import CheckResult
from mathscale_core.views.questions import CHECK_NAMES, Step
from mathscale_core.views.text import to_markdown
from pages.parts.look import CHECK, CHECK_STATE, KIND, LEVEL_ICON, VERDICT
from pages.parts.wording import kind_meaning, worded

#: State to icon, colour and word: never colour alone.
CHECK_LOOK = CHECK


def concept_badges(topics: Sequence[str], kps: Sequence[str], level: str = "", *, in_list: bool = False) -> None:
    """Topics and knowledge points as badges, and the level.

    Each is explained to who points at it; in a list of many they are one text without that, which a browser draws in a
    fraction of the time.
    """
    if in_list:
        named = [(KIND[kind], name) for kind, names in (("topic", topics), ("kp", kps)) for name in names]
        shown = [f":{colour}-badge[{icon} {to_markdown(name)}]" for (icon, colour, _, _), name in named]
        if level:
            shown.append(f":gray-badge[{LEVEL_ICON.get(level, LEVEL_ICON[''])} {to_markdown(level)}]")
        if shown:
            st.markdown(" ".join(shown))
        return
    with st.container(horizontal=True, gap="xsmall"):
        for kind, names in (("topic", topics), ("kp", kps)):
            icon, colour, _, _ = KIND[kind]
            for name in names:
                st.badge(to_markdown(name), icon=icon, color=colour, help=kind_meaning(kind))
        if level:
            st.badge(to_markdown(level), icon=LEVEL_ICON.get(level, LEVEL_ICON[""]), color="gray")


def state_badges(check_state: str, verdict: str | None = None) -> None:
    """What the checks say together and what people say; None leaves people out."""
    with st.container(horizontal=True, gap="xsmall"):
        looks = [CHECK_STATE[check_state], *([] if verdict is None else [VERDICT.get(verdict, VERDICT[""])])]
        for icon, colour, word in looks:
            st.badge(word, icon=icon, color=colour)


def problem_card(question: str, solution: str, answer: str, *, open_solution: bool = True) -> None:
    """Question, solution and answer."""
    st.markdown(to_markdown(question))
    with st.expander("Worked solution", expanded=open_solution):
        st.markdown(to_markdown(solution) if solution else "_This source gives no solution._")
    st.markdown(f"**Answer:** {to_markdown(answer)}" if answer else "_This source gives no answer._")


def check_list(checks: Sequence[CheckResult]) -> None:
    """Every check with its state and reason."""
    if not checks:
        st.caption("Not verified yet: the Questions page runs the checks, and so does `mathscale verify`.")
    for check in checks:
        icon, colour, word = CHECK_LOOK[check.state]
        name = check.check.replace("_", " ")
        st.markdown(f":{colour}[{icon}] **{name}**: {word} – {to_markdown(worded(check.reason))}")
    said = {check.check for check in checks}
    for name in CHECK_NAMES if checks else ():
        if name not in said:
            st.markdown(
                f":gray[:material/hourglass_empty:] **{name.replace('_', ' ')}**: not run – or what it compares with "
                "has changed since"
            )


def walk_steps(steps: Sequence[Step]) -> None:
    """A walk as a numbered list: how each concept was reached, with the step's probability."""
    if not steps:
        st.caption(worded("This question was not written for a composition."))
    for number, step in enumerate(steps, 1):
        chance = "" if step.probability is None else f", p = {step.probability:.3g}"
        st.markdown(f"{number}. :{KIND[step.kind][1]}-badge[{worded(step.how)}] {to_markdown(step.name)}{chance}")
    if any(step.probability is None for step in steps):
        st.caption(worded("The graph has changed since this walk; its step probabilities belong to the older version."))

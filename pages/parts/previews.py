"""A previewed question as a card, and what a batch is estimated to take."""

import streamlit as st

from mathscale_core.pipeline.generate import Previewed
from mathscale_core.views.generate import Estimate
from mathscale_core.views.questions import walk_of
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.look import CHECK
from pages.parts.problem import check_list, concept_badges, problem_card, walk_steps
from pages.parts.provider import money
from pages.parts.wording import meaning, worded


def preview_card(space: Workspace, item: Previewed, number: int) -> None:
    """One question as the batch would write it, or why there is none; with its walk, examples, checks and tokens."""
    with st.container(border=True, key=f"preview-{number}"):
        concept_badges(item.topics, item.kps)
        if item.question is not None and {*item.question.topics, *item.question.kps} != {*item.topics, *item.kps}:
            # A family writes what it can; its question carries what it is really about.
            st.caption("Asked for the above. What came is about:")
            concept_badges(item.question.topics, item.question.kps, item.question.level)
        if item.question is None:
            st.error("No question came of this request", icon=":material/error:")
            st.text(item.reason)
        else:
            problem_card(item.question.question, item.question.solution, item.question.answer)
            if item.question.family:
                st.caption(
                    worded(
                        f"Drawn from the problem family {{family}}, nearness {item.question.nearness:.2f} of 1. No "
                        "language model wrote it: for exactly what was asked, choose an endpoint.",
                        family=to_markdown(item.question.family),
                    )
                )
            counts = [(CHECK[s], sum(c.state == s for c in item.checks)) for s in ("pass", "fail", "unknown")]
            said = " · ".join(f":{colour}[{icon} {n} {word}]" for (icon, colour, word), n in counts if n)
            with st.expander(f"Checks: {said or 'none'}", expanded=any(c.state == "fail" for c in item.checks)):
                check_list(item.checks)
        with st.expander(f"Examples it was shown: {len(item.shots)}"):
            st.caption(meaning("few-shot"))
            for seed in item.shots:
                st.markdown(to_markdown(seed.question))
            if not item.shots:
                st.caption(worded("No seed shares a knowledge point with this composition."))
        with st.expander(worded("Walk")):
            walk_steps(walk_of(space, item.composition))
        if item.tokens:
            st.caption(f"{counted(item.tokens, 'token')}, {item.prompt_tokens:,} of them the prompt's")


def estimate_line(estimate: Estimate, wanted: int) -> None:
    """What the batch will take, with how that is known."""
    if estimate.cost == 0 and not estimate.tokens:
        st.caption(f"{counted(wanted, 'question')} offline: free, no tokens.")
        return
    if not estimate.previews:
        unknown = "Tokens and cost are not known yet: preview a few, and they are measured."
        st.caption(unknown, help=meaning("token"))
        return
    several = f"{estimate.previews} previews" if estimate.previews > 1 else "one preview"
    cost = money(estimate.cost, estimate.currency)
    price_range = ""
    if estimate.cost_low is not None and estimate.cost_high is not None and estimate.cost_low < estimate.cost_high:
        price_range = (
            f", {money(estimate.cost_low, estimate.currency)} to {money(estimate.cost_high, estimate.currency)}"
        )
    st.markdown(
        f"About **{_short(estimate.tokens)} tokens, {cost}** (from {several}; range {_short(estimate.low)} to "
        f"{_short(estimate.high)} tokens{price_range})",
        help=meaning("token"),
    )


def _short(number: int) -> str:
    """A number of tokens as people say it: 1.2M, 34K, 560."""
    for size, unit in ((1_000_000, "M"), (1_000, "K")):
        if number >= size:
            return f"{number / size:.1f}{unit}" if number < 100 * size else f"{number / size:,.0f}{unit}"
    return str(number)

"""Dataset: browse a release, and open an item with its walk, examples, checks and verdicts."""

import streamlit as st

from mathscale_core.views import questions as view
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.problem import check_list, concept_badges, problem_card, walk_steps
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.tables import row_table


def release_facts(space: Workspace, name: str) -> None:
    """What the release is: counts, who accepted, what was left out."""
    release, _, _ = view.release_page(space, name)
    facts = st.columns(4)
    facts[0].metric("Questions", f"{release.items:,}")
    facts[1].metric("Accepted by people", f"{release.accepted_by_people:,}")
    facts[2].metric(
        "Accepted by rule",
        f"{release.accepted_by_policy:,}",
        help="No failed check, and the answer was recomputed by something other than its maker.",
    )
    facts[3].metric("Left out", f"{sum(release.excluded.values()):,}")
    st.caption(
        f"Digest `{release.digest[:16]}…` · graph `{release.graph_version}` · made with accept = {release.accept}"
    )
    if release.accept == "any":
        st.warning("This release is unreviewed: its questions were accepted by nobody.", icon=":material/warning:")
    if release.excluded:
        reasons = [f"{n:,} because {reason}" for reason, n in release.excluded.items()]
        st.caption("Left out: " + to_markdown("; ".join(reasons)))


def item_table(space: Workspace, name: str) -> str:
    """A page of the release as a table; returns the revision that is picked, the first where none is."""
    text = st.text_input(
        "Search questions", key="find", bind="query-params", live=True, type="search",
        placeholder="Words of the question, or of a topic or KP", icon=":material/search:",
    )  # fmt: skip
    _, _, total = view.release_page(space, name, search=text)
    if not total:
        st.info("No question of this release matches. Try fewer or shorter words.")
        return ""
    pages = -(-total // view.PAGE)
    page = st.pagination(pages, key=f"page-{name}-{text}") if pages > 1 else 1
    _, rows, _ = view.release_page(space, name, search=text, page=page)
    asked = st.query_params.get("item", "")
    # Another release, search or page has other items; an address may still name any item of this release.
    here = (name, text, page)
    moved = st.session_state.get("listed", here) != here
    st.session_state["listed"] = here
    if not asked or moved or not view.in_release(space, name, asked):
        asked = str(rows[0]["revision"])
    at = next((n for n, r in enumerate(rows) if r["revision"] == asked), None)
    row = row_table(
        [
            {
                "#": r["position"], "question": to_plain(r["question"], 160), "answer": to_plain(r["answer"], 40),
                "level": r["level"],
            }
            for r in rows
        ],
        f"items-{here}-{asked}", most=460, chosen=at,
        columns={
            "#": st.column_config.NumberColumn(width=45),
            "question": st.column_config.TextColumn(width="large"),
            "level": st.column_config.TextColumn(width=95),
        },
    )  # fmt: skip
    st.caption(f"{total:,} questions" + (f"; {len(rows)} on this page." if pages > 1 else "."))
    if row is not None and rows[row]["revision"] != asked:
        st.query_params["item"] = rows[row]["revision"]
        st.rerun()
    if moved and st.query_params.get("item"):
        st.query_params["item"] = asked
    return asked


def item_card(space: Workspace, revision: str) -> None:
    """One question with all that is known of it."""
    detail = view.question_detail(space, revision)
    question = detail.question
    with st.container(border=True):
        concept_badges(question.topics, question.kps, question.level)
        problem_card(question.question, question.solution, question.answer)
    st.caption(f"Written by {to_markdown(question.provider)} · prompt `{question.prompt}` · `{question.revision}`")
    walk, checks, examples = st.tabs(["Walk", "Checks", "Examples"])
    with walk:
        walk_steps(detail.walk)
        if detail.times_drawn:
            times = "once" if detail.times_drawn == 1 else f"{detail.times_drawn:,} times"
            st.caption(f"This set of concepts was drawn {times} in its run.")
        if question.family:
            fits = f"the nearest to the composition (similarity {question.nearness:.2f} of 1)"
            if question.nearness == 0:
                fits = "because no family fits the composition (similarity 0)"
            st.caption(
                f"Drawn from the problem family {to_markdown(question.family)}, {fits}. No language model was used."
            )
    with checks:
        check_list(detail.checks)
        for verdict in detail.verdicts:
            who = "The rule “checked”" if verdict["actor"] == "policy:checked" else to_markdown(verdict["actor"])
            st.markdown(f"**{who}**: {verdict['verdict']} – {to_markdown(verdict['reason'])}")
    with examples:
        if not detail.seeds:
            st.caption("No seed shares a knowledge point with this composition.")
        for seed in detail.seeds:
            with st.container(border=True):
                problem_card(seed.question, seed.solution, seed.answer, open_solution=False)


head("Dataset", "Releases: frozen sets of accepted questions, each traceable to its walk and its seeds.")
with clear_errors():
    space = workspace()
    names = [r.name for r in reversed(space.store.releases.list())]
    if not names:
        st.info("There is no release yet. Make one with `mathscale release make --name NAME --accept checked`.")
        st.stop()
    name = st.selectbox("Release", names, key="release", bind="query-params")
    release_facts(space, name)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        revision = item_table(space, name)
    with right, clear_errors():
        if revision:
            item_card(space, revision)

"""Overview: where things are in the loop, what comes next, what the material covers, and what was done lately."""

import shlex

import streamlit as st

from mathscale_core.pipeline.demo import import_bundled
from mathscale_core.views import overview, rail
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.charts import count_bars, series_bars, state_bars
from pages.parts.look import CHECK, JOB_STATE, WORDS
from pages.parts.rail import PAGE_OF
from pages.parts.roles import PAGES, ROLES, in_words, working_as
from pages.parts.shell import clear_errors, head, workspace

#: What was done to its icon and the page that shows it.
DEED = {
    "job": (":material/work_history:", "jobs"),
    "draw": (":material/casino:", "mix"),
    "edit": (":material/edit:", "explore"),
    "release": (":material/inventory_2:", "dataset"),
}


def next_step(space: Workspace, action: rail.NextAction, role: str) -> None:
    """What to do next, as a button that leads to where it is done."""
    page = PAGE_OF[action.station]
    with st.container(border=True, key="next", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Next** · {to_markdown(in_words(action.text, role))}", width="stretch")
        with st.popover("", icon=":material/terminal:", type="tertiary", help="The same in the terminal"):
            st.code(f"{action.command} --workspace {shlex.quote(str(space.root))}", language="bash", wrap_lines=True)
        if action.station == "Seeds" and not space.store.seeds.count():
            bundled_seeds(space)
        if st.button(to_markdown(in_words(action.label, role)), type="primary", icon=PAGES[page][1], key="next-do"):
            st.switch_page(f"{page}.py")


def bundled_seeds(space: Workspace) -> None:
    """A way in without a file: the seeds that ship."""
    if st.button("Load the seeds that ship", icon=":material/inventory_2:", key="bundled"):
        with st.spinner("Importing the seeds that ship …"):
            import_bundled(space)
        st.rerun()


def lately(space: Workspace) -> None:
    """What was done, by whom, with a link to it."""
    deeds = overview.recent(space)
    st.subheader("Lately", anchor=False)
    if not deeds:
        st.caption("Nothing was done here yet.")
    for deed in deeds:
        icon, page = DEED[deed.what]
        name, value = deed.address
        # A drawing that was kept is a mix to write for.
        page = "generate" if deed.what == "draw" and value else page
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                f"{page}.py", label=to_markdown(deed.text), icon=icon, query_params={name: value} if value else None
            )
            if deed.state:
                state_icon, colour, word = JOB_STATE[deed.state]
                st.badge(word, icon=state_icon, color=colour)
            st.caption(f"{to_markdown(deed.actor)} · {overview.ago(deed.at, space.clock())}")


def material(space: Workspace, role: str) -> None:
    """What the graph and the bank cover, as charts."""
    summary = overview.summary(space)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Topics by seeds", anchor=False, help=WORDS["topic"])
        if summary.topics:
            count_bars(summary.topics, "seeds", "blue", "topics")
            st.caption(f"The {len(summary.topics)} topics with most seeds of {summary.all_topics:,}.")
        else:
            st.caption("No concepts yet. They come with labelled seeds, or by extraction on the Seeds page.")
        lately(space)
    with right:
        st.subheader("What the checks say", anchor=False, help=WORDS["verify"])
        if summary.checks:
            state_bars([(name.replace("_", " "), n) for name, n in summary.checks.items()], CHECK, "checks")
            st.caption("Over generated and imported questions. Planted flaws are counted apart.")
        else:
            st.caption("No question was verified yet.")
        st.subheader("Levels", anchor=False, help=WORDS["level"])
        if summary.levels:
            columns = list(zip(*summary.levels, strict=True))
            names = [str(name) for name in columns[0]]
            words = (in_words("seed questions", role), "questions", "test items")
            series_bars(names, {w: [int(n) for n in c] for w, c in zip(words, columns[1:], strict=True)}, "levels")
        else:
            st.caption("No seed has a level yet.")


head(
    "Overview",
    "Question data from concepts: seeds → concepts → graph → compositions → questions → dataset.",
    large=True,
)
with clear_errors():
    space = workspace()
    role = working_as(space)
    stations, action = rail.rail(space)
    next_step(space, action, role)
    if role != "everything":
        home = ROLES[role].home
        st.page_link(
            f"{home}.py",
            label=f"Working as {role}: {ROLES[role].what} Begin at {PAGES[home][0]}.",
            icon=ROLES[role].icon,
        )
    if stations[0].count:
        material(space, role)
    else:
        st.subheader("Welcome", anchor=False)
        st.markdown(
            "MathScale Studio takes questions that people wrote, finds out which topics and knowledge points they are "
            "about, and has new questions written for new combinations of these. Each can be traced back.\n\n"
            "1. **Seeds**: import a file of questions, or load the 390 that ship.\n"
            "2. **Explore** the graph of their concepts, and **mix** new combinations.\n"
            "3. **Generate**, let machines verify, **review**, and take a **dataset** home."
        )

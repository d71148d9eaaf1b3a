"""Overview: where things are in the loop, what comes next, what the material covers, and what was done lately."""

import shlex

import streamlit as st

from mathscale_core.pipeline.demo import import_bundled
from mathscale_core.views import overview, rail
from mathscale_core.views.notes import count_open
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.charts import count_bars, series_bars, state_bars
from pages.parts.loading import loading
from pages.parts.look import CHECK, JOB_STATE
from pages.parts.rail import PAGE_OF
from pages.parts.roles import PAGES, ROLES, working_as
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.wording import meaning, name_in_words, worded

#: What was done to its icon and the page that shows it.
DEED = {
    "job": (":material/work_history:", "jobs"),
    "draw": (":material/casino:", "mix"),
    "edit": (":material/edit:", "explore"),
    "release": (":material/inventory_2:", "dataset"),
}


def next_step(space: Workspace, action: rail.NextAction) -> None:
    """What to do next, as a button that leads to where it is done."""
    page = PAGE_OF[action.station]
    with st.container(border=True, key="next", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Next** · {to_markdown(worded(action.text))}", width="stretch")
        with st.popover("", icon=":material/terminal:", type="tertiary", help="The same in the terminal"):
            st.code(f"{action.command} --workspace {shlex.quote(str(space.root))}", language="bash", wrap_lines=True)
        if action.station == "Seeds" and not space.store.seeds.count():
            bundled_seeds(space)
        if st.button(to_markdown(worded(action.label)), type="primary", icon=PAGES[page][1], key="next-do"):
            st.switch_page(f"{page}.py")


def bundled_seeds(space: Workspace) -> None:
    """A way in without a file: the seeds that ship."""
    if st.button(worded("Load the seeds that ship"), icon=":material/inventory_2:", key="bundled"):
        with loading("Importing the seeds that ship"):
            import_bundled(space)
        st.rerun()


def lately(space: Workspace) -> None:
    """What was done, by whom, with a link to it."""
    deeds = overview.recent(space)
    st.subheader("Lately", anchor=False)
    if waiting := count_open(space):
        st.page_link(
            "explore.py", label=counted(waiting, "open note"), icon=":material/sticky_note_2:",
            query_params={"view": "History", "log": "Notes"},
        )  # fmt: skip
    if not deeds:
        st.caption("Nothing was done here yet.")
    for deed in deeds:
        icon, page = DEED[deed.what]
        name, value = deed.address
        # A drawing that was kept is a mix to write for.
        page = "generate" if deed.what == "draw" and value else page
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                f"{page}.py",
                label=to_markdown(worded(deed.text)),
                icon=icon,
                query_params={name: value} if value else None,
            )
            if deed.state:
                state_icon, colour, word = JOB_STATE[deed.state]
                st.badge(word, icon=state_icon, color=colour)
            st.caption(f"{to_markdown(deed.actor)} · {overview.ago(deed.at, space.clock())}")


def material(space: Workspace) -> None:
    """What the graph and the bank cover, as charts."""
    with loading("Counting what the material covers"):
        summary = overview.summary(space)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(worded("Topics by seeds"), anchor=False, help=meaning("topic"))
        if summary.topics:
            count_bars(summary.topics, worded("seeds"), "blue", "topics")
            st.caption(
                worded(f"The {counted(len(summary.topics), 'topic')} with most seeds of {summary.all_topics:,}.")
            )
        else:
            st.caption(worded("No concepts yet. They come with labelled seeds, or by extraction on the Seeds page."))
        lately(space)
    with right:
        st.subheader("What the checks say", anchor=False, help=meaning("verify"))
        if summary.checks:
            state_bars([(name.replace("_", " "), n) for name, n in summary.checks.items()], CHECK, "checks")
            st.caption("Over generated and imported questions. Planted flaws are counted apart.")
        else:
            st.caption("No question was verified yet.")
        st.subheader("Levels", anchor=False, help=meaning("level"))
        if summary.levels:
            columns = list(zip(*summary.levels, strict=True))
            names = [str(name) for name in columns[0]]
            words = (worded("seed questions"), "questions", "test items")
            series_bars(names, {w: [int(n) for n in c] for w, c in zip(words, columns[1:], strict=True)}, "levels")
        else:
            st.caption(worded("No seed has a level yet."))


head(
    "Overview",
    "Question data from concepts: seeds → concepts → graph → compositions → questions → dataset.",
    large=True,
)
with clear_errors():
    space = workspace()
    role = working_as(space)
    stations, action = rail.rail(space)
    next_step(space, action)
    if role != "everything":
        home = ROLES[role].home
        st.page_link(
            f"{home}.py",
            label=worded(f"Working as {role}: {ROLES[role].what} Begin at {name_in_words(PAGES[home][0], role)}."),
            icon=ROLES[role].icon,
        )
    if stations[0].count:
        material(space)
    else:
        st.subheader("Welcome", anchor=False)
        st.markdown(
            worded(
                "MathScale Studio takes questions that people wrote, finds out which topics and knowledge points they "
                "are about, and has new questions written for new combinations of these. Each can be traced back.\n\n"
                f"1. **{name_in_words('Seeds', role)}**: import a file of questions, or load the 390 that ship.\n"
                "2. **Explore** the graph of their concepts, and **mix** new combinations.\n"
                "3. **Generate**, let machines verify, **review**, and take a **dataset** home."
            )
        )

"""Dataset: make a release, browse one, open an item with all that is known of it, export what is shown."""

import streamlit as st

from mathscale_core.views import releases
from mathscale_core.views.text import to_plain
from mathscale_core.workspace import Workspace
from pages.parts.look import CHECK_STATE
from pages.parts.question import open_item, question_panel
from pages.parts.release import export_form, make_form, release_facts
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.tables import pick_table

COLUMNS = {
    "#": st.column_config.NumberColumn(width=45),
    "question": st.column_config.TextColumn(width=330),
    "level": st.column_config.TextColumn(width=95),
}


def item_table(space: Workspace, name: str) -> str:
    """A page of the release as a table; returns the revision that is open, the first where none is."""
    finder, state, export = st.columns([3, 2, 1.4], vertical_alignment="bottom")
    text = str(
        finder.text_input(
            "Search questions",
            key="find",
            bind="query-params",
            live=True,
            type="search",
            placeholder="Words of the question, or of a topic or KP",
            icon=":material/search:",
        )
    )
    states = releases.check_states(space, name)
    checks = str(
        state.selectbox(
            "Checks as they stand now",
            ["", *states],
            key="state",
            format_func=lambda s: f"{CHECK_STATE[s][2]} · {states[s]:,}" if s else "Any",
            help="A release is frozen; what machines say of its questions may have changed since.",
        )
    )
    _, _, total = releases.release_page(space, name, search=text, check_state=checks)
    with export:
        export_form(space, name, text, checks, total)
    if not total:
        st.info("No question of this release matches. Try fewer or shorter words.")
        return ""
    pages = -(-total // releases.PAGE)
    page = st.pagination(pages, key=f"page-{name}-{text}-{checks}") if pages > 1 else 1
    _, rows, _ = releases.release_page(space, name, search=text, check_state=checks, page=page)
    asked = st.query_params.get("item", "")
    # Another release, search or page has other items; an address may still name any item of this release.
    here = (name, text, checks, page)
    moved = st.session_state.get("listed", here) != here
    st.session_state["listed"] = here
    if not asked or moved or not releases.in_release(space, name, asked):
        asked = str(rows[0]["revision"])
    picked = pick_table(
        [
            {
                "#": r["position"], "question": to_plain(r["question"], 160), "answer": to_plain(r["answer"], 40),
                "level": r["level"], "checks": r["check_state"],
            }
            for r in rows
        ],
        [str(r["revision"]) for r in rows], f"items-{here}", asked, most=460, columns=COLUMNS,
    )  # fmt: skip
    st.caption(f"{total:,} questions" + (f"; {len(rows)} on this page." if pages > 1 else "."))
    if picked:
        open_item(picked)
    if moved and st.query_params.get("item"):
        st.query_params["item"] = asked
    return asked


head("Dataset", "Releases: frozen sets of accepted questions, each traceable to its walk and its seeds.")
with clear_errors():
    space = workspace()
    names = [r.name for r in reversed(space.store.releases.list())]
    if not space.store.questions.written():
        st.info("There is no release yet, and no question to make one of.")
        st.page_link("generate.py", label="Generate questions", icon=":material/edit_note:")
        st.stop()
    if not names:
        st.info("There is no release yet. See what would enter, and make the first.")
        make_form(space)
        st.stop()
    chooser, maker = st.columns([3, 1.2], vertical_alignment="bottom")
    name = str(chooser.selectbox("Release", names, key="release", bind="query-params"))
    with maker, st.popover("New release", icon=":material/add:", width="stretch"):
        make_form(space)
    release_facts(space, name, [n for n in names if n != name])
    left, right = st.columns([6, 5], gap="medium")
    with left:
        revision = item_table(space, name)
    with right, clear_errors():
        if revision:
            question_panel(space, revision)

"""Dataset: make a release, browse one, open an item with all that is known of it, export what is shown."""

import streamlit as st

from mathscale_core.views import releases
from mathscale_core.views.text import counted, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import note, page_choice, said, show
from pages.parts.empty import nothing_yet
from pages.parts.loading import loading
from pages.parts.look import CHECK_STATE
from pages.parts.question import open_item, question_panel
from pages.parts.release import export_form, make_form, new_release, release_facts
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.tables import pick_table
from pages.parts.wording import worded

COLUMNS = {
    "#": st.column_config.NumberColumn(width=45),
    "question": st.column_config.TextColumn(width=330),
    "level": st.column_config.TextColumn(width=95),
}


def find_bar(space: Workspace, name: str) -> tuple[str, str, int]:
    """Search, check state and download of a release; returns words, state and how many questions match."""
    finder, state, export = st.columns([3, 2, 2], vertical_alignment="bottom", gap="small")
    text = finder.text_input(
        "Search questions", key=show("find", said("find")), on_change=note, args=("find", "find", "", "item", "page"),
        live=True, type="search", icon=":material/search:",
        placeholder=worded("Words of the question, or of a topic or KP"),
    )  # fmt: skip
    with loading("Counting what the checks say"):
        states = releases.check_states(space, name)
    options = ["", *states]
    checks = state.selectbox(
        "Checks as they stand now", options, key=show("state", said("checks") if said("checks") in options else ""),
        on_change=note, args=("state", "checks", "", "item", "page"),
        format_func=lambda s: f"{CHECK_STATE[s][2]} · {states[s]:,}" if s else "Any",
        help=worded("A release is frozen; what machines say of its questions may have changed since."),
    )  # fmt: skip
    total = releases.count_of(space, name, search=str(text), check_state=str(checks))
    with export:
        export_form(space, name, str(text), str(checks), total)
    return str(text), str(checks), total


def item_table(space: Workspace, name: str, text: str, checks: str, total: int) -> str:
    """A page of the release as a table; returns the revision that is open, the first where none is."""
    pages = -(-total // releases.PAGE)
    listed = st.container()
    page = page_choice(pages, "page", "item")
    with loading("Reading the release"):
        _, rows, _ = releases.release_page(space, name, search=text, check_state=checks, page=page)
    # Another search or page takes the item off the address; an address may name any item of this release.
    asked = said("item")
    if not asked or not releases.in_release(space, name, asked):
        asked = str(rows[0]["revision"])
    lines = [
        {
            "#": r["position"], "question": to_plain(r["question"], 160), "answer": to_plain(r["answer"], 40),
            "level": r["level"], "checks": r["check_state"],
        }
        for r in rows
    ]  # fmt: skip
    ids = [str(r["revision"]) for r in rows]
    with listed:
        picked = pick_table(lines, ids, f"items-{(name, text, checks, page)}", asked, most=520, columns=COLUMNS)
    st.caption(counted(total, "question") + (f"; {len(rows)} on this page." if pages > 1 else "."))
    if picked:
        open_item(picked)
    return asked


head("Dataset", "Releases: frozen sets of accepted questions, each traceable to its walk and its seeds.")
with clear_errors():
    space = workspace()
    names = [r.name for r in reversed(space.store.releases.list())]
    if not space.store.questions.written():
        nothing_yet(space, "There is no release yet, and no question to make one of.")
        st.stop()
    if not names:
        st.info(worded("There is no release yet. See what would enter, and make the first."))
        make_form(space)
        st.stop()
    chooser, maker = st.columns([3, 1.2], vertical_alignment="bottom")
    shown = show("release", said("release") if said("release") in names else names[0])
    name = chooser.selectbox(
        worded("Release"), names, key=shown, on_change=note, args=(shown, "release", "", "item", "page")
    )
    with maker:
        new_release(space)
    release_facts(space, name, [n for n in names if n != name])
    text, checks, total = find_bar(space, name)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        if not total:
            st.info(worded("No question of this release matches. Try fewer or shorter words."))
            st.stop()
        revision = item_table(space, name, text, checks, total)
    with right, clear_errors(), loading("Reading the question"):
        question_panel(space, revision)

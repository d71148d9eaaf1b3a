"""What the Questions page is made of: the list as table or cards, the checks to run, the download."""

import streamlit as st

from mathscale_core.pipeline.verify import verify
from mathscale_core.records import Progress
from mathscale_core.views import bank
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.look import VERDICT
from pages.parts.problem import concept_badges, state_badges
from pages.parts.question import open_item
from pages.parts.tables import pick_table
from pages.parts.wording import meaning, worded

LOOKS = {"table": ":material/table_rows: Table", "cards": ":material/view_agenda: Cards"}
COLUMNS = {
    "question": st.column_config.TextColumn(width=250),
    "answer": st.column_config.TextColumn(width=85),
    "level": st.column_config.TextColumn(width=90),
}


def run_checks(space: Workspace) -> None:
    """A button that runs the checks on what lacks one."""
    waiting = bank.unverified(space)
    if waiting:
        st.session_state["checking"] = st.button(
            f"Run checks on {waiting:,} unchecked", icon=":material/fact_check:", key="run-checks", type="primary",
            help="Five checks of each question; what is done stays done when you leave the page.",
        )  # fmt: skip


def check_all(space: Workspace) -> None:
    """Run the checks with progress."""
    bar = st.progress(0.0, "Running the checks …")

    def report(progress: Progress) -> None:
        done, total = progress.done, max(progress.total, 1)
        bar.progress(done / total, f"Checked {done:,} of {total:,}")

    verify(space, report=report, only_unchecked=True)
    st.rerun()


def look_choice() -> str:
    """Table or cards, in the address."""

    def chosen() -> None:
        st.query_params["look"] = str(st.session_state["look"])

    st.session_state["look"] = "cards" if st.query_params.get("look") == "cards" else "table"
    look = st.segmented_control(
        "Look", list(LOOKS), key="look", format_func=LOOKS.__getitem__, label_visibility="collapsed", required=True,
        on_change=chosen,
    )  # fmt: skip
    return str(look)


def download(space: Workspace, wanted: bank.BankFilter, total: int, *, more: bool) -> None:
    """What is filtered, as a file."""
    with st.popover("Download", icon=":material/download:"):
        number = bank.count(space, wanted, bank.MOST_DOWNLOADED) if more else total
        if number > bank.MOST_DOWNLOADED:
            st.caption(
                worded(
                    f"More than {bank.MOST_DOWNLOADED:,} questions match. Narrow the filters, or make a release and "
                    "use `mathscale export`."
                )
            )
            return
        form = str(st.radio("Format", ["jsonl", "csv"], key="form", format_func=str.upper, horizontal=True))
        st.download_button(
            f"Download {counted(number, 'question')}", lambda: bank.download(space, wanted, form), f"questions.{form}",
            on_click="ignore", disabled=not number, key="download",
        )  # fmt: skip


def item_list(found: bank.BankPage, look: str, asked: str) -> None:
    """One page of questions as a table or as cards; picking one opens it."""
    if look == "cards":
        for row in found.rows:
            with st.container(border=True, gap="xsmall"):
                state_badges(row["check_state"], row["verdict"])
                st.markdown(to_markdown(row["question"]))
                st.markdown(f"**Answer:** {to_markdown(row['answer'])}")
                concept_badges(row["topics"], row["kps"], row["level"], in_list=True)
                chosen = row["revision"] == asked
                if st.button("Open", key=f"open-{row['revision']}", disabled=chosen, icon=":material/open_in_full:"):
                    open_item(row["revision"])
        return
    rows = [
        {
            "question": to_plain(r["question"], 160), "answer": to_plain(r["answer"], 40), "level": r["level"],
            "checks": r["check_state"], "verdict": VERDICT.get(r["verdict"], VERDICT[""])[2],
            "source": to_plain(r["dataset"] or r["source"], 24),
        }
        for r in found.rows
    ]  # fmt: skip
    ids = [str(r["revision"]) for r in found.rows]
    columns = {**COLUMNS, "checks": st.column_config.TextColumn(width=75, help=meaning("verify"))}
    picked = pick_table(rows, ids, f"bank-{hash(tuple(ids))}", asked, most=560, columns=columns)
    if picked:
        open_item(picked)


def turn_page(found: bank.BankPage) -> None:
    """Which page of the list, in the address."""
    # Its key holds the page, so that it follows the address.
    key = f"turn-{found.page}-of-{found.pages}"

    def turned() -> None:
        st.query_params["page"] = str(st.session_state[key])
        st.query_params.pop("item", None)

    if found.pages > 1:
        st.pagination(found.pages, default=found.page, key=key, on_change=turned)

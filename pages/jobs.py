"""Jobs: every long work with its state, counts, tokens and cost; one of them with its log and what failed."""

import streamlit as st

from mathscale_core.pipeline.jobs import JobStatus
from mathscale_core.views import jobs as view
from mathscale_core.views.text import counted, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import note, page_choice, said, show
from pages.parts.jobs import (
    KIND_WORD,
    PRICE_HELP,
    STATE_HELP,
    by_whom,
    failure_table,
    job_progress,
    made_by,
    price_of,
    spent_facts,
    started,
    way_out,
)
from pages.parts.loading import loading
from pages.parts.shell import clear_errors, head, same_workspace, workspace
from pages.parts.tables import row_table
from pages.parts.wording import meaning, worded

#: A table cell takes no icon: a sign before the word keeps states apart without colour.
_SIGN = {
    "queued": "…", "running": "▶", "stalled": "⚠", "paused": "‖", "cancelled": "⊘", "failed": "✕", "done": "✓",
}  # fmt: skip


def job_list(space: Workspace) -> None:
    """A page of jobs; live while one of them moves."""
    kinds = ["", *KIND_WORD]
    kind = st.segmented_control(
        "Kind", kinds, key=show("kind", said("kind") if said("kind") in kinds else ""), on_change=note,
        args=("kind", "kind", "", "page"), label_visibility="collapsed", format_func=lambda k: KIND_WORD.get(k, "All"),
    )  # fmt: skip
    with loading("Reading the jobs"):
        found, total = view.job_page(space, kind=kind or "")
    if not total:
        st.info("No job of this kind yet." if kind else "No job yet: extraction and generation run as jobs.")
        with st.container(horizontal=True):
            st.page_link("seeds.py", label=worded("Extract concepts from seeds"), icon=":material/grass:")
            st.page_link("generate.py", label="Generate questions", icon=":material/edit_note:")
        return
    page = page_choice(-(-total // view.PAGE))
    if page > 1:
        found, _ = view.job_page(space, page, kind or "")
    moves = any(status.moves for status in found)
    st.fragment(_table, run_every="2s" if moves else None, key="jobs")(space, page, kind or "", moved=moves)


def _table(space: Workspace, page: int, kind: str, *, moved: bool) -> None:
    with clear_errors(), same_workspace(space):
        found, total = view.job_page(space, page, kind)
        if moved and not any(status.moves for status in found):
            st.rerun()
        row = row_table(
            [_row(status) for status in found], f"jobs-{page}-{kind}", most=1800,
            columns={
                "state": st.column_config.TextColumn(help="  \n".join(f"**{s}**: {h}" for s, h in STATE_HELP.items())),
                "done": st.column_config.ProgressColumn(
                    format="%d%%", min_value=0, max_value=100, width=110, help="Answered of all, failed ones too."
                ),
                "asked": st.column_config.NumberColumn(format="localized"),
                "tokens": st.column_config.NumberColumn(format="localized", help=meaning("token")),
                "cost": st.column_config.TextColumn(help=worded(PRICE_HELP)),
                "started": st.column_config.TextColumn(help="In UTC."),
                "provider": st.column_config.TextColumn(worded("provider")),
            },
        )  # fmt: skip
        st.caption(f"{counted(total, 'job')}, newest first. Choose one to open it.")
        if row is not None and row < len(found):
            st.query_params["job"] = found[row].id
            st.rerun()


def _row(status: JobStatus) -> dict[str, object]:
    counts = status.counts
    return {
        "state": f"{_SIGN[status.state]} {status.state}",
        "kind": KIND_WORD.get(status.kind, status.kind),
        "done": 100 * (counts.ok + counts.failed) // max(counts.asked, 1),
        "ok": counts.ok,
        "failed": counts.failed,
        "pending": counts.pending,
        "asked": counts.asked,
        "provider": to_plain(status.provider, 40),
        "tokens": status.tokens,
        "cost": price_of(status),
        "started": started(status).removesuffix(" UTC"),
        "by": to_plain(status.actor, 40),
    }


def one_job(space: Workspace, job: str) -> None:
    """One job: progress, what it spent and made, what failed, and its log."""
    if st.button("All jobs", icon=":material/arrow_back:", type="tertiary"):
        st.query_params.pop("job")
        st.rerun()
    with clear_errors():
        with loading("Reading the job"):
            status = view.status(space, job)
        every = "2s" if status.moves else None
        with st.container(gap="xsmall"):
            st.subheader(f"{KIND_WORD.get(status.kind, 'Job')} of {counted(status.counts.asked, 'item')}", anchor=False)
            st.caption(by_whom(status))
        with st.container(border=True):
            job_progress(space, job)
            way_out(status)
        spent, made = st.columns([3, 1], gap="large")
        with spent:
            st.fragment(_spent, run_every=every, key=f"spent-{job}")(space, job)
        with made:
            made_by(space, status)
        failed, log = st.tabs([f"Failures ({status.counts.failed:,})", "Log"])
        with failed:
            failure_table(space, status)
        with log:
            st.fragment(_log, run_every=every, key=f"log-{job}")(space, job)


def _spent(space: Workspace, job: str) -> None:
    with clear_errors(), same_workspace(space):
        spent_facts(view.status(space, job))


def _log(space: Workspace, job: str) -> None:
    with clear_errors(), same_workspace(space):
        text = view.log(space, job)
        if text:
            st.code(text, language=None, height=360)
        else:
            st.caption("Nothing was written yet.")


head("Jobs", "Long work: it goes on while no page is open, survives a restart, and never asks a model twice.")
with clear_errors():
    space = workspace()
    job = st.query_params.get("job", "")
    if job:
        one_job(space, job)
    else:
        job_list(space)

"""Jobs on screen: state, progress in honest words, what it spent, and what can be done with it; live while it moves."""

import streamlit as st

from mathscale_core.pipeline import jobs, work
from mathscale_core.pipeline.jobs import JobStatus
from mathscale_core.views import jobs as view
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.look import JOB_STATE
from pages.parts.shell import clear_errors, same_workspace
from pages.parts.wording import meaning, worded

#: Kind of a job to what it does, in a word for people.
KIND_WORD = {
    "extract": "Extraction", "generate": "Generation", "preview": "Preview", "layout": "Map layout", "twins": "Twins",
}  # fmt: skip
#: State to what it means, for who hovers over it.
STATE_HELP = {
    "queued": "Its worker has not begun yet.",
    "running": "A worker asks the model, also while no page is open and after the app has ended.",
    "stalled": "Its worker is gone without a word. What it had is kept; resume it to ask for the rest.",
    "paused": "Stopped on purpose. What it had is kept; resume it to ask for the rest.",
    "cancelled": "Given up for good. What it had is kept.",
    "failed": "It could not go on; the reason is said below. What it had is kept; resume it when that is mended.",
    "done": "Every item has an answer. Failed ones can be asked again.",
}
#: What a cost is reckoned by.
PRICE_HELP = "By the prices of the endpoint when the job was started."
_EVERY = "1s"


def state_badge(status: JobStatus) -> None:
    """The state as icon and word."""
    icon, colour, word = JOB_STATE[status.state]
    st.badge(word, icon=icon, color=colour, help=STATE_HELP[status.state])


def job_progress(space: Workspace, job: str, *, controls: bool = True) -> JobStatus:
    """A job's state, progress and buttons; while it moves it is drawn anew, and at its end the whole page once.

    Args:
        space: The workspace.
        job: The job.
        controls: Whether it can be paused, cancelled, resumed and retried here.

    Raises:
        NotFoundError: There is no such job.
    """
    status = view.status(space, job)
    st.fragment(_draw, run_every=_EVERY if status.moves else None, key=f"job-{job}")(
        space, job, controls=controls, moved=status.moves
    )
    return status


def words_of(status: JobStatus) -> str:
    """How far it is, in words that add up.

    >>> from mathscale_core.records import JobCounts
    >>> words_of(JobStatus("j", "generate", "done", "", JobCounts(50, 48, 0, 2, 0, 0), 8, 42, 0, 70, ""))
    '48 ok · 2 failed · 0 pending, of 50 asked · 42 came from the cache'
    """
    counts = status.counts
    parts = [f"{counts.ok:,} ok", f"{counts.failed:,} failed", f"{counts.pending:,} pending, of {counts.asked:,} asked"]
    if status.cached:
        parts.append(worded(f"{status.cached:,} came from the cache"))
    if status.possibly_paid_twice:
        parts.append(f"{status.possibly_paid_twice:,} possibly paid twice")
    return " · ".join(parts)


def price_of(status: JobStatus) -> str:
    """What it cost, in words.

    >>> from mathscale_core.records import JobCounts
    >>> price_of(
    ...     JobStatus("j", "generate", "done", "", JobCounts(1, 1, 0, 0, 0, 0), 1, 0, 0, 9, "", "gpt", 5, 0.001, "USD")
    ... )
    'under 0.01 USD'
    """
    if status.cost is None:
        return "unknown"
    if status.cost == 0:
        return "free" if status.provider == "offline" else "nothing"
    return f"{status.cost:,.2f} {status.currency}" if status.cost >= 0.01 else f"under 0.01 {status.currency}"


def _draw(space: Workspace, job: str, *, controls: bool, moved: bool) -> None:
    with clear_errors(), same_workspace(space):
        status = view.status(space, job)
        if moved and not status.moves:
            # The page around it shows what the job made, and asks no more every second.
            st.rerun()
        counts = status.counts
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            state_badge(status)
            st.caption(words_of(status), width="stretch")
            if controls:
                _buttons(space, status)
        st.progress((counts.ok + counts.failed) / max(counts.asked, 1))
        _reason(status)
        if not status.taken_in:
            st.caption("Its last answers are being taken in.")


def _reason(status: JobStatus) -> None:
    """Why it is where it is; where it stopped by itself also what became of the rest, and what to do."""
    stopped = status.state == "failed" and status.counts.pending
    if stopped:
        st.warning("The job stopped by itself, and says why:", icon=":material/error:")
    if status.reason:
        # Of the worker or of a server: shown as it is.
        st.text(status.reason)
    if not stopped:
        return
    rest = "1 item" if status.counts.pending == 1 else f"the {status.counts.pending:,} items"
    kept = f"Nothing is lost: what nobody answered is pending and not failed. Resume asks {rest} and nothing twice"
    if status.provider == "offline":
        st.caption(f"{kept}, when the reason is mended.")
        return
    st.caption(worded(f"{kept}. First see that the endpoint answers: Settings has a test for it."))


def spent_facts(status: JobStatus) -> None:
    """What it took: requests, tokens, cost."""
    facts = st.columns(4)
    facts[0].metric(
        "Requests", f"{status.requests:,}", help=worded("Sent to the endpoint; none to the offline provider.")
    )
    facts[1].metric(worded("Cached"), f"{status.cached:,}", help="Answers that were paid for before.")
    replies = "Replies that could not be read count too."
    facts[2].metric("Tokens", f"{status.tokens:,}", help=f"{meaning('token')} {replies}")
    facts[3].metric("Cost", price_of(status), help=worded(PRICE_HELP))


def failure_table(space: Workspace, status: JobStatus) -> None:
    """What failed, why, and what the model said."""
    shown, total = view.failures(space, status.id) if status.counts.failed else ([], 0)
    if not shown:
        st.caption("Nothing failed.")
        return
    st.dataframe(
        [{"item": f.item, "reason": to_plain(f.reason), "the model said": to_plain(f.reply, 200)} for f in shown],
        hide_index=True, column_config={"reason": st.column_config.TextColumn(width="large")},
    )  # fmt: skip
    if total > len(shown):
        st.caption(f"The first {len(shown)} of {total:,}.")


def _buttons(space: Workspace, status: JobStatus) -> None:
    job, counts = status.id, status.counts
    if status.state in {"queued", "running"}:
        if st.button("Pause", icon=":material/pause:", key=f"pause-{job}"):
            jobs.pause_job(space, job)
            st.toast("Asked to pause: requests under way are waited for.")
            st.rerun()
    elif status.state in {"stalled", "paused", "failed"} and counts.pending:
        label = f"Resume ({counts.pending:,} pending)"
        if st.button(label, icon=":material/play_arrow:", key=f"resume-{job}", type="primary"):
            work.resume(space, job, detached=True)
            st.rerun()
    if counts.failed and status.state not in {"queued", "running", "cancelled"}:
        label = f"Retry {counts.failed:,} failed"
        if st.button(label, icon=":material/replay:", key=f"retry-{job}", help="Asks pending items too."):
            work.retry(space, job, detached=True)
            st.rerun()
    if status.state not in {"done", "cancelled"}:
        _cancel_button(space, status)


def _cancel_button(space: Workspace, status: JobStatus) -> None:
    with st.popover("Cancel", icon=":material/block:", key=f"cancel-{status.id}"):
        st.markdown(
            f"Give the job up for good? What it has is kept: {counted(status.counts.ok, 'answer')}. "
            f"It will never ask for the rest: {counted(status.counts.pending, 'item')}."
        )
        if st.button("Cancel for good", key=f"cancel-for-good-{status.id}", type="primary"):
            work.cancel(space, status.id)
            st.rerun()


def made_by(space: Workspace, status: JobStatus) -> None:
    """What the job made, with the way there."""
    if status.kind == "extract":
        outcomes = view.made(space, status)
        st.markdown(
            worded(
                f"{counted(outcomes.get('ok', 0), 'seed')} tagged · on {outcomes.get('uncertain', 0):,} the extractor "
                f"abstained · {outcomes.get('failed', 0):,} failed"
            )
        )
        st.page_link("explore.py", label=worded("See the graph"), icon=":material/hub:")
    elif status.kind == "generate" and status.counts.ok:
        st.page_link(
            "questions.py", label="Open its questions", icon=":material/quiz:", query_params={"job": status.id}
        )
    elif status.kind == "layout":
        st.page_link("explore.py", label="See the map", icon=":material/map:", query_params={"view": "Map"})
    elif status.kind == "twins":
        st.page_link("explore.py", label="See the queue", icon=":material/join_inner:", query_params={"view": "Queue"})
    elif status.kind == "preview":
        st.caption(worded("Its replies wait in the cache: a batch that asks the same pays nothing again."))


def way_out(status: JobStatus) -> None:
    """Where a job stopped by itself: the page that tests who was asked."""
    if status.state == "failed" and status.counts.pending and status.provider != "offline":
        st.page_link(
            "settings.py", label=worded("Test the endpoint"), icon=":material/network_check:",
            query_params={"section": "Endpoints"},
        )  # fmt: skip


def by_whom(status: JobStatus) -> str:
    """Who, with what, since when; as Markdown."""
    who = to_markdown(status.actor or "nobody")
    return f"{to_markdown(status.provider)} · started {started(status)} by {who} · `{status.id}`"


def started(status: JobStatus) -> str:
    """When it was started, to the minute, in UTC."""
    return f"{status.created[:16].replace('T', ' ')} UTC"

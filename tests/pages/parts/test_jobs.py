"""The piece that shows a job: words that add up, and what can be done in each state."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline import jobs
from mathscale_core.pipeline.jobs import JobStatus
from mathscale_core.records import JobCounts, ModelRequest
from mathscale_core.testing.scripted import SCRIPTED
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.workspace import Workspace
from pages.parts.jobs import KIND_WORD, STATE_HELP, by_whom, price_of, started, words_of
from pages.parts.look import JOB_STATE


def status(counts: JobCounts, cost: float | None = 0.0, provider: str = "offline", cached: int = 0) -> JobStatus:
    return JobStatus(
        "j_1", "generate", "done", "", counts, 9, cached, 2 if cached else 0, 5,
        "2026-01-02T12:34:56.000000+00:00", provider, 3, cost, "EUR", "<b>Emmy</b>",
    )  # fmt: skip


def piece(space: Workspace, job: str, *, controls: bool) -> AppTest:
    """The piece alone on a page."""

    def script() -> None:
        import streamlit as st

        from pages.parts.jobs import job_progress

        job_progress(st.session_state["workspace"], st.session_state["job"], controls=st.session_state["controls"])

    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["workspace"], app.session_state["job"], app.session_state["controls"] = space, job, controls
    return app.run()


def test_a_job_of_nothing_has_words() -> None:
    """Zeros add up too."""
    assert words_of(status(JobCounts(0, 0, 0, 0, 0, 0))) == "0 ok · 0 failed · 0 pending, of 0 asked"


def test_the_words_name_all_that_was_asked() -> None:
    """Cached answers and those that may have cost twice are said where there are any."""
    said = words_of(status(JobCounts(1200, 1100, 0, 40, 0, 60), cached=42))
    assert said == (
        "1,100 ok · 40 failed · 60 pending, of 1,200 asked · 42 came from the cache · 2 possibly paid twice"
    )


@pytest.mark.parametrize(
    ("cost", "provider", "said"),
    [
        (None, "gpt", "unknown"), (0.0, "offline", "free"), (0.0, "gpt", "nothing"), (0.004, "gpt", "under 0.01 EUR"),
        (1234.5, "gpt", "1,234.50 EUR"),
    ],
)  # fmt: skip
def test_a_price_that_is_not_known_is_no_zero(cost: float | None, provider: str, said: str) -> None:
    """Unknown, free and nothing are three things."""
    assert price_of(status(JobCounts(1, 1, 0, 0, 0, 0), cost, provider)) == said


def test_who_started_it_is_no_markup() -> None:
    """A name is shown as it is; the time to the minute."""
    shown = by_whom(status(JobCounts(1, 1, 0, 0, 0, 0)))
    assert "\\<b\\>Emmy" in shown
    assert started(status(JobCounts(1, 1, 0, 0, 0, 0))) == "2026-01-02 12:34 UTC"


def test_every_state_and_kind_is_explained() -> None:
    """What a badge says has a sentence for who hovers over it."""
    from mathscale_core.pipeline.work import INGEST

    assert set(STATE_HELP) == set(JOB_STATE)
    assert set(KIND_WORD) == set(INGEST)


def test_the_piece_shows_progress_with_or_without_buttons(tmp_path: Path) -> None:
    """Elsewhere than on Jobs a page may leave the buttons out; a reason is shown as text."""
    space = fresh_workspace(tmp_path)
    asked = [ModelRequest(f"m_{n}", "generate", "p@1", f"{n}", {}) for n in range(4)]
    job = jobs.create_job(space, "generate", SCRIPTED, {}, asked)
    jobs.folder_of(space, job).set_state("failed", "**20 requests** <b>in a row</b>")
    space.store.jobs.set_state(job, "failed")
    bare, full = piece(space, job, controls=False), piece(space, job, controls=True)
    for app in (bare, full):
        assert not app.exception
        assert app.text[0].value == "**20 requests** <b>in a row</b>"
        said = [c.value for c in app.caption]
        assert "0 ok · 0 failed · 4 pending, of 4 asked" in said
        assert app.warning[0].value == "The job stopped by itself, and says why:"
        assert any("Resume asks the 4 items and nothing twice. First see that the endpoint answers" in c for c in said)
    assert [b.label for b in bare.button] == []
    assert [b.label for b in full.button] == ["Resume (4 pending)", "Cancel for good"]
    space.close()

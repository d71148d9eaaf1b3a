"""Jobs: the list, one job with its buttons, and an address for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline import jobs, work
from mathscale_core.pipeline.generate import start_generation
from mathscale_core.pipeline.sample import sample
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, talks_garbage, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, small_workspace
from mathscale_core.views import jobs as view
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with compositions; its model writes questions."""
    workspace = small_workspace(tmp_path, ScriptedModel(writes_questions))
    sample(workspace, 30)
    yield workspace
    workspace.close()


def opened(space: Workspace, job: str) -> AppTest:
    app = open_page(space, "jobs")
    app.query_params["job"] = job
    app.run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_without_a_job_the_page_says_where_they_come_from(tmp_path: Path) -> None:
    """It leads to the pages that start them."""
    workspace = fresh_workspace(tmp_path)
    app = open_page(workspace, "jobs")
    assert not app.exception
    assert "No job yet" in words(app)
    workspace.close()


def test_the_list_tells_state_counts_and_cost(space: Workspace) -> None:
    """A row a job, newest first, with a sign and a word for its state."""
    first = start_generation(space, 5, endpoint=SCRIPTED)
    start_generation(answered_by(space, ScriptedModel(talks_garbage)), 4, endpoint=SCRIPTED, rng=1)
    jobs.create_job(space, "extract", None, {}, list(jobs.folder_of(space, first).requests()))
    work.take_in_open(space)
    app = open_page(space, "jobs")
    assert not app.exception
    table = app.dataframe[0].value
    assert sorted(table["kind"]) == ["Extraction", "Generation", "Generation"]
    assert sorted(table["state"]) == ["… queued", "✓ done", "✓ done"]
    assert (table["ok"].sum(), table["failed"].sum(), table["pending"].sum()) == (5, 4, 5)
    assert set(table["cost"]) == {"free", "unknown"}
    assert "3 jobs" in words(app)


def test_a_job_has_an_address_with_its_words_log_and_failures(space: Workspace) -> None:
    """Counts that add up, what the model said where it failed, and the log."""
    job = start_generation(answered_by(space, ScriptedModel(talks_garbage)), 6, endpoint=SCRIPTED)
    work.take_in_open(space)
    app = opened(space, job)
    text = words(app)
    assert "0 ok · 6 failed · 0 pending, of 6 asked" in text
    assert job in text
    assert [m.value for m in app.metric] == ["6", "0", "42", "unknown"]
    assert list(app.dataframe[0].value["the model said"]) == ["I'd be glad to help! {Here are some ideas"] * 6
    assert "done: 0 ok, 6 failed, 0 pending of 6" in app.code[0].value
    assert "Retry 6 failed" in labels(app)


def test_a_gone_job_gets_a_word(space: Workspace) -> None:
    """And the way back to the list."""
    app = opened(space, "j_gone")
    assert "There is no job 'j_gone'" in words(app)
    press(app, "All jobs")
    assert "job" not in app.query_params


def test_failed_items_are_asked_again(space: Workspace) -> None:
    """One press: they are asked, and what came is shown."""
    job = start_generation(answered_by(space, ScriptedModel(writes_questions, fail_first=3)), 8, endpoint=SCRIPTED)
    work.take_in_open(space)
    app = opened(space, job)
    press(app, "Retry 3 failed")
    assert jobs.job_status(space, job).counts.ok == 8
    assert "Its last answers are being taken in" in words(app)
    work.take_in_open(space)
    app.run()
    assert "8 ok · 0 failed · 0 pending, of 8 asked" in words(app)
    assert "Retry" not in " ".join(labels(app))


def test_a_stopped_job_goes_on_or_is_given_up(space: Workspace) -> None:
    """Resume asks for what is pending; cancel asks first and is for good."""
    model = ScriptedModel(writes_questions, interrupt_after=2)
    first, second = (
        start_generation(answered_by(space, model, model.stop), 20, endpoint=SCRIPTED, rng=rng) for rng in (0, 1)
    )
    work.take_in_open(space)
    pending = jobs.job_status(space, first).counts.pending
    assert pending > 0
    app = opened(space, first)
    press(app, f"Resume ({pending} pending)")
    assert (jobs.job_status(space, first).state, jobs.job_status(space, first).counts.pending) == ("done", 0)
    app = opened(space, second)
    assert "Cancel for good" in labels(app)
    press(app, "Cancel for good")
    assert jobs.job_status(space, second).state == "cancelled"
    assert labels(app)[-1] == "All jobs"


def test_a_job_that_has_not_begun_can_be_paused(space: Workspace) -> None:
    """It is paused at once, and offers to go on."""
    asked = list(jobs.folder_of(space, start_generation(space, 3, endpoint=SCRIPTED)).requests())
    job = jobs.create_job(space, "generate", SCRIPTED, {"graph_version": "g"}, asked)
    app = opened(space, job)
    assert "Pause" in labels(app)
    press(app, "Pause")
    assert jobs.job_status(space, job).state == "paused"
    assert "Resume (3 pending)" in labels(app)


def test_a_broken_job_is_told_as_one(space: Workspace) -> None:
    """Its folder is gone: failed, with the reason, and the page stands."""
    job = start_generation(space, 3, endpoint=SCRIPTED)
    jobs.folder_of(space, job).remove()
    app = opened(space, job)
    assert "spec.json" in words(app)


def test_the_kind_and_the_page_are_in_the_address(space: Workspace) -> None:
    """Another kind begins at its first page."""
    start_generation(space, 1, endpoint=SCRIPTED)
    work.take_in_open(space)
    app = open_page(space, "jobs", kind="generate", page="7")
    assert not app.exception
    assert app.segmented_control(key="kind").value == "generate"
    app.segmented_control(key="kind").set_value("extract").run()
    assert address(app)["kind"] == "extract"
    assert "page" not in app.query_params


def test_the_second_page_holds_the_older_jobs(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address names it; the two pages hold each job once."""
    monkeypatch.setattr(view, "PAGE", 1)
    for rng in (0, 1):
        start_generation(space, 1 + rng, endpoint=SCRIPTED, rng=rng)
    work.take_in_open(space)
    shown = [open_page(space, "jobs", page=number).dataframe[0].value["asked"].tolist() for number in ("1", "2")]
    assert sorted(shown) == [[1], [2]]


def test_parts_that_run_by_themselves_leave_a_workspace_that_was_switched(tmp_path: Path) -> None:
    """Each draws the page anew before it asks the closed one for anything; an error of the present one is shown."""

    def script() -> None:
        import streamlit as st

        from pages.parts.shell import clear_errors, same_workspace, workspace

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        held = st.session_state["held"] if st.session_state["runs"] == 1 else workspace()

        def part() -> None:
            with clear_errors(), same_workspace(held):
                st.text(f"{held.store.questions.count()} questions in run {st.session_state['runs']}")

        st.fragment(part)()

    old, new = small_workspace(tmp_path), small_workspace(tmp_path / "new")
    old.close()
    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["held"], app.session_state["workspace"] = old, new
    app.run()
    assert not app.exception
    assert not app.error
    assert [t.value for t in app.text] == ["0 questions in run 2"]
    new.close()
    app.run()
    assert not app.exception
    assert len(app.error) == 1

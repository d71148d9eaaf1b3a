"""Jobs that go on: what is pending is asked, what failed is asked again, nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import JobError
from mathscale_core.pipeline import jobs
from mathscale_core.ports import silent
from mathscale_core.seeds.text import question_key
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, question_requests, talks_garbage, writes_questions
from mathscale_core.testing.workspaces import SMALL, answered_by, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.worker import work
from tests.pipeline.started import TakenIn, paused, started


def test_a_paused_job_goes_on_and_a_done_one_does_not(tmp_path: Path) -> None:
    """Resume asks for the pending items; then there is nothing to resume."""
    workspace, job = paused(tmp_path)
    before, taken = jobs.job_status(workspace, job), TakenIn()
    assert (before.state, before.counts.pending > 0) == ("paused", True)
    status = jobs.resume_job(workspace, job, taken, silent)
    assert (status.state, len(taken.items), status.counts.ok) == ("done", before.counts.pending, 30)
    with pytest.raises(JobError, match="is done"):
        jobs.resume_job(workspace, job, taken, silent)


def test_a_job_that_ended_while_nobody_looked_is_taken_in_by_resume(tmp_path: Path) -> None:
    """Its worker outlived the command that started it: resume asks nobody and takes the answers in."""
    model = ScriptedModel(writes_questions)
    workspace, taken = fresh_workspace(tmp_path, model), TakenIn()
    job = started(workspace, 12)
    work(workspace.jobs / job, ScriptedModel(writes_questions))
    status = jobs.resume_job(workspace, job, taken, silent)
    assert (status.state, len(taken.items), model.requests) == ("done", 12, [])
    with pytest.raises(JobError, match="is done"):
        jobs.resume_job(workspace, job, taken, silent)


@pytest.mark.parametrize("again", [jobs.resume_job, jobs.retry_job])
def test_items_that_show_a_seed_which_became_a_test_item_are_not_asked(
    tmp_path: Path, again: Callable[..., jobs.JobStatus]
) -> None:
    """They have failed, with why; the others are asked, and the counts add up. Before, they are asked as ever."""
    model = ScriptedModel(writes_questions, fail_first=1, interrupt_after=4)
    workspace, taken = small_workspace(tmp_path, model, stop=model.stop), TakenIn()
    one, other = (labelled_seed(n, topics, kps).id for n, (topics, kps) in enumerate(SMALL[:2], 1))
    asked = [
        replace(r, inputs={**r.inputs, "shots": [other if n % 2 else one]}) for n, r in enumerate(question_requests(30))
    ]
    job = jobs.create_job(workspace, "generate", SCRIPTED, {}, asked)
    jobs.run_job(workspace, job, TakenIn(), silent)
    before, were_asked = jobs.job_status(workspace, job), {r.id for r in model.requests}
    workspace.store.seeds.withdraw([question_key(labelled_seed(1).question)], "is a test item")
    second = ScriptedModel(writes_questions)
    status = again(answered_by(workspace, second), job, taken, silent)
    assert all(r.inputs["shots"] == [other] for r in second.requests)
    assert (len(second.requests), status.state, status.counts.pending) == (
        status.counts.ok - before.counts.ok,
        "done",
        0,
    )
    left_out = {i for i, outcome in taken.items if outcome == "failed"}
    assert {r.id for r in asked if r.inputs["shots"] == [one]} - were_asked <= left_out
    reasons = {a.reason for a in jobs.folder_of(workspace, job).failures() if a.id in left_out}
    assert reasons == {f"it was not asked: its seed {one} is withdrawn by now"}
    assert "items were left out" in jobs.job_log(workspace, job)


def test_retry_asks_for_failed_items_only(tmp_path: Path) -> None:
    """Without a failed item there is nothing to retry."""
    workspace, taken = fresh_workspace(tmp_path, ScriptedModel(writes_questions, fail_first=4)), TakenIn()
    job = started(workspace, 10)
    assert jobs.run_job(workspace, job, TakenIn(), silent).counts.failed == 4
    again = ScriptedModel(writes_questions)
    status = jobs.retry_job(answered_by(workspace, again), job, taken, silent)
    assert (len(again.requests), status.counts.ok, status.possibly_paid_twice) == (4, 10, 0)
    assert sorted(o for _, o in taken.items) == ["ok"] * 4 + ["pending"] * 4
    with pytest.raises(JobError, match="no failed item"):
        jobs.retry_job(workspace, job, TakenIn(), silent)


def test_retry_of_a_paused_job_asks_for_its_pending_items_too(tmp_path: Path) -> None:
    """It is then done, and every item that was answered before is left alone."""
    model = ScriptedModel(writes_questions, fail_first=4, interrupt_after=5)
    workspace = fresh_workspace(tmp_path, model, stop=model.stop)
    job = started(workspace, 30)
    before = jobs.run_job(workspace, job, TakenIn(), silent)
    again = ScriptedModel(writes_questions)
    status = jobs.retry_job(answered_by(workspace, again), job, TakenIn(), silent)
    assert before.counts.pending > 0
    assert (status.state, status.counts.ok, len(again.requests)) == ("done", 30, 30 - before.counts.ok)


def test_unreadable_replies_and_repeats_are_counted_in_tokens(tmp_path: Path) -> None:
    """Garbage was paid for too, and the station sees no reply of it; asked again, both answers count."""
    workspace, taken = fresh_workspace(tmp_path, ScriptedModel(talks_garbage)), TakenIn()
    job = started(workspace, 4)
    assert jobs.run_job(workspace, job, taken, silent).tokens == 28
    status = jobs.retry_job(answered_by(workspace, ScriptedModel(writes_questions)), job, taken, silent)
    assert (status.tokens, status.counts.ok, status.cached) == (56, 4, 0)
    assert sorted(o for _, o in taken.items) == ["failed"] * 4 + ["ok"] * 4 + ["pending"] * 4


def test_resume_and_retry_can_be_detached(tmp_path: Path) -> None:
    """They ask what they ask attended, and return without having taken anything in."""
    model = ScriptedModel(writes_questions, fail_first=4, interrupt_after=5)
    workspace = fresh_workspace(tmp_path, model, stop=model.stop)
    job, taken = started(workspace, 30), TakenIn()
    jobs.run_job(workspace, job, TakenIn(), silent)
    again = ScriptedModel(writes_questions)
    other = answered_by(workspace, again)
    resumed = jobs.resume_job(other, job, taken, silent, detached=True)
    assert (resumed.state, resumed.counts.failed, taken.items) == ("done", 4, [])
    jobs.take_in(other, job, taken)
    retried = jobs.retry_job(other, job, taken, silent, detached=True)
    assert (retried.state, retried.counts.ok, retried.taken_in) == ("done", 30, False)
    with pytest.raises(JobError, match="no failed item"):
        jobs.retry_job(other, job, taken, silent, detached=True)

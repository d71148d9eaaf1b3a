"""Jobs that are paused or cancelled, whatever their worker and their folder are doing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mathscale_core.errors import JobError
from mathscale_core.pipeline import jobs
from mathscale_core.ports import silent
from mathscale_core.records import ModelRequest
from mathscale_core.testing.scripted import ScriptedModel, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace
from mathscale_core.worker import work
from mathscale_core.workspace import Workspace
from tests.pipeline.started import TakenIn, paused, row_of, started


def test_a_cancelled_job_stays_cancelled(tmp_path: Path) -> None:
    """What it has stays; it can neither be resumed nor retried nor paused nor cancelled again."""
    workspace, job = paused(tmp_path)
    had = jobs.job_status(workspace, job).counts.ok
    status = jobs.cancel_job(workspace, job)
    assert (status.state, status.counts.ok) == ("cancelled", had)
    with pytest.raises(JobError, match="is cancelled"):
        jobs.resume_job(workspace, job, TakenIn(), silent)
    for call in (jobs.pause_job, jobs.cancel_job):
        with pytest.raises(JobError, match="is cancelled"):
            call(workspace, job)


def test_a_cancelled_job_with_failures_is_not_retried(tmp_path: Path) -> None:
    """Nobody is asked, and it stays cancelled."""
    model = ScriptedModel(writes_questions, fail_first=4, interrupt_after=5)
    workspace = fresh_workspace(tmp_path, model, stop=model.stop)
    job = started(workspace, 30)
    assert jobs.run_job(workspace, job, TakenIn(), silent).counts.failed == 4
    before, again = jobs.cancel_job(workspace, job), ScriptedModel(writes_questions)
    with pytest.raises(JobError, match="is cancelled"):
        jobs.retry_job(answered_by(workspace, again), job, TakenIn(), silent)
    assert (again.requests, jobs.job_status(workspace, job)) == ([], before)


def test_a_queued_job_is_paused_at_once(tmp_path: Path) -> None:
    """Nobody works on it, so nobody needs to be asked."""
    workspace = fresh_workspace(tmp_path)
    job = started(workspace, 3)
    assert jobs.pause_job(workspace, job).state == "paused"
    assert row_of(workspace, job)["state"] == "paused"


@pytest.mark.parametrize(("call", "wish"), [(jobs.pause_job, "pause"), (jobs.cancel_job, "cancel")])
def test_a_worker_that_only_seems_stalled_is_asked_too(
    tmp_path: Path, call: Callable[[Workspace, str], jobs.JobStatus], wish: str
) -> None:
    """Its heart was late, but it has the job: it hears the wish, and its answers are looked for until it ends."""
    workspace = fresh_workspace(tmp_path)
    job = started(workspace, 3)
    folder = jobs.folder_of(workspace, job)
    with folder.locked():
        folder.set_state("running")
        folder.beat()
        os.utime(folder.path / "heartbeat", (1, 1))
        assert folder.state()[0] == "stalled"
        assert call(workspace, job).state == "stalled"
        assert (folder.take_wish(), row_of(workspace, job)["state"]) == (wish, "running")


def test_a_worker_that_begins_at_this_instant_is_asked_too(tmp_path: Path) -> None:
    """The job was queued a moment ago and is locked by now."""
    workspace = fresh_workspace(tmp_path)
    job = started(workspace, 3)
    folder = jobs.folder_of(workspace, job)
    with folder.locked():
        assert jobs.cancel_job(workspace, job).state == "queued"
        assert folder.take_wish() == "cancel"


def test_answers_that_were_not_taken_in_are_looked_for_after_a_pause(tmp_path: Path) -> None:
    """The worker of a killed command has written them: the job rests, and is not done with them."""
    workspace, taken = fresh_workspace(tmp_path), TakenIn()
    job = started(workspace, 12)
    model = ScriptedModel(writes_questions, interrupt_after=4)
    work(workspace.jobs / job, model, stop=model.stop)
    status = jobs.pause_job(workspace, job)
    assert (status.state, status.taken_in, status.moves) == ("paused", False, True)
    assert row_of(workspace, job)["state"] == "queued"
    jobs.take_in(workspace, job, taken)
    assert len(taken.items) == status.counts.ok > 0
    assert (jobs.job_status(workspace, job).taken_in, row_of(workspace, job)["state"]) == (True, "paused")


@pytest.mark.parametrize("call", [jobs.pause_job, jobs.cancel_job])
def test_a_job_whose_answers_could_not_be_taken_in_can_be_put_to_rest(
    tmp_path: Path, call: Callable[[Workspace, str], jobs.JobStatus]
) -> None:
    """Its worker is done, for people it has failed; nobody waits for what cannot come."""
    workspace = fresh_workspace(tmp_path)
    job = started(workspace, 3)
    work(workspace.jobs / job, ScriptedModel(writes_questions))
    workspace.store.jobs.set_state(job, "failed")
    status = call(workspace, job)
    assert status.state == ("paused" if call is jobs.pause_job else "cancelled") == row_of(workspace, job)["state"]


def test_a_job_whose_folder_is_gone_can_be_cancelled(tmp_path: Path) -> None:
    """Its row remembers."""
    workspace = fresh_workspace(tmp_path)
    job = started(workspace, 3)
    jobs.folder_of(workspace, job).remove()
    assert jobs.cancel_job(workspace, job).state == "cancelled"


def test_a_running_job_is_asked_and_neither_resumed_nor_retried(tmp_path: Path) -> None:
    """While it runs, resume and retry are refused, and a pause is a wish that its worker follows."""
    said: list[str] = []

    def script(request: ModelRequest) -> str:
        if not said:
            for call in (jobs.resume_job, jobs.retry_job):
                with pytest.raises(JobError, match="is running"):
                    call(workspace, job, TakenIn(), silent)
            said.append(jobs.pause_job(workspace, job).state)
        return writes_questions(request)

    workspace = fresh_workspace(tmp_path, ScriptedModel(script))
    job = started(workspace, 30)
    status = jobs.run_job(workspace, job, TakenIn(), silent)
    assert (said, status.state, status.counts.pending > 0) == (["running"], "paused", True)

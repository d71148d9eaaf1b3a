"""Jobs: folders on disk and their rows in the store."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.errors import JobError, NotFoundError
from mathscale_core.pipeline import jobs
from mathscale_core.ports import silent
from mathscale_core.records import JobCounts, ModelRequest
from mathscale_core.seeds.text import question_key
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, talks_garbage, writes_questions
from mathscale_core.testing.workspaces import SMALL, answered_by, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.worker import work
from mathscale_core.workspace import Workspace


class TakenIn:
    """An ingest that notes what it was given."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str]] = []

    def __call__(self, _: Workspace, __: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
        """Take answers in."""
        assert all(request.id == answered.id for request, answered in answers)
        assert all((answered.outcome == "ok") == (answered.reply is not None) for _, answered in answers)
        self.items.extend((answered.id, answered.outcome) for _, answered in answers)


def requests(count: int) -> list[ModelRequest]:
    return [
        ModelRequest(
            f"m_{n}/0", "generate", "generate@1", f"Write question {n}.",
            {"composition": f"m_{n}", "topics": ["Money"], "kps": ["Unit price"], "shots": []},
        )
        for n in range(count)
    ]  # fmt: skip


def started(workspace: Workspace, count: int) -> str:
    return jobs.create_job(workspace, "generate", SCRIPTED, {"rng": 1}, requests(count))


def paused(tmp_path: Path, count: int = 30) -> tuple[Workspace, str]:
    """A job that was interrupted, with its answers taken in."""
    model = ScriptedModel(writes_questions, interrupt_after=10)
    workspace = fresh_workspace(tmp_path, model, stop=model.stop)
    job = started(workspace, count)
    jobs.run_job(workspace, job, TakenIn(), silent)
    return answered_by(workspace, ScriptedModel(writes_questions)), job


def row_of(workspace: Workspace, job: str) -> Mapping[str, Any]:
    row = workspace.store.jobs.get(job)
    assert row is not None
    return row


def test_a_job_that_asks_nothing_is_not_made(tmp_path: Path) -> None:
    """Neither folder nor row is left."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(JobError, match="asks nothing"):
        started(workspace, 0)
    assert (workspace.store.jobs.list(), list(workspace.jobs.iterdir())) == ([], [])


@pytest.mark.parametrize("call", [jobs.job_status, jobs.folder_of, jobs.pause_job, jobs.cancel_job])
def test_a_job_that_is_not_there_is_not_found(tmp_path: Path, call: object) -> None:
    """Also not by a path that leads out of the folder of jobs."""
    workspace = fresh_workspace(tmp_path)
    for name in ("j_nowhere", "../jobs", ""):
        with pytest.raises(NotFoundError, match="no job"):
            call(workspace, name)  # type: ignore[operator]


def test_a_new_job_is_queued_with_everything_pending(tmp_path: Path) -> None:
    """Its row and its folder agree; attachments lie in the folder."""
    workspace = fresh_workspace(tmp_path)
    job = jobs.create_job(workspace, "extract", None, {"x": 1}, requests(3), {"labelled.json": ["é"]})
    status = jobs.job_status(workspace, job)
    assert (status.kind, status.state, status.counts) == ("extract", "queued", JobCounts(3, 0, 0, 0, 0, 3))
    row = workspace.store.jobs.get(job)
    assert row is not None
    assert (row["state"], row["asked"], row["settings"]) == ("queued", 3, {"provider": "offline", "x": 1})
    assert status.created == row["created"] == workspace.now()
    assert (workspace.jobs / job / "labelled.json").read_text("utf-8") == '["é"]'


def test_a_job_whose_layout_fails_leaves_neither_folder_nor_row(tmp_path: Path) -> None:
    """Also where the folder was complete and the row could not be written."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(TypeError):
        jobs.create_job(workspace, "extract", None, {}, requests(1), {"labelled.json": object()})
    assert (workspace.store.jobs.list(), list(workspace.jobs.iterdir())) == ([], [])
    workspace.store.close()
    with pytest.raises(Exception, match=r"(?i)clos"):
        jobs.create_job(workspace, "extract", None, {}, requests(1))
    assert list(workspace.jobs.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("spec.json", "{"), ("spec.json", "{}"), ("shards/00001.jsonl", "no JSON\n"), ("shards/00001.jsonl", "{}\n"),
        ("shards/00001.jsonl", "5\n"), ("asked.txt", b"\xff\n"), ("", ""),
    ],
)  # fmt: skip
def test_a_job_whose_folder_cannot_be_read_has_failed(tmp_path: Path, path: str, content: str | bytes) -> None:
    """Gone or torn, the job says so with what its row knows; other jobs are told as ever."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(writes_questions))
    job, other = started(workspace, 3), started(workspace, 2)
    folder = workspace.jobs / job
    if path:
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    else:
        shutil.rmtree(folder)
    status = jobs.job_status(workspace, job)
    assert (status.kind, status.state, status.counts) == ("generate", "failed", JobCounts(3, 0, 0, 0, 0, 3))
    assert job in status.reason
    assert (status.created, status.tokens, status.requests) == (workspace.now(), 0, 0)
    assert jobs.job_status(workspace, other).state == "queued"


def test_a_job_that_runs_through_is_taken_in_once(tmp_path: Path) -> None:
    """Every answer is given to the station once, also when it is taken in again."""
    workspace, taken = fresh_workspace(tmp_path, ScriptedModel(writes_questions)), TakenIn()
    job = started(workspace, 20)
    status = jobs.run_job(workspace, job, taken, silent)
    assert (status.state, status.counts, status.tokens) == ("done", JobCounts(20, 20, 0, 0, 0, 0), 140)
    jobs.take_in(workspace, job, taken)
    assert sorted(taken.items) == sorted((r.id, "ok") for r in requests(20))
    row = workspace.store.jobs.get(job)
    assert row is not None
    assert row["state"] == "done"


def test_answers_are_taken_in_while_the_worker_goes_on(tmp_path: Path) -> None:
    """Taken in at every fifth request, each answer is still given once, and the counts add up each time."""
    taken = TakenIn()
    sums: list[int] = []

    def script(request: ModelRequest) -> str:
        if len(model.requests) % 5 == 0:
            jobs.take_in(workspace, job, taken)
            counts = jobs.job_status(workspace, job).counts
            sums.append(counts.ok + counts.uncertain + counts.failed + counts.skipped + counts.pending)
        return writes_questions(request)

    model = ScriptedModel(script)
    workspace = fresh_workspace(tmp_path, model)
    job = started(workspace, 40)
    jobs.run_job(workspace, job, taken, silent)
    assert sorted(taken.items) == sorted((r.id, "ok") for r in requests(40))
    assert set(sums) == {40}


def test_a_torn_line_is_taken_in_when_it_is_whole(tmp_path: Path) -> None:
    """Half a line is passed over; completed later, it is taken in once."""
    workspace, taken = fresh_workspace(tmp_path, ScriptedModel(writes_questions)), TakenIn()
    job = started(workspace, 3)
    jobs.run_job(workspace, job, TakenIn(), silent)
    workspace.store.jobs.note_shard(job, "00001.jsonl", 0, "")
    (shard,) = jobs.folder_of(workspace, job).shards()
    whole = shard.read_bytes()
    shard.write_bytes(whole[:-9])
    jobs.take_in(workspace, job, taken)
    assert len(taken.items) == 2
    shard.write_bytes(whole)
    jobs.take_in(workspace, job, taken)
    assert sorted(i for i, _ in taken.items) == sorted(r.id for r in requests(3))


def test_answers_of_a_worker_that_fails_are_taken_in(tmp_path: Path) -> None:
    """The error passes on, the row says failed with the reason in the folder, and what was answered is kept."""
    taken = TakenIn()

    def script(request: ModelRequest) -> str:
        if request.id == "m_15/0":
            raise OSError("the cable is out")
        return writes_questions(request)

    workspace = fresh_workspace(tmp_path, ScriptedModel(script))
    job = started(workspace, 20)
    with pytest.raises(OSError, match="cable"):
        jobs.run_job(workspace, job, taken, silent)
    status = jobs.job_status(workspace, job)
    assert (status.state, "cable" in status.reason) == ("failed", True)
    assert len(taken.items) == status.counts.ok > 0
    row = workspace.store.jobs.get(job)
    assert row is not None
    assert row["state"] == "failed"


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
    row = workspace.store.jobs.get(job)
    assert row is not None
    assert row["state"] == "paused"


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


@pytest.mark.parametrize("again", [jobs.resume_job, jobs.retry_job])
def test_items_that_show_a_seed_which_became_a_test_item_are_not_asked(
    tmp_path: Path, again: Callable[..., jobs.JobStatus]
) -> None:
    """They have failed, with why; the others are asked, and the counts add up. Before, they are asked as ever."""
    model = ScriptedModel(writes_questions, fail_first=1, interrupt_after=4)
    workspace, taken = small_workspace(tmp_path, model, stop=model.stop), TakenIn()
    one, other = (labelled_seed(n, topics, kps).id for n, (topics, kps) in enumerate(SMALL[:2], 1))
    asked = [replace(r, inputs={**r.inputs, "shots": [other if n % 2 else one]}) for n, r in enumerate(requests(30))]
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


def test_a_second_job_with_the_same_requests_is_served_from_the_cache(tmp_path: Path) -> None:
    """It makes no request and spends no token, and says how many answers it had already."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(writes_questions))
    jobs.run_job(workspace, started(workspace, 9), TakenIn(), silent)
    model = ScriptedModel(writes_questions)
    other = answered_by(workspace, model)
    status = jobs.run_job(other, started(other, 9), TakenIn(), silent)
    assert (model.requests, status.requests, status.cached, status.tokens) == ([], 0, 9, 0)
    assert (status.state, status.counts.ok) == ("done", 9)


# -- detached -----------------------------------------------------------------------------------------------


def test_a_started_job_is_worked_on_and_nobody_waits(tmp_path: Path) -> None:
    """Its answers are not in the store until they are looked for; its row says that they are to be."""
    workspace, taken = fresh_workspace(tmp_path, ScriptedModel(writes_questions)), TakenIn()
    job = started(workspace, 6)
    workspace.store.jobs.set_state(job, "paused")
    status = jobs.start_job(workspace, job)
    assert (status.state, status.counts.ok, status.moves, status.taken_in) == ("done", 6, True, False)
    row = workspace.store.jobs.get(job)
    assert row is not None
    assert row["state"] == "queued"
    assert jobs.take_in(workspace, job, taken) == 6
    assert not jobs.job_status(workspace, job).moves


def test_a_detached_worker_that_fails_raises_nothing_here(tmp_path: Path) -> None:
    """Why it failed stands in the job."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(lambda _: OSError("the cable is out")))
    job = started(workspace, 2)
    status = jobs.start_job(workspace, job)
    assert (status.state, "cable" in status.reason) == ("failed", True)


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


def test_the_status_says_who_was_asked_at_what_price(tmp_path: Path) -> None:
    """Provider, prompt tokens and cost by the prices of the start; the person who started it."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(writes_questions, tokens=1000)).acting_as("Emmy")
    endpoint = replace(SCRIPTED, input_price=1.0, output_price=2.0)
    job = jobs.create_job(workspace, "generate", endpoint, {}, requests(5))
    status = jobs.run_job(workspace, job, TakenIn(), silent)
    assert (status.provider, status.actor, status.tokens, status.prompt_tokens) == ("scripted", "Emmy", 5000, 0)
    assert status.cost == pytest.approx(0.01)
    assert status.currency == "USD"
    assert jobs.job_status(workspace, started(workspace, 1)).cost == 0.0


def test_the_log_is_told_from_its_end(tmp_path: Path) -> None:
    """Nothing of a job that has not begun; the last lines of one that has."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(writes_questions, fail_first=2))
    job = started(workspace, 5)
    assert jobs.job_log(workspace, job) == ""
    jobs.run_job(workspace, job, TakenIn(), silent)
    whole = jobs.job_log(workspace, job).splitlines()
    assert len(whole) == 4
    assert whole[-1].endswith("done: 3 ok, 2 failed, 0 pending of 5")
    assert jobs.job_log(workspace, job, 1) == whole[-1]
    assert jobs.job_log(workspace, job, 0) == ""
    with pytest.raises(NotFoundError):
        jobs.job_log(workspace, "j_none")

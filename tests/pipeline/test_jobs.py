"""Jobs: folders on disk and their rows in the store; how they are begun, followed and taken in."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import JobError, NotFoundError
from mathscale_core.pipeline import jobs
from mathscale_core.ports import silent
from mathscale_core.records import JobCounts, ModelRequest
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, question_requests, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace
from tests.pipeline.started import TakenIn, row_of, started


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
    job = jobs.create_job(workspace, "extract", None, {"x": 1}, question_requests(3), {"labelled.json": ["é"]})
    status = jobs.job_status(workspace, job)
    assert (status.kind, status.state, status.counts) == ("extract", "queued", JobCounts(3, 0, 0, 0, 0, 3))
    row = row_of(workspace, job)
    assert (row["state"], row["asked"], row["settings"]) == ("queued", 3, {"provider": "offline", "x": 1})
    assert status.created == row["created"] == workspace.now()
    assert (workspace.jobs / job / "labelled.json").read_text("utf-8") == '["é"]'


def test_a_job_whose_layout_fails_leaves_neither_folder_nor_row(tmp_path: Path) -> None:
    """Also where the folder was complete and the row could not be written."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(TypeError):
        jobs.create_job(workspace, "extract", None, {}, question_requests(1), {"labelled.json": object()})
    assert (workspace.store.jobs.list(), list(workspace.jobs.iterdir())) == ([], [])
    workspace.store.close()
    with pytest.raises(Exception, match=r"(?i)clos"):
        jobs.create_job(workspace, "extract", None, {}, question_requests(1))
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
    assert sorted(taken.items) == sorted((r.id, "ok") for r in question_requests(20))
    assert row_of(workspace, job)["state"] == "done"


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
    assert sorted(taken.items) == sorted((r.id, "ok") for r in question_requests(40))
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
    assert sorted(i for i, _ in taken.items) == sorted(r.id for r in question_requests(3))


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
    assert row_of(workspace, job)["state"] == "failed"


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
    assert row_of(workspace, job)["state"] == "queued"
    assert jobs.take_in(workspace, job, taken) == 6
    assert not jobs.job_status(workspace, job).moves


def test_a_detached_worker_that_fails_raises_nothing_here(tmp_path: Path) -> None:
    """Why it failed stands in the job."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(lambda _: OSError("the cable is out")))
    job = started(workspace, 2)
    status = jobs.start_job(workspace, job)
    assert (status.state, "cable" in status.reason) == ("failed", True)


def test_the_status_says_who_was_asked_at_what_price(tmp_path: Path) -> None:
    """Provider, prompt tokens and cost by the prices of the start; the person who started it."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(writes_questions, tokens=1000)).acting_as("Emmy")
    endpoint = replace(SCRIPTED, input_price=1.0, output_price=2.0)
    job = jobs.create_job(workspace, "generate", endpoint, {}, question_requests(5))
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

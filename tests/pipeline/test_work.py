"""Open jobs of any kind find the station that takes their answers in."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.adapters.jobfolder import JobFolder, read_shard
from mathscale_core.errors import JobError, NotFoundError, WorkspaceError
from mathscale_core.pipeline import jobs
from mathscale_core.pipeline.extract import extract, start_extraction
from mathscale_core.pipeline.generate import generate, start_generation
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.work import cancel, resume, retry, take_in_open
from mathscale_core.records import ModelRequest
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, concept_reply, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.worker import work
from mathscale_core.workspace import open_workspace
from tests.pipeline.started import row_of, started


def does_both(request: ModelRequest) -> str:
    return concept_reply(["Money"], ["Unit price"]) if request.task == "extract" else writes_questions(request)


def test_a_job_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    """Neither to resume nor to retry nor to cancel."""
    workspace = fresh_workspace(tmp_path)
    for call in (resume, retry, cancel):
        with pytest.raises(NotFoundError, match="j_1"):
            call(workspace, "j_1")


def test_each_kind_of_job_is_taken_in_by_its_own_station(tmp_path: Path) -> None:
    """Resumed, an extraction gives taggings and a generation gives questions."""
    workspace = small_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(n) for n in range(20, 40)])
    sample(workspace, 20)
    for run in ("extract", "generate"):
        model = ScriptedModel(does_both, interrupt_after=3)
        half = answered_by(workspace, model, model.stop)
        job = extract(half, endpoint=SCRIPTED).job if run == "extract" else generate(half, 20, endpoint=SCRIPTED).job
        assert job is not None
        assert job.state == "paused"
        assert resume(answered_by(workspace, ScriptedModel(does_both)), job.id).state == "done"
        # The graph has changed since the compositions were drawn: draw from the new one.
        sample(workspace, 60, rng=1)
    assert workspace.graph().graph.seeds == 32
    assert workspace.store.questions.count() == 20


def test_retry_refuses_a_job_without_failures(tmp_path: Path) -> None:
    """There is nothing to ask again."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 3)
    job = generate(workspace, 3, endpoint=SCRIPTED).job
    with pytest.raises(JobError, match="no failed item"):
        retry(workspace, job.id)


def test_cancelling_keeps_what_was_answered(tmp_path: Path) -> None:
    """The answers of a killed command that nobody took in are taken in before the job is closed for good."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 5)
    job = generate(workspace, 5, endpoint=SCRIPTED).job
    folder = JobFolder(workspace.jobs / job.id)
    shard = folder.shards()[0]
    workspace.store.jobs.note_shard(job.id, shard.name, 5, workspace.now())
    # As a command leaves it that was killed before it took its last answer in.
    writer = folder.open_shard()
    writer.write(list(read_shard(shard))[-1])
    writer.close()
    folder.set_state("paused")
    assert cancel(workspace, job.id).state == "cancelled"
    assert sum(workspace.store.jobs.ingested(job.id).values()) == 6


@pytest.mark.parametrize("damage", ["shard", "spec", "gone"])
def test_a_job_whose_answers_cannot_be_taken_in_can_be_cancelled(tmp_path: Path, damage: str) -> None:
    """Before and after a round gave it up; it stays cancelled, and its log says what became of its answers."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 12)
    for given_up in (False, True):
        job = start_generation(workspace, 3, endpoint=SCRIPTED, rng=int(given_up))
        folder = jobs.folder_of(workspace, job)
        if damage == "gone":
            folder.remove()
        else:
            (folder.shards()[0] if damage == "shard" else folder.path / "spec.json").write_text("no JSON\n")
        if given_up:
            take_in_open(workspace)
        elif damage == "shard":
            folder.set_state("paused")
        assert cancel(workspace, job).state == "cancelled"
        assert (take_in_open(workspace), jobs.job_status(workspace, job).state) == (0, "cancelled")
        assert not jobs.job_status(workspace, job).moves
        assert damage == "gone" or "its answers cannot be taken in" in jobs.job_log(workspace, job)
        with pytest.raises(JobError, match="is cancelled"):
            jobs.cancel_job(workspace, job)


# -- taking in what is under way ----------------------------------------------------------------------------


def test_where_nothing_is_under_way_nothing_is_taken_in(tmp_path: Path) -> None:
    """And nothing is written."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 3)
    generate(workspace, 3, endpoint=SCRIPTED)
    before = workspace.store.writes
    assert (take_in_open(workspace), workspace.store.writes) == (0, before)


def test_answers_of_started_jobs_are_taken_in_once(tmp_path: Path) -> None:
    """Of every kind that is under way, each answer once; afterwards nothing is under way."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    add_seeds(workspace, [labelled_seed(n) for n in range(20, 30)])
    sample(workspace, 20)
    written, tagged = start_generation(workspace, 20, endpoint=SCRIPTED), start_extraction(workspace, SCRIPTED)
    assert tagged is not None
    assert (workspace.store.questions.count(), workspace.store.concepts.outcomes_of_job(tagged)) == (0, {})
    assert take_in_open(workspace) == 30
    assert take_in_open(workspace) == 0
    assert (workspace.store.questions.count(), workspace.store.concepts.outcomes_of_job(tagged)) == (20, {"ok": 10})
    assert [jobs.job_status(workspace, job).moves for job in (written, tagged)] == [False, False]


def test_a_preview_fills_the_cache_and_nothing_else(tmp_path: Path) -> None:
    """Its answers are noted as taken in; no question comes of them."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 3)
    asked = list(jobs.folder_of(workspace, generate(workspace, 3, endpoint=SCRIPTED).job.id).requests())
    before = workspace.store.questions.count()
    job = jobs.create_job(workspace, "preview", SCRIPTED, {}, asked)
    jobs.start_job(workspace, job)
    assert (take_in_open(workspace), take_in_open(workspace)) == (3, 0)
    assert workspace.store.questions.count() == before
    assert jobs.job_status(workspace, job).cached == 3


def test_a_folder_that_went_on_after_its_row_came_to_rest_is_taken_in(tmp_path: Path) -> None:
    """Whatever wrote to it: the round finds what the row does not know of, and then looks no more."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 20)
    job = generate(answered_by(workspace, ScriptedModel(does_both), lambda: "pause"), 10, endpoint=SCRIPTED).job.id
    assert take_in_open(workspace) == 0
    work(workspace.jobs / job, ScriptedModel(does_both))
    assert jobs.job_status(workspace, job).moves
    assert (take_in_open(workspace), workspace.store.questions.count()) == (10, 10)
    before = workspace.store.writes
    assert (take_in_open(workspace), workspace.store.writes) == (0, before)
    assert row_of(workspace, job)["state"] == "done"


def test_a_paused_job_with_answers_that_nobody_took_in_is_found(tmp_path: Path) -> None:
    """By the next process as well, though row and folder both say that it rests."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 20)
    job = start_generation(workspace, 10, endpoint=SCRIPTED)
    workspace.store.jobs.set_state(job, "done")
    assert not jobs.job_status(workspace, job).taken_in
    root = workspace.root
    workspace.close()
    again = open_workspace(root, workspace.executor)
    assert (take_in_open(again), again.store.questions.count()) == (10, 10)
    assert jobs.job_status(again, job).taken_in
    again.close()


@pytest.mark.parametrize("damage", ["gone", "spec", "shard", "kind"])
def test_a_broken_job_stops_no_other(tmp_path: Path, damage: str) -> None:
    """It is noted as failed and not looked at again; the others are taken in."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 12)
    broken = start_generation(workspace, 4, endpoint=SCRIPTED)
    start_generation(workspace, 6, endpoint=SCRIPTED, rng=1)
    folder = jobs.folder_of(workspace, broken)
    if damage == "gone":
        folder.remove()
    elif damage == "spec":
        (folder.path / "spec.json").write_text("{")
    elif damage == "shard":
        folder.shards()[0].write_text("no JSON\n")
    else:
        (folder.path / "spec.json").write_text(json.dumps({**folder.spec, "kind": "dance"}))
    assert take_in_open(workspace) == 6
    assert take_in_open(workspace) == 0
    assert jobs.job_status(workspace, broken).state == "failed"
    assert workspace.store.questions.count() == 6
    if damage == "kind":
        assert "unknown kind 'dance'" in jobs.job_log(workspace, broken)
        with pytest.raises(JobError, match="unknown kind"):
            resume(workspace, broken)


def test_a_worker_whose_answers_cannot_be_taken_in_is_asked_to_pause(tmp_path: Path) -> None:
    """It would spend for nothing; its log says why."""
    said: list[str] = []

    def script(request: ModelRequest) -> str:
        folder = jobs.folder_of(workspace, job)
        if len(said) == 3:
            (folder.path / "shards" / "00000.jsonl").write_text("no JSON\n")
            take_in_open(workspace)
        said.append(request.id)
        return writes_questions(request)

    workspace = small_workspace(tmp_path, ScriptedModel(script))
    sample(workspace, 40)
    job = started(workspace, 40)
    jobs.start_job(workspace, job)
    assert len(said) < 40
    assert "its answers cannot be taken in" in jobs.job_log(workspace, job)


def test_a_store_that_cannot_be_written_is_no_fault_of_a_job(tmp_path: Path) -> None:
    """The error passes on, and the job is taken in when the store works again."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 3)
    job = start_generation(workspace, 3, endpoint=SCRIPTED)
    root = workspace.root
    workspace.close()
    with pytest.raises(WorkspaceError):
        take_in_open(workspace)
    again = open_workspace(root, workspace.executor)
    assert (take_in_open(again), again.store.questions.count()) == (3, 3)
    assert jobs.job_status(again, job).state == "done"
    again.close()


def test_a_job_outlives_the_app_and_the_next_one_takes_it_in(tmp_path: Path) -> None:
    """The app is killed while its detached job runs: the job goes on to its end, and a new process has its answers."""
    workspace = small_workspace(tmp_path)
    sample(workspace, 50)
    root = workspace.root
    workspace.close()
    program = (
        "import sys, time; from pathlib import Path\n"
        "from mathscale_core.adapters.executors import LocalExecutor\n"
        "from mathscale_core.pipeline import jobs, work\n"
        "from mathscale_core.pipeline.generate import start_generation\n"
        "from mathscale_core.workspace import open_workspace\n"
        "workspace = open_workspace(Path(sys.argv[1]), LocalExecutor())\n"
        "job = start_generation(workspace, 2500)\n"
        "while not work.take_in_open(workspace): time.sleep(0.05)\n"
        "print(job, flush=True); time.sleep(30)\n"
    )
    command = [sys.executable, "-c", program, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as app:
        assert app.stdout
        try:
            job = app.stdout.readline().strip()
        finally:
            app.kill()
    again = open_workspace(root, LocalExecutor())
    end = time.monotonic() + 120
    while jobs.job_status(again, job).moves:
        take_in_open(again)
        assert time.monotonic() < end, jobs.job_log(again, job)
        time.sleep(0.05)
    status = jobs.job_status(again, job)
    assert (status.state, status.counts.ok) == ("done", 2500)
    # Two calls may write the same question for a composition, which is stored once.
    assert 2490 <= again.store.questions.count() <= 2500
    assert sum(again.store.jobs.ingested(job).values()) == 2500
    again.close()

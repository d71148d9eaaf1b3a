"""Open jobs of any kind find the station that takes their answers in."""

from pathlib import Path

import pytest

from mathscale_core.adapters.jobfolder import JobFolder, read_shard
from mathscale_core.errors import JobError, NotFoundError
from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.work import cancel, resume, retry
from mathscale_core.records import ModelRequest
from mathscale_core.testing.scripted import ScriptedModel, concept_reply, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, labelled_seed, small_workspace


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
        job = (
            extract(half, provider="scripted").job if run == "extract" else generate(half, 20, provider="scripted").job
        )
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
    job = generate(workspace, 3, provider="scripted").job
    with pytest.raises(JobError, match="no failed item"):
        retry(workspace, job.id)


def test_cancelling_keeps_what_was_answered(tmp_path: Path) -> None:
    """The answers of a killed command that nobody took in are taken in before the job is closed for good."""
    workspace = small_workspace(tmp_path, ScriptedModel(does_both))
    sample(workspace, 5)
    job = generate(workspace, 5, provider="scripted").job
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

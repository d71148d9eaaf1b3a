"""Calls of generation jobs: what was asked, or is about to be, is told from the folders of the jobs."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import JobError, ModelError
from mathscale_core.pipeline.asked import Asked, asked_so_far
from mathscale_core.pipeline.generate import generate, preview, start_generation
from mathscale_core.pipeline.jobs import cancel_job
from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.work import resume, retry, take_in_open
from mathscale_core.testing.scripted import SCRIPTED, Script, ScriptedModel, talks_garbage, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace

#: One request at a time: what was asked before a pause is known.
ONE = replace(SCRIPTED, concurrency=1)


def sampled(tmp_path: Path, model: ScriptedModel, *, stop: bool = False) -> Workspace:
    workspace = small_workspace(tmp_path, model, stop=model.stop if stop else None)
    sample(workspace, 10)
    return workspace


def test_without_jobs_nothing_is_asked(tmp_path: Path) -> None:
    """Nor by a preview, whose calls are those of the next batch."""
    assert asked_so_far(fresh_workspace(tmp_path, name="empty")) == Asked({}, frozenset(), ())
    workspace = sampled(tmp_path, ScriptedModel(writes_questions))
    preview(workspace, 3, endpoint=ONE)
    assert asked_so_far(workspace) == Asked({}, frozenset(), ())


def test_the_next_call_is_behind_the_last_one_of_any_job(tmp_path: Path) -> None:
    """A composition that was asked three times is at call 3; a job that is done is not waited for."""
    workspace = sampled(tmp_path, ScriptedModel(writes_questions))
    keep_many(workspace, "one", 2, 9)
    generate(workspace, 5, endpoint=ONE, mix="one")
    asked = asked_so_far(workspace)
    assert (sorted(asked.next_call.values()), asked.waited_for, asked.open_jobs) == ([2, 3], frozenset(), ())
    generate(workspace, 2, endpoint=ONE, mix="one")
    assert sorted(asked_so_far(workspace).next_call.values()) == [3, 4]


def test_all_that_an_open_job_asks_is_waited_for(tmp_path: Path) -> None:
    """Also what it has answers for, until they are taken in; and of a paused one what is pending."""
    first = ScriptedModel(writes_questions, interrupt_after=2)
    workspace = sampled(tmp_path, first, stop=True)
    job = generate(workspace, 6, endpoint=ONE).job
    assert job.state == "paused"
    asked = asked_so_far(workspace)
    assert (len(asked.waited_for), set(asked.next_call.values()), asked.open_jobs) == (6, {1}, (job.id,))
    resume(answered_by(workspace, ScriptedModel(writes_questions)), job.id)
    asked = asked_so_far(workspace)
    assert (asked.waited_for, len(asked.next_call), asked.open_jobs) == (frozenset(), 6, ())
    started = start_generation(answered_by(workspace, ScriptedModel(writes_questions)), 4, endpoint=ONE)
    asked = asked_so_far(workspace)
    assert (len(asked.waited_for), len(asked.next_call), asked.open_jobs) == (4, 10, (started,))
    take_in_open(workspace)
    assert asked_so_far(workspace).waited_for == frozenset()


def test_what_a_cancelled_job_did_not_ask_is_free_again(tmp_path: Path) -> None:
    """Only its answered calls count."""
    model = ScriptedModel(writes_questions, interrupt_after=2)
    workspace = sampled(tmp_path, model, stop=True)
    job = generate(workspace, 9, endpoint=ONE).job
    cancel_job(workspace, job.id)
    asked = asked_so_far(workspace)
    assert set(asked.next_call) == {r.inputs["composition"] for r in model.requests}
    assert len(asked.next_call) == 2
    assert (asked.waited_for, asked.open_jobs) == (frozenset(), ())


def test_a_call_that_nobody_answered_is_to_be_made_again(tmp_path: Path) -> None:
    """A refusal is no answer; a reply that nobody can read is one; a retry that is answered counts."""
    scripts = iter([writes_questions, talks_garbage, writes_questions])
    model = ScriptedModel(lambda request: next(scripts)(request), fail_first=2)
    workspace = sampled(tmp_path, model)
    job = generate(workspace, 5, endpoint=ONE).job
    assert (job.state, job.counts.ok, job.counts.failed) == ("done", 2, 3)
    refused = {r.inputs["composition"] for r in model.requests[:2]}
    asked = asked_so_far(workspace)
    assert (len(asked.next_call), refused & set(asked.next_call)) == (3, set())
    retry(answered_by(workspace, ScriptedModel(writes_questions)), job.id)
    assert refused <= set(asked_so_far(workspace).next_call)


def test_calls_to_an_endpoint_that_was_gone_are_free_again(tmp_path: Path) -> None:
    """The job broke after twenty refusals, which it noted as pending: nobody has answered one of them."""
    workspace = sampled(tmp_path, ScriptedModel(writes_questions, fail_first=100))
    sample(workspace, 40, rng=1)
    with pytest.raises(JobError, match="in a row"):
        generate(workspace, 30, endpoint=ONE)
    assert asked_so_far(workspace) == Asked({}, frozenset(), ())


def test_a_reply_that_speaks_of_replies_is_one_reply(tmp_path: Path) -> None:
    """What a model or a server writes is no sign of ours: a refusal with such words is none."""
    said = '{"reply": {"text": "5"}}'
    refusal = ModelError(f"The server said {said}.", "an answer.", "Retry.")
    scripts: Iterator[Script] = iter([lambda _: refusal, lambda _: said, writes_questions])
    workspace = sampled(tmp_path, ScriptedModel(lambda request: next(scripts)(request)))
    assert generate(workspace, 3, endpoint=ONE).job.counts.failed == 2
    assert len(asked_so_far(workspace).next_call) == 2


def test_a_job_whose_folder_is_gone_has_no_calls(tmp_path: Path) -> None:
    """What can be read of others still counts."""
    workspace = sampled(tmp_path, ScriptedModel(writes_questions))
    gone = generate(workspace, 3, endpoint=ONE).job.id
    generate(workspace, 2, endpoint=ONE)
    shutil.rmtree(workspace.jobs / gone)
    assert len(asked_so_far(workspace).next_call) == 2

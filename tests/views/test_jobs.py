"""Jobs for people: pages of them, and one with what failed and what it made."""

from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline import jobs, work
from mathscale_core.pipeline.extract import start_extraction
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.records import ModelRequest
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, concept_reply, question_requests, talks_garbage
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed
from mathscale_core.views import jobs as view


def test_there_is_no_job_at_first(tmp_path: Path) -> None:
    """An empty page; one that is asked for is not found."""
    workspace = fresh_workspace(tmp_path)
    assert (view.job_page(workspace), view.statuses(workspace)) == (([], 0), [])
    with pytest.raises(NotFoundError, match="j_1"):
        view.status(workspace, "j_1")
    assert (view.failures(workspace, "j_1"), view.log(workspace, "j_1")) == (([], 0), "")


def test_jobs_come_by_pages_of_fifty(tmp_path: Path) -> None:
    """All are counted; a kind can be looked at alone; a page before the first is the first."""
    workspace = fresh_workspace(tmp_path)
    for number in range(53):
        jobs.create_job(
            workspace, "extract" if number % 10 == 0 else "generate", None, {}, question_requests(number + 1)
        )
    first, total = view.job_page(workspace)
    second, _ = view.job_page(workspace, 2)
    assert (len(first), len(second), total) == (50, 3, 53)
    assert len({status.id for status in (*first, *second)}) == 53
    assert view.job_page(workspace, 0) == (first, 53)
    assert view.job_page(workspace, 1, "extract")[1] == 6
    assert {status.kind for status in view.statuses(workspace, kind="extract")} == {"extract"}
    assert view.status(workspace, first[0].id) == first[0] == jobs.job_status(workspace, first[0].id)


def test_failures_come_with_what_the_model_said(tmp_path: Path) -> None:
    """The first fifty and how many there are; of a folder that cannot be read none."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(talks_garbage))
    job = jobs.create_job(workspace, "generate", SCRIPTED, {}, question_requests(60))
    jobs.start_job(workspace, job)
    shown, total = view.failures(workspace, job)
    assert (len(shown), total) == (50, 60)
    assert {f.item for f in shown} <= {r.id for r in question_requests(60)}
    assert all("JSON" in f.reason and f.reply.startswith("I'd be glad") for f in shown)
    assert "done: 0 ok, 60 failed" in view.log(workspace, job, 1)
    (workspace.jobs / job / "shards" / "00001.jsonl").write_text('{"outcome": "failed"}\n')
    assert view.failures(workspace, job) == ([], 0)


def test_an_extraction_made_what_was_taken_in(tmp_path: Path) -> None:
    """Seeds by outcome; another kind's questions have a page of their own."""

    def script(request: ModelRequest) -> str:
        return concept_reply(["Money"], ["Unit price"]) if "1 + 1" in request.text else concept_reply([], [])

    workspace = fresh_workspace(tmp_path, ScriptedModel(script))
    add_seeds(workspace, [labelled_seed(n) for n in (1, 2, 3)])
    job = start_extraction(workspace, SCRIPTED)
    assert job is not None
    work.take_in_open(workspace)
    assert view.made(workspace, view.status(workspace, job)) == {"ok": 1, "uncertain": 2}
    other = jobs.create_job(workspace, "generate", None, {}, question_requests(1))
    assert view.made(workspace, view.status(workspace, other)) == {}

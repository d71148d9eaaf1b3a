"""The whole loop with a model behind HTTP in the offline provider's place: a scripted server, and one that is not ours.

Requests are counted where they arrive. What was recorded is never asked for again.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.endpoints import provider_of, save_endpoint
from mathscale_core.pipeline.extract import extract, ingest_concepts
from mathscale_core.pipeline.generate import generate, ingest_questions, preview
from mathscale_core.pipeline.jobs import create_job, folder_of, run_job
from mathscale_core.pipeline.release import export_release, make_release
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.verify import verify
from mathscale_core.ports import silent
from mathscale_core.records import Endpoint
from mathscale_core.testing.server import ScriptedServer, answers_all
from mathscale_core.testing.workspaces import labelled_seed
from mathscale_core.workspace import Workspace, create_workspace
from tests.served import served_model

SEEDS, QUESTIONS = 40, 12


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Seeds without labels; jobs run in processes of their own."""
    made = create_workspace(tmp_path / "workspace", LocalExecutor())
    add_seeds(made, [labelled_seed(n) for n in range(1, SEEDS + 1)])
    yield made
    made.close()


def test_the_loop_against_the_scripted_server(workspace: Workspace, tmp_path: Path) -> None:
    """One request a seed and one a question; a second run of the same jobs sends none; the end is a release."""
    with ScriptedServer(answers_all) as server:
        save_endpoint(workspace, server.endpoint(), default=True)
        endpoint = provider_of(workspace)
        assert endpoint
        tagged = extract(workspace, endpoint=endpoint)
        assert (tagged.ok, tagged.failed, len(server.requests)) == (SEEDS, 0, SEEDS)
        assert extract(workspace, endpoint=endpoint).job is None
        sample(workspace, 30)
        shown = preview(workspace, 3, endpoint=endpoint)
        assert [item.question is not None for item in shown.items] == [True] * 3
        assert len(server.requests) == SEEDS + 3
        written = generate(workspace, QUESTIONS, endpoint=endpoint)
        # The previewed three come from the cache.
        assert (written.new, written.job.counts.ok, written.job.cached) == (QUESTIONS, QUESTIONS, 3)
        assert len(server.requests) == SEEDS + QUESTIONS
        assert written.job.tokens == 18 * (QUESTIONS - 3)
        assert tagged.job
        for job, ingest in ((tagged.job.id, ingest_concepts), (written.job.id, ingest_questions)):
            before = len(server.requests)
            again = _again(workspace, job, endpoint)
            status = run_job(workspace, again, ingest, silent)
            assert (status.state, status.counts.failed, status.requests) == ("done", 0, 0)
            assert status.cached == status.counts.asked
            assert len(server.requests) == before
    assert workspace.store.questions.count() == QUESTIONS
    checked = verify(workspace)
    assert checked.checks["final_answer"]["pass"] == QUESTIONS
    release = make_release(workspace, "unreviewed", "any")
    assert export_release(workspace, "unreviewed", "jsonl", tmp_path / "out.jsonl").rows == release.items == QUESTIONS


def test_the_loop_against_a_server_that_is_not_ours(workspace: Workspace, tmp_path: Path) -> None:
    """``transformers serve`` with a tiny model: every reply is read, counted, and asked for once."""
    with served_model(tmp_path) as (address, model):
        endpoint = Endpoint("served", address, model, concurrency=4, timeout=60.0, retries=1, max_tokens=200)
        save_endpoint(workspace, endpoint)
        tagged = extract(workspace, endpoint=endpoint)
        assert tagged.job
        assert (tagged.ok, tagged.failed, tagged.job.requests) == (SEEDS, 0, SEEDS)
        graph = workspace.graph().graph
        assert ([t.name for t in graph.topics], [k.name for k in graph.kps]) == (["Fractions"], ["Adding fractions"])
        sample(workspace, 1)
        written = generate(workspace, 3, endpoint=endpoint)
        assert (written.job.counts.ok, written.job.requests, written.job.possibly_paid_twice) == (3, 3, 0)
        # The unreadable would have failed; equal replies of different samples are told apart by their examples.
        assert {q.answer for q in workspace.store.questions.by_source("generated")} == {"5"}
        again = run_job(workspace, _again(workspace, written.job.id, endpoint), ingest_questions, silent)
        assert (again.requests, again.cached) == (0, 3)


def _again(workspace: Workspace, job: str, endpoint: Endpoint) -> str:
    """The same job once more."""
    folder, row = folder_of(workspace, job), workspace.store.jobs.get(job)
    assert row
    return create_job(workspace, row["kind"], endpoint, row["settings"], list(folder.requests()))

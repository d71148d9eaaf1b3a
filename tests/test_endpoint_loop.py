"""The whole loop with a model behind HTTP in the offline provider's place: a scripted server, and one that is not ours.

Requests are counted where they arrive. What was recorded is never asked for again.
"""

from collections.abc import Iterator
from dataclasses import replace
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
from mathscale_core.testing.server import ScriptedServer, answers_all, failure, in_turn
from mathscale_core.testing.workspaces import labelled_seed
from mathscale_core.workspace import Workspace, create_workspace
from tests.served import served_model

SEEDS, QUESTIONS = 40, 12
#: Topics and knowledge points of seeds that come with labels.
LABELS = (["Fractions", "Money"], ["Adding fractions", "Unit price"])


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


def test_a_preview_asks_each_request_once(workspace: Workspace) -> None:
    """A server that fails is not asked again while somebody waits, whatever its endpoint says; the batch asks again."""
    with ScriptedServer(in_turn(*[failure(503, "busy")] * 2, answers_all)) as server:
        endpoint = replace(server.endpoint(), retries=4, concurrency=1)
        save_endpoint(workspace, endpoint)
        add_seeds(workspace, [labelled_seed(n, *LABELS) for n in range(101, 109)])
        sample(workspace, 3)
        seen = preview(workspace, 3, endpoint=endpoint)
        assert sorted(bool(item.question) for item in seen.items) == [False, False, True]
        assert len(server.requests) == 3
        done = generate(workspace, 3, endpoint=endpoint)
        # The one reply is found under the batch's endpoint.
        assert (done.new, done.job.cached, len(server.requests)) == (3, 1, 5)


def test_guided_extraction_against_the_scripted_server(workspace: Workspace) -> None:
    """Picks of the offer become concepts, a name beyond it goes to the shelf, and nothing is asked twice."""
    add_seeds(workspace, [labelled_seed(n, *LABELS) for n in range(101, 109)])
    with ScriptedServer(answers_all) as server:
        endpoint = server.endpoint()
        save_endpoint(workspace, endpoint)
        tagged = extract(workspace, vocabulary="guided", endpoint=endpoint)
        assert tagged.job
        assert (tagged.ok, tagged.failed, len(server.requests)) == (SEEDS, 0, SEEDS)
        assert all("These concepts are offered." in request.text for request in server.requests)
        again = run_job(workspace, _again(workspace, tagged.job.id, endpoint), ingest_concepts, silent)
        assert (again.counts.failed, again.requests, again.cached, len(server.requests)) == (0, 0, SEEDS, SEEDS)
        assert extract(workspace, vocabulary="guided", endpoint=endpoint).job is None
    graph = workspace.graph()
    assert ({t.name for t in graph.graph.topics}, {k.name for k in graph.graph.kps}) == tuple(map(set, LABELS))
    assert len(graph.kps_of_seed) == SEEDS + 8
    waiting = workspace.store.shelf.waiting(10)
    assert {w.name for w in waiting} == {"Technique 1", "Technique 2", "Technique 3"}


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
        _extract_guided(workspace, endpoint)
        sample(workspace, 1)
        written = generate(workspace, 3, endpoint=endpoint)
        assert (written.job.counts.ok, written.job.requests, written.job.possibly_paid_twice) == (3, 3, 0)
        # The unreadable would have failed; equal replies of different samples are told apart by their examples.
        assert {q.answer for q in workspace.store.questions.by_source("generated")} == {"5"}
        again = run_job(workspace, _again(workspace, written.job.id, endpoint), ingest_questions, silent)
        assert (again.requests, again.cached) == (0, 3)


def _extract_guided(workspace: Workspace, endpoint: Endpoint) -> None:
    """All seeds and three more, offered what the free run named: a name and numbers picked, one name missed."""
    add_seeds(workspace, [labelled_seed(n) for n in range(201, 204)])
    guided = extract(workspace, vocabulary="guided", endpoint=endpoint)
    assert guided.job
    assert (guided.ok, guided.failed, guided.job.requests) == (SEEDS + 3, 0, SEEDS + 3)
    assert [s.name for s in workspace.store.shelf.waiting(10)] == ["Common denominators"]
    graph = workspace.graph()
    assert {len(kps) for kps in graph.kps_of_seed.values()} == {1}
    assert len(graph.kps_of_seed) == SEEDS + 3
    again = run_job(workspace, _again(workspace, guided.job.id, endpoint), ingest_concepts, silent)
    assert (again.counts.failed, again.requests, again.cached) == (0, 0, SEEDS + 3)


def _again(workspace: Workspace, job: str, endpoint: Endpoint) -> str:
    """The same job once more."""
    folder, row = folder_of(workspace, job), workspace.store.jobs.get(job)
    assert row
    return create_job(workspace, row["kind"], endpoint, row["settings"], list(folder.requests()))

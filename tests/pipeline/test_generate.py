"""Generation: compositions become questions with their parents, as a job that can be interrupted."""

from collections import Counter
from pathlib import Path

import pytest

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.errors import EmptyError, InputError, NotFoundError
from mathscale_core.generation.fewshot import build_kp_index, nearest
from mathscale_core.pipeline.generate import few_shots, generate, ingest_questions
from mathscale_core.pipeline.jobs import folder_of
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.work import resume, retry
from mathscale_core.records import ModelReply
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, talks_garbage, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace


def sampled(tmp_path: Path, compositions: int, model: ScriptedModel | None = None, *, stop: bool = False) -> Workspace:
    workspace = small_workspace(tmp_path, model, stop=model.stop if model and stop else None)
    sample(workspace, compositions)
    return workspace


def test_without_compositions_there_is_nothing_to_do(tmp_path: Path) -> None:
    """Neither in an empty workspace nor before sampling; no job is left behind."""
    for workspace in (fresh_workspace(tmp_path, name="empty"), small_workspace(tmp_path)):
        with pytest.raises(EmptyError, match="no unused composition"):
            generate(workspace, 1)
        assert workspace.store.jobs.list() == []


@pytest.mark.parametrize("wanted", [0, -3])
def test_a_number_below_one_is_refused(tmp_path: Path, wanted: int) -> None:
    """The remedy names the option."""
    with pytest.raises(InputError, match=f"{wanted} questions"):
        generate(sampled(tmp_path, 5), wanted)


def test_questions_know_their_parents(tmp_path: Path) -> None:
    """Composition, few-shot seeds, prompt, provider and graph version; the concepts are the composition's names."""
    workspace = sampled(tmp_path, 20, ScriptedModel(writes_questions))
    done = generate(workspace, 12, endpoint=SCRIPTED)
    assert (done.new, done.job.state, done.job.requests, done.job.tokens) == (12, "done", 12, 84)
    names = {c.id: c.name for c in workspace.store.concepts.concepts()}
    for question in workspace.store.questions.by_source("generated"):
        composition = workspace.store.compositions.get([question.composition])[question.composition]
        assert {*question.topics, *question.kps} == {names[c] for c in composition.concepts}
        assert list(question.seeds) == [s for s, _ in few_shots(workspace, question.composition)]
        assert question.graph_version == workspace.graph().graph.version
        assert question.prompt.startswith("generate@")
        assert question.provider == "scripted"


def test_the_prompt_holds_concepts_and_examples(tmp_path: Path) -> None:
    """Every topic, knowledge point and example of the request stands in its text."""
    model = ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 5, model)
    generate(workspace, 5, endpoint=SCRIPTED)
    for request in model.requests:
        shots = workspace.store.seeds.by_id(request.inputs["shots"])
        assert len(shots) == 3
        for part in (*request.inputs["topics"], *request.inputs["kps"], *(s.question for s in shots.values())):
            assert part in request.text


def test_unused_compositions_are_taken_in_order_of_draws(tmp_path: Path) -> None:
    """A second job goes on where the first ended, until none is left."""
    model = ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 10, model)
    order = [c.id for c in workspace.store.compositions.unused(10, workspace.graph().graph.version)]
    for wanted in (4, 6):
        generate(workspace, wanted, endpoint=SCRIPTED)
    assert [r.inputs["composition"] for r in model.requests] == order
    with pytest.raises(EmptyError):
        generate(workspace, 1, endpoint=SCRIPTED)


def test_more_questions_than_compositions_take_further_examples(tmp_path: Path) -> None:
    """Call j of a composition takes the ranks after those of call j - 1, and is a request of its own."""
    model = ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 4, model)
    done = generate(workspace, 10, endpoint=SCRIPTED)
    assert (done.new, done.job.counts.asked, done.compositions) == (10, 10, 4)
    calls = Counter(r.inputs["composition"] for r in model.requests)
    assert sorted(calls.values()) == [2, 2, 3, 3]
    index = build_kp_index(workspace.graph().kps_of_seed)
    for request in model.requests:
        walk = workspace.store.compositions.get([request.inputs["composition"]])[request.inputs["composition"]].kp_walk
        ranks = [s for s, _ in nearest(index, sorted(set(walk)), 100)]
        assert request.inputs["shots"] == ranks[3 * request.sample : 3 * request.sample + 3]
        assert request.id == f"{request.inputs['composition']}/{request.sample}"


def test_few_shots_of_an_unknown_composition_are_refused(tmp_path: Path) -> None:
    """There is none to be near to."""
    with pytest.raises(NotFoundError, match="m_nowhere"):
        few_shots(small_workspace(tmp_path), "m_nowhere")


def test_an_interrupted_generation_asks_for_what_is_missing(tmp_path: Path) -> None:
    """Paused after ten answers, resumed, retried: each item is asked for once, and the questions are all there."""
    first = ScriptedModel(writes_questions, interrupt_after=10)
    workspace = sampled(tmp_path, 40, first, stop=True)
    done = generate(workspace, 40, endpoint=SCRIPTED)
    assert (done.job.state, done.new, done.job.counts.ok) == ("paused", len(first.requests), len(first.requests))
    counts = done.job.counts
    assert counts.ok + counts.uncertain + counts.failed + counts.skipped + counts.pending == counts.asked == 40
    second = ScriptedModel(writes_questions)
    status = resume(answered_by(workspace, second), done.job.id)
    assert (status.state, status.counts.ok, status.requests, status.possibly_paid_twice) == ("done", 40, 40, 0)
    assert Counter(r.id for r in (*first.requests, *second.requests)).most_common(1)[0][1] == 1
    assert workspace.store.questions.count() == 40


def test_an_interruption_leaves_no_trace_in_the_bank(tmp_path: Path) -> None:
    """The bank of an interrupted and resumed job is that of one that ran through, in the same order."""
    model = ScriptedModel(writes_questions, interrupt_after=7)
    interrupted = sampled(tmp_path / "one", 40, model, stop=True)
    job = generate(interrupted, 40, endpoint=SCRIPTED).job
    resume(answered_by(interrupted, ScriptedModel(writes_questions)), job.id)
    through = sampled(tmp_path / "two", 40, ScriptedModel(writes_questions))
    generate(through, 40, endpoint=SCRIPTED)
    banks = [w.store.questions.by_source("generated") for w in (interrupted, through)]
    assert banks[0] == banks[1]


def test_failed_items_are_asked_again_by_retry_only(tmp_path: Path) -> None:
    """A refusal and garbage are failures; the job is done; retry asks for these items and no others."""
    model = ScriptedModel(writes_questions, fail_first=5)
    workspace = sampled(tmp_path, 20, model)
    done = generate(workspace, 20, endpoint=SCRIPTED)
    assert (done.new, done.job.state, done.job.counts.ok, done.job.counts.failed) == (15, "done", 15, 5)
    refused = {r.id for r in model.requests[:5]}
    garbage = ScriptedModel(talks_garbage)
    status = retry(answered_by(workspace, garbage), done.job.id)
    assert ({r.id for r in garbage.requests}, status.counts.failed) == (refused, 5)
    assert workspace.store.questions.count() == 15
    good = ScriptedModel(writes_questions)
    status = retry(answered_by(workspace, good), done.job.id)
    assert ({r.id for r in good.requests}, status.counts.failed, status.counts.ok) == (refused, 0, 20)
    assert (status.requests, status.possibly_paid_twice) == (30, 0)
    assert workspace.store.questions.count() == 20


def test_taking_answers_in_twice_changes_nothing(tmp_path: Path) -> None:
    """The same answers are the same questions."""
    workspace = sampled(tmp_path, 5, ScriptedModel(writes_questions))
    job = generate(workspace, 5, endpoint=SCRIPTED).job.id
    before = workspace.store.questions.by_source("generated")
    folder = folder_of(workspace, job)
    replies = folder.answers()
    ingest_questions(workspace, job, [(r, replies[r.id]) for r in folder.requests()])
    assert workspace.store.questions.by_source("generated") == before


def test_an_item_without_a_reply_makes_no_question(tmp_path: Path) -> None:
    """Failed and pending answers are passed over."""
    workspace = sampled(tmp_path, 2, ScriptedModel(writes_questions))
    job = generate(workspace, 2, endpoint=SCRIPTED).job.id
    before = workspace.store.questions.count()
    (request, _) = folder_of(workspace, job).requests()
    answers = [
        Answered("x", "failed", None, "no"),
        Answered("x", "failed", ModelReply("?", "someone"), "no"),
        Answered("x", "pending", None),
        Answered("x", "ok", ModelReply(writes_questions(request), "someone else")),
    ]
    ingest_questions(workspace, job, [(request, a) for a in answers])
    assert workspace.store.questions.count() == before + 1


def test_the_offline_provider_writes_questions_that_say_so(tmp_path: Path) -> None:
    """Without a model each question is of a family, with its parameters, and no paid request was made."""
    workspace = sampled(tmp_path, 15)
    done = generate(workspace, 15)
    assert (done.new, done.job.requests, done.job.tokens, done.job.cached) == (15, 0, 0, 0)
    for question in workspace.store.questions.by_source("generated"):
        assert question.family
        assert "no language model" in question.provider
        assert 0 <= question.nearness <= 1

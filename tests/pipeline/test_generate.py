"""Generation: compositions become questions with their parents, as a job that can be interrupted."""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.errors import EmptyError, InputError, JobError, ModelError, NotFoundError
from mathscale_core.generation.fewshot import build_kp_index, nearest
from mathscale_core.pipeline.generate import few_shots, generate, ingest_questions, preview, start_generation
from mathscale_core.pipeline.jobs import folder_of, job_status
from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.work import resume, retry, take_in_open
from mathscale_core.ports import Report, silent
from mathscale_core.records import ModelReply, ModelRequest, Progress
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, talks_garbage, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.validation.checks import CHECKS
from mathscale_core.workspace import Workspace

#: One request at a time: what was asked before a pause is known.
ONE = replace(SCRIPTED, concurrency=1)


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
    assert max(len(request.inputs["shots"]) for request in model.requests) == 3
    for request in model.requests:
        shots = workspace.store.seeds.by_id(request.inputs["shots"])
        # As many as share a knowledge point with the composition, three at the most.
        assert 0 < len(shots) <= 3
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


# -- mixes, previews, started jobs ------------------------------------------------------------------------------


def test_of_a_mix_only_its_compositions_are_written_for(tmp_path: Path) -> None:
    """Those without a question first, in draw order; then further questions, which are requests of their own."""
    model = ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 10, model)
    keep_many(workspace, "one", 4, 9)
    row = workspace.store.mixes.named("one")
    assert row
    order = [c.id for c, _ in workspace.store.compositions.of_mix(row["id"], 10)]
    assert generate(workspace, 3, endpoint=SCRIPTED, mix="one").new == 3
    done = generate(workspace, 5, endpoint=SCRIPTED, mix="one")
    assert (done.new, done.compositions, done.job.cached) == (5, 4, 0)
    asked = [r.inputs["composition"] for r in model.requests]
    assert asked == [*order[:3], order[3], *order[:3], order[3]]
    assert len({r.id for r in model.requests}) == 8
    with pytest.raises(NotFoundError, match="no mix 'two'"):
        generate(workspace, 1, endpoint=SCRIPTED, mix="two")


def test_a_mix_of_an_older_graph_is_still_written_for(tmp_path: Path) -> None:
    """Its questions name the graph that it was drawn from."""
    workspace = sampled(tmp_path, 1, ScriptedModel(writes_questions))
    keep_many(workspace, "one", 3, 9)
    old = workspace.graph().graph.version
    add_seeds(workspace, [labelled_seed(99, ["Money", "Fractions"], ["Unit price"])])
    assert workspace.graph().graph.version != old
    generate(workspace, 3, endpoint=SCRIPTED, mix="one")
    assert {q.graph_version for q in workspace.store.questions.by_source("generated")} == {old}


@pytest.mark.parametrize("mix", ["", "one"])
def test_a_batch_finds_the_replies_of_its_preview(tmp_path: Path, mix: str) -> None:
    """The preview sends the first requests of the batch, so that nothing is asked twice; nothing enters the bank."""
    model = ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 10, model)
    keep_many(workspace, "one", 8, 9)
    before = workspace.store.questions.count()
    seen = preview(workspace, 3, endpoint=SCRIPTED, mix=mix)
    assert (len(seen.items), seen.job.requests, seen.job.tokens) == (3, 3, 21)
    assert workspace.store.questions.count() == before
    done = generate(workspace, 6, endpoint=SCRIPTED, mix=mix)
    assert (done.new, done.job.requests, done.job.cached, len(model.requests)) == (6, 3, 3, 6)
    written = {q.revision for q in workspace.store.questions.by_source("generated")}
    assert {i.question.revision for i in seen.items if i.question} <= written


def test_a_preview_shows_examples_checks_and_tokens(tmp_path: Path) -> None:
    """As the batch would: the composition's names, its nearest seeds, what each check says."""
    workspace = sampled(tmp_path, 10, ScriptedModel(writes_questions))
    for item in preview(workspace, 2, endpoint=SCRIPTED).items:
        assert item.question
        assert (item.topics, item.kps) == (item.question.topics, item.question.kps)
        assert tuple(s.id for s in item.shots) == item.question.seeds
        assert {c.check: c.state for c in item.checks}["final_answer"] == "pass"
        assert (item.tokens, item.reason) == (7, "")


def test_a_preview_says_why_there_is_no_question(tmp_path: Path) -> None:
    """The server's own words, and what a reply that nobody can read began with."""
    refused = ModelError("The server answered 401: invalid api key.", "a key.", "Set it.")
    replies: Iterator[str | Exception] = iter([refused, "I'd be glad to help!", refused])
    workspace = sampled(tmp_path, 5, ScriptedModel(lambda _: next(replies)))
    said = sorted(i.reason for i in preview(workspace, 3, endpoint=SCRIPTED).items)
    assert "glad to help" in said[0]
    assert all("invalid api key" in reason for reason in said[1:])


def test_a_preview_that_nobody_answers_says_why_of_each_question(tmp_path: Path) -> None:
    """The job has failed; a worker that did not even begin is an error."""
    refused = ModelError("The server answered 401: invalid api key.", "a key.", "Set it.")
    workspace = sampled(tmp_path, 5, ScriptedModel(lambda _: refused))
    seen = preview(workspace, 3, endpoint=SCRIPTED)
    assert [("invalid api key" in i.reason, i.question) for i in seen.items] == [(True, None)] * 3
    with pytest.raises(JobError, match="no worker"):
        preview(replace(workspace, executor=Broken()), 3, endpoint=SCRIPTED)


class Broken:
    """An executor whose workers do not begin."""

    def run(self, folder: Path, report: Report) -> None:  # noqa: ARG002 (an executor's signature)
        """Fail."""
        raise JobError("There is no worker.", "one.", "Wait.")

    def start(self, folder: Path) -> None:
        """Fail."""
        self.run(folder, silent)


@pytest.mark.parametrize("wanted", [0, 11])
def test_a_preview_is_a_few(tmp_path: Path, wanted: int) -> None:
    """From 1 to what can be looked at."""
    with pytest.raises(InputError, match=f"{wanted} "):
        preview(sampled(tmp_path, 5), wanted)


def test_offline_the_preview_is_the_beginning_of_any_batch(tmp_path: Path) -> None:
    """However many are asked for afterwards."""
    workspace = sampled(tmp_path, 60)
    seen = [i.question.revision for i in preview(workspace, 3).items if i.question]
    generate(workspace, 50)
    assert seen == [q.revision for q in workspace.store.questions.by_source("generated")[:3]]


def test_a_started_generation_goes_on_by_itself(tmp_path: Path) -> None:
    """Its answers are taken in by a round of taking in, checked."""
    workspace = sampled(tmp_path, 10, ScriptedModel(writes_questions))
    job = start_generation(workspace, 4, endpoint=SCRIPTED)
    take_in_open(workspace)
    written = workspace.store.questions.by_source("generated")
    assert len(written) == 4
    assert all(len(workspace.store.questions.checks_of(q.revision)) == len(CHECKS) for q in written)
    assert job_status(workspace, job).state == "done"


# -- several batches --------------------------------------------------------------------------------------------


def test_a_second_batch_leaves_out_what_an_open_job_asks(tmp_path: Path) -> None:
    """It takes the next compositions; where none is left it says which job has them."""
    first, second = ScriptedModel(writes_questions, interrupt_after=2), ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 10, first, stop=True)
    order = [c.id for c in workspace.store.compositions.unused(10, workspace.graph().graph.version)]
    job = generate(workspace, 6, endpoint=ONE).job.id
    other = answered_by(workspace, second)
    done = generate(other, 6, endpoint=ONE)
    assert (done.new, done.compositions) == (6, 4)
    assert {r.inputs["composition"] for r in second.requests} == set(order[6:])
    assert {r.sample for r in second.requests} == {0, 1}
    with pytest.raises(EmptyError, match=job) as caught:
        generate(other, 1, endpoint=ONE)
    assert "resume or cancel" in caught.value.remedy
    resume(other, job)
    assert max(Counter(r.id for r in (*first.requests, *second.requests)).values()) == 1


def test_a_second_batch_for_a_mix_goes_on_behind_an_open_one(tmp_path: Path) -> None:
    """Compositions that nobody asks come first; the others are asked for a further question."""
    first, second = ScriptedModel(writes_questions, interrupt_after=1), ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 1, first, stop=True)
    keep_many(workspace, "one", 5, 9)
    row = workspace.store.mixes.named("one")
    assert row
    order = [c.id for c, _ in workspace.store.compositions.of_mix(row["id"], 10)]
    generate(workspace, 3, endpoint=ONE, mix="one")
    generate(answered_by(workspace, second), 5, endpoint=ONE, mix="one")
    calls = {(r.inputs["composition"], r.sample) for r in second.requests}
    assert calls == {(order[3], 0), (order[4], 0), (order[0], 1), (order[1], 1), (order[2], 1)}


def test_batches_that_are_started_at_once_ask_for_different_compositions(tmp_path: Path) -> None:
    """However many threads start one, no composition is asked for twice."""
    model = ScriptedModel(writes_questions)
    workspace = sampled(tmp_path, 40, model)
    begin = threading.Barrier(4)

    def start() -> None:
        begin.wait()
        start_generation(workspace, 10, endpoint=ONE)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(model.requests) == len({r.inputs["composition"] for r in model.requests}) == 40


def test_no_call_of_a_mix_is_made_a_second_time(tmp_path: Path) -> None:
    """Neither after a reply that nobody can read, nor after one that brought the same question again."""

    def script(request: ModelRequest) -> str:
        if request.sample == 0:
            return talks_garbage(request)
        return writes_questions(model.requests[0])

    model = ScriptedModel(script)
    workspace = sampled(tmp_path, 1, model)
    keep_many(workspace, "one", 2, 9)
    generate(workspace, 6, endpoint=ONE, mix="one")
    done = generate(workspace, 2, endpoint=ONE, mix="one")
    assert (done.job.requests, done.job.cached) == (2, 0)
    assert max(Counter(r.id for r in model.requests).values()) == 1
    assert sorted(r.sample for r in model.requests) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_new_questions_are_those_of_the_job(tmp_path: Path) -> None:
    """What another job brings in meanwhile is not counted."""
    workspace = sampled(tmp_path, 12, ScriptedModel(writes_questions))

    def meanwhile(_: Progress) -> None:
        start_generation(workspace, 3, endpoint=ONE)
        take_in_open(workspace)

    assert generate(workspace, 4, meanwhile, endpoint=ONE).new == 4
    assert workspace.store.questions.count() == 7

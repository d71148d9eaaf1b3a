"""Extraction through a model, free and guided: what it says becomes concepts, what it does not say is told too."""

from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, ModelError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.extract import (
    count_extraction,
    extract,
    labelled_questions,
    origin_of,
    start_extraction,
)
from mathscale_core.pipeline.seeds import add_seeds, hold_seeds
from mathscale_core.pipeline.work import cancel, resume, retry, take_in_open
from mathscale_core.prompts import load
from mathscale_core.records import Concept, ModelRequest
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.scripted import ScriptedModel, concept_reply, names_concepts
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, labelled_seed, small_workspace, write_rows
from tests.pipeline.extracting import ENDPOINT, OTHER, names, of, unlabelled


def test_nothing_to_extract_asks_nobody(tmp_path: Path) -> None:
    """Without seeds, or with labels on all of them, there is no job."""
    model = ScriptedModel(names_concepts({}))
    nothing = extract(fresh_workspace(tmp_path, model, name="empty"), endpoint=ENDPOINT)
    assert (nothing.seeds, nothing.skipped, nothing.job) == (0, 0, None)
    labelled = extract(small_workspace(tmp_path, model), endpoint=ENDPOINT)
    assert (labelled.seeds, labelled.skipped, labelled.job, model.requests) == (12, 12, None, [])


def test_only_the_question_is_shown(tmp_path: Path) -> None:
    """The prompt holds the question and not the answer or the solution; the temperature is zero."""
    model = ScriptedModel(names_concepts({}))
    workspace = fresh_workspace(tmp_path, model)
    add_seeds(workspace, [labelled_seed(4711, question="How many legs has a table?")])
    extract(workspace, endpoint=ENDPOINT)
    (request,) = model.requests
    assert "How many legs has a table?" in request.text
    assert "9422" not in request.text
    assert request.parameters == {"temperature": 0.0}
    assert request.inputs == {"question": "How many legs has a table?"}


def test_spellings_are_merged_and_single_concepts_dropped(tmp_path: Path) -> None:
    """Three spellings are one concept of three seeds; one in a single seed is dropped and listed."""
    model = ScriptedModel(
        names_concepts(
            {
                of(1): (["linear  equations."], ["Isolating the unknown"]),
                of(2): (["Linear equation"], ["isolating unknowns"]),
                of(3): (["THE LINEAR-EQUATIONS"], ["Isolating the unknown", "Guessing"]),
            }
        )
    )
    workspace = unlabelled(tmp_path, 3, model)
    done = extract(workspace, endpoint=ENDPOINT)
    assert (done.ok, done.uncertain, done.failed, done.provider) == (3, 0, 0, origin_of(ENDPOINT))
    assert names(workspace) == {"Linear equations", "Isolating the unknown"}
    assert [int(n) for n in (*workspace.graph().graph.topic_seeds, *workspace.graph().graph.kp_seeds)] == [3, 3]
    assert [(c.name, n) for c, n in workspace.graph().dropped] == [("Guessing", 1)]


def test_an_alias_leads_to_its_concept(tmp_path: Path) -> None:
    """A name that is known as another name of a concept tags with that concept."""
    model = ScriptedModel(names_concepts({of(n): (["Percentages"], ["Percents of amounts"]) for n in (1, 2)}))
    workspace = unlabelled(tmp_path, 2, model)
    known = Concept("c_1", "kp", "Percent of a quantity")
    workspace.store.concepts.add_tagged(
        [known], [("kp", "percent amount", "c_1", "Percents of amounts")], [], [], "", ""
    )
    extract(workspace, endpoint=ENDPOINT)
    assert names(workspace) == {"Percentages", "Percent of a quantity"}
    assert workspace.store.concepts.aliases("c_1") == ["Percents of amounts"]


def test_every_seed_has_an_outcome(tmp_path: Path) -> None:
    """Tagged is ok, nothing named is uncertain, a refusal and garbage are failed; they add up to what was asked."""
    says: dict[str, str | Exception] = {
        of(1): concept_reply(["Money"], ["Unit price"]),
        of(2): concept_reply([], ["Unit price"]),
        of(3): concept_reply(["Money"], ["..."]),
        of(4): "Sorry, I cannot help with that.",
        of(5): ModelError("The endpoint answered 500.", "an answer.", "Retry."),
        of(6): "Sure! ```json\n" + concept_reply(["Money"], ["Unit price"]) + "\n```",
    }
    workspace = unlabelled(tmp_path, 6, ScriptedModel(lambda r: says[str(r.inputs["question"])]))
    done = extract(workspace, endpoint=ENDPOINT)
    assert (done.seeds, done.ok, done.uncertain, done.failed, done.skipped) == (6, 2, 2, 2, 0)
    assert workspace.store.concepts.outcomes() == {"ok": 2, "uncertain": 2, "failed": 2}
    assert workspace.graph().graph.seeds == 2
    assert done.job is not None
    # The worker's counts: a reply that could be read is an answer; what it means is decided when it is taken in.
    assert (done.job.counts.ok, done.job.counts.failed, done.job.counts.pending) == (4, 2, 0)


def test_too_many_names_are_cut(tmp_path: Path) -> None:
    """At most two topics and five knowledge points tag a seed."""
    model = ScriptedModel(lambda _: concept_reply([f"Topic {n}" for n in range(4)], [f"Skill {n}" for n in range(9)]))
    workspace = unlabelled(tmp_path, 2, model)
    extract(workspace, endpoint=ENDPOINT)
    assert (len(workspace.graph().graph.topics), len(workspace.graph().graph.kps)) == (2, 5)


def test_what_is_done_is_not_asked_again(tmp_path: Path) -> None:
    """A second extraction asks for new seeds only; another extractor has its own say."""
    model = ScriptedModel(names_concepts({of(1): (["Money"], ["Unit price"])}))
    workspace = unlabelled(tmp_path, 3, model)
    extract(workspace, endpoint=ENDPOINT)
    assert extract(workspace, endpoint=ENDPOINT).job is None
    add_seeds(workspace, [labelled_seed(n) for n in (3, 4)])
    again = extract(workspace, endpoint=ENDPOINT)
    assert (again.skipped, len(model.requests)) == (3, 4)
    other = ScriptedModel(names_concepts({}), name="other")
    extract(answered_by(workspace, other), endpoint=OTHER)
    assert len(other.requests) == 4


def test_failed_seeds_are_asked_again_by_retry(tmp_path: Path) -> None:
    """Retry asks for the failed ones only, and their outcome becomes what the model says now."""
    model = ScriptedModel(lambda _: concept_reply(["Money"], ["Unit price"]), fail_first=3)
    workspace = unlabelled(tmp_path, 8, model)
    done = extract(workspace, endpoint=ENDPOINT)
    assert (done.ok, done.failed) == (5, 3)
    assert done.job is not None
    failed = {s.id for s in workspace.store.concepts.without_tagging(origin_of(ENDPOINT))}
    status = retry(workspace, done.job.id)
    assert {r.id for r in model.requests[8:]} == failed
    assert (status.counts.ok, status.counts.failed, status.possibly_paid_twice) == (8, 0, 0)
    assert workspace.store.concepts.outcomes() == {"ok": 8}
    assert workspace.graph().graph.seeds == 8


def test_an_interrupted_extraction_goes_on(tmp_path: Path) -> None:
    """Paused in mid-job, what was answered is in the graph; resumed, only the rest is asked."""
    first = ScriptedModel(lambda _: concept_reply(["Money"], ["Unit price"]), interrupt_after=10)
    workspace = unlabelled(tmp_path, 30, first, stop=True)
    done = extract(workspace, endpoint=ENDPOINT)
    assert done.job is not None
    assert (done.job.state, workspace.graph().graph.seeds) == ("paused", len(first.requests))
    second = ScriptedModel(lambda _: concept_reply(["Money"], ["Unit price"]))
    status = resume(answered_by(workspace, second), done.job.id)
    assert (status.state, status.counts.ok, status.counts.pending) == ("done", 30, 0)
    assert len(first.requests) + len(second.requests) == 30
    assert workspace.graph().graph.seeds == 30


def test_a_dropped_concept_is_restored_by_an_edit(tmp_path: Path) -> None:
    """What extraction named once can be brought back, with its edges."""

    def script(request: ModelRequest) -> str:
        rare = ["Haggling"] if request.inputs["question"] == of(1) else []
        return concept_reply(["Money"], ["Unit price", *rare])

    workspace = unlabelled(tmp_path, 3, ScriptedModel(script))
    extract(workspace, endpoint=ENDPOINT)
    ((rare, _),) = workspace.graph().dropped
    apply_edits(workspace, [Row(1, {"kind": "restore", "concept": rare.id})])
    assert {c.name for c, _, _, _ in workspace.graph().graph.neighbours(rare.id)} == {"Money", "Unit price"}


def test_the_threshold_decides_what_stays(tmp_path: Path) -> None:
    """A concept of n seeds is there up to the threshold n; listed below it."""
    table = {of(n): (["Money"], [f"Skill {m}" for m in range(1, 5) if n <= m]) for n in range(1, 5)}
    workspace = unlabelled(tmp_path, 4, ScriptedModel(names_concepts(table)))
    extract(workspace, endpoint=ENDPOINT)
    for threshold in range(1, 6):
        set_so = workspace.set("minimum_seeds", str(threshold))
        assert {n for n in names(set_so) if n.startswith("Skill")} == {f"Skill {m}" for m in range(threshold, 5)}
        assert len(set_so.graph().dropped) + len(names(set_so)) == 5


def test_the_tagger_learns_from_shipped_seeds_and_from_ones_own(tmp_path: Path) -> None:
    """A labelled seed of the workspace stands beside those that ship; an unlabelled one does not."""
    workspace = small_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(99)])
    rows = {row["question"]: row for row in labelled_questions(workspace)}
    assert len(rows) > 12
    assert rows[of(3)]["topics"] == ["Fractions", "Money"]
    assert of(99) not in rows


def test_an_error_of_the_model_itself_keeps_what_was_answered(tmp_path: Path) -> None:
    """A bug in a model is no outcome of a seed: it is raised, the job has failed, and its answers are taken in."""

    def script(request: ModelRequest) -> str:
        if request.inputs["question"] == of(20):
            raise ZeroDivisionError("a bug")
        return concept_reply(["Money"], ["Unit price"])

    workspace = unlabelled(tmp_path, 30, ScriptedModel(script))
    with pytest.raises(ZeroDivisionError):
        extract(workspace, endpoint=ENDPOINT)
    (job,) = workspace.store.jobs.list()
    assert job["state"] == "failed"
    assert 10 < workspace.graph().graph.seeds < 30
    good = ScriptedModel(lambda _: concept_reply(["Money"], ["Unit price"]))
    assert resume(answered_by(workspace, good), job["id"]).counts.ok == 30
    assert workspace.graph().graph.seeds == 30


def test_a_started_extraction_is_taken_in_later(tmp_path: Path) -> None:
    """The job is named at once; its answers come in by the round that takes in open jobs."""
    model = ScriptedModel(names_concepts({of(n): (["Money"], ["Unit price"]) for n in (1, 2)}))
    workspace = unlabelled(tmp_path, 2, model)
    job = start_extraction(workspace, ENDPOINT)
    assert job is not None
    take_in_open(workspace)
    assert workspace.store.concepts.outcomes_of_job(job) == {"ok": 2}
    assert names(workspace) == {"Money", "Unit price"}


def test_a_second_extraction_by_the_same_extractor_is_refused(tmp_path: Path) -> None:
    """It would pay twice for each seed; another extractor may, and so may the same one once the first has ended."""
    model = ScriptedModel(names_concepts({}))
    workspace = unlabelled(tmp_path, 3, model)
    job = start_extraction(workspace, ENDPOINT)
    assert job is not None
    for call in (extract, start_extraction):
        with pytest.raises(ConflictError, match=f"{job} asks the same extractor"):
            call(workspace, endpoint=ENDPOINT)
    assert (len(model.requests), len(workspace.store.jobs.list())) == (3, 1)
    assert start_extraction(workspace, OTHER) is not None
    take_in_open(workspace)
    add_seeds(workspace, [labelled_seed(4)])
    assert extract(workspace, endpoint=ENDPOINT).uncertain == 1


def test_a_cancelled_extraction_makes_way_for_another(tmp_path: Path) -> None:
    """Nobody has to resume what nobody wants."""
    model = ScriptedModel(names_concepts({}))
    workspace = unlabelled(tmp_path, 3, model)
    job = start_extraction(answered_by(workspace, model, lambda: "pause"), ENDPOINT)
    assert job is not None
    with pytest.raises(ConflictError):
        extract(workspace, endpoint=ENDPOINT)
    cancel(workspace, job)
    assert extract(workspace, endpoint=ENDPOINT).uncertain == 3


def test_the_tagger_does_not_learn_from_test_items(tmp_path: Path) -> None:
    """A shipped seed that is a test item of the workspace is left out."""
    workspace = fresh_workspace(tmp_path)
    rows = labelled_questions(workspace)
    item = {"id": "t1", "question": rows[5]["question"], "answer": "1"}
    import_benchmark(workspace, write_rows(tmp_path / "test.jsonl", [item]), dataset="own")
    assert labelled_questions(workspace) == rows[:5] + rows[6:]


def test_a_resumed_extraction_does_not_show_a_seed_that_was_held_back(tmp_path: Path) -> None:
    """It has failed, with why; the others are asked."""
    first = ScriptedModel(names_concepts({}), interrupt_after=1)
    workspace = unlabelled(tmp_path, 30, first, stop=True)
    job = extract(workspace, endpoint=ENDPOINT).job
    assert job is not None
    asked = {r.id for r in first.requests}
    held = next(labelled_seed(n).id for n in range(30, 0, -1) if labelled_seed(n).id not in asked)
    hold_seeds(workspace, [held])
    second = ScriptedModel(names_concepts({}))
    status = resume(answered_by(workspace, second), job.id)
    assert held not in {r.id for r in second.requests}
    assert (status.state, status.counts.ok, status.counts.failed, status.counts.pending) == ("done", 29, 1, 0)
    assert workspace.store.concepts.outcomes_of_job(job.id) == {"uncertain": 29, "failed": 1}


def test_what_extraction_takes_is_said_before_anybody_is_asked(tmp_path: Path) -> None:
    """Only for the seeds that wait: those done by this extractor cost nothing; the tagger is free."""
    model = ScriptedModel(names_concepts({of(n): (["Money"], ["Unit price"]) for n in range(1, 9)}))
    workspace = unlabelled(tmp_path, 8, model)
    priced = replace(ENDPOINT, input_price=1.0, output_price=2.0, currency="EUR")
    first = count_extraction(workspace, priced)
    asked = sum(len(load("extract").render({"question": of(n)})) for n in range(1, 9)) / 4
    assert first.seeds == 8
    assert asked < first.tokens < asked + 8 * 70
    assert first.cost is not None
    assert 0 < first.cost < first.tokens * 2 / 1e6
    assert count_extraction(workspace).tokens == 0
    extract(workspace, endpoint=priced)
    assert count_extraction(workspace, priced).seeds == 0
    add_seeds(workspace, [labelled_seed(101)])
    assert count_extraction(workspace, priced).seeds == 1
    assert count_extraction(workspace, ENDPOINT).cost is None
    assert len(model.requests) == 8

"""The workspaces of the test kit are real ones."""

import json
from dataclasses import replace
from pathlib import Path

from mathscale_core.pipeline.extract import extract, start_extraction
from mathscale_core.pipeline.jobs import job_status
from mathscale_core.pipeline.work import take_in_open
from mathscale_core.records import Progress
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, names_concepts
from mathscale_core.testing.workspaces import (
    InlineExecutor,
    answered_by,
    fresh_workspace,
    labelled_seed,
    small_workspace,
    write_rows,
)
from mathscale_core.workspace import DATABASE, open_workspace


def test_a_fresh_workspace_is_empty_and_its_clock_stands_still(tmp_path: Path) -> None:
    """It has a database file, no seeds, and the same time always."""
    workspace = fresh_workspace(tmp_path)
    assert (tmp_path / "workspace" / DATABASE).is_file()
    assert workspace.store.seeds.count() == 0
    assert workspace.now() == workspace.now() == "2026-01-02T12:00:00.000000+00:00"


def test_a_small_workspace_has_twelve_tagged_seeds(tmp_path: Path) -> None:
    """Four topics and five knowledge points stay; one of a single seed is dropped; another process may open it."""
    workspace = small_workspace(tmp_path)
    cleaned = workspace.graph()
    assert (workspace.store.seeds.count(), cleaned.graph.seeds) == (12, 12)
    assert (len(cleaned.graph.topics), len(cleaned.graph.kps)) == (4, 5)
    assert [(c.name, n) for c, n in cleaned.dropped] == [("Checking a solution", 1)]
    workspace.close()
    assert open_workspace(workspace.root, InlineExecutor()).graph().graph.version == cleaned.graph.version


def test_jobs_are_answered_in_this_process(tmp_path: Path) -> None:
    """The model given answers the jobs; ``answered_by`` puts another in its place; progress is told at the end."""
    model, other = ScriptedModel(names_concepts({})), ScriptedModel(names_concepts({}), name="other")
    workspace = small_workspace(tmp_path, model)
    for seed in (labelled_seed(20), labelled_seed(21)):
        workspace.store.seeds.add([seed], workspace.actor, workspace.now())
    told: list[Progress] = []
    extract(workspace, told.append, SCRIPTED)
    extract(answered_by(workspace, other), endpoint=replace(SCRIPTED, model="other"))
    assert (len(model.requests), len(other.requests)) == (2, 2)
    assert told == [Progress("extract", 2, 2)]


def test_a_started_job_is_worked_on_at_once(tmp_path: Path) -> None:
    """Its answers wait in its folder; a model that fails fails the job, not the caller."""
    model = ScriptedModel(names_concepts({}))
    workspace = small_workspace(tmp_path, model)
    workspace.store.seeds.add([labelled_seed(20)], workspace.actor, workspace.now())
    job = start_extraction(workspace, SCRIPTED)
    assert job is not None
    assert (len(model.requests), job_status(workspace, job).state) == (1, "done")
    take_in_open(workspace)
    broken = answered_by(workspace, ScriptedModel(lambda _: OSError("no")))
    workspace.store.seeds.add([labelled_seed(21)], workspace.actor, workspace.now())
    job = start_extraction(broken, SCRIPTED)
    assert job is not None
    assert job_status(workspace, job).state == "failed"


def test_an_unlabelled_seed_asks_for_its_number_twice() -> None:
    """Number n asks for n + n; equal numbers are equal seeds, a question of one's own is another seed."""
    assert labelled_seed(4).answer == "8"
    assert labelled_seed(4) == labelled_seed(4)
    assert labelled_seed(4, question="Why?").id != labelled_seed(4).id


def test_rows_are_written_a_line_each(tmp_path: Path) -> None:
    """No rows make an empty file; letters stay as they are."""
    assert write_rows(tmp_path / "none.jsonl", []).read_text("utf-8") == ""
    path = write_rows(tmp_path / "two.jsonl", [{"question": "é"}, {"question": "2"}])
    assert "é" in path.read_text("utf-8")
    assert [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()] == ["é", "2"]

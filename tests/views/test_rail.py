"""The rail: counts of the stations, and the one action that is needed next."""

from dataclasses import replace
from pathlib import Path

from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.demo import plant_flaws
from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.release import make_release
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.verify import verify
from mathscale_core.testing.scripted import ScriptedModel, names_concepts, writes_questions
from mathscale_core.testing.workspaces import SMALL, answered_by, fresh_workspace, labelled_seed, write_rows
from mathscale_core.views.rail import rail
from mathscale_core.workspace import Workspace

STATIONS = ["Seeds", "Extract", "Graph", "Mix", "Generate", "Verify", "Release"]


def counts(workspace: Workspace) -> dict[str, int]:
    return {s.name: s.count for s in rail(workspace)[0]}


def command(workspace: Workspace) -> str:
    return rail(workspace)[1].command


def test_an_empty_workspace_needs_seeds(tmp_path: Path) -> None:
    """Every station is at zero and not done; the next action imports seeds."""
    stations, action = rail(fresh_workspace(tmp_path))
    assert [(s.name, s.count, s.done) for s in stations] == [(name, 0, False) for name in STATIONS]
    assert (action.command, bool(action.text)) == ("mathscale seeds import FILE", True)


def test_the_next_action_leads_around_the_loop(tmp_path: Path) -> None:
    """Seeds, extract, sample, generate, verify, release, export: each is next until it is done, then counts."""
    table = {labelled_seed(n).question: tags for n, tags in enumerate(SMALL, 1)}
    workspace = fresh_workspace(tmp_path, ScriptedModel(names_concepts(table)))
    add_seeds(workspace, [labelled_seed(n) for n in range(1, 13)])
    assert (counts(workspace)["Seeds"], command(workspace)) == (12, "mathscale extract")
    extract(workspace, provider="scripted")
    graph = workspace.graph().graph
    assert (counts(workspace)["Extract"], command(workspace)) == (12, "mathscale sample -n 1000")
    assert counts(workspace)["Graph"] == len(graph.topics) + len(graph.kps)
    sample(workspace, 20)
    assert (counts(workspace)["Mix"], command(workspace)) == (20, "mathscale generate -n 100")
    generate(answered_by(workspace, ScriptedModel(writes_questions)), 8, provider="scripted")
    assert (counts(workspace)["Generate"], command(workspace)) == (8, "mathscale verify")
    verify(workspace)
    assert counts(workspace)["Verify"] == 8
    assert command(workspace).startswith("mathscale release make")
    make_release(workspace, "first", "any")
    stations, action = rail(workspace)
    assert (counts(workspace)["Release"], all(s.done for s in stations)) == (8, True)
    assert action.command.startswith("mathscale export")
    add_seeds(workspace, [labelled_seed(30)])
    assert command(workspace) == "mathscale verify"
    verify(workspace)
    assert command(workspace) == "mathscale extract"


def test_new_questions_need_verifying_again(tmp_path: Path) -> None:
    """As long as one was not verified, that is next, and the number says how many wait."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(writes_questions))
    add_seeds(workspace, [labelled_seed(n, *tags) for n, tags in enumerate(SMALL, 1)])
    sample(workspace, 20)
    for wanted in (3, 4):
        generate(workspace, wanted, provider="scripted")
        assert f"{wanted} questions" in rail(workspace)[1].text
        verify(workspace)


def test_a_question_is_verified_when_every_check_was_made(tmp_path: Path) -> None:
    """One check of five is not enough, and a test item that comes later makes verifying next again."""
    workspace = fresh_workspace(tmp_path, ScriptedModel(writes_questions))
    add_seeds(workspace, [labelled_seed(n, *tags) for n, tags in enumerate(SMALL, 1)])
    sample(workspace, 20)
    generate(workspace, 3, provider="scripted")
    verify(workspace, ["recompute"])
    assert (counts(workspace)["Verify"], command(workspace)) == (0, "mathscale verify")
    verify(workspace)
    assert counts(workspace)["Verify"] == 3
    tests = write_rows(tmp_path / "tests.jsonl", [{"question": "Who has seven pens?", "answer": "Ada"}])
    import_benchmark(workspace, tests, "own")
    assert (counts(workspace)["Verify"], command(workspace)) == (0, "mathscale verify")


def test_planted_questions_are_in_no_count(tmp_path: Path) -> None:
    """With flaws in the bank every number stays, verified or not."""
    workspace = fresh_workspace(tmp_path)
    plant_flaws(workspace)
    verify(workspace)
    assert set(counts(workspace).values()) == {0}


def test_imported_questions_count_as_questions(tmp_path: Path) -> None:
    """They are in the bank like generated ones."""
    workspace = fresh_workspace(tmp_path)
    plant_flaws(workspace)
    (first, *_) = workspace.store.questions.by_source("planted")
    workspace.store.questions.add([replace(first, revision="q_1", source="imported")], "", "local", workspace.now())
    assert counts(workspace)["Generate"] == 1

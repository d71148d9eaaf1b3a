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
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, names_concepts, writes_questions
from mathscale_core.testing.workspaces import SMALL, answered_by, fresh_workspace, labelled_seed, write_rows
from mathscale_core.views.rail import rail
from mathscale_core.workspace import Workspace

STATIONS = ["Seeds", "Extract", "Graph", "Mix", "Generate", "Verify", "Review", "Dataset"]


def counts(workspace: Workspace) -> dict[str, int]:
    return {s.name: s.count for s in rail(workspace)[0]}


def command(workspace: Workspace) -> str:
    return rail(workspace)[1].command


def test_an_empty_workspace_needs_seeds(tmp_path: Path) -> None:
    """Every station is at zero and not done; the next action imports seeds."""
    stations, action = rail(fresh_workspace(tmp_path))
    assert [(s.name, s.count, s.done) for s in stations] == [(name, 0, False) for name in STATIONS]
    assert (action.command, action.station, action.label) == ("mathscale seeds import FILE", "Seeds", "Import seeds")


def test_the_next_action_leads_around_the_loop(tmp_path: Path) -> None:
    """Seeds, extract, sample, generate, verify, release, export: each is next until it is done, then counts."""
    table = {labelled_seed(n).question: tags for n, tags in enumerate(SMALL, 1)}
    workspace = fresh_workspace(tmp_path, ScriptedModel(names_concepts(table)))
    add_seeds(workspace, [labelled_seed(n) for n in range(1, 13)])
    assert (counts(workspace)["Seeds"], command(workspace)) == (12, "mathscale extract")
    extract(workspace, endpoint=SCRIPTED)
    graph = workspace.graph().graph
    assert (counts(workspace)["Extract"], command(workspace)) == (12, "mathscale sample -n 1000")
    assert counts(workspace)["Graph"] == len(graph.topics) + len(graph.kps)
    sample(workspace, 20)
    assert (counts(workspace)["Mix"], command(workspace)) == (20, "mathscale generate -n 100")
    generate(answered_by(workspace, ScriptedModel(writes_questions)), 8, endpoint=SCRIPTED)
    assert counts(workspace)["Generate"] == 8
    verify(workspace)
    assert counts(workspace)["Verify"] == 8
    assert command(workspace).startswith("mathscale release make")
    make_release(workspace, "first", "any")
    stations, action = rail(workspace)
    assert (counts(workspace)["Dataset"], [s.name for s in stations if not s.done]) == (8, ["Review"])
    assert action.command.startswith("mathscale export")
    add_seeds(workspace, [labelled_seed(30)])
    assert command(workspace) == "mathscale extract"


def unchecked(workspace: Workspace, wanted: int) -> None:
    """Put questions into the bank on which no check was made yet."""
    plant_flaws(workspace)
    planted = workspace.store.questions.by_source("planted")[:wanted]
    new = [replace(q, revision=f"q_{n}", source="generated", item="") for n, q in enumerate(planted)]
    workspace.store.questions.add(new, "", "Ada", workspace.now())


def graph_with_compositions(folder: Path) -> Workspace:
    """A workspace at the point where questions come next."""
    workspace = fresh_workspace(folder, ScriptedModel(writes_questions))
    add_seeds(workspace, [labelled_seed(n, *tags) for n, tags in enumerate(SMALL, 1)])
    sample(workspace, 20)
    return workspace


def test_new_questions_need_verifying(tmp_path: Path) -> None:
    """As long as one was not verified, that is next, and the number says how many wait."""
    workspace = graph_with_compositions(tmp_path)
    unchecked(workspace, 3)
    assert (command(workspace), rail(workspace)[1].station) == ("mathscale verify", "Verify")
    assert "3 questions" in rail(workspace)[1].text


def test_a_question_is_verified_when_every_check_was_made(tmp_path: Path) -> None:
    """One check of five is not enough, and a test item that comes later makes verifying next again."""
    workspace = graph_with_compositions(tmp_path)
    unchecked(workspace, 3)
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


def test_verdicts_of_people_count_at_review(tmp_path: Path) -> None:
    """Accepted and rejected questions were reviewed; a skipped one was not, and a policy is no person."""
    workspace = graph_with_compositions(tmp_path)
    unchecked(workspace, 4)
    by = [("accept", "Ada"), ("reject", "Ada"), ("skip", "Ada"), ("accept", "policy:all")]
    same = {"reason": "", "seconds": None, "created": workspace.now()}
    workspace.store.questions.record_verdicts(
        [
            {"id": f"v_{n}", "revision": f"q_{n}", "verdict": verdict, "actor": actor, **same}
            for n, (verdict, actor) in enumerate(by)
        ]
    )
    review = next(s for s in rail(workspace)[0] if s.name == "Review")
    assert (review.count, review.detail) == (2, "1 accepted, 1 rejected")


def test_the_counts_are_kept_until_something_is_written(tmp_path: Path) -> None:
    """Two looks in a row give the very same stations; a write gives new ones."""
    workspace = fresh_workspace(tmp_path)
    before = rail(workspace)[0]
    assert rail(workspace)[0] is before
    add_seeds(workspace, [labelled_seed(1)])
    assert counts(workspace)["Seeds"] == 1


def test_a_running_job_is_what_comes_next(tmp_path: Path) -> None:
    """The page of jobs shows it, and its state in the store ends that."""
    workspace = fresh_workspace(tmp_path)
    workspace.store.jobs.add("j_1", "generate", {}, 3, "Ada", workspace.now())
    workspace.store.jobs.set_state("j_1", "running")
    assert (rail(workspace)[1].station, rail(workspace)[1].label) == ("Jobs", "See the job")
    workspace.store.jobs.set_state("j_1", "done")
    assert rail(workspace)[1].station == "Seeds"

"""Lineage: from a release back to the seeds, and from a seed forward to the releases."""

from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.release import make_release
from mathscale_core.pipeline.sample import sample
from mathscale_core.records import Question
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, writes_questions
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.lineage import lineage
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = small_workspace(tmp_path, ScriptedModel(writes_questions))
    sample(made, 30)
    generate(made, 20, endpoint=SCRIPTED)
    make_release(made, "first", "any")
    return made


@pytest.mark.parametrize("item", ["", "s_1", "first", "'; DROP TABLE seeds; --"])
def test_nothing_has_an_unknown_id(tmp_path: Path, item: str) -> None:
    """What is no id is not found, whatever it holds."""
    with pytest.raises(NotFoundError, match="Nothing has the id"):
        lineage(fresh_workspace(tmp_path), item)


def test_a_release_leads_back_to_its_seeds(workspace: Workspace) -> None:
    """Release → question → composition → concepts → seeds, and each names the step before among its children."""
    parents, children = lineage(workspace, "first")
    assert (len(parents["questions"]), children) == (20, {})
    assert parents["graph_version"] == [workspace.graph().graph.version]
    question = parents["questions"][0]
    of_question, after_question = lineage(workspace, question)
    assert after_question == {"releases": ["first"]}
    assert of_question["provider"] == ["scripted"]
    (composition,) = of_question["composition"]
    of_composition, after_composition = lineage(workspace, composition)
    assert after_composition == {"questions": [question]}
    assert of_composition["run"] == [workspace.store.compositions.runs()[0]["id"]]
    for concept in of_composition["concepts"]:
        of_concept, after_concept = lineage(workspace, concept)
        assert composition in after_concept["compositions"]
        for seed in of_concept["seeds"]:
            assert concept in lineage(workspace, seed)[1]["concepts"]
    for seed in of_question["seeds"]:
        assert question in lineage(workspace, seed)[1]["questions"]


def test_a_seed_comes_from_a_line_of_its_source(workspace: Workspace) -> None:
    """Source, split and line are its parents; its concepts and the questions that it was shown for its children."""
    parents, children = lineage(workspace, labelled_seed(4).id)
    assert parents == {"source": ["drawn/train, line 4"]}
    assert len(children["concepts"]) == 3


def test_a_question_of_nobody_has_only_the_parents_that_it_has(workspace: Workspace) -> None:
    """Parents that are not there are left out; a question in no release has an empty list of them."""
    bare = Question("q_1", "?", "!", "1", "numeric", "", "imported", (), (), provider="a colleague")
    workspace.store.questions.add([bare], "", "local", workspace.now())
    assert lineage(workspace, "q_1") == ({"provider": ["a colleague"]}, {"releases": []})

"""One question with its walk and all that is known of it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.release import make_release
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.verify import verify
from mathscale_core.records import Question
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, writes_questions
from mathscale_core.testing.workspaces import labelled_seed, small_workspace
from mathscale_core.validation.checks import CHECKS
from mathscale_core.views.questions import question_detail, walk_of, walks_of
from mathscale_core.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Sixty verified questions and a release of them; no test changes it."""
    made = small_workspace(tmp_path_factory.mktemp("questions"), ScriptedModel(writes_questions))
    sample(made, 60)
    generate(made, 60, endpoint=SCRIPTED)
    verify(made)
    make_release(made, "first", "any")
    yield made
    made.close()


def test_a_question_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    """The error names it."""
    empty = small_workspace(tmp_path)
    with pytest.raises(NotFoundError, match="q_1"):
        question_detail(empty, "q_1")


def test_a_question_is_shown_with_everything_known(workspace: Workspace) -> None:
    """Its examples in their order, all checks, its verdicts and releases, and how often its set was drawn."""
    for question in workspace.store.questions.by_source("generated")[:10]:
        shown = question_detail(workspace, question.revision)
        assert shown.question == question
        assert tuple(s.id for s in shown.seeds) == question.seeds
        assert {c.check for c in shown.checks} == {c.name for c in CHECKS}
        assert (shown.verdicts, shown.releases) == ((), ("first",))
        assert (shown.check_state, shown.verdict, shown.newest) == ("unsure", "", question.revision)
        assert shown.times_drawn >= 1


def test_a_question_without_a_composition_has_no_walk(tmp_path: Path) -> None:
    """An imported question was drawn from nothing."""
    workspace = small_workspace(tmp_path)
    bare = Question("q_1", "?", "!", "1", "numeric", "", "imported", (), ())
    workspace.store.questions.add([bare], "", "local", workspace.now())
    shown = question_detail(workspace, "q_1")
    assert (shown.walk, shown.times_drawn, shown.seeds, shown.releases) == ((), 0, (), ())


def test_every_step_of_a_walk_has_the_probability_of_the_graph(workspace: Workspace) -> None:
    """Start is one of T; each step is p(next | where it came from) in the sub-graph of the two kinds."""
    graph = workspace.graph().graph
    for found in workspace.store.compositions.get(
        workspace.store.compositions.with_concept(graph.topics[0].id)
    ).values():
        steps = walk_of(workspace, found)
        assert [s.concept for s in steps] == [*found.topic_walk, *found.kp_walk]
        assert (steps[0].how, steps[0].probability) == ("start", 1 / len(graph.topics))
        for before, step in pairwise(steps):
            chances = {c.id: there for c, _, there, _ in graph.neighbours(before.concept)}
            assert step.probability == pytest.approx(chances[step.concept])
            hows = {("topic", "topic"): "topic step", ("topic", "kp"): "to KP", ("kp", "kp"): "KP step"}
            assert step.how == hows[before.kind, step.kind]


def test_a_walk_through_another_version_has_no_probabilities(tmp_path: Path) -> None:
    """When the graph has changed the steps keep their names, and no number is made up."""
    workspace = small_workspace(tmp_path)
    sample(workspace, 5)
    ids = workspace.store.compositions.with_concept(workspace.graph().graph.topics[0].id)
    composition = workspace.store.compositions.get(ids)[ids[0]]
    before = walk_of(workspace, composition)
    add_seeds(workspace, [labelled_seed(40, ["Money"], ["Unit price"])])
    after = walk_of(workspace, composition)
    assert None not in {s.probability for s in before}
    assert [s.name for s in after] == [s.name for s in before]
    assert {s.probability for s in after} == {None}


def test_walks_of_several_runs_are_told_at_once(tmp_path: Path) -> None:
    """Each as by itself, in the order asked for; those of an older graph have no probabilities beside those that do."""
    workspace = small_workspace(tmp_path)
    assert walks_of(workspace, []) == []
    sample(workspace, 3)
    old = workspace.store.compositions.unused(3, workspace.graph().graph.version)
    add_seeds(workspace, [labelled_seed(40, ["Money"], ["Unit price"])])
    sample(workspace, 3, rng=1)
    new = workspace.store.compositions.unused(3, workspace.graph().graph.version)
    mixed = [one for pair in zip(old, new, strict=True) for one in pair]
    walks = walks_of(workspace, mixed)
    assert walks == [walk_of(workspace, one) for one in mixed]
    assert [walk[0].probability is None for walk in walks] == [True, False] * 3

"""Synthetic workspaces: exactly as large as asked."""

from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, InputError
from mathscale_core.pipeline.synth import MOST, SOURCE, synthesise
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace


def test_too_few_seeds_are_refused(tmp_path: Path) -> None:
    """Nothing is stored."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(InputError, match="seeds were asked for"):
        synthesise(workspace, 10, 20, 5)
    assert workspace.store.seeds.count() == 0


@pytest.mark.parametrize("sizes", [(MOST + 1, 5, 3 * MOST), (5, MOST + 1, 3 * MOST), (5, 5, MOST + 1)])
def test_more_than_the_memory_holds_is_refused(tmp_path: Path, sizes: tuple[int, int, int]) -> None:
    """Before anything is laid out; nothing is stored."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(InputError, match=f"at most {MOST:,} of each"):
        synthesise(workspace, *sizes)
    assert workspace.store.seeds.count() == 0


@pytest.mark.parametrize(
    ("topics", "kps", "seeds"),
    [(1, 1, 2), (1, 3, 3), (2, 2, 4), (9, 4, 10), (12, 60, 41), (30, 100, 300), (200, 600, 1500)],
)
def test_the_graph_has_exactly_the_wanted_topics_and_knowledge_points(
    tmp_path: Path, topics: int, kps: int, seeds: int
) -> None:
    """T topics and K knowledge points after cleaning, and none dropped, at any size."""
    workspace = fresh_workspace(tmp_path)
    done = synthesise(workspace, topics, kps, seeds)
    graph = workspace.graph().graph
    assert (done.topics, done.kps) == (len(graph.topics), len(graph.kps)) == (topics, kps)
    assert workspace.graph().dropped == ()
    assert workspace.store.seeds.count() == seeds
    assert (done.edges, done.questions) == (sum(graph.edges.values()), 0)


def test_questions_are_written_for_sampled_compositions(tmp_path: Path) -> None:
    """As many as asked, each for a composition of its own, and all say that they are synthetic."""
    workspace = fresh_workspace(tmp_path)
    assert synthesise(workspace, 20, 80, 200, questions=300).questions == 300
    questions = workspace.store.questions.by_source("generated")
    assert len({q.composition for q in questions}) == 300
    assert all(q.question.startswith("Synthetic") and q.provider == SOURCE for q in questions)


def test_the_same_rng_makes_the_same_workspace(tmp_path: Path) -> None:
    """Versions are equal for equal numbers and differ for another rng."""
    versions = []
    for name, rng in (("a", 0), ("b", 0), ("c", 1)):
        workspace = fresh_workspace(tmp_path, name=name)
        synthesise(workspace, 20, 50, 100, rng=rng)
        versions.append(workspace.graph().graph.version)
    assert versions[0] == versions[1] != versions[2]


def test_a_workspace_with_seeds_is_not_filled_up(tmp_path: Path) -> None:
    """Its size would not be the wanted one."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(ConflictError, match="holds 12 seeds"):
        synthesise(workspace, 5, 10, 20)
    assert workspace.store.seeds.count() == 12

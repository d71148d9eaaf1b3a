"""The demo: the whole loop on what ships; interrupted or not, it ends with the same release."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.bundled import bundled_rows
from mathscale_core.errors import ConflictError, JobError
from mathscale_core.pipeline.demo import (
    COMPOSITIONS,
    QUESTIONS,
    RELEASE,
    DemoResult,
    import_bundled,
    plant_flaws,
    run_demo,
)
from mathscale_core.records import Progress
from mathscale_core.testing.workspaces import InlineExecutor, fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, DemoResult, list[Progress]]]:
    """A workspace in which the demo has run, what it gave and what it told."""
    workspace, told = fresh_workspace(tmp_path_factory.mktemp("demo")), list[Progress]()
    yield workspace, run_demo(workspace, told.append), told
    workspace.close()


def test_what_ships_is_imported_once(tmp_path: Path) -> None:
    """Seeds and test items; again, nothing changes."""
    workspace = fresh_workspace(tmp_path)
    shipped = len(list(bundled_rows("seeds/arithmetic.jsonl")))
    assert 0 < shipped < import_bundled(workspace) == import_bundled(workspace) == workspace.store.seeds.count()
    assert workspace.store.benchmarks.count() == len(list(bundled_rows("benchmark.jsonl")))


def test_flaws_are_planted_once_and_counted_nowhere(tmp_path: Path) -> None:
    """In an empty workspace: all that ship are stored, a second time none; no question is counted."""
    workspace = fresh_workspace(tmp_path)
    shipped = len(list(bundled_rows("flawed.jsonl")))
    assert (plant_flaws(workspace), plant_flaws(workspace)) == (shipped, 0)
    assert (workspace.store.questions.count("planted"), workspace.store.questions.count()) == (shipped, 0)
    assert workspace.store.questions.level_counts() == {}


def test_the_demo_turns_the_loop_once(demo: tuple[Workspace, DemoResult, list[Progress]]) -> None:
    """Every station has something, and the counts are those of the store and the graph."""
    workspace, done, told = demo
    graph = workspace.graph().graph
    assert (done.topics, done.kps, done.edges) == (len(graph.topics), len(graph.kps), sum(graph.edges.values()))
    assert (done.seeds, done.compositions, done.questions) == (workspace.store.seeds.count(), COMPOSITIONS, QUESTIONS)
    assert workspace.store.benchmarks.count() == len(list(bundled_rows("benchmark.jsonl")))
    assert done.release == workspace.store.releases.get(RELEASE)
    assert 0 < done.release.items == done.release.accepted_by_policy <= QUESTIONS
    assert {p.station for p in told} >= {"seeds", "generate", "verify"}


def test_no_planted_question_is_in_the_release(demo: tuple[Workspace, DemoResult, list[Progress]]) -> None:
    """All that was released was generated here."""
    workspace, _, _ = demo
    assert {row["source"] for row in workspace.store.releases.items(RELEASE)} == {"generated"}
    assert workspace.store.questions.count("planted") > 0


def test_the_demo_again_is_the_same_release(demo: tuple[Workspace, DemoResult, list[Progress]]) -> None:
    """Nothing is written a second time."""
    workspace, done, _ = demo
    writes = workspace.store.writes
    again = run_demo(workspace)
    assert replace(again, seconds=0.0) == replace(done, seconds=0.0)
    assert workspace.store.writes == writes


def test_an_interrupted_demo_goes_on_to_the_same_release(
    tmp_path: Path, demo: tuple[Workspace, DemoResult, list[Progress]]
) -> None:
    """Paused in mid-generation it makes no release; run again, it ends as if nothing had happened."""
    asked = iter(range(10_000))
    workspace = fresh_workspace(tmp_path, stop=lambda: "pause" if next(asked) > 100 else "")
    with pytest.raises(JobError, match="paused"):
        run_demo(workspace)
    assert 0 < workspace.store.questions.count() < QUESTIONS
    assert workspace.store.releases.list() == []
    done = run_demo(replace(workspace, executor=InlineExecutor()))
    assert replace(done.release, created="") == replace(demo[1].release, created="")
    assert done.questions == QUESTIONS


def test_the_demo_does_not_mix_with_other_seeds(tmp_path: Path) -> None:
    """A workspace with seeds of another source is left as it is."""
    workspace = small_workspace(tmp_path)
    before = workspace.store.seeds.states()
    with pytest.raises(ConflictError, match="seeds of other sources"):
        run_demo(workspace)
    assert workspace.store.seeds.states() == before

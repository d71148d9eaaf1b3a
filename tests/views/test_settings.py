"""What Settings shows: the effect of cleaning thresholds, and the prompts that ship."""

from pathlib import Path

from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.settings import THRESHOLDS, cleaning_effects, left_out, prompts


def test_an_empty_workspace_keeps_and_drops_nothing(tmp_path: Path) -> None:
    """Every threshold has zeros."""
    effects = cleaning_effects(fresh_workspace(tmp_path))
    assert [e.minimum for e in effects] == list(THRESHOLDS)
    assert {(e.topics, e.kps, e.topics_dropped, e.kps_dropped) for e in effects} == {(0, 0, 0, 0)}


def test_an_effect_is_what_the_threshold_then_does(tmp_path: Path) -> None:
    """What is foretold for a threshold is what the graph has once it is set."""
    workspace = small_workspace(tmp_path)
    foretold = {e.minimum: e for e in cleaning_effects(workspace, 4)}
    assert [e.minimum for e in foretold.values() if e.present] == [2]
    for minimum in (1, 3, 4, 5):
        workspace.set("minimum_seeds", str(minimum))
        graph = workspace.graph().graph
        assert (foretold[minimum].topics, foretold[minimum].kps) == (len(graph.topics), len(graph.kps))


def test_a_restored_concept_stays_under_every_threshold(tmp_path: Path) -> None:
    """A curator's word counts more than the rule."""
    workspace = small_workspace(tmp_path)
    before = {e.minimum: e.kps for e in cleaning_effects(workspace)}
    assert left_out(workspace) == [("Checking a solution", "kp", 1)]
    (dropped, _), *_ = workspace.graph().dropped
    apply_edits(workspace, [Row(1, {"kind": "restore", "concept": dropped.id})])
    after = {e.minimum: e.kps for e in cleaning_effects(workspace)}
    assert left_out(workspace) == []
    assert (after[1] - before[1], after[2] - before[2], after[10] - before[10]) == (0, 1, 1)


def test_the_prompts_come_with_their_versions() -> None:
    """Name and content hash, and the whole text."""
    shown = {p.name: p for p in prompts()}
    assert {"extract", "generate"} <= set(shown)
    assert shown["extract"].version.startswith("extract@")
    assert "{{" in shown["extract"].text

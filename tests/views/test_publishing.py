"""What was published, and what waits."""

from pathlib import Path

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.publish import publish
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.publishing import count_proposed, count_waiting, versions


def test_before_anything_was_published_there_is_no_version(tmp_path: Path) -> None:
    """Nor does anything wait in an empty log."""
    empty = fresh_workspace(tmp_path)
    assert (versions(empty), count_waiting(empty), count_proposed(empty)) == ([], 0, 0)


def test_edits_wait_until_they_are_published(tmp_path: Path) -> None:
    """Those of a proposer are counted apart."""
    workspace = small_workspace(tmp_path)
    workspace.set("proposers", "Ada")
    concept = workspace.draft().graph.kps[0].id
    apply_edit(workspace, {"kind": "rename", "concept": concept, "name": "One"})
    apply_edit(workspace.acting_as("Ada"), {"kind": "rename", "concept": concept, "name": "Two"})
    assert (count_waiting(workspace), count_proposed(workspace)) == (2, 1)
    publish(workspace, "first")
    assert (count_waiting(workspace), count_proposed(workspace)) == (0, 0)
    apply_edit(workspace, {"kind": "rename", "concept": concept, "name": "Three"})
    publish(workspace, "second")
    assert [(v.number, v.line) for v in versions(workspace)] == [(2, "second"), (1, "first")]

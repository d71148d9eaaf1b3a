"""What was done lately: jobs, drawings, edits and releases in one list."""

from pathlib import Path

from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.pipeline.sample import sample
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace


def test_nothing_was_done_in_an_empty_workspace(tmp_path: Path) -> None:
    """No deed, no row."""
    assert fresh_workspace(tmp_path).store.activity.latest(5) == []


def test_deeds_of_every_kind_come_with_who_and_how_many(tmp_path: Path) -> None:
    """A drawing, a job and an edit; at most as many as asked for."""
    workspace = small_workspace(tmp_path).acting_as("Ada")
    sample(workspace, 10)
    generate(workspace, 2)
    (dropped, _), *_ = workspace.graph().dropped
    apply_edits(workspace, [Row(1, {"kind": "restore", "concept": dropped.id})])
    found = {row["what"]: row for row in workspace.store.activity.latest(9)}
    assert {what: (row["n"], row["actor"]) for what, row in found.items()} == {
        "draw": (10, "Ada"), "job": (2, "Ada"), "edit": (1, "Ada"),
    }  # fmt: skip
    assert found["edit"]["payload"] == {"concept": dropped.id}
    assert len(workspace.store.activity.latest(1)) == 1


def test_a_drawing_that_was_kept_comes_with_the_name_of_its_mix(tmp_path: Path) -> None:
    """Not with its id, which nobody knows."""
    workspace = small_workspace(tmp_path)
    keep_many(workspace, "Week 3", 5, 0)
    assert [row["state"] for row in workspace.store.activity.latest(5)] == ["Week 3"]

"""Edits from a file: all of them are applied, or none."""

import json
from pathlib import Path

import pytest

from mathscale_core.errors import InputError, MathScaleError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit_file, apply_edits
from mathscale_core.testing.workspaces import NOON, fresh_workspace, small_workspace, write_rows
from mathscale_core.workspace import Workspace


def dropped(workspace: Workspace) -> str:
    ((concept, _),) = workspace.graph().dropped
    return concept.id


def test_no_edits_change_nothing(tmp_path: Path) -> None:
    """An empty list is applied without an event."""
    workspace = fresh_workspace(tmp_path)
    assert apply_edits(workspace, []) == []
    assert workspace.store.curation.events() == []


def test_a_restore_brings_a_dropped_concept_back(tmp_path: Path) -> None:
    """The graph holds it; the event says who, when and why."""
    workspace = small_workspace(tmp_path).acting_as("Emmy")
    concept, before = dropped(workspace), workspace.graph().graph
    path = write_rows(tmp_path / "edits.jsonl", [{"kind": "restore", "concept": concept, "reason": "needed"}])
    (event,) = apply_edit_file(workspace, path)
    assert (event.kind, event.payload, event.actor, event.reason) == ("restore", {"concept": concept}, "Emmy", "needed")
    assert event.at.startswith(NOON.isoformat()[:19])
    assert workspace.store.curation.events() == [event]
    after = workspace.graph().graph
    assert set(after.position) == {*before.position, concept}
    assert after.version != before.version


def test_equal_edits_are_events_of_their_own(tmp_path: Path) -> None:
    """The same edit three times, in one file and in a second, is three events in this order."""
    workspace = small_workspace(tmp_path)
    row = {"kind": "restore", "concept": dropped(workspace)}
    first = apply_edit_file(workspace, write_rows(tmp_path / "two.jsonl", [row, row]))
    second = apply_edit_file(workspace, write_rows(tmp_path / "one.jsonl", [row]))
    assert len({e.id for e in first + second}) == 3
    assert workspace.store.curation.events() == first + second


@pytest.mark.parametrize(
    ("bad", "error", "said"),
    [
        ('{"kind": "explode", "concept": "c_1"}', InputError, "Line 2 has the edit kind 'explode'"),
        ('{"kind": "restore"}', InputError, "Line 2: concept"),
        ('{"kind": "restore", "concept": "c_1", "colour": "blue"}', InputError, "Line 2: colour"),
        ('{"kind": "restore", "concept": "c_nowhere"}', NotFoundError, "c_nowhere"),
        ('{"kind": ', InputError, "Line 2: "),
        ("[]", InputError, "Line 2: "),
    ],
)
def test_one_bad_edit_applies_none(tmp_path: Path, bad: str, error: type[MathScaleError], said: str) -> None:
    """The line is named, and a good edit before it was not applied either."""
    workspace = small_workspace(tmp_path)
    version = workspace.graph().graph.version
    path = tmp_path / "edits.jsonl"
    path.write_text(json.dumps({"kind": "restore", "concept": dropped(workspace)}) + f"\n{bad}\n", "utf-8")
    with pytest.raises(error, match=said):
        apply_edit_file(workspace, path)
    assert workspace.store.curation.events() == []
    assert workspace.graph().graph.version == version

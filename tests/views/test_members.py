"""Concepts with their seeds, and several side by side."""

from pathlib import Path

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.views.members import compare, members_of
from tests.pipeline.test_suggest import FRACTIONS, TRINOMIALS
from tests.pipeline.twinned import ids, twinned


def test_of_nothing_there_are_no_members(tmp_path: Path) -> None:
    """Nor of what is not there."""
    workspace = fresh_workspace(tmp_path)
    assert members_of(workspace, []) == {}
    assert members_of(workspace, ["c_gone"]) == {}
    assert compare(workspace, ["c_gone"]).members == ()


def test_a_member_has_its_names_and_a_few_of_its_seeds(tmp_path: Path) -> None:
    """In the order asked; the seeds are among those that carry it; the lock names who locked."""
    workspace = twinned(tmp_path)
    one, other, third = ids(workspace, *FRACTIONS)
    apply_edit(workspace, {"kind": "merge", "from": [other], "into": one})
    apply_edit(workspace, {"kind": "lock", "concept": third})
    found = members_of(workspace, [third, other, one], 3)
    assert list(found) == [third, one]
    assert found[one].aliases == ("Addition of fractions",)
    assert (found[one].seeds, len(found[one].examples)) == (4, 3)
    assert {s.id for s in found[one].examples} <= set(workspace.store.concepts.ids_of_concept(one))
    assert (found[third].locked, found[one].locked) == ("local", "")


def test_side_by_side_the_neighbours_that_all_have_are_named(tmp_path: Path) -> None:
    """And those are counted that no other one has."""
    workspace = twinned(tmp_path)
    one, other, _ = ids(workspace, *FRACTIONS)
    same = compare(workspace, [one, other])
    assert (set(same.shared), same.shared_count, same.own) == ({"Fractions", "Unit price"}, 2, (0, 0))
    apart = compare(workspace, [one, ids(workspace, TRINOMIALS[0])[0]])
    assert (apart.shared, apart.own) == ((), (2, 1))

"""What curators said is read once for each draft, and anew after an edit."""

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.views.explore.told import told
from mathscale_core.workspace import Workspace
from tests.views.explore.small import named


def test_it_is_read_once_until_something_is_edited(workspace: Workspace) -> None:
    """The same object while nothing changes; an alias, a code, a parent and a lock are in the next one."""
    money, percent = named(workspace, "Money").id, named(workspace, "Percentages").id
    before = told(workspace)
    assert told(workspace) is before
    assert (before.codes, before.relations, before.parents, before.locked) == ({}, (), {}, {})
    for edit in (
        {"kind": "alias", "concept": money, "add": ["Cash"]},
        {"kind": "code", "concept": money, "add": [{"scheme": "A", "code": "1"}, {"scheme": "A", "code": "2"}]},
        {"kind": "relate", "a": percent, "b": money, "as": "parent-of"},
        {"kind": "lock", "concept": money},
    ):
        apply_edit(workspace, edit)
    now = told(workspace)
    assert now.aliases[money] == ("Cash",)
    assert [c.code for c in now.codes[money]] == ["1", "2"]
    assert now.parents == {money: percent}
    assert now.locked == {money: workspace.actor}

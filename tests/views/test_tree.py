"""The tree beside what its edits say: lines, counts rolled up, what stands nowhere."""

from pathlib import Path

import pytest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.tree import indented, lines, outdented, tree, unplaced
from mathscale_core.workspace import Workspace


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def ids(space: Workspace) -> dict[str, str]:
    return {c.name: c.id for c in space.store.concepts.concepts()}


def place(space: Workspace, parent: str, child: str) -> None:
    known = ids(space)
    apply_edit(space, {"kind": "relate", "a": known[parent], "b": known[child], "as": "parent-of"})


def shown(space: Workspace, *unfolded: str) -> list[tuple[int, str]]:
    known = ids(space)
    return [(line.depth, line.concept.name) for line in lines(tree(space), {known[n] for n in unfolded})]


def test_nothing_is_placed_at_first(tmp_path: Path) -> None:
    """All concepts wait, most seeds first; of none there are none."""
    assert lines(tree(fresh_workspace(tmp_path, name="empty")), ()) == []
    small = small_workspace(tmp_path)
    assert lines(tree(small), ()) == []
    waiting = unplaced(small)
    assert len(waiting) == 9
    assert [h.seeds for h in waiting] == sorted((h.seeds for h in waiting), reverse=True)


def test_only_what_is_unfolded_is_built(small: Workspace) -> None:
    """Topics before KPs, by name; depth by depth."""
    place(small, "Money", "Percentages")
    place(small, "Money", "Unit price")
    place(small, "Percentages", "Percent of a quantity")
    assert shown(small) == [(0, "Money")]
    assert shown(small, "Money") == [(0, "Money"), (1, "Percentages"), (1, "Unit price")]
    assert shown(small, "Money", "Percentages")[2] == (2, "Percent of a quantity")
    assert shown(small, "Percentages") == [(0, "Money")]
    assert {h.concept.name for h in unplaced(small)}.isdisjoint({"Money", "Percentages", "Unit price"})
    assert [h.concept.name for h in unplaced(small, "unit")] == []
    assert [h.concept.name for h in unplaced(small, "checking")] == []
    assert [h.concept.name for h in unplaced(small, "solving")] == ["Solving linear equations"]


def test_counts_are_of_distinct_seeds_below(small: Workspace) -> None:
    """A seed that carries two of a branch counts once."""
    place(small, "Money", "Unit price")
    place(small, "Money", "Percentages")
    known, carrying = ids(small), small.store.concepts.ids_of_concept
    (line,) = lines(tree(small), ())
    below = {s for n in ("Money", "Unit price", "Percentages") for s in carrying(known[n])}
    assert (line.children, line.below, line.own, line.seeds) == (2, 2, 5, len(below))
    assert len(below) < sum(len(carrying(known[n])) for n in ("Money", "Unit price", "Percentages"))


def test_a_long_row_of_children_is_cut_and_says_how_many_are_left(small: Workspace) -> None:
    """Until more of them are asked for."""
    for child in ("Fractions", "Percentages", "Linear equations"):
        place(small, "Money", child)
    known = ids(small)
    found = lines(tree(small), {known["Money"]}, {known["Money"]: 2})
    assert [(line.concept.name, line.more) for line in found] == [
        ("Money", 0),
        ("Fractions", 0),
        ("Linear equations", 1),
    ]
    assert [line.more for line in lines(tree(small), {known["Money"]})] == [0, 0, 0, 0]


def test_indenting_and_outdenting_are_edits_that_take_each_other_back(small: Workspace) -> None:
    """Under the sibling before, and out again; a root has no outdenting, a first child no indenting."""
    place(small, "Money", "Fractions")
    place(small, "Money", "Percentages")
    known = ids(small)
    assert indented(tree(small), known["Fractions"]) is None
    assert outdented(tree(small), known["Money"]) is None
    before = tree(small).parents
    apply_edit(small, indented(tree(small), known["Percentages"]) or {})
    assert tree(small).path(known["Percentages"]) == [known["Money"], known["Fractions"]]
    apply_edit(small, outdented(tree(small), known["Percentages"]) or {})
    assert tree(small).parents == before
    apply_edit(small, outdented(tree(small), known["Percentages"]) or {})
    assert known["Percentages"] not in tree(small).concepts


def test_a_merged_parent_hands_its_children_on(small: Workspace) -> None:
    """Nothing stands under a name that is gone."""
    place(small, "Money", "Unit price")
    known = ids(small)
    apply_edit(small, {"kind": "merge", "from": [known["Money"]], "into": known["Percentages"]})
    assert {c.name for c in tree(small).concepts.values()} <= {"Percentages", "Unit price"}
    assert all(line.concept.name == "Percentages" for line in lines(tree(small), ()))

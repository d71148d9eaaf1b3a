"""A merge in numbers and words before it is done."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import SMALL, small_workspace
from mathscale_core.views.merging import EXAMPLES, merge_preview
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def named(workspace: Workspace, name: str) -> str:
    return next(c.id for c in workspace.store.concepts.concepts() if c.name == name)


@pytest.mark.parametrize(
    ("losers", "winner"),
    [
        (["Money"], "Percentages"),
        (["Percent of a quantity"], "Unit price"),
        (["Money", "Fractions", "Linear equations"], "Percentages"),
    ],
)
def test_a_preview_is_what_the_merge_comes_to(workspace: Workspace, losers: list[str], winner: str) -> None:
    """Seeds, neighbours and names, counted before and found after."""
    ids, other = [named(workspace, name) for name in losers], named(workspace, winner)
    preview = merge_preview(workspace, ids, other)
    carry = [{*topics, *kps} & {*losers, winner} for topics, kps in SMALL]
    assert preview.both == sum(max(len(names) - 1, 0) for names in carry)
    assert preview.seeds == sum(bool(names) for names in carry)
    assert [side.seeds for side in preview.losers] == [sum(n in names for names in carry) for n in losers]
    assert all(len(s.examples) == min(EXAMPLES, s.seeds) for s in (*preview.losers, preview.winner))
    before = len(workspace.draft().graph.neighbours(other))
    apply_edit(workspace, {"kind": "merge", "from": ids, "into": other})
    after = workspace.draft().graph.neighbours(other)
    assert preview.neighbours == (before, len(after))
    assert other not in {c.id for c, *_ in after}
    assert preview.aliases == tuple(workspace.store.concepts.aliases(other))


def test_neighbours_in_common_are_evidence(workspace: Workspace) -> None:
    """Counted in the graph; the reason says them with the seeds."""
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    graph = workspace.draft().graph
    common = {c.id for c, *_ in graph.neighbours(money)} & {c.id for c, *_ in graph.neighbours(percent)}
    preview = merge_preview(workspace, [money], percent)
    assert preview.common == len(common - {money, percent}) > 0
    assert preview.evidence == f"5 and 4 seeds, 1 with several of them; {preview.common} neighbours in common"


def test_what_cannot_be_merged_has_no_preview(workspace: Workspace) -> None:
    """A concept with itself, twice the same, two kinds, one that is not there; a dropped one can."""
    money, unit, percent = (named(workspace, n) for n in ("Money", "Unit price", "Percentages"))
    for losers in ([money], [percent, percent], [percent, unit]):
        with pytest.raises(InputError, match="two different concepts of one kind"):
            merge_preview(workspace, losers, money)
    for losers, winner in ((["c_9"], money), ([money], "c_9")):
        with pytest.raises(NotFoundError, match="c_9"):
            merge_preview(workspace, losers, winner)
    dropped = workspace.graph().dropped[0][0].id
    assert merge_preview(workspace, [dropped], unit).losers[0].seeds == 1


def test_what_they_say_differently_is_named(workspace: Workspace) -> None:
    """Locks, definitions, places, codes, relations and edges by hand."""
    money, percent, fractions, equations = (
        named(workspace, n) for n in ("Money", "Percentages", "Fractions", "Linear equations")
    )
    assert merge_preview(workspace, [money], percent).conflicts == () or all(
        "definition" in said for said in merge_preview(workspace, [money], percent).conflicts
    )
    for edit in (
        {"kind": "define", "concept": money, "definition": "Coins."},
        {"kind": "define", "concept": percent, "definition": "Hundredths."},
        {"kind": "relate", "a": fractions, "b": money, "as": "parent-of"},
        {"kind": "relate", "a": equations, "b": percent, "as": "parent-of"},
        {"kind": "relate", "a": money, "b": percent, "as": "different"},
        {"kind": "code", "concept": money, "add": [{"scheme": "MSC", "code": "1"}]},
        {"kind": "code", "concept": percent, "add": [{"scheme": "MSC", "code": "2"}]},
        {"kind": "edge", "a": money, "b": percent, "weight": 9},
        {"kind": "lock", "concept": money},
    ):
        apply_edit(workspace, edit)
    said = "\n".join(merge_preview(workspace, [money], percent).conflicts)
    for part in (
        "Money was locked by local", "that of Percentages is kept", "the place of Percentages is kept",
        "Percentages will have all of them", "Money and Percentages are different", "none leads to itself",
    ):  # fmt: skip
        assert part in said

"""What curators see: history in words, a merge in numbers, the shelf."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import SMALL, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.curation import (
    PAGE,
    Shelved,
    history,
    last_event,
    merge_preview,
    shelf,
    shelf_count,
    shelved_seeds,
    states,
)
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def named(workspace: Workspace, name: str) -> str:
    return next(c.id for c in workspace.store.concepts.concepts() if c.name == name)


def test_an_empty_workspace_has_neither_history_nor_shelf(tmp_path: Path) -> None:
    """Nothing was done, nothing waits."""
    empty = fresh_workspace(tmp_path)
    assert (history(empty), last_event(empty), shelf(empty), shelf_count(empty), states(empty)) == (
        ([], 0), "", ([], 0), 0, {},
    )  # fmt: skip


def test_the_history_tells_every_edit_in_words(workspace: Workspace) -> None:
    """Newest first; what was undone says by which event, and an undo says what it took back."""
    money, percent, unit = (named(workspace, n) for n in ("Money", "Percentages", "Unit price"))
    dropped = workspace.graph().dropped[0][0]
    seeds = [labelled_seed(n).id for n in (1, 2)]
    first = apply_edit(workspace, {"kind": "merge", "from": [percent], "into": money, "reason": "same"})
    apply_edit(workspace, {"kind": "retag", "seeds": seeds, "add": [unit], "remove": [money]})
    apply_edit(workspace, {"kind": "restore", "concept": dropped.id})
    apply_edit(workspace, {"kind": "rename", "concept": money, "name": "Prices"})
    back = undo(workspace.acting_as("Emmy"), first.id, "they differ")
    edits, total = history(workspace)
    assert [e.text for e in edits] == [
        "Undid: Merged Percentages into Prices",
        "Renamed Money to Prices",
        f"Restored {dropped.name}",
        "For 2 seeds: gave Unit price, took away Prices",
        "Merged Percentages into Prices",
    ]
    assert (total, last_event(workspace)) == (5, back.id)
    assert (edits[0].actor, edits[0].reason, edits[0].can_undo) == ("Emmy", "they differ", False)
    assert (edits[4].undone_by, edits[4].can_undo, edits[3].can_undo) == (back.id, False, True)
    assert list(states(workspace).values()) == ["undone", "counts", "counts", "counts", "undo"]


def test_the_history_of_a_concept_holds_what_was_merged_into_it(workspace: Workspace) -> None:
    """And no edit of others."""
    money, percent, unit = (named(workspace, n) for n in ("Money", "Percentages", "Unit price"))
    apply_edit(workspace, {"kind": "rename", "concept": percent, "name": "Per cent"})
    apply_edit(workspace, {"kind": "rename", "concept": unit, "name": "Price of one"})
    assert history(workspace, money) == ([], 0)
    apply_edit(workspace, {"kind": "merge", "from": [percent], "into": money})
    edits, total = history(workspace, money)
    assert ([e.kind for e in edits], total) == (["merge", "rename"], 2)


def test_a_long_history_comes_in_pages(workspace: Workspace) -> None:
    """Every edit once, in order."""
    money = named(workspace, "Money")
    for n in range(PAGE + 3):
        apply_edit(workspace, {"kind": "rename", "concept": money, "name": f"Money {n}"})
    pages = [history(workspace, page=page) for page in (1, 2, 3)]
    assert [len(edits) for edits, _ in pages] == [PAGE, 3, 0]
    assert {total for _, total in pages} == {PAGE + 3}
    texts = [e.text for edits, _ in pages for e in edits]
    old = ["Money", *(f"Money {n}" for n in range(PAGE + 2))]
    assert texts == [f"Renamed {old[n]} to Money {n}" for n in reversed(range(PAGE + 3))]


@pytest.mark.parametrize(("loser", "winner"), [("Money", "Percentages"), ("Percent of a quantity", "Unit price")])
def test_a_merge_preview_is_what_the_merge_comes_to(workspace: Workspace, loser: str, winner: str) -> None:
    """Seeds, neighbours and names, counted before and found after."""
    one, other = named(workspace, loser), named(workspace, winner)
    preview = merge_preview(workspace, one, other)
    carry = [{*topics, *kps} for topics, kps in SMALL]
    assert preview.both == sum({loser, winner} <= names for names in carry)
    assert preview.seeds == preview.loser_seeds + preview.winner_seeds - preview.both
    before = len(workspace.graph().graph.neighbours(other))
    apply_edit(workspace, {"kind": "merge", "from": [one], "into": other})
    assert len(workspace.store.concepts.ids_of_concept(other)) == preview.seeds
    assert preview.neighbours == (before, len(workspace.graph().graph.neighbours(other)))
    assert preview.aliases == tuple(workspace.store.concepts.aliases(other))


def test_what_cannot_be_merged_has_no_preview(workspace: Workspace) -> None:
    """A concept with itself, two kinds, one that is not there; a dropped one can."""
    money, unit = named(workspace, "Money"), named(workspace, "Unit price")
    for loser, winner in ((money, money), (money, unit)):
        with pytest.raises(InputError, match="two different concepts of one kind"):
            merge_preview(workspace, loser, winner)
    for loser, winner in (("c_9", money), (money, "c_9")):
        with pytest.raises(NotFoundError, match="c_9"):
            merge_preview(workspace, loser, winner)
    assert merge_preview(workspace, workspace.graph().dropped[0][0].id, unit).loser_seeds == 1


def test_the_shelf_shows_names_with_their_seeds(workspace: Workspace) -> None:
    """In pages, most seeds first."""
    add_seeds(workspace, [labelled_seed(n) for n in (101, 102)])
    one, two = labelled_seed(101), labelled_seed(102)
    many = [(one.id, "kp", f"Skill {n}") for n in range(PAGE)]
    workspace.store.shelf.add([(one.id, "kp", "Haggling"), (two.id, "kp", "Haggling"), *many], "m", "")  # type: ignore[list-item]
    rows, total = shelf(workspace)
    assert (rows[0], len(rows), total) == (Shelved("kp", "Haggling", "haggling", 2), PAGE, PAGE + 1)
    assert len(shelf(workspace, page=2)[0]) == 1
    assert [s.question for s in shelved_seeds(workspace, rows[0])] == [one.question, two.question]
    assert len(shelved_seeds(workspace, rows[0], limit=1)) == 1

"""What curators see of the log: edits in words, filtered, told before and after; and the shelf."""

from pathlib import Path
from typing import Any

import pytest

from mathscale_core.errors import InputError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.publish import publish
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.curation import (
    PAGE,
    HistoryFilter,
    Shelved,
    describe,
    edits_of,
    history,
    kinds_of,
    last_event,
    meanwhile,
    people_of,
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


def test_what_was_undone_can_be_done_again_and_both_are_told(workspace: Workspace) -> None:
    """The undo that counts is the one to undo; an undo of an undo says that it was done again."""
    money = named(workspace, "Money")
    first = apply_edit(workspace, {"kind": "rename", "concept": money, "name": "Prices"})
    back = undo(workspace, first.id)
    edits = {e.id: e for e in history(workspace)[0]}
    assert (edits[first.id].undone_by, edits[first.id].can_undo) == (back.id, False)
    again = undo(workspace, back.id)
    edits = {e.id: e for e in history(workspace)[0]}
    assert edits[again.id].text == "Did again: Renamed Money to Prices"
    assert (edits[first.id].undone_by, edits[first.id].can_undo) == ("", True)
    last = undo(workspace, first.id)
    assert {e.id: e.undone_by for e in history(workspace)[0]}[first.id] == last.id


def test_the_history_is_filtered_by_person_kind_and_concept(workspace: Workspace) -> None:
    """All of them together; and what is not published yet."""
    money, unit = named(workspace, "Money"), named(workspace, "Unit price")
    emmy = workspace.acting_as("Emmy")
    one = apply_edit(emmy, {"kind": "rename", "concept": money, "name": "Prices"})
    two = apply_edit(workspace, {"kind": "lock", "concept": money})
    three = apply_edit(emmy, {"kind": "lock", "concept": unit})

    def found(**wanted: Any) -> list[str]:
        return [e.id for e in history(workspace, wanted=HistoryFilter(**wanted))[0]]

    assert found() == [three.id, two.id, one.id]
    assert found(person="Emmy") == [three.id, one.id]
    assert found(person="Emmy", kind="lock") == [three.id]
    assert found(concept=money, kind="lock") == [two.id]
    assert (people_of(workspace), kinds_of(workspace)) == (["Emmy", "local"], ["lock", "rename"])
    publish(workspace, "first")
    four = apply_edit(workspace, {"kind": "lock", "concept": unit, "locked": False, "reason": "done"})
    assert found(waits=True) == [four.id]
    assert [e.waits for e in history(workspace)[0]] == [True, False, False, False]
    assert {e.id: e.concept for e in history(workspace)[0]}[two.id] == money


def test_edits_are_said_before_they_are_made(workspace: Workspace) -> None:
    """Names as they are now; what is no edit is refused."""
    money = named(workspace, "Money")
    assert describe(workspace, [{"kind": "rename", "concept": money, "name": "Prices"}]) == ["Renamed Money to Prices"]
    with pytest.raises(InputError, match="paint"):
        describe(workspace, [{"kind": "paint"}])


def test_what_others_edit_meanwhile_is_told(workspace: Workspace) -> None:
    """Of the same concept, after what the editor saw, an undo too; nothing where that does not matter."""
    money, unit = named(workspace, "Money"), named(workspace, "Unit price")
    emmy, mine = workspace.acting_as("Emmy"), [{"kind": "delete", "concept": money, "reason": "test"}]
    assert meanwhile(workspace, mine, "") == []
    first = apply_edit(emmy, {"kind": "rename", "concept": money, "name": "Prices"})
    apply_edit(emmy, {"kind": "rename", "concept": unit, "name": "Price of one"})
    assert [e.text for e in meanwhile(workspace, mine, "")] == ["Renamed Money to Prices"]
    assert meanwhile(workspace, mine, first.id) == meanwhile(workspace, mine, None) == []
    back = undo(emmy, first.id)
    assert [e.id for e in meanwhile(workspace, mine, first.id)] == [back.id]
    assert [e.id for e in edits_of(workspace, [back.id, first.id])] == [first.id, back.id]


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


def test_an_edit_says_which_version_first_held_it_and_who_proposed_it(workspace: Workspace) -> None:
    """What was proposed stays so when it is published; what came later waits."""
    workspace.set("proposers", "Ada")
    money, unit = (named(workspace, n) for n in ("Money", "Unit price"))
    apply_edit(workspace, {"kind": "rename", "concept": money, "name": "Prices"})
    publish(workspace, "the first one")
    apply_edit(workspace.acting_as("Ada"), {"kind": "rename", "concept": unit, "name": "Price of one"})
    assert [(e.proposed, e.waits, e.version, e.publisher) for e in history(workspace)[0]] == [
        (True, True, 0, ""), (False, False, 1, workspace.actor),
    ]  # fmt: skip
    publish(workspace.acting_as("Emmy"), "the second one")
    apply_edit(workspace, {"kind": "rename", "concept": unit, "name": "Price of a unit"})
    assert [(e.proposed, e.waits, e.version, e.publisher) for e in history(workspace)[0]] == [
        (False, True, 0, ""), (True, False, 2, "Emmy"), (False, False, 1, workspace.actor),
    ]  # fmt: skip

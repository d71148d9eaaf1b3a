"""The shelf: a waiting name becomes a concept with its seeds, or goes for good."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.extraction.replies import Picked
from mathscale_core.pipeline.edits import apply_edit, apply_edits, undo
from mathscale_core.pipeline.seeds import add_seeds, hold_seeds, release_seeds
from mathscale_core.pipeline.shelf import adopt, adopt_as_alias, dismiss, unsettle
from mathscale_core.pipeline.tagging import store_picked
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import labelled_seed, small_workspace
from mathscale_core.workspace import Workspace


def seed(number: int) -> str:
    return labelled_seed(number).id


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two unlabelled seeds; "Haggling" waits for both, "Discount" for one of them."""
    made = small_workspace(tmp_path)
    add_seeds(made, [labelled_seed(n) for n in (101, 102)])
    made.store.shelf.add(
        [(seed(101), "kp", "Haggling"), (seed(102), "kp", "haggling"), (seed(101), "kp", "Discount")], "m", ""
    )
    return made


def waiting(workspace: Workspace) -> list[tuple[str, int]]:
    return [(s.name, s.seeds) for s in workspace.store.shelf.waiting(9)]


def test_a_name_that_does_not_wait_is_said_so(workspace: Workspace) -> None:
    """Neither adopted nor dismissed, also when it was a moment ago."""
    for act in (adopt, dismiss):
        with pytest.raises(NotFoundError, match="No kp called 'Barter' waits"):
            act(workspace, "kp", "Barter")
        with pytest.raises(NotFoundError, match="No topic called 'Haggling' waits"):
            act(workspace, "topic", "Haggling")
    dismiss(workspace, "kp", "Haggling")
    with pytest.raises(NotFoundError):
        adopt(workspace, "kp", "Haggling")


def test_an_adopted_name_is_a_concept_of_its_seeds(workspace: Workspace) -> None:
    """By an edit that says so; undone, the name waits again and the seeds are untagged."""
    before = workspace.graph().graph.version
    (event,) = adopt(workspace, "kp", "HAGGLING")
    (concept,) = event.payload["add"]
    assert (event.kind, event.payload["seeds"]) == ("retag", [seed(101), seed(102)])
    assert set(workspace.store.concepts.ids_of_concept(concept)) == {seed(101), seed(102)}
    assert concept in workspace.graph().graph.position
    assert waiting(workspace) == [("Discount", 1)]
    undo(workspace, event.id)
    assert workspace.graph().graph.version == before
    assert waiting(workspace) == [("Haggling", 2), ("Discount", 1)]
    # It waits for further seeds too.
    add_seeds(workspace, [labelled_seed(103)])
    store_picked(workspace, [(seed(103), Picked((), (("kp", "Haggling"),)))], "m")
    assert waiting(workspace)[0] == ("Haggling", 3)


def test_a_name_waits_again_only_for_seeds_that_lost_it(workspace: Workspace) -> None:
    """What a second retag gives as well is still theirs."""
    (event,) = adopt(workspace, "kp", "Haggling")
    apply_edit(workspace, {"kind": "retag", "seeds": [seed(101)], "add": event.payload["add"]})
    undo(workspace, event.id)
    assert waiting(workspace) == [("Discount", 1), ("Haggling", 1)]


def test_a_name_of_one_seed_stays_in_the_graph_when_it_is_adopted(workspace: Workspace) -> None:
    """Cleaning would drop it; somebody wants it."""
    tagged, kept = adopt(workspace, "kp", "Discount", "needed")
    assert (tagged.kind, kept.kind, kept.reason) == ("retag", "restore", "needed")
    assert kept.payload["concept"] in workspace.graph().graph.position


def test_a_name_that_a_concept_has_by_now_tags_with_it(workspace: Workspace) -> None:
    """Also when that concept was merged into another."""
    add_seeds(workspace, [labelled_seed(n, ["Money"], ["Haggling"]) for n in (103, 104)])
    names = workspace.store.concepts.names()
    haggling, unit = names["kp", "haggling"], names["kp", "unit price"]
    apply_edits(workspace, [Row(1, {"kind": "merge", "from": [haggling], "into": unit})])
    (event,) = adopt(workspace, "kp", "Haggling")
    assert event.payload["add"] == [unit]
    assert {seed(101), seed(102)} <= set(workspace.store.concepts.ids_of_concept(unit))


def test_a_dismissed_name_is_not_suggested_again(workspace: Workspace) -> None:
    """For the same seeds and for new ones, in any spelling."""
    assert dismiss(workspace, "kp", "Haggling") == 2
    add_seeds(workspace, [labelled_seed(103)])
    workspace.store.shelf.add([(seed(103), "kp", "Hagglings"), (seed(101), "kp", "Haggling")], "m", "")
    assert waiting(workspace) == [("Discount", 1)]


def test_a_name_goes_on_waiting_for_a_seed_that_is_held_back(workspace: Workspace) -> None:
    """It was not tagged, so nothing is settled for it; put back, the name can be adopted for it too."""
    hold_seeds(workspace, [seed(102)])
    (event, _) = adopt(workspace, "kp", "Haggling")
    assert event.payload["seeds"] == [seed(101)]
    release_seeds(workspace, [seed(102)])
    assert waiting(workspace) == [("Discount", 1), ("Haggling", 1)]
    (again,) = adopt(workspace, "kp", "Haggling")
    assert (again.payload["seeds"], again.payload["add"]) == ([seed(102)], event.payload["add"])
    assert waiting(workspace) == [("Discount", 1)]


def test_a_name_can_become_another_name_of_a_concept(workspace: Workspace) -> None:
    """Its seeds get the concept, later answers with the name lead there, and taken back it waits again."""
    unit = workspace.store.concepts.names()["kp", "unit price"]
    before = set(workspace.store.concepts.ids_of_concept(unit))
    named, tagged = adopt_as_alias(workspace, "kp", "HAGGLING", unit)
    assert (named.kind, named.payload["add"], tagged.kind) == ("alias", ["Haggling"], "retag")
    assert tagged.reason == "the shelf has it as another name of Unit price"
    assert workspace.store.concepts.aliases(unit) == ["Haggling"]
    assert set(workspace.store.concepts.ids_of_concept(unit)) == before | {seed(101), seed(102)}
    assert waiting(workspace) == [("Discount", 1)]
    add_seeds(workspace, [labelled_seed(103)])
    assert store_picked(workspace, [(seed(103), Picked((), (("kp", "hagglings"),)))], "m") == {seed(103)}
    assert waiting(workspace) == [("Discount", 1)]
    unsettle(workspace, "kp", "Haggling", [named.id, tagged.id])
    assert waiting(workspace) == [("Haggling", 2), ("Discount", 1)]
    assert workspace.store.concepts.aliases(unit) == []


def test_another_name_needs_a_concept_of_its_kind(workspace: Workspace) -> None:
    """Nothing is edited and the name goes on waiting."""
    names, log = workspace.store.concepts.names(), workspace.store.curation.events()
    with pytest.raises(InputError, match="'Money' is a topic"):
        adopt_as_alias(workspace, "kp", "Haggling", names["topic", "money"])
    with pytest.raises(NotFoundError, match="no concept 'c_gone'"):
        adopt_as_alias(workspace, "kp", "Haggling", "c_gone")
    with pytest.raises(NotFoundError, match="No kp called 'Barter' waits"):
        adopt_as_alias(workspace, "kp", "Barter", names["kp", "unit price"])
    assert workspace.store.curation.events() == log
    assert waiting(workspace) == [("Haggling", 2), ("Discount", 1)]


def test_a_dismissal_can_be_taken_back(workspace: Workspace) -> None:
    """For all its seeds; what was never dismissed cannot."""
    dismiss(workspace, "kp", "Haggling")
    unsettle(workspace, "kp", "haggling")
    assert waiting(workspace) == [("Haggling", 2), ("Discount", 1)]
    with pytest.raises(NotFoundError, match="No kp called 'Discount' was dismissed"):
        unsettle(workspace, "kp", "Discount")

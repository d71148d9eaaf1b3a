"""Audits: a random sample of tags is judged, what was said holds by hand, and all of it can be taken back."""

from pathlib import Path

import pytest

from mathscale_core.adapters.store.audits import Audit
from mathscale_core.errors import ConflictError, EmptyError, InputError, NotFoundError
from mathscale_core.pipeline.audit import find_audit, finish_item, start_audit, undo_item
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.extract import extract, origin_of
from mathscale_core.pipeline.seeds import add_seeds, hold_seeds
from mathscale_core.records import BenchmarkItem, Endpoint
from mathscale_core.testing.scripted import ScriptedModel, names_concepts
from mathscale_core.testing.workspaces import answered_by, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import Workspace

ONE = Endpoint("one", "http://127.0.0.1:9/v1", "first")
TWO = Endpoint("two", "http://127.0.0.1:9/v1", "second")


def saying(*kps: str, name: str = "first") -> ScriptedModel:
    """A model that says the same of every seed."""
    return ScriptedModel(names_concepts({labelled_seed(n).question: (["Money"], kps) for n in range(1, 31)}), name=name)


@pytest.fixture
def extracted(tmp_path: Path) -> Workspace:
    """Thirty seeds that one model tagged with Money and Unit price."""
    workspace = fresh_workspace(tmp_path, saying("Unit price"))
    add_seeds(workspace, [labelled_seed(n) for n in range(1, 31)])
    extract(workspace, endpoint=ONE)
    return workspace


def concept(workspace: Workspace, kind: str, key: str) -> str:
    return next(c for (k, name), c in workspace.store.concepts.names().items() if (k, name) == (kind, key))


def carried(workspace: Workspace, seed: str) -> dict[str, str]:
    return {row["name"]: row["origin"] for row in workspace.store.concepts.tags_of(seed)}


def sample(workspace: Workspace, audit: Audit) -> list[str]:
    return [item for item, _ in workspace.store.audits.items(audit.id)]


def test_without_tags_nothing_can_be_audited(tmp_path: Path) -> None:
    """Neither an audit of nobody's tags nor one of nothing; a missing audit is said so."""
    empty = fresh_workspace(tmp_path)
    with pytest.raises(EmptyError, match="No item of seeds carries tags of 'given'"):
        start_audit(empty, "seeds", "given", 5)
    for material, number in (("seeds", 0), ("questions", 5)):
        with pytest.raises(InputError, match="was asked for"):
            start_audit(empty, material, "given", number)
    with pytest.raises(NotFoundError, match="No audit was begun"):
        find_audit(empty)
    with pytest.raises(NotFoundError, match="no audit 'a_gone'"):
        finish_item(empty, "a_gone", "s_1")


def test_a_sample_is_random_without_repeats_and_the_same_for_one_number(extracted: Workspace) -> None:
    """Of active seeds alone; another random number draws others; a large one draws all."""
    hold_seeds(extracted, [labelled_seed(1).id])
    origin = origin_of(ONE)
    first, same, other = (start_audit(extracted, "seeds", origin, 12, rng) for rng in (7, 7, 8))
    assert sample(extracted, first) == sample(extracted, same)
    assert set(sample(extracted, first)) != set(sample(extracted, other))
    assert len(set(sample(extracted, first))) == first.sampled == 12
    everything = start_audit(extracted, "seeds", origin, 500)
    assert set(sample(extracted, everything)) == {labelled_seed(n).id for n in range(2, 31)}
    assert find_audit(extracted).id in {a.id for a in (first, same, other, everything)}


def test_every_seed_is_as_likely_as_another(extracted: Workspace) -> None:
    """Over 200 draws of 6 of 30, each is drawn about 40 times: within 4 standard deviations (5.7 each)."""
    origin, counts = origin_of(ONE), dict.fromkeys((labelled_seed(n).id for n in range(1, 31)), 0)
    for rng in range(200):
        for item in sample(extracted, start_audit(extracted, "seeds", origin, 6, rng)):
            counts[item] += 1
    assert all(abs(n - 40) < 4 * 5.7 for n in counts.values())


def test_what_was_said_of_a_seed_is_by_hand_and_survives_another_extraction(extracted: Workspace) -> None:
    """Right and missing ones stay, wrong ones go, whatever a later extractor says; unjudged seeds follow it."""
    audit = start_audit(extracted, "seeds", origin_of(ONE), 1)
    (seed,) = sample(extracted, audit)
    apply_edit(extracted, {"kind": "add", "as": "kp", "name": "Haggling"})
    price, haggling = concept(extracted, "kp", "unit price"), concept(extracted, "kp", "haggling")
    finish_item(extracted, audit.id, seed, [price], [haggling])
    assert carried(extracted, seed) == {"Money": "by hand", "Haggling": "by hand"}
    again = answered_by(extracted, saying("Unit price", "Discount", name="second"))
    assert extract(again, endpoint=TWO).ok == 29
    assert carried(extracted, seed) == {"Money": "by hand", "Haggling": "by hand"}
    assert set(carried(extracted, next(s.id for s in [labelled_seed(1), labelled_seed(2)] if s.id != seed))) == {
        "Money", "Unit price", "Discount",
    }  # fmt: skip
    marks = {(m.concept, m.mark) for m in extracted.store.audits.marks([audit.id])}
    assert marks == {(price, "wrong"), (haggling, "missing"), (concept(extracted, "topic", "money"), "right")}


def test_a_judgement_is_given_once_and_can_be_taken_back(extracted: Workspace) -> None:
    """Undone, the edit is undone too, the item waits again, and its tags are the extractor's."""
    audit = start_audit(extracted, "seeds", origin_of(ONE), 3)
    items = sample(extracted, audit)
    with pytest.raises(EmptyError, match="Nothing of the audit"):
        undo_item(extracted, audit.id)
    for item in items[:2]:
        finish_item(extracted, audit.id, item)
    with pytest.raises(ConflictError, match="judged already"):
        finish_item(extracted, audit.id, items[1])
    assert undo_item(extracted, audit.id) == items[1]
    assert carried(extracted, items[1]) == {"Money": origin_of(ONE), "Unit price": origin_of(ONE)}
    assert carried(extracted, items[0]) == {"Money": "by hand", "Unit price": "by hand"}
    assert [done for _, done in extracted.store.audits.items(audit.id)] == [True, False, False]
    finish_item(extracted, audit.id, items[1], [concept(extracted, "kp", "unit price")])
    assert set(carried(extracted, items[1])) == {"Money"}


def test_what_fits_no_item_is_refused_and_nothing_is_kept(extracted: Workspace) -> None:
    """A wrong one must be among the tags, a missing one must not, and must be a concept."""
    audit = start_audit(extracted, "seeds", origin_of(ONE), 1)
    (seed,) = sample(extracted, audit)
    money = concept(extracted, "topic", "money")
    with pytest.raises(InputError, match="said to be wrong"):
        finish_item(extracted, audit.id, seed, ["c_other"])
    with pytest.raises(InputError, match="said to be missing"):
        finish_item(extracted, audit.id, seed, (), [money])
    with pytest.raises(NotFoundError, match="no concept 'c_other'"):
        finish_item(extracted, audit.id, seed, (), ["c_other"])
    with pytest.raises(NotFoundError, match="has no item"):
        finish_item(extracted, audit.id, "s_other")
    assert extracted.store.audits.marks([audit.id]) == []
    assert find_audit(extracted, audit.id).done == 0


def test_a_merged_concept_is_judged_under_the_one_that_stands_for_it(extracted: Workspace) -> None:
    """And a wrong one is taken off for good."""
    apply_edit(extracted, {"kind": "add", "as": "kp", "name": "Price of one"})
    into = concept(extracted, "kp", "price one")
    apply_edit(extracted, {"kind": "merge", "from": [concept(extracted, "kp", "unit price")], "into": into})
    audit = start_audit(extracted, "seeds", origin_of(ONE), 1)
    (seed,) = sample(extracted, audit)
    finish_item(extracted, audit.id, seed, [into])
    assert set(carried(extracted, seed)) == {"Money"}


def test_labels_of_test_items_are_judged_and_no_edit_is_made(tmp_path: Path) -> None:
    """Only items with labels are drawn; a label that no concept has can be judged too."""
    workspace = small_workspace(tmp_path)
    workspace.store.benchmarks.add([item(1, ("Money",), ("Bartering",)), item(2, (), ())], "local", "")
    audit = start_audit(workspace, "benchmark", "exam", 9)
    assert sample(workspace, audit) == ["exam/1"]
    before = workspace.store.curation.events()
    finish_item(workspace, audit.id, "exam/1", ["kp:Bartering"], [concept(workspace, "kp", "unit price")])
    assert workspace.store.curation.events() == before
    marks = {(m.concept, m.mark) for m in workspace.store.audits.marks([audit.id])}
    assert marks == {
        (concept(workspace, "topic", "money"), "right"), ("kp:Bartering", "wrong"),
        (concept(workspace, "kp", "unit price"), "missing"),
    }  # fmt: skip
    assert undo_item(workspace, audit.id) == "exam/1"
    assert workspace.store.audits.marks([audit.id]) == []


def item(row: int, topics: tuple[str, ...], kps: tuple[str, ...]) -> BenchmarkItem:
    return BenchmarkItem(
        f"exam/{row}", "exam", row, "", f"What costs {row} apple?", (), "1", "", "", "CC0-1.0", topics, kps
    )

"""Audits, as stored: who gave tags, what was drawn, what was said."""

from dataclasses import replace

import pytest

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.audits import Audit, Mark
from mathscale_core.records import BenchmarkItem, Concept, Tagging
from mathscale_core.testing.workspaces import labelled_seed

SEEDS = [labelled_seed(n) for n in (1, 2, 3)]
ONE, TWO, THREE = (s.id for s in SEEDS)
AUDIT = Audit("a_1", "seeds", "m@1", 7, 2, 0, "local", "2026-01-02")


@pytest.fixture
def tagged(store: Store) -> Store:
    """Two extractors and labels on three seeds, one of which is held back."""
    store.seeds.add(SEEDS, "local", "")
    concepts = [Concept("c_m", "topic", "Money"), Concept("c_u", "kp", "Unit price")]
    taggings = [
        Tagging(ONE, "c_u", "m@1", 0.7), Tagging(ONE, "c_m", "m@1", 0.9), Tagging(TWO, "c_m", "m@1", 1.0),
        Tagging(TWO, "c_m", "m@2", 1.0), Tagging(THREE, "c_m", "m@1", 1.0),
    ]  # fmt: skip
    store.concepts.add_tagged(concepts, [], taggings, [], "local", "")
    store.seeds.hold([THREE], "")
    return store


def test_an_empty_store_has_no_audit(store: Store) -> None:
    """Nobody gave tags, nothing was said."""
    for material in ("seeds", "benchmark"):
        assert (store.audits.origins(material), store.audits.pool(material, "m@1")) == ({}, [])
    assert (store.audits.all(), store.audits.items("a_1"), store.audits.marks(["a_1"])) == ([], [], [])
    assert not store.audits.finish("a_1", ONE, {}, "m@1", "local", "")


def test_each_version_of_an_extractor_has_its_own_active_seeds(tagged: Store) -> None:
    """Most first; tags are as it gave them, topics first."""
    assert tagged.audits.origins("seeds") == {"m@1": 2, "m@2": 1}
    assert tagged.audits.pool("seeds", "m@1") == sorted([ONE, TWO])
    tags = tagged.audits.tags(AUDIT, ONE, {})
    assert [(t.concept.name, t.certainty) for t in tags] == [("Money", 0.9), ("Unit price", 0.7)]
    assert [t.concept.id for t in tagged.audits.tags(replace(AUDIT, origin="m@2"), TWO, {})] == ["c_m"]


def test_test_items_with_labels_are_those_of_a_data_set(store: Store) -> None:
    """A label leads to the concept of its name, or stands as kind and name; an item that is gone has none."""
    rows = [("Money",), ()]
    store.benchmarks.add(
        [
            BenchmarkItem(f"e/{n}", "e", n, "", f"Q{n}", (), "1", "", "", "CC0-1.0", topics, ())
            for n, topics in enumerate(rows, 1)
        ],
        "local",
        "",
    )
    audit = replace(AUDIT, material="benchmark", origin="e")
    assert (store.audits.origins("benchmark"), store.audits.pool("benchmark", "e")) == ({"e": 1}, ["e/1"])
    assert [t.concept.id for t in store.audits.tags(audit, "e/1", {("topic", "money"): "c_m"})] == ["c_m"]
    assert [t.concept.id for t in store.audits.tags(audit, "e/1", {})] == ["topic:Money"]
    assert store.audits.tags(audit, "e/gone", {}) == []


def test_an_item_is_finished_once_and_can_be_opened_again(tagged: Store) -> None:
    """In the order drawn; the newest audit has the last word on an item."""
    tagged.audits.add(AUDIT, [TWO, ONE])
    assert tagged.audits.items("a_1") == [(TWO, False), (ONE, False)]
    assert tagged.audits.finish("a_1", ONE, {"c_m": "right", "c_u": "wrong"}, "m@1", "local", "")
    assert not tagged.audits.finish("a_1", ONE, {"c_m": "wrong"}, "m@1", "local", "")
    assert tagged.audits.marks(["a_1"]) == [Mark("a_1", ONE, "c_m", "right"), Mark("a_1", ONE, "c_u", "wrong")]
    later = replace(AUDIT, id="a_2", created="2026-01-03")
    tagged.audits.add(later, [ONE, TWO])
    tagged.audits.finish("a_2", ONE, {"c_m": "wrong"}, "m@1", "local", "")
    assert tagged.audits.marks(["a_1", "a_2"]) == [Mark("a_2", ONE, "c_m", "wrong")]
    assert [(a.id, a.sampled, a.done) for a in tagged.audits.all()] == [("a_2", 2, 1), ("a_1", 2, 1)]
    tagged.audits.reopen("a_1", ONE)
    assert (tagged.audits.marks(["a_1"]), tagged.audits.all()[1].done) == ([], 0)

"""What the log comes to, kept beside it: replaced whole, read by every screen."""

from mathscale_core.adapters.store import Store
from mathscale_core.curation import Decisions
from mathscale_core.records import Code, Relation
from mathscale_core.testing.workspaces import labelled_seed
from tests.adapters.store.test_concepts import AT, A, B, X, label_columns, outcome, tag

DECIDED = Decisions(
    names={"c_a": "Aleph"}, gone=frozenset({"c_b"}), kinds={"c_x": "topic"}, definitions={"c_a": "The first."},
    aliases={("c_a", "alpha"): ("Alpha", True), ("c_x", "x"): ("x", False)},
    codes={("c_a", "MSC", "11"): "close"}, parents={"c_x": "c_a"}, relations={("c_a", "c_b"): "related"},
    edges={("c_a", "c_x"): 0}, locked={"c_a": "Ada"}, marks={"s_1": "vocabulary-gap"},
)  # fmt: skip


def test_at_first_nothing_is_decided(store: Store) -> None:
    """Every reading is empty."""
    edits = store.edits
    assert (edits.codes(), edits.relations(), edits.parents(), edits.locked()) == ([], [], {}, {})
    assert (edits.gone(), edits.edges(), edits.marks()) == (set(), {}, {})


def test_what_is_decided_is_read_back_and_replaced_whole(store: Store) -> None:
    """Writing it again changes nothing; an empty log leaves nothing."""
    tag(store, (1, A, "given"), (2, B, "given"), (3, X, "given"))
    for decided in (DECIDED, DECIDED, Decisions(), DECIDED):
        store.edits.replace(decided)
        said = decided is DECIDED
        assert store.edits.codes() == ([("c_a", Code("MSC", "11", "close"))] if said else [])
        assert store.edits.parents() == ({"c_x": "c_a"} if said else {})
        assert (Relation("c_a", "c_b", "related") in store.edits.relations()) is said
        assert store.edits.locked() == ({"c_a": "Ada"} if said else {})
        assert store.edits.gone() == ({"c_b"} if said else set())
        assert store.edits.edges() == ({("c_a", "c_x"): 0} if said else {})
        assert store.edits.marks() == ({"s_1": "vocabulary-gap"} if said else {})


def test_names_kinds_and_labels_follow_the_decisions(store: Store) -> None:
    """Of a deleted concept no label counts; of another kind it is found by both."""
    store.seeds.add([labelled_seed(n) for n in (1, 2, 3)], "local", AT)
    tag(store, (1, A, "given"), (2, B, "given"), (3, X, "given"))
    store.edits.replace(DECIDED)
    assert [(c.id, c.kind, c.name) for c in store.concepts.concepts()] == [
        ("c_a", "topic", "Aleph"),
        ("c_x", "topic", "x"),
    ]
    assert label_columns(store)[1] == ["c_a", "c_x"]
    names = store.concepts.names()
    assert (names["topic", "aleph"], names["topic", "alpha"], names["topic", "a"]) == ("c_a", "c_a", "c_a")
    assert not {("kp", "x"), ("topic", "x")} & set(names)
    assert store.concepts.aliases("c_a") == ["A", "Alpha"] == store.concepts.all_aliases()["c_a"]
    found = store.concepts.concept("c_a")
    assert found is not None and found.definition == "The first."


def test_rules_are_asked_of_the_labels_as_they_came(store: Store) -> None:
    """Given ones stand above extracted ones, of which the latest certain one counts; what was edited does not."""
    seeds = [labelled_seed(n, question=f"Question {n} on PERCENT") for n in (1, 2)]
    store.seeds.add(seeds, "local", AT)
    tag(store, (1, A, "given"), (1, X, "model"), (2, A, "old"), (2, B, "new"))
    store.edits.replace(DECIDED)
    bare = [labelled_seed(n).id for n in (1, 2)]
    assert store.edits.carrying(["c_a"]) == {bare[0]}
    assert store.edits.carrying(["c_b", "c_x"]) == {bare[1]}
    tag(store, outcomes=[outcome(2, "ok", "later")])
    assert store.edits.carrying(["c_b"]) == set()
    assert store.edits.saying(["percent", "question"]) == {s.id for s in seeds}
    assert store.edits.saying(["percent", "2"]) == {seeds[1].id}
    assert store.edits.saying(["percent"], source="nowhere") == set()
    store.seeds.add([labelled_seed(3, question="Percent")], "local", AT)
    assert len(store.edits.saying(["percent"])) == 3

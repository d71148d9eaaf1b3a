"""The shelf, as stored: names by kind and key, with the seeds that they wait for."""

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.shelf import Shelved
from mathscale_core.records import Concept, Tagging
from mathscale_core.testing.workspaces import labelled_seed

SEEDS = [labelled_seed(n) for n in (1, 2, 3)]
ONE, TWO, THREE = (s.id for s in SEEDS)


def test_an_empty_shelf(store: Store) -> None:
    """Nothing waits, nothing can be settled."""
    store.shelf.add([], "m", "")
    store.shelf.reopen([], [])
    assert (store.shelf.waiting(9), store.shelf.count(), store.shelf.seeds_of("kp", "x")) == ([], 0, [])
    assert store.shelf.settle("kp", "x", "adopted") == 0


def test_names_are_grouped_by_kind_and_key(store: Store) -> None:
    """Most seeds first, under the commonest spelling; blank names do not count."""
    store.seeds.add(SEEDS, "local", "")
    store.shelf.add(
        [(ONE, "kp", "unit  fraction"), (TWO, "kp", "Unit fractions"), (THREE, "kp", "unit fraction")], "m", ""
    )
    store.shelf.add([(ONE, "topic", "Unit fraction"), (ONE, "kp", "..."), (ONE, "kp", "unit fraction")], "m", "")
    assert store.shelf.waiting(9) == [
        Shelved("kp", "Unit fraction", "unit fraction", 3), Shelved("topic", "Unit fraction", "unit fraction", 1),
    ]  # fmt: skip
    assert (store.shelf.count(), store.shelf.waiting(1, 1)[0].kind) == (2, "topic")
    assert store.shelf.seeds_of("kp", "Unit Fractions") == [ONE, TWO, THREE]
    assert store.shelf.waiting_keys() == {("kp", "unit fraction"), ("topic", "unit fraction")}


def test_settled_names_wait_again_for_the_seeds_that_are_named(store: Store) -> None:
    """Only adopted ones, only for these seeds and names."""
    store.seeds.add(SEEDS, "local", "")
    store.shelf.add([(ONE, "kp", "A"), (TWO, "kp", "A"), (ONE, "kp", "B")], "m", "")
    assert store.shelf.settle("kp", "a", "adopted") == 2
    assert store.shelf.settle("kp", "B", "dismissed") == 1
    store.shelf.reopen([ONE, THREE], [("kp", "a"), ("kp", "b"), ("topic", "a")])
    assert store.shelf.waiting(9) == [Shelved("kp", "A", "a", 1)]
    assert store.shelf.seeds_of("kp", "A") == [ONE]


def test_a_name_is_settled_for_the_seeds_that_are_named(store: Store) -> None:
    """For the others it goes on waiting; for no seed nothing is settled."""
    store.seeds.add(SEEDS, "local", "")
    store.shelf.add([(ONE, "kp", "A"), (TWO, "kp", "A"), (THREE, "kp", "A")], "m", "")
    assert store.shelf.settle("kp", "A", "adopted", []) == 0
    assert store.shelf.settle("kp", "A", "adopted", [ONE, THREE]) == 2
    assert store.shelf.seeds_of("kp", "A") == [TWO]


def test_a_dismissed_name_can_be_put_back(store: Store) -> None:
    """Adopted ones are left alone; a name is found in any spelling while it waits."""
    store.seeds.add(SEEDS, "local", "")
    store.shelf.add([(ONE, "kp", "A pair"), (TWO, "kp", "A pair"), (ONE, "topic", "A pair")], "m", "")
    store.shelf.settle("kp", "A pair", "adopted", [TWO])
    store.shelf.settle("kp", "A pair", "dismissed")
    assert store.shelf.named("kp", "pairs") == []
    assert store.shelf.put_back("kp", "PAIRS") == 1
    assert store.shelf.named("kp", "pairs") == [Shelved("kp", "A pair", "pair", 1)]
    assert store.shelf.put_back("kp", "A pair") == 0


def test_names_are_counted_at_the_answer_that_gave_them_first(store: Store) -> None:
    """Not those that seeds came with or a person made, not one twice, and not what failed."""
    store.seeds.add(SEEDS, "local", "")
    assert store.shelf.first_seen() == (0, [])
    made = [Concept(f"c_{name}", "kp", name) for name in ("Given", "New", "Later", "Shelved", "Made")]
    names = [("kp", c.name.lower(), c.id, c.name) for c in made[:-1]]
    said = {ONE: ("Given", "New", "Made"), TWO: ("New", "Later"), THREE: ("Shelved",)}
    taggings = [Tagging(s, f"c_{name}", "m", 1.0) for s, some in said.items() for name in some]
    outcomes = [
        {"seed": s, "origin": "m", "outcome": o, "reason": "", "job": "j"}
        for s, o in ((ONE, "ok"), (TWO, "ok"), (THREE, "uncertain"))
    ]
    failed = {"seed": ONE, "origin": "other", "outcome": "failed", "reason": "", "job": "j"}
    given = Tagging(THREE, "c_Given", "given", 1.0)
    store.concepts.add_tagged(made, names, [*taggings, given], [failed, *outcomes], "local", "")  # type: ignore[arg-type]
    store.shelf.add([(THREE, "kp", "Shelved")], "m", "")
    assert store.shelf.first_seen() == (3, [1, 2, 3])

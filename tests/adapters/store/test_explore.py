"""Stars, visits and dragged positions in the store, and seeds by id."""

from mathscale_core.adapters.store import Store
from mathscale_core.records import Seed


def seed(number: int, level: str) -> Seed:
    return Seed(
        f"s_{number}", f"What is {number}?", "", str(number), "numeric", level, "drawn", "train", "CC0-1.0", number
    )


def test_at_first_nothing_is_kept(store: Store) -> None:
    """Empty answers, and taking away what is not there is no error."""
    table = store.explore
    table.unstar("me", "c_1")
    table.forget(["v"], "c_1")
    assert table.starred("me") == []
    assert table.visited("me", 5) == []
    assert table.dragged("v", "c_1") == {}
    assert table.seeds([], 5) == []
    assert table.levels([]) == {}


def test_stars_are_a_persons_own_and_the_newest_stands_first(store: Store) -> None:
    """A second star on the same concept changes nothing."""
    table = store.explore
    table.star("me", "c_1", "2026-01-01")
    table.star("me", "c_2", "2026-01-02")
    table.star("me", "c_1", "2026-01-03")
    table.star("other", "c_3", "2026-01-01")
    assert table.starred("me") == ["c_2", "c_1"]
    table.unstar("me", "c_2")
    assert (table.starred("me"), table.starred("other")) == (["c_1"], ["c_3"])


def test_visits_keep_the_last_time(store: Store) -> None:
    """Each concept once, the last one first, cut to the limit."""
    table = store.explore
    for concept, at in (("c_1", "1"), ("c_2", "2"), ("c_1", "3"), ("c_3", "0")):
        table.visit("me", concept, at)
    assert table.visited("me", 5) == ["c_1", "c_2", "c_3"]
    assert table.visited("me", 1) == ["c_1"]
    assert table.visited("other", 5) == []


def test_positions_are_of_a_version_and_a_middle(store: Store) -> None:
    """Dragged again it lies at the last place; others keep theirs; forgetting takes those of the middle alone."""
    table = store.explore
    table.drag("v1", "c_1", {"c_2": (1.5, -2.0), "c_3": (0.0, 0.0)})
    table.drag("v1", "c_1", {"c_2": (7.0, 8.0)})
    table.drag("v1", "c_9", {"c_2": (1.0, 1.0)})
    assert table.dragged("v1", "c_1") == {"c_2": (7.0, 8.0), "c_3": (0.0, 0.0)}
    assert table.dragged("v2", "c_1") == {}
    table.forget(["v1", "v2"], "c_1")
    assert (table.dragged("v1", "c_1"), table.dragged("v1", "c_9")) == ({}, {"c_2": (1.0, 1.0)})


def test_none_of_it_counts_as_a_write(store: Store) -> None:
    """What is counted for the pages stays valid while one looks around; a write that joins others counts with them."""
    before = (store.writes, store.graph_writes)
    store.explore.star("me", "c_1", "1")
    store.explore.visit("me", "c_1", "1")
    store.explore.drag("v", "c_1", {"c_2": (0.0, 0.0)})
    assert (store.writes, store.graph_writes) == before
    with store.transaction():
        store.explore.visit("me", "c_1", "2")
    assert store.writes == before[0] + 1


def test_seeds_come_in_order_of_import_and_levels_are_counted(store: Store) -> None:
    """Ids that are no seeds are left out."""
    store.seeds.add([seed(2, "high"), seed(1, ""), seed(3, "high")], "me", "2026-01-01")
    ids = ["s_1", "s_2", "s_3", "s_gone"]
    assert [s.id for s in store.explore.seeds(ids, 2)] == ["s_2", "s_1"]
    assert [s.id for s in store.explore.seeds(ids, 2, 2)] == ["s_3"]
    assert store.explore.levels(ids) == {"": 1, "high": 2}
    assert store.explore.level_of_each() == {"s_2": "high", "s_3": "high"}

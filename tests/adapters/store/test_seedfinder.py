"""Finding seeds: each filter alone, all of them together, and pages in order of import."""

from dataclasses import replace

import pytest

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.seedfinder import STATES, TAGGED, SeedFilter
from mathscale_core.curation import Decisions
from mathscale_core.records import Concept, Seed, Tagging
from mathscale_core.testing.workspaces import labelled_seed

AT = "2026-01-02T12:00:00.000000+00:00"


def filled(store: Store) -> list[Seed]:
    """Six seeds: given labels, tagged by an extractor, abstained, failed, untried, and held back."""
    seeds = [
        replace(
            labelled_seed(n, question=f"Find the area of shape {n}: $x^{n}$"), source="ab"[n % 2],
            level=("", "high")[n % 2],
        )
        for n in range(6)
    ]  # fmt: skip
    store.seeds.add(seeds, "local", AT)
    store.concepts.add_tagged(
        [Concept("c_1", "topic", "Area"), Concept("c_2", "kp", "Squares")],
        [("topic", "area", "c_1", "Area")],
        [Tagging(seeds[0].id, "c_1", "given", 1.0), Tagging(seeds[0].id, "c_2", "given", 1.0),
         Tagging(seeds[1].id, "c_1", "t@1", 0.7)],
        [{"seed": seeds[n].id, "origin": "t@1", "outcome": outcome, "reason": "so", "job": "j"}
         for n, outcome in ((1, "ok"), (2, "uncertain"), (3, "failed"))],
        "local", AT,
    )  # fmt: skip
    store.seeds.hold([seeds[5].id], "unclear")
    return seeds


def lines(store: Store, wanted: SeedFilter) -> list[int]:
    found = store.seedfinder.page(wanted)
    by_id = store.seeds.by_id([row["id"] for row in found])
    assert store.seedfinder.count(wanted) == len(found)
    return [by_id[row["id"]].line for row in found]


def test_an_empty_store_has_no_seeds_under_any_filter(store: Store) -> None:
    """And nothing is waiting."""
    for wanted in (SeedFilter(), SeedFilter("a", "b", "high", "held", "c_1", "tagged")):
        assert (store.seedfinder.page(wanted), store.seedfinder.count(wanted)) == ([], 0)
    assert (store.seedfinder.sources(), store.seedfinder.count_waiting("t@1")) == ([], 0)
    assert store.seedfinder.facts("s_1") is None
    assert store.seedfinder.states_of(["s_1"]) == {}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (SeedFilter(), [0, 1, 2, 3, 4, 5]),
        (SeedFilter(text="AREA  shape"), [0, 1, 2, 3, 4, 5]),
        (SeedFilter(text="area 3:"), [3]),
        (SeedFilter(text="area nothing"), []),
        (SeedFilter(text="%"), []),
        (SeedFilter(source="b"), [1, 3, 5]),
        (SeedFilter(level="high"), [1, 3, 5]),
        (SeedFilter(level="unknown"), [0, 2, 4]),
        (SeedFilter(state="held"), [5]),
        (SeedFilter(concept="c_1"), [0, 1]),
        (SeedFilter(concept="c_2"), [0]),
        (SeedFilter(tagged="tagged"), [0, 1]),
        (SeedFilter(tagged="untagged"), [4, 5]),
        (SeedFilter(tagged="uncertain"), [2]),
        (SeedFilter(tagged="failed"), [3]),
        (SeedFilter("shape", "b", "high", "active", "c_1", "tagged"), [1]),
        (SeedFilter(tagged="untagged", state="active"), [4]),
    ],
)
def test_filters_find_what_they_say(store: Store, wanted: SeedFilter, found: list[int]) -> None:
    """Alone and together."""
    filled(store)
    assert lines(store, wanted) == found


def test_every_seed_is_in_one_state_and_tagged_in_one_way(store: Store) -> None:
    """The parts are the whole."""
    filled(store)
    assert sum(store.seedfinder.count(SeedFilter(state=state)) for state in STATES) == 6
    assert sum(store.seedfinder.count(SeedFilter(tagged=tagged)) for tagged in TAGGED) == 6


def test_tags_by_hand_count(store: Store) -> None:
    """One that was added makes a seed tagged, one that was taken away leaves it without."""
    seeds = filled(store)
    store.edits.replace(Decisions(retags={(seeds[4].id, "c_2"): True, (seeds[1].id, "c_1"): False}))
    assert lines(store, SeedFilter(tagged="tagged")) == [0, 4]
    assert lines(store, SeedFilter(concept="c_2")) == [0, 4]
    assert [row["tags"] for row in store.seedfinder.page(SeedFilter())] == [2, 0, 0, 0, 1, 0]


def test_pages_are_in_order_of_import_and_counts_follow_writes(store: Store) -> None:
    """No row twice, none left out; a seed is found by its id."""
    seeds = filled(store)
    pages = [store.seedfinder.page(SeedFilter(), 4, offset) for offset in (0, 4, 8)]
    assert [[row["id"] for row in page] for page in pages] == [[s.id for s in seeds[:4]], [s.id for s in seeds[4:]], []]
    assert [row["id"] for row in store.seedfinder.page(SeedFilter(text=seeds[2].id))] == [seeds[2].id]
    store.seeds.add([labelled_seed(9)], "local", AT)
    assert store.seedfinder.count(SeedFilter()) == 7
    assert sum(row["n"] for row in store.seedfinder.sources()) == 7


def test_what_waits_for_an_extractor_is_what_it_would_be_asked(store: Store) -> None:
    """Active seeds without labels of their own that it has not done."""
    seeds = filled(store)
    for origin in ("t@1", "other@1"):
        assert store.seedfinder.count_waiting(origin) == len(store.concepts.without_tagging(origin))
    assert store.seedfinder.count_waiting("t@1") == 2
    [said] = store.seedfinder.extractions_of(seeds[2].id)
    assert (said["origin"], said["outcome"], said["reason"], said["job"]) == ("t@1", "uncertain", "so", "j")

"""Releases: stored whole, read in pages."""

from mathscale_core.adapters.store import Store
from mathscale_core.records import CheckResult, Question, Release
from tests.adapters.store.releasing import hold

AT = "2026-01-02T12:00:00.000000+00:00"


def fill(store: Store, name: str, *numbers: int, at: str = AT) -> Release:
    """A release of questions by number; number n is about topic Tn and knowledge point kn."""
    store.questions.add(
        [
            Question(
                f"q_{n}", f"How MANY pens are {n} pens?", "", str(n), "numeric", "", "generated", (f"T{n}",), (f"k{n}",)
            )
            for n in numbers
        ],
        "", "local", AT,
    )  # fmt: skip
    release = Release(name, "d" * 64, "checked", "g_1", len(numbers), 1, len(numbers) - 1, {"it has no answer": 2}, at)
    hold(store.questions, store.releases, release, [f"q_{n}" for n in numbers], "policy:checked")
    return release


def test_there_are_no_releases_at_first(store: Store) -> None:
    """Nothing is listed, found or counted."""
    assert (store.releases.list(), store.releases.get("demo"), store.releases.items("demo")) == ([], None, [])
    assert (store.releases.count_items("demo"), store.releases.of_question("q_1")) == (0, [])


def test_a_release_comes_back_as_it_went_in(store: Store) -> None:
    """Its record is the same, its items stand in release order; releases are listed by time."""
    second, first = fill(store, "zweite", 3, 1, 2), fill(store, "erste", 1, at="2025")
    assert store.releases.get("zweite") == second
    assert store.releases.list() == [first, second]
    rows = store.releases.items("zweite")
    assert [row["revision"] for row in rows] == ["q_3", "q_1", "q_2"]
    assert {row["accepted_by"] for row in rows} == {"policy:checked"}
    assert store.releases.of_question("q_1") == ["erste", "zweite"]


def test_items_come_in_pages(store: Store) -> None:
    """Pages hold every item once; none is there after the last."""
    fill(store, "demo", *range(5))
    pages = [[r["answer"] for r in store.releases.items("demo", limit=2, offset=o)] for o in (0, 2, 4, 6)]
    assert pages == [["0", "1"], ["2", "3"], ["4"], []]
    assert store.releases.items("demo", limit=0) == []


def test_items_are_searched_by_text_topic_and_knowledge_point(store: Store) -> None:
    """Words of the question, of a topic or of a knowledge point, in any case; the count agrees with the page."""
    fill(store, "demo", 1, 2, 21)
    wanted = {"": 3, "many": 3, "2 PENS": 1, "T2": 2, "k21": 1, "t2": 2, "%": 0, "nothing": 0}
    for search, number in wanted.items():
        assert (
            store.releases.count_items("demo", search) == len(store.releases.items("demo", search=search)) == number
        ), search


def test_items_are_found_by_the_state_of_their_checks(store: Store) -> None:
    """As it is now; counted by state; two releases share items of equal content."""
    assert (store.releases.check_states("demo"), store.releases.shared("demo", "other")) == ({}, 0)
    fill(store, "demo", 1, 2, 3)
    fill(store, "other", 3)
    store.questions.record_checks([CheckResult("q_2", "form", "1", "fail", "so")], AT)
    assert store.releases.check_states("demo") == {"failed": 1, "unchecked": 2}
    assert [r["revision"] for r in store.releases.items("demo", check_state="failed")] == ["q_2"]
    assert store.releases.count_items("demo", "pens", "unchecked") == 2
    assert store.releases.shared("demo", "other") == store.releases.shared("other", "demo") == 1

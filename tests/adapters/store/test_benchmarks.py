"""Benchmark items: kept apart, with their published duplicates."""

from mathscale_core.adapters.store import Store
from mathscale_core.records import BenchmarkItem, CheckResult, Question

AT = "2026-01-02T12:00:00.000000+00:00"


def item(dataset: str, row: int, question: str) -> BenchmarkItem:
    return BenchmarkItem(
        f"{dataset}/{row}", dataset, row, dataset, question, ("a", "b"), "7", "", "high", "MIT", ("T",)
    )


def test_there_are_no_items_at_first(store: Store) -> None:
    """Everything is empty."""
    assert (store.benchmarks.add([], "local", AT), store.benchmarks.count(), store.benchmarks.duplicates()) == (0, 0, 0)
    assert (store.benchmarks.datasets(), store.benchmarks.texts(), store.benchmarks.level_counts()) == ({}, [], {})


def test_items_count_by_data_set_and_level(store: Store) -> None:
    """An item is stored once, however often it is added; texts stand by data set and row."""
    items = [item("sat", 10, "Why?"), item("sat", 9, "How?"), item("gsm", 1, "Who?")]
    assert store.benchmarks.add(items, "local", AT) == 3
    assert store.benchmarks.add(items, "local", AT) == 0
    assert (store.benchmarks.count(), store.benchmarks.datasets()) == (3, {"gsm": 1, "sat": 2})
    assert store.benchmarks.level_counts() == {"high": 3}
    assert [row["id"] for row in store.benchmarks.texts()] == ["gsm/1", "sat/9", "sat/10"]


def test_published_duplicates_are_kept_and_counted(store: Store) -> None:
    """Items with the question of an earlier one, in the same data set or in another; dressing does not matter."""
    store.benchmarks.add(
        [item("a", 1, "What is $2+3$?"), item("a", 2, "what is 2 + 3"), item("a", 3, "Other?")], "local", AT
    )
    store.benchmarks.add([item("b", 1, "Other?"), item("b", 2, "Third?")], "local", "2027")
    assert store.benchmarks.count() == 5
    assert [store.benchmarks.duplicates(d) for d in ("", "a", "b", "c")] == [2, 1, 1, 0]


def test_new_items_make_the_overlap_unknown_again(store: Store) -> None:
    """What was said of the overlap with fewer items goes; what other checks said, and adding known items, stays."""
    store.questions.add([Question("q_1", "Why?", "", "", "numeric", "", "generated", (), ())], "", "local", AT)
    results = [CheckResult("q_1", name, "1", "pass", "so") for name in ("duplicate", "test_overlap")]
    for wanted in (["duplicate"], ["duplicate", "test_overlap"]):
        store.questions.record_checks(results, AT)
        store.benchmarks.add([item("sat", 1, "Why?")], "local", AT)
        assert [r.check for r in store.questions.checks_of("q_1")] == wanted

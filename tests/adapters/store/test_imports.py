"""What imports look up: remembered column maps, and which questions are here already."""

from mathscale_core.adapters.store import Store
from mathscale_core.records import BenchmarkItem, Question
from mathscale_core.seeds.text import question_key
from mathscale_core.testing.workspaces import labelled_seed

AT = "2026-01-02T12:00:00.000000+00:00"


def test_nothing_is_remembered_or_known_at_first(store: Store) -> None:
    """Of any source, of any key."""
    assert store.imports.column_map("gsm8k") == {}
    assert store.imports.known_keys([]) == (set(), set())
    assert store.imports.known_keys(["a"]) == (set(), set())


def test_the_last_map_of_a_source_is_remembered(store: Store) -> None:
    """A later one replaces it; other sources have their own."""
    store.imports.remember_map("a", {"Frage": "question", "b=c": "level"}, AT)
    store.imports.remember_map("b", {"q": "question"}, AT)
    assert store.imports.column_map("a") == {"Frage": "question", "b=c": "level"}
    store.imports.remember_map("a", {"F": "question"}, AT)
    assert (store.imports.column_map("a"), store.imports.column_map("b")) == ({"F": "question"}, {"q": "question"})


def test_questions_and_seeds_are_known_and_test_items_apart(store: Store) -> None:
    """A key may be both."""
    one, two, three = (labelled_seed(n) for n in (1, 2, 3))
    store.seeds.add([one], "local", AT)
    store.questions.add([Question("q_1", two.question, "", "", "numeric", "", "generated", (), ())], "", "local", AT)
    store.benchmarks.add(
        [BenchmarkItem(f"b/{s.line}", "b", s.line, "b", s.question, (), "4", "", "", "") for s in (two, three)],
        "local", AT,
    )  # fmt: skip
    keys = [question_key(s.question) for s in (one, two, three)]
    assert store.imports.known_keys([*keys, "x"]) == ({keys[0], keys[1]}, {keys[1], keys[2]})

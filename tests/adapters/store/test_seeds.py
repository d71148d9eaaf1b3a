"""Seeds as stored: order of import, states, question keys."""

from dataclasses import replace

from mathscale_core.adapters.store import Store
from mathscale_core.records import BenchmarkItem, CheckResult, Question, Seed
from mathscale_core.seeds.text import question_key
from mathscale_core.testing.workspaces import labelled_seed

AT = "2026-01-02T12:00:00.000000+00:00"


def bare(number: int) -> Seed:
    return labelled_seed(number)


def test_seeds_come_back_as_they_went_in(store: Store) -> None:
    """Every field but the labels, which are taggings; adding again adds nothing."""
    seed = replace(bare(1), question="Was kostet $x$? Ä \\$5", solution="a\nb", level="high", format="open")
    assert store.seeds.add([seed, bare(2)], "local", AT) == 2
    assert store.seeds.add([seed], "local", AT) == 0
    assert store.seeds.by_id([seed.id, "nobody"]) == {seed.id: seed}
    assert store.seeds.states() == [{"source": "drawn", "state": "active", "n": 2}]
    assert store.seeds.level_counts() == {"high": 1, "elementary": 1}


def test_known_questions_are_told_from_test_items(store: Store) -> None:
    """A key is known as a seed, as a benchmark item, as both or as neither."""
    store.seeds.add([bare(1), bare(2)], "local", AT)
    store.benchmarks.add(
        [BenchmarkItem(f"b/{n}", "b", n, "b", bare(n).question, (), "4", "", "", "") for n in (2, 3)], "local", AT
    )
    keys = [question_key(bare(n).question) for n in (1, 2, 3, 4)]
    seeds, tests = store.seeds.known_keys(keys)
    assert (seeds, tests) == (set(keys[:2]), set(keys[1:3]))


def test_a_new_seed_makes_duplicates_of_its_text_unknown_again(store: Store) -> None:
    """What was said of a question with the seed's text goes; of others and by other checks it stays."""
    texts = {"q_1": bare(1).question, "q_2": "Why?"}
    store.questions.add(
        [Question(q, text, "", "", "numeric", "", "generated", (), ()) for q, text in texts.items()], "", "local", AT
    )
    results = [CheckResult(q, name, "1", "pass", "so") for q in texts for name in ("duplicate", "test_overlap")]
    for wanted in (["test_overlap"], ["duplicate", "test_overlap"]):
        store.questions.record_checks(results, AT)
        store.seeds.add([bare(1)], "local", AT)
        assert [r.check for r in store.questions.checks_of("q_1")] == wanted
        assert [r.check for r in store.questions.checks_of("q_2")] == ["duplicate", "test_overlap"]


def test_question_keys_are_those_of_active_seeds(store: Store) -> None:
    """A question equal to a seed is found by its key, also where that is held back; a withdrawn seed is not."""
    store.seeds.add([bare(1), bare(2)], "local", AT)
    keys = store.seeds.question_keys()
    assert keys == {question_key(bare(n).question): bare(n).id for n in (1, 2)}
    assert store.seeds.hold([bare(1).id, "nobody"], "unclear") == [bare(1).id]
    assert store.seeds.question_keys() == keys
    store.seeds.withdraw(list(keys), "test items")
    assert store.seeds.question_keys() == {}


def test_seeds_are_held_and_put_back(store: Store) -> None:
    """Only active ones are held, only held ones come back, and the graph may be another one after each."""
    store.seeds.add([bare(1), bare(2), bare(3)], "local", AT)
    store.seeds.withdraw([question_key(bare(3).question)], "test item")
    before = store.graph_writes
    ids = [bare(n).id for n in (1, 3)]
    assert (store.seeds.hold(ids, "unclear"), store.seeds.hold(ids, "again")) == ([bare(1).id], [])
    assert (store.seeds.count(), store.seeds.count("held"), store.seeds.count("withdrawn")) == (1, 1, 1)
    assert (store.seeds.release(ids), store.seeds.release(ids)) == ([bare(1).id], [])
    assert store.seeds.count() == 2
    assert store.graph_writes == before + 4

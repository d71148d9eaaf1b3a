"""Concepts, taggings and outcomes, as stored."""

from typing import Any

import pytest

from mathscale_core.adapters.store import Store
from mathscale_core.curation import Decisions
from mathscale_core.records import BenchmarkItem, Concept, ConceptKind, Seed, Tagging
from mathscale_core.seeds.text import question_key
from mathscale_core.testing.workspaces import labelled_seed

AT = "2026-01-02T12:00:00.000000+00:00"
A, B, X, Y = (
    Concept("c_a", "topic", "A"),
    Concept("c_b", "topic", "B"),
    Concept("c_x", "kp", "x"),
    Concept("c_y", "kp", "y"),
)


def bare(number: int) -> Seed:
    return labelled_seed(number)


def tag(store: Store, *tags: tuple[int, Concept, str], outcomes: list[dict[str, str]] | None = None) -> None:
    """Tag seeds by number; concepts and their names go in with them, and an outcome for each that was extracted."""
    concepts = list(dict.fromkeys(c for _, c, _ in tags))
    names: list[tuple[ConceptKind, str, str, str]] = [(c.kind, c.name.lower(), c.id, c.name) for c in concepts]
    taggings = [Tagging(bare(n).id, c.id, origin, 1.0) for n, c, origin in tags]
    certain = dict.fromkeys((n, origin) for n, _, origin in tags if origin != "given")
    said = [*(outcomes or []), *(outcome(n, "ok", origin) for n, origin in certain)]
    store.concepts.add_tagged(concepts, names, taggings, said, "local", AT)


def label_columns(store: Store) -> tuple[Any, ...]:
    labels = store.concepts.labels()
    return labels.seeds, labels.concepts, labels.seed_index, labels.concept_index


def outcome(number: int, said: str, origin: str = "model", job: str = "j_1") -> dict[str, str]:
    return {"seed": bare(number).id, "origin": origin, "outcome": said, "reason": "", "job": job}


def test_an_empty_store_has_no_seeds(store: Store) -> None:
    """Everything is there and empty; the columns of the taggings have no rows."""
    assert (store.seeds.count(), store.seeds.count("withdrawn"), store.seeds.by_id(["s_1"])) == (0, 0, {})
    assert (store.concepts.concepts(), store.concepts.names(), store.concepts.outcomes(), store.seeds.states()) == (
        [],
        {},
        {},
        [],
    )
    assert (store.concepts.labelled(), store.concepts.without_tagging("model")) == ([], [])
    seeds, concepts, seed_index, concept_index = label_columns(store)
    assert (seeds, concepts, len(seed_index), len(concept_index)) == ([], [], 0, 0)
    assert (store.seeds.known_keys([]), store.seeds.question_keys()) == ((set(), set()), {})


def test_withdrawn_seeds_stay_and_no_longer_count(store: Store) -> None:
    """Withdrawing names the seeds that it changed, once; their taggings leave the columns."""
    store.seeds.add([bare(1), bare(2)], "local", AT)
    tag(store, (1, A, "given"), (2, A, "given"))
    keys = [question_key(bare(1).question), "no such key"]
    assert store.seeds.withdraw(keys, "is a test item") == [bare(1).id]
    assert store.seeds.withdraw(keys, "is a test item") == []
    assert (store.seeds.count(), store.seeds.count("withdrawn")) == (1, 1)
    assert label_columns(store)[0] == [bare(2).id]
    assert store.concepts.of_concept("c_a", 10) == [bare(2)]
    assert store.concepts.ids_of_concept("c_a") == [bare(2).id]
    assert bare(1).id in store.seeds.by_id([bare(1).id])


def columns(store: Store) -> set[tuple[str, str]]:
    """The (seed, concept) pairs of the tagging columns."""
    seeds, concepts, seed_index, concept_index = label_columns(store)
    return {(seeds[s], concepts[c]) for s, c in zip(seed_index, concept_index, strict=True)}


def test_tables_write_whole_or_not_at_all(store: Store) -> None:
    """An error inside a transaction takes back what several tables wrote in it."""

    def write_and_fail() -> None:
        with store.transaction():
            store.seeds.add([bare(1)], "local", AT)
            tag(store, (1, A, "given"))
            store.benchmarks.add([BenchmarkItem("b/1", "b", 1, "b", "Why?", (), "4", "", "", "")], "local", AT)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert (store.seeds.count(), store.concepts.concepts(), store.benchmarks.count(), store.writes) == (0, [], 0, 0)


def test_of_several_extractors_the_latest_certain_one_counts(store: Store) -> None:
    """Concepts that no one extractor put together are not joined, and the columns, pages and lists agree."""
    store.seeds.add([bare(1), bare(2)], "local", AT)
    tag(store, (1, A, "one"), (1, X, "one"), (2, A, "one"))
    assert columns(store) == {(bare(1).id, "c_a"), (bare(1).id, "c_x"), (bare(2).id, "c_a")}
    tag(store, (1, B, "a later one"), (1, Y, "a later one"), outcomes=[outcome(2, "uncertain", "a later one")])
    assert columns(store) == {(bare(1).id, "c_b"), (bare(1).id, "c_y"), (bare(2).id, "c_a")}
    assert store.concepts.of_concept("c_a", 10) == [bare(2)]
    assert [store.concepts.ids_of_concept(c) for c in ("c_x", "c_y")] == [[], [bare(1).id]]
    assert [(t["id"], t["origin"]) for t in store.concepts.tags_of(bare(1).id)] == [
        ("c_b", "a later one"), ("c_y", "a later one"),
    ]  # fmt: skip


def test_taggings_are_columns_without_repeats(store: Store) -> None:
    """A pair that two extractors named stands once; indices point into sorted ids."""
    store.seeds.add([bare(1), bare(2)], "local", AT)
    tag(store, (1, A, "one"), (1, A, "two"), (1, X, "two"), (2, X, "two"))
    seeds, concepts, seed_index, concept_index = label_columns(store)
    assert (seeds, concepts) == (sorted([bare(1).id, bare(2).id]), ["c_a", "c_x"])
    pairs = {(seeds[s], concepts[c]) for s, c in zip(seed_index, concept_index, strict=True)}
    assert pairs == {(bare(1).id, "c_a"), (bare(1).id, "c_x"), (bare(2).id, "c_x")}
    assert len(seed_index) == 3
    assert seed_index.dtype.itemsize == concept_index.dtype.itemsize == 4


def test_labels_stand_above_what_was_extracted(store: Store) -> None:
    """A seed with given labels has only these; another has what the extractor said."""
    store.seeds.add([bare(1), bare(2)], "local", AT)
    tag(store, (1, A, "given"), (1, B, "model"), (2, B, "model"))
    assert columns(store) == {(bare(1).id, "c_a"), (bare(2).id, "c_b")}
    assert store.concepts.ids_of_concept("c_b") == [bare(2).id]
    assert [t["id"] for t in store.concepts.tags_of(bare(1).id)] == ["c_a"]


def test_what_is_left_to_extract(store: Store) -> None:
    """Seeds without labels that this extractor has not done; a failure is not done; order of import."""
    store.seeds.add([bare(n) for n in (5, 4, 3, 2, 1)], "local", AT)
    tag(store, (5, A, "given"), outcomes=[outcome(4, "ok"), outcome(3, "uncertain"), outcome(2, "failed")])
    assert [s.line for s in store.concepts.without_tagging("model")] == [2, 1]
    assert [s.line for s in store.concepts.without_tagging("another")] == [4, 3, 2, 1]


def test_labelled_seeds_come_with_their_names(store: Store) -> None:
    """Only given labels count; a kind without a label is empty."""
    store.seeds.add([bare(1), bare(2), bare(3)], "local", AT)
    tag(store, (1, A, "given"), (1, X, "given"), (1, Y, "given"), (2, X, "model"), (3, B, "given"))
    assert store.concepts.labelled() == [(bare(1), ("A",), ("x", "y")), (bare(3), ("B",), ())]


def test_a_failed_outcome_gives_way_to_a_later_one_and_others_stand(store: Store) -> None:
    """Failed then ok is ok, ok then uncertain is ok; a job's outcomes are its own."""
    store.seeds.add([bare(1), bare(2)], "local", AT)
    tag(store, outcomes=[outcome(1, "failed"), outcome(2, "ok")])
    assert store.concepts.outcomes() == {"failed": 1, "ok": 1}
    tag(store, outcomes=[outcome(1, "ok", job="j_2"), outcome(2, "uncertain", job="j_2")])
    assert store.concepts.outcomes() == {"ok": 2}
    assert (store.concepts.outcomes_of_job("j_1"), store.concepts.outcomes_of_job("j_2")) == ({"ok": 1}, {"ok": 1})


def test_a_failure_of_one_extractor_is_not_mended_by_another(store: Store) -> None:
    """Outcomes stand by extractor; over all, a seed counts by its best."""
    store.seeds.add([bare(1)], "local", AT)
    tag(store, outcomes=[outcome(1, "failed", "one")])
    tag(store, outcomes=[outcome(1, "uncertain", "two", "j_2")])
    assert store.concepts.outcomes() == {"uncertain": 1}
    assert [s.line for s in store.concepts.without_tagging("one")] == [1]
    assert store.concepts.outcomes_of_job("j_1") == {"failed": 1}


def test_concepts_have_names_and_aliases(store: Store) -> None:
    """Topics stand first, by name; the other names of a concept lead to it and are listed."""
    names: list[tuple[ConceptKind, str, str, str]] = [
        ("topic", "a", "c_a", "A"), ("topic", "alpha", "c_a", "Alpha"), ("kp", "x", "c_x", "x"),
    ]  # fmt: skip
    store.concepts.add_tagged([X, A], names, [], [], "local", AT)
    assert store.concepts.concepts() == [A, X]
    assert (store.concepts.concept("c_a"), store.concepts.concept("c_z")) == (A, None)
    assert store.concepts.names() == {("topic", "a"): "c_a", ("topic", "alpha"): "c_a", ("kp", "x"): "c_x"}
    assert (store.concepts.aliases("c_a"), store.concepts.aliases("c_x")) == (["Alpha"], [])
    assert store.concepts.concept_names(["c_x", "c_z"]) == {"c_x": "x"}


def test_pages_of_a_concepts_seeds_are_in_order_of_import(store: Store) -> None:
    """Two pages of two give all seeds once, and a third is empty."""
    store.seeds.add([bare(n) for n in (9, 1, 5, 3)], "local", AT)
    tag(store, *[(n, A, "given") for n in (1, 3, 5, 9)])
    pages = [[s.line for s in store.concepts.of_concept("c_a", 2, offset)] for offset in (0, 2, 4)]
    assert pages == [[9, 1], [5, 3], []]
    assert store.concepts.tags_of(bare(9).id) == [
        {"id": "c_a", "kind": "topic", "name": "A", "origin": "given", "certainty": 1.0}
    ]


def test_edits_show_in_names_labels_and_columns(store: Store) -> None:
    """Renamed, merged and retagged; the given names and kinds stay as they came."""
    names: list[tuple[ConceptKind, str, str, str]] = [("topic", "alpha", "c_a", "Alpha")]
    store.seeds.add([bare(1), bare(2), bare(3)], "local", AT)
    tag(store, (1, A, "given"), (1, X, "given"), (2, B, "given"), (2, A, "given"), (3, Y, "model"))
    store.concepts.add_tagged([], names, [], [], "local", AT)
    retags = {(bare(1).id, "c_x"): False, (bare(3).id, "c_a"): True, (bare(1).id, "c_a"): True}
    store.edits.replace(Decisions(names={"c_a": "Aleph", "c_x": "Ex"}, merged={"c_a": "c_b"}, retags=retags))
    assert columns(store) == {(bare(1).id, "c_b"), (bare(2).id, "c_b"), (bare(3).id, "c_b"), (bare(3).id, "c_y")}
    assert [(t["id"], t["origin"]) for t in store.concepts.tags_of(bare(1).id)] == [("c_b", "by hand")]
    assert store.concepts.kinds() == {"c_a": "topic", "c_b": "topic", "c_x": "kp", "c_y": "kp"}
    assert store.concepts.given_names()["topic", "alpha"] == "c_a"
    assert ("topic", "aleph") not in store.concepts.given_names()
    assert store.concepts.names()["topic", "aleph"] == "c_a"
    assert store.concepts.all_aliases() == {"c_b": ["A", "Aleph", "Alpha"], "c_x": ["x"]}
    assert store.concepts.aliases("c_b") == store.concepts.all_aliases()["c_b"]
    assert store.concepts.merges() == {"c_a": "c_b"}


def test_each_concept_shows_its_first_seeds(store: Store) -> None:
    """In order of import, at most so many, active ones only."""
    store.seeds.add([bare(n) for n in (3, 1, 2)], "local", AT)
    tag(store, (1, A, "given"), (2, A, "given"), (3, A, "given"), (2, X, "model"))
    assert store.concepts.questions_of_each(2) == {"c_a": [bare(3).question, bare(1).question]}
    store.seeds.withdraw([question_key(bare(3).question)], "is a test item")
    assert store.concepts.questions_of_each(2)["c_a"] == [bare(1).question, bare(2).question]

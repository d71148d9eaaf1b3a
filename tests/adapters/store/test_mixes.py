"""Mixes and their counts: a composition counts once, whatever number of runs brought it."""

import pyarrow as pa

from mathscale_core.adapters.store import Store
from mathscale_core.records import Question

AT = "2026-01-02T12:00:0{}.000000+00:00"


def add_mix(store: Store, name: str, second: int = 0) -> None:
    store.mixes.add(
        {"id": f"x_{name}", "name": name, "settings": {}, "graph_version": "g_1", "actor": "me",
         "created": AT.format(second)}
    )  # fmt: skip


def add_run(store: Store, run: str, mix: str | None, compositions: list[str], second: int = 0) -> None:
    many = len(compositions)
    walks = pa.array([["c_t"]] * many, pa.list_(pa.string()))
    table = pa.table(
        {"id": pa.array(compositions, pa.string()), "run": [run] * many, "draw": pa.array(range(many), pa.int64()),
         "times": pa.array([1] * many, pa.int32()), "topic_walk": walks, "kp_walk": walks}
    )  # fmt: skip
    parts = pa.table({"concept": pa.array([], pa.string()), "composition": pa.array([], pa.string())})
    row = {
        "id": run, "mode": "paper", "rng": 0, "settings": {}, "graph_version": "g_1", "mix": mix, "statistics": {},
        "actor": "me", "created": AT.format(second),
    }  # fmt: skip
    store.compositions.add_run(row, table, parts)


def write(store: Store, revision: str, composition: str, parent: str = "") -> None:
    question = Question(
        revision, f"Q {revision}", "S", "A", "numeric", "", "generated", (), (), composition=composition, parent=parent,
        item=parent or revision,
    )  # fmt: skip
    store.questions.add([question], "", "me", AT.format(9))


def test_an_empty_store_has_no_mix(store: Store) -> None:
    """None listed, none by name."""
    assert (store.mixes.counted(), store.mixes.named("a"), store.mixes.holds("x_a")) == ([], None, set())


def test_a_mix_counts_its_compositions_and_their_questions(store: Store) -> None:
    """Each once, though two runs brought it; an edited question is one; other runs are none of it."""
    add_mix(store, "a")
    add_mix(store, "b", 1)
    add_run(store, "r_1", "x_a", ["m_1", "m_2"])
    add_run(store, "r_2", "x_a", ["m_2", "m_3"], 1)
    add_run(store, "r_3", None, ["m_1", "m_4"], 2)
    write(store, "q_1", "m_2")
    write(store, "q_2", "m_2")
    write(store, "q_3", "m_2", parent="q_2")
    write(store, "q_4", "m_4")
    newest, oldest = store.mixes.counted()
    assert (newest["name"], newest["compositions"], newest["questions"]) == ("b", 0, 0)
    assert (oldest["compositions"], oldest["with_questions"], oldest["questions"]) == (3, 1, 2)
    assert store.mixes.counted("a") == [oldest]
    assert store.mixes.holds("x_a") == {"m_1", "m_2", "m_3"}


def test_a_mixs_compositions_come_unused_first(store: Store) -> None:
    """In the order of runs and draws, each with its number of questions, page by page."""
    add_mix(store, "a")
    add_run(store, "r_1", "x_a", ["m_1", "m_2", "m_3"])
    add_run(store, "r_2", "x_a", ["m_0"], 1)
    write(store, "q_1", "m_1")
    write(store, "q_2", "m_1")
    found = [(c.id, n) for c, n in store.compositions.of_mix("x_a", 10)]
    assert found == [("m_2", 0), ("m_3", 0), ("m_0", 0), ("m_1", 2)]
    assert [c.id for c, _ in store.compositions.of_mix("x_a", 2, 1)] == ["m_3", "m_0"]


def test_compositions_of_a_mix_that_are_asked_for_stand_behind(store: Store) -> None:
    """With those that have questions, in draw order."""
    add_mix(store, "a")
    add_run(store, "r_1", "x_a", ["m_1", "m_2", "m_3", "m_4"])
    write(store, "q_1", "m_1")
    found = [(c.id, n) for c, n in store.compositions.of_mix("x_a", 10, asked={"m_3", "m_9"})]
    assert found == [("m_2", 0), ("m_4", 0), ("m_1", 1), ("m_3", 0)]


def test_a_mix_that_is_there_stays_as_it_is(store: Store) -> None:
    """Adding it again changes nothing."""
    add_mix(store, "a")
    add_mix(store, "a", 5)
    assert store.mixes.counted()[0]["created"] == AT.format(0)


def test_compositions_of_a_graph_are_counted_with_what_is_left(store: Store) -> None:
    """All of the version, and those without a question; another version has none."""
    assert store.compositions.counts("g_1") == (0, 0)
    add_run(store, "r_1", None, ["m_1", "m_2", "m_3"])
    add_run(store, "r_2", None, ["m_1"], 1)
    write(store, "q_1", "m_1")
    assert store.compositions.counts("g_1") == (3, 2)
    assert store.compositions.counts("g_2") == (0, 0)
    assert store.compositions.known(["m_1", "m_9"]) == {"m_1"}

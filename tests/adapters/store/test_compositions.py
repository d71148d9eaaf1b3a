"""Sampling runs and their compositions: a set that two runs found has a walk in each."""

from collections.abc import Sequence

import pyarrow as pa

from mathscale_core.adapters.store import Store
from mathscale_core.records import Composition, Question

AT = "2026-01-02T12:00:00.000000+00:00"


def found(number: int, run: str = "r_1", draw: int | None = None) -> Composition:
    """Composition n: topic c_tn, knowledge points c_kn and then c_k0 (once where they are one)."""
    draw = number if draw is None else draw
    return Composition(f"m_{number}", draw, 1 + number, (f"c_t{number}",), (f"c_k{number}", "c_k0"), run)


def add(store: Store, compositions: Sequence[Composition], run: str = "r_1", version: str = "g_1", at: str = AT) -> int:
    table = pa.table(
        {
            "id": pa.array([c.id for c in compositions], pa.string()),
            "run": pa.array([run for _ in compositions], pa.string()),
            "draw": pa.array([c.draw for c in compositions], pa.int64()),
            "times": pa.array([c.times for c in compositions], pa.int32()),
            "topic_walk": pa.array([c.topic_walk for c in compositions], pa.list_(pa.string())),
            "kp_walk": pa.array([c.kp_walk for c in compositions], pa.list_(pa.string())),
        }
    )
    pairs = [(concept, c.id) for c in compositions for concept in c.concepts]
    parts = pa.table(
        {
            "concept": pa.array([p[0] for p in pairs], pa.string()),
            "composition": pa.array([p[1] for p in pairs], pa.string()),
        }
    )
    row = {
        "id": run, "mode": "paper", "rng": 0, "settings": {"topic_steps": [1, 2]}, "graph_version": version,
        "mix": None, "statistics": {"unique": len(compositions)}, "actor": "local", "created": at,
    }  # fmt: skip
    return store.compositions.add_run(row, table, parts)


def question(composition: str) -> Question:
    return Question(f"q_{composition}", "?", "!", "1", "numeric", "", "generated", (), (), composition=composition)


def test_an_empty_store_has_no_compositions(store: Store) -> None:
    """No runs, no compositions, none unused; a run that nobody made has no graph version."""
    assert (store.compositions.runs(), store.compositions.count()) == ([], 0)
    assert (store.compositions.get(["m_1"]), store.compositions.unused(5, "g_1")) == ({}, [])
    assert (store.compositions.count_with("c_1"), store.compositions.with_concept("c_1")) == (0, [])
    assert store.compositions.graph_version("r_1") == ""


def test_a_run_that_found_nothing_is_kept(store: Store) -> None:
    """Its row is there, with no composition."""
    assert add(store, []) == 0
    assert [run["id"] for run in store.compositions.runs()] == ["r_1"]


def test_compositions_come_back_with_their_traces(store: Store) -> None:
    """Walks keep their order and repeats; the run keeps its settings and statistics."""
    assert add(store, [found(1), found(2)]) == 2
    assert store.compositions.get(["m_2", "m_1", "m_9"]) == {"m_1": found(1), "m_2": found(2)}
    (run,) = store.compositions.runs()
    assert (run["settings"], run["statistics"], run["graph_version"]) == ({"topic_steps": [1, 2]}, {"unique": 2}, "g_1")
    assert store.compositions.graph_version("r_1") == "g_1"


def test_concepts_lead_to_their_compositions(store: Store) -> None:
    """Each composition stands once under each concept of its set, also when two runs found it."""
    add(store, [found(0), found(1)])
    add(store, [found(1, "r_2"), found(2, "r_2")], "r_2")
    assert store.compositions.with_concept("c_k0") == ["m_0", "m_1", "m_2"]
    assert store.compositions.with_concept("c_t1") == ["m_1"]
    assert [store.compositions.count_with(c) for c in ("c_k0", "c_k1", "c_t9")] == [3, 1, 0]


def test_a_set_that_two_runs_found_counts_once_and_has_a_walk_in_each(store: Store) -> None:
    """A second run counts only what is new; adding the same run again adds nothing; each version has its walk."""
    assert add(store, [found(1), found(2)]) == 2
    assert add(store, [found(2, "r_2", draw=0), found(3, "r_2")], "r_2") == 1
    assert add(store, [found(1), found(2)]) == 0
    assert store.compositions.count() == 3
    assert store.compositions.get(["m_2"])["m_2"] == found(2)
    assert len(store.compositions.runs()) == 2
    assert add(store, [found(2, "r_3", draw=7)], "r_3", version="g_2", at="2027") == 0
    assert store.compositions.get(["m_2"], "g_2")["m_2"] == found(2, "r_3", draw=7)
    assert [c.id for c in store.compositions.unused(10, "g_2")] == ["m_2"]


def test_unused_compositions_are_those_without_a_question(store: Store) -> None:
    """They stand in the order of runs and draws, up to the limit, of the asked graph version only."""
    add(store, [found(n, "r_2") for n in (3, 1, 2)], "r_2", at="2026")
    add(store, [found(n) for n in (6, 5)], at="2025")
    add(store, [found(9, "r_3")], "r_3", version="g_2")
    assert [c.id for c in store.compositions.unused(10, "g_1")] == ["m_5", "m_6", "m_1", "m_2", "m_3"]
    store.questions.add([question("m_5"), question("m_2")], "", "local", AT)
    assert [c.id for c in store.compositions.unused(10, "g_1")] == ["m_6", "m_1", "m_3"]
    assert [c.id for c in store.compositions.unused(1, "g_1")] == ["m_6"]
    assert [c.id for c in store.compositions.unused(10, "g_2")] == ["m_9"]


def test_compositions_that_are_asked_for_are_left_out_of_the_unused(store: Store) -> None:
    """The limit counts what is left."""
    add(store, [found(n) for n in (1, 2, 3, 4)])
    store.questions.add([question("m_4")], "", "local", AT)
    assert [c.id for c in store.compositions.unused(2, "g_1", {"m_1", "m_9"})] == ["m_2", "m_3"]
    assert store.compositions.unused(10, "g_1", ["m_1", "m_2", "m_3"]) == []

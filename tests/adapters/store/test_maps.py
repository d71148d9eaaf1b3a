"""Maps in the store, and the counts that they are coloured by."""

import numpy as np

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.maps import StoredMap
from mathscale_core.records import Question


def drawn(version: str, **places: float) -> StoredMap:
    """A map with these concepts at (x, 1), all in community 2."""
    names = tuple(sorted(places))
    at = np.array([(places[n], 1.0) for n in names])
    return StoredMap(version, names, at, np.full(len(names), 2, dtype=np.int32))


def test_a_version_without_a_map_has_none(store: Store) -> None:
    """Neither positions nor names, and no version was laid out last."""
    assert (store.maps.has("g_1"), store.maps.get("g_1"), store.maps.names("g_1"), store.maps.latest()) == (
        False, None, {}, "",
    )  # fmt: skip


def test_a_map_comes_back_to_the_last_bit(store: Store) -> None:
    """With concepts ascending; stored again it is replaced whole."""
    store.maps.put(drawn("g_1", b=0.1 + 0.2, a=-1e-17), {2: "Money"})
    found = store.maps.get("g_1")
    assert found is not None
    assert (found.concepts, found.at.tolist(), found.community.tolist()) == (
        ("a", "b"), [[-1e-17, 1.0], [0.1 + 0.2, 1.0]], [2, 2],
    )  # fmt: skip
    store.maps.put(drawn("g_1", c=5.0), {2: "Sets"})
    again = store.maps.get("g_1")
    assert again is not None
    assert (again.concepts, store.maps.names("g_1")) == (("c",), {2: "Sets"})


def test_the_latest_map_is_the_one_whose_job_was_last(store: Store) -> None:
    """A job that has brought none yet does not count, nor one of another kind."""
    for version, at in (("g_1", "1"), ("g_2", "2"), ("g_3", "3")):
        store.jobs.add(f"j_{version}", "layout", {"version": version}, 1, "me", at)
        if version != "g_3":
            store.maps.put(drawn(version, a=1.0), {2: "x"})
    store.jobs.add("j_x", "extract", {"version": "g_1"}, 1, "me", "9")
    assert (store.maps.latest(), store.maps.latest(but="g_2")) == ("g_2", "g_1")


def test_a_map_is_no_change_of_the_graph(store: Store) -> None:
    """The graph is not built anew for it."""
    before = store.graph_writes
    store.maps.put(drawn("g_1", a=1.0), {2: "x"})
    assert store.graph_writes == before


def question(number: int, topics: tuple[str, ...], kps: tuple[str, ...], **more: str) -> Question:
    """A generated question that carries these concepts."""
    values = {"source": "generated", **more}
    return Question(
        f"q_{number}", f"What is {number}?", "S", "1", "numeric", "", values["source"], topics, kps,  # type: ignore[arg-type]
        parent=values.get("parent", ""), item=values.get("parent", "") or f"q_{number}",
    )  # fmt: skip


def verdict(store: Store, number: int, said: str, actor: str = "me") -> None:
    row = {
        "id": f"v_{number}_{actor}", "revision": f"q_{number}", "verdict": said, "actor": actor, "reason": "",
        "seconds": None, "created": "",
    }  # fmt: skip
    store.questions.record_verdicts([row])


def test_questions_of_a_concept_are_counted_once_by_what_became_of_them(store: Store) -> None:
    """Two names of one concept are one; people come before policies; what was replaced or imported is not counted."""
    store.questions.add(
        [
            question(1, ("Money", "Cash"), ("Price",)), question(2, ("Cash",), ()), question(3, ("Money",), ("Price",)),
            question(4, ("Money",), (), source="imported"),
        ],
        "", "me", "",
    )  # fmt: skip
    store.questions.add([question(5, ("Money",), (), parent="q_3")], "", "me", "")
    verdict(store, 1, "accept", "policy:checked")
    verdict(store, 1, "reject")
    verdict(store, 2, "accept", "policy:checked")
    verdict(store, 2, "skip")
    verdict(store, 5, "fix")
    places = {("topic", "Money"): 7, ("topic", "Cash"): 7, ("kp", "Price"): 9, ("kp", "Money"): 1}
    assert store.maps.written_for(places) == {
        "place": [7, 9], "generated": [3, 1], "accepted": [1, 0], "decided": [2, 1],
    }  # fmt: skip
    assert store.maps.written_for({})["place"] == []

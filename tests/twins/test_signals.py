"""The four signals of pairs, each by hand on a small graph."""

import numpy as np
import pytest

from mathscale_core.records import Concept
from mathscale_core.twins.signals import Signals, build_twin_index, pieces, reason, signals_of
from tests.twins.drawn import drawn

#: "adding" and "sum" never share a seed, and share both neighbours; "money" shares nothing with them.
DRAWING = {
    "s1": ["A", "adding", "near"], "s2": ["A", "adding", "near"], "s3": ["A", "sum", "near"],
    "s4": ["A", "sum", "near"], "s5": ["B", "money", "far"], "s6": ["B", "money", "far"],
}  # fmt: skip


def signals(one: str, other: str, aliases: dict[str, list[str]] | None = None) -> list[float]:
    index = build_twin_index(drawn(DRAWING), aliases or {}, "kp")
    place = {c.id: n for n, c in enumerate(index.concepts)}
    (row,) = signals_of(index, np.array([place[one]]), np.array([place[other]])).tolist()
    return [float(v) for v in row]


def test_of_an_empty_graph_there_is_nothing_to_compare() -> None:
    """No concepts, no rows."""
    index = build_twin_index(drawn({}), {}, "topic")
    none = np.empty(0, dtype=np.int64)
    assert (index.concepts, signals_of(index, none, none).shape) == ((), (0, 4))


def test_twins_that_share_no_seed_share_their_neighbours() -> None:
    """The same two neighbours, equally often: cosine 1, halved because two are few."""
    spelled, words, neighbours, shared = signals("adding", "sum")
    assert (words, shared) == (0, 0)
    assert neighbours == pytest.approx(2 / (2 + 2))
    assert spelled < 0.5


def test_names_that_always_stand_together_share_their_seeds() -> None:
    """Two of two seeds: Jaccard 1, halved because two are few."""
    assert signals("money", "far")[3] == pytest.approx(2 / (2 + 2))
    assert signals("money", "adding")[2:] == [0, 0]


def test_the_nearest_of_all_their_names_count() -> None:
    """An alias of one that is nearly the other's name speaks."""
    assert signals("adding", "sum", {"sum": ["addding", "total"]})[0] > 0.9
    assert signals("adding", "sum", {"sum": ["adding"]})[:2] == pytest.approx([1, 1])


def test_definitions_count_as_words() -> None:
    """Where they say more than the names do."""
    graph = drawn(DRAWING)
    said = "the number of all together"
    defined = tuple(Concept(c.id, c.kind, c.name, said if c.id in {"adding", "sum"} else "") for c in graph.kps)
    object.__setattr__(graph, "kps", defined)
    index = build_twin_index(graph, {}, "kp")
    place = {c.id: n for n, c in enumerate(index.concepts)}
    found = signals_of(index, np.array([place["adding"]] * 2), np.array([place["sum"], place["far"]]))
    assert found[:, 1].tolist() == pytest.approx([1, 0])


def test_a_name_without_a_letter_is_compared_as_it_is() -> None:
    """Nobody's graph is refused for it."""
    index = build_twin_index(drawn({"s1": ["?!", "x"], "s2": ["?!", "x"]}), {}, "kp")
    assert len(index.keys) == 2
    assert signals_of(index, np.array([0]), np.array([1])).shape == (1, 4)


def test_a_reason_names_what_speaks_strongest_first() -> None:
    """Where nothing speaks, the strongest alone."""
    assert reason(Signals(0.9, 0.7, 0.1, 0.0, 0.95)) == "a model says so 0.95, spelled alike 0.90, same words 0.70"
    assert reason(Signals(0.5, 0.1, 0.4, 0.0)) == "same neighbours 0.40"
    assert Signals(0.9, 0.1, 0.0, 0.0).known() == {"spelling": 0.9, "words": 0.1, "neighbours": 0.0, "shared": 0.0}


def test_pieces_stay_within_words() -> None:
    """Runs of three with the edges of words."""
    assert pieces("ab c") == [" ab", "ab ", " c "]
    assert pieces("") == [""]

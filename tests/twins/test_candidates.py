"""Blocking: every pair that is worth it by any way, each once, and few of the others."""

from collections.abc import Mapping, Sequence

from hypothesis import given

from mathscale_core.testing.planted import plant_twins
from mathscale_core.twins.candidates import candidates
from mathscale_core.twins.signals import build_twin_index
from tests.twins.drawn import drawings, drawn


def found(drawing: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    index = build_twin_index(drawn(drawing), {}, "kp")
    low, high = candidates(index)
    return {(index.concepts[i].id, index.concepts[j].id) for i, j in zip(low.tolist(), high.tolist(), strict=True)}


def test_of_nothing_there_are_no_candidates() -> None:
    """Neither of an empty graph nor of one concept."""
    assert found({}) == set()
    assert found({"s1": ["A", "x"]}) == set()


def test_each_way_finds_its_pairs() -> None:
    """Slips in words of one, order, initials, neighbours without a common letter, and seeds."""
    apart = {f"s{n}": [f"T{n}", name] for n, name in enumerate(("limits", "limts", "mean of sums", "sums, mean of"))}
    assert {("limits", "limts"), ("mean of sums", "sums, mean of")} <= found(apart)
    assert ("gcd", "greatest common divisor") in found({"s1": ["A", "gcd"], "s2": ["B", "greatest common divisor"]})
    around = {"s1": ["A", "B", "C", "slope"], "s2": ["A", "B", "C", "gradient"]}
    assert ("gradient", "slope") in found(around)
    assert ("p", "qq") in found({"s1": ["p", "qq"], "s2": ["p", "qq"]})


@given(drawings)
def test_each_pair_comes_once_with_the_lower_one_first(drawing: dict[str, list[str]]) -> None:
    """And no concept with itself."""
    low, high = candidates(build_twin_index(drawn(drawing), {}, "kp"))
    assert (low < high).all()
    assert len({*zip(low.tolist(), high.tolist(), strict=True)}) == len(low)


def test_of_the_planted_twins_nearly_all_are_looked_at_and_of_all_pairs_few() -> None:
    """That is what blocking is for: a few in a hundred of all pairs, and the planted ones among them."""
    planted = plant_twins(0)
    looked, pairs = set[tuple[str, str]](), 0
    for kind in ("topic", "kp"):
        index = build_twin_index(planted.graph, {}, kind)
        low, high = candidates(index)
        ids = [c.id for c in index.concepts]
        looked |= {(ids[i], ids[j]) for i, j in zip(low.tolist(), high.tolist(), strict=True)}
        pairs += len(ids) * (len(ids) - 1) // 2
    assert len(looked & planted.twins.keys()) >= 0.95 * len(planted.twins)
    assert len(looked) <= 0.05 * pairs

"""What waits after any sequence of merges, deletions and decisions."""

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.twins.pairs import pair_of
from mathscale_core.twins.waiting import waiting
from tests.twins.drawn import twins

ids = st.sampled_from("abcdef")
pairs = st.lists(st.tuples(ids, ids).filter(lambda p: p[0] != p[1]), max_size=12)


def test_of_nothing_nothing_waits() -> None:
    """And what nobody decided waits as it was, best first."""
    assert waiting([], {}, (), []) == []
    found = [twins("a", "b", 0.7), twins("c", "d", 0.9)]
    assert waiting(found, {}, (), []) == found[::-1]


def test_a_merged_one_hands_its_pairs_to_the_winner() -> None:
    """The better of two pairs that become one is kept, and a pair within the merge is gone."""
    found = waiting([twins("a", "b"), twins("a", "c", 0.6), twins("b", "c", 0.9)], {"a": "b"}, (), [])
    assert [(t.pair, t.score) for t in found] == [(("b", "c"), 0.9)]


def test_a_rejection_of_a_merged_one_holds_for_its_winner() -> None:
    """What was kept apart does not come back under the winner's id."""
    assert waiting([twins("a", "c"), twins("b", "c")], {"a": "b"}, (), [("c", "a")]) == []


@given(pairs, st.dictionaries(ids, ids, max_size=3), st.sets(ids, max_size=2), pairs)
def test_nothing_decided_merged_or_gone_waits(
    suggested: list[tuple[str, str]], merged: dict[str, str], gone: set[str], decided: list[tuple[str, str]]
) -> None:
    """Whatever happened, in whatever order: each pair of standing concepts once."""
    merged = {a: b for a, b in merged.items() if a != b and b not in merged}
    found = waiting([twins(*p) for p in suggested], merged, gone, decided)
    closed = {pair_of(merged.get(a, a), merged.get(b, b)) for a, b in decided}
    assert len({t.pair for t in found}) == len(found)
    for twin in found:
        assert twin.pair not in closed
        assert not {*twin.pair} & (gone | merged.keys())

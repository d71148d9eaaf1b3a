"""Which suggested twins still wait: nobody decided on them, and both concepts still stand for themselves.

Comes in: stored pairs, merges, deletions and decided pairs. Goes out: the pairs that wait, under the concepts that
stand now. A pair whose one concept was merged goes on between the winner and the other one; a decision on a merged
concept holds for its winner too, so that what was rejected never comes back under another id.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from mathscale_core.twins.pairs import Pair, Twins, pair_of


def waiting(
    pairs: Iterable[Twins], merged: Mapping[str, str], gone: Collection[str], decided: Iterable[Pair]
) -> list[Twins]:
    """The pairs that wait, best first, each pair of standing concepts once.

    Args:
        pairs: The suggestions as they were stored.
        merged: Merged concept to the one that stands for it.
        gone: Deleted concepts.
        decided: Pairs that were decided, in either order.
    """
    closed = {_standing(a, b, merged) for a, b in decided}
    found: dict[Pair, Twins] = {}
    for twins in pairs:
        pair = _standing(twins.a, twins.b, merged)
        if pair[0] == pair[1] or pair in closed or not {*pair, *twins.pair}.isdisjoint(gone):
            continue
        if pair not in found or twins.score > found[pair].score:
            found[pair] = replace(twins, a=pair[0], b=pair[1])
    return sorted(found.values(), key=lambda t: (-t.score, t.pair))


def _standing(a: str, b: str, merged: Mapping[str, str]) -> Pair:
    return pair_of(merged.get(a, a), merged.get(b, b))

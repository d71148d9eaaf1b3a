"""Suggested twins → the queue: names that may all be one thing, one cluster a screen.

Comes in: pairs that wait. Goes out: connected components of at most eight concepts, cut at their weakest links: pairs
are taken from the strongest on, and one that would make a cluster too big is left for later. The order is seeds ×
confidence, so that what matters most comes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mathscale_core.graph import ConceptGraph
from mathscale_core.records import ConceptKind
from mathscale_core.twins.pairs import Pair, Twins

#: Members of one cluster at most: what fits a screen and a head.
MOST = 8


@dataclass(frozen=True, slots=True)
class Cluster:
    """Concepts that may all be one.

    Attributes:
        members: Concept ids, most seeds first.
        kind: Their kind.
        pairs: The suggested pairs among them, best first.
        confidence: Mean score of the links that hold it together.
        seeds: Seeds of all members, those with several counted for each.
    """

    members: tuple[str, ...]
    kind: ConceptKind
    pairs: tuple[Twins, ...]
    confidence: float
    seeds: int

    @property
    def worth(self) -> float:
        """What it is ordered by."""
        return self.seeds * self.confidence


def clusters(pairs: Iterable[Twins], seeds: Mapping[str, int], *, most: int = MOST) -> list[Cluster]:
    """Clusters of the pairs, most seeds × confidence first.

    Args:
        pairs: Pairs that wait.
        seeds: Seeds of each concept.
        most: Members of one cluster at most.
    """
    ordered = sorted(pairs, key=lambda t: (-t.score, t.pair))
    home: dict[str, str] = {}
    inside: dict[str, list[str]] = {}
    links: dict[str, list[Twins]] = defaultdict(list)
    for twins in ordered:
        for concept in twins.pair:
            if concept not in home:
                home[concept] = concept
                inside[concept] = [concept]
        one, other = (home[c] for c in twins.pair)
        if one == other or len(inside[one]) + len(inside[other]) > most:
            continue
        for concept in inside[other]:
            home[concept] = one
        inside[one] += inside.pop(other)
        links[one] += [*links.pop(other, ()), twins]
    among: dict[str, list[Twins]] = defaultdict(list)
    for twins in ordered:
        if home[twins.a] == home[twins.b]:
            among[home[twins.a]].append(twins)
    found = [_cluster(inside[first], links[first], among[first], seeds) for first in among]
    return sorted(found, key=lambda c: (-c.worth, c.members))


def _cluster(
    members: Sequence[str], links: Sequence[Twins], pairs: Sequence[Twins], seeds: Mapping[str, int]
) -> Cluster:
    ordered = tuple(sorted(members, key=lambda c: (-seeds.get(c, 0), c)))
    confidence = sum(t.score for t in links) / len(links)
    return Cluster(ordered, pairs[0].kind, tuple(pairs), confidence, sum(seeds.get(c, 0) for c in members))


def seeds_in(graph: ConceptGraph, concepts: Iterable[str]) -> dict[str, int]:
    """Seeds of each of some concepts; those that are not in the graph are left out."""
    found: dict[str, int] = {}
    for concept in concepts:
        if concept in graph.position:
            kind, place = graph.position[concept]
            found[concept] = int((graph.topic_seeds if kind == "topic" else graph.kp_seeds)[place])
    return found


def among(pairs: Iterable[Twins], members: Iterable[str]) -> dict[Pair, Twins]:
    """The pairs both of whose concepts are among some."""
    wanted = set(members)
    return {t.pair: t for t in pairs if wanted.issuperset(t.pair)}

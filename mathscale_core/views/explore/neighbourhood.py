"""A neighbourhood: the strongest neighbours of a concept, theirs where asked, and the edges among all of them.

Comes in: a graph and what is wished for. Goes out: at most :data:`MOST` nodes with their edges, each with its weight
and the walk's probability both ways. Everything is read from one CSR over topics and knowledge points, made once for
each graph; no loop goes over the edges of the graph.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mathscale_core.curation.versions import Cleaned
from mathscale_core.errors import NotFoundError
from mathscale_core.graph import EPSILON, ConceptGraph
from mathscale_core.records import Concept
from mathscale_core.views.explore.links import Links, links_of
from mathscale_core.views.explore.version import shown
from mathscale_core.workspace import Workspace

#: More nodes than this nobody reads, and the canvas slows down.
MOST = 300
#: Neighbours that an opened concept brings at most, and those that each first neighbour brings at depth 2.
OPENED, SECOND = 12, 4
KINDS = ("topic", "kp")


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a neighbourhood is shown.

    Attributes:
        strongest: Neighbours of the concept in the middle, the strongest.
        depth: 1 for these, 2 for their strongest ones too.
        minimum: Seeds that an edge must have.
        kinds: Kinds of the neighbours.
        opened: Concepts whose strongest neighbours are shown too, in the order in which they were opened.
        pruned: Concepts that are left out.
    """

    strongest: int = 16
    depth: int = 1
    minimum: int = 1
    kinds: tuple[str, ...] = KINDS
    opened: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One neighbour of a concept.

    Attributes:
        concept: The neighbour.
        weight: Seeds that carry both, or what a person set.
        there: p(neighbour | concept) in their sub-graph.
        back: p(concept | neighbour) in their sub-graph.
        seeds: Seeds of the neighbour.
    """

    concept: Concept
    weight: int
    there: float
    back: float
    seeds: int


@dataclass(frozen=True, slots=True)
class Node:
    """One concept of the picture.

    Attributes:
        concept: The concept.
        seeds: Seeds that carry it.
        degree: All its neighbours in the graph.
        ring: Steps from the middle, over the concepts that brought it.
        via: The concept that brought it, ``""`` for the middle.
        place: Its number in the graph: topics first, then knowledge points.
    """

    concept: Concept
    seeds: int
    degree: int
    ring: int
    via: str
    place: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of the picture.

    Attributes:
        a: Concept id, the smaller one.
        b: Concept id.
        weight: Seeds that carry both, or what a person set.
        there: p(b | a) in their sub-graph.
        back: p(a | b).
        by_hand: Seeds behind an edge that a person set; None where it is as counted.
    """

    a: str
    b: str
    weight: int
    there: float
    back: float
    by_hand: int | None = None


@dataclass(frozen=True, slots=True)
class Ego:
    """A concept in its neighbourhood.

    Attributes:
        centre: The concept in the middle.
        neighbours: Its neighbours in the picture that it brought itself, strongest first.
        nodes: All concepts of the picture, the middle first.
        edges: The edges among them, each once.
        left_out: Its neighbours under the wish beyond the limit.
        beyond: Concepts that found no room in the picture.
    """

    centre: Concept
    neighbours: tuple[Neighbour, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    beyond: int = 0


def ego(workspace: Workspace, concept: str, wish: Wish = Wish(), version: str = "") -> Ego:
    """The neighbourhood of a concept.

    Raises:
        NotFoundError: The graph has no such concept, or there is no such version.
    """
    cleaned = shown(workspace, version)
    links, middle = _place(cleaned, concept)
    pruned = {links.number[c] for c in wish.pruned if c in links.number} - {middle}
    own = [n for n in _strongest(links, middle, wish) if n not in pruned]
    inside, ring, via = {middle: None}, {middle: 0}, {middle: -1}
    beyond = 0
    waiting = [(middle, own[: wish.strongest], MOST)]
    if wish.depth > 1:
        waiting += [(n, _strongest(links, n, wish)[:SECOND], SECOND) for n in own[: wish.strongest]]
    # What is opened brings something new, where it has something new.
    opened = (links.number[c] for c in wish.opened if c in links.number)
    waiting += [(n, _strongest(links, n, wish), OPENED) for n in opened]
    for source, brought, most in waiting:
        # What was pruned, or stands in no picture any more, brings nothing.
        new = [n for n in brought if n not in inside and n not in pruned][:most] if source in inside else []
        room = MOST - len(inside)
        beyond += max(len(new) - room, 0)
        for n in new[:room]:
            inside[n], ring[n], via[n] = None, ring[source] + 1, source
    order = list(inside)
    nodes = tuple(
        Node(
            links.concepts[n], int(links.seeds[n]), int(links.indptr[n + 1] - links.indptr[n]), ring[n],
            links.concepts[via[n]].id if via[n] >= 0 else "", n,
        )
        for n in order
    )  # fmt: skip
    firsts = [n for n in own[: wish.strongest] if n in inside]
    return Ego(
        links.concepts[middle], tuple(_told(links, middle, firsts)), nodes, _edges_among(links, order, cleaned.graph),
        max(len(own) - wish.strongest, 0), beyond,
    )  # fmt: skip


def neighbours(workspace: Workspace, concept: str, version: str = "") -> list[Neighbour]:
    """Every neighbour of a concept, strongest first; raises what :func:`ego` raises."""
    links, middle = _place(shown(workspace, version), concept)
    return _told(links, middle, _strongest(links, middle, Wish()))


def _place(cleaned: Cleaned, concept: str) -> tuple[Links, int]:
    links = links_of(cleaned.graph)
    if concept not in links.number:
        dropped = next((f"{c.name} was dropped: {n} seed(s) carry it." for c, n in cleaned.dropped if c.id == concept),
                       "Search for it by name.")  # fmt: skip
        raise NotFoundError(f"The current graph has no concept {concept!r}.", "a concept of it.", dropped)
    return links, links.number[concept]


def _strongest(links: Links, node: int, wish: Wish) -> list[int]:
    """Neighbours under a wish, the heaviest first, then by name."""
    part = slice(links.indptr[node], links.indptr[node + 1])
    others, weights = links.others[part], links.weights[part]
    fits = weights >= wish.minimum
    if len(wish.kinds) < len(KINDS):
        fits &= (others < links.topics) == ("topic" in wish.kinds) if wish.kinds else False
    others, weights = others[fits], weights[fits]
    found: list[int] = others[np.lexsort((links.by_name[others], -weights))].tolist()
    return found


def _told(links: Links, node: int, others: Sequence[int]) -> list[Neighbour]:
    """Some neighbours of a node with their numbers."""
    part = slice(links.indptr[node], links.indptr[node + 1])
    wanted = np.asarray(others, dtype=np.int64)
    weights = links.weights[part][np.searchsorted(links.others[part], wanted)]
    there = (weights + EPSILON) / links.totals[node, (wanted >= links.topics).astype(int)]
    back = (weights + EPSILON) / links.totals[wanted, int(node >= links.topics)]
    return [
        Neighbour(links.concepts[n], int(w), float(p), float(q), int(links.seeds[n]))
        for n, w, p, q in zip(others, weights, there, back, strict=True)
    ]


def _edges_among(links: Links, nodes: Sequence[int], graph: ConceptGraph) -> tuple[Edge, ...]:
    """The edges among some nodes, each once, by the ids of their ends."""
    inside = np.zeros(len(links.concepts), dtype=bool)
    rows = np.asarray(nodes, dtype=np.int64)
    inside[rows] = True
    counts = links.indptr[rows + 1] - links.indptr[rows]
    # The places of all edges of these nodes, one after the other.
    at = np.repeat(links.indptr[rows] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    source, other, weight = np.repeat(rows, counts), links.others[at].astype(np.int64), links.weights[at]
    keep = inside[other] & (source < other)
    source, other, weight = source[keep], other[keep], weight[keep]
    there = (weight + EPSILON) / links.totals[source, (other >= links.topics).astype(int)]
    back = (weight + EPSILON) / links.totals[other, (source >= links.topics).astype(int)]
    found = []
    for s, o, w, p, q in zip(
        source.tolist(), other.tolist(), weight.tolist(), there.tolist(), back.tolist(), strict=True
    ):
        a, b = links.concepts[s].id, links.concepts[o].id
        found.append(
            Edge(a, b, int(w), p, q, graph.by_hand.get((a, b))) if a < b
            else Edge(b, a, int(w), q, p, graph.by_hand.get((b, a)))
        )  # fmt: skip
    return tuple(sorted(found, key=lambda e: (e.a, e.b)))

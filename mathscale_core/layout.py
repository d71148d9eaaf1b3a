"""The map's layout: where every concept of a graph lies, and which community it belongs to.

Comes in: a concept graph as one list of edges, and what an older version's map says. Goes out: positions, communities
and their names. Communities are Leiden's by modularity (Traag et al. 2019); positions are UMAP's on the graph itself
(McInnes et al. 2018), where a heavier edge is a shorter one. A map is read by memory: once a concept has a place it
keeps it, and what is new appears among its neighbours.
"""

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse

from mathscale_core.graph import ConceptGraph, Floats, Ints
from mathscale_core.records import Concept

#: UMAP runs in stages, so that who waits can hear how far it is and give it up between two.
STAGES, _EPOCHS = 5, 20
#: Closest that two concepts are drawn on purpose; UMAP's own default packs a community into one blot.
_APART = 0.4
#: Leiden is steady after two or three rounds; it may also go round in a circle, so that "until steady" never ends.
_ROUNDS = 4
_RANDOM = 1
#: Rings and rows beside the map, as a share of its radius.
_BORDER = 1.12
#: Decimals of a position: the map is some twenty units wide.
_DECIMALS = 6
#: Names in the name of a community.
_NAMED_BY = 2

Place = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """A concept graph as one list of edges.

    Attributes:
        concepts: Concept ids.
        source: Shape (edges,), int32: index into ``concepts``; each undirected edge once.
        target: Shape (edges,), int32: index into ``concepts``.
        weights: Shape (edges,), float64: seeds that carry both.
    """

    concepts: tuple[str, ...]
    source: Ints
    target: Ints
    weights: Floats


def links_of(graph: ConceptGraph) -> Links:
    """All edges of a graph; topics stand first, then knowledge points, both in the graph's own order."""
    topics = len(graph.topics)
    source, target, weights = [], [], []
    for sub, row_from, column_from in (
        (graph.topic_topic, 0, 0), (graph.topic_kp, 0, topics), (graph.kp_kp, topics, topics),
    ):  # fmt: skip
        rows = np.repeat(np.arange(sub.rows, dtype=np.int32), sub.degrees) + row_from
        columns = sub.indices + column_from
        once = rows < columns
        source.append(rows[once])
        target.append(columns[once])
        weights.append(sub.weights[once])
    return Links(
        tuple(c.id for c in (*graph.topics, *graph.kps)),
        np.concatenate(source).astype(np.int32),
        np.concatenate(target).astype(np.int32),
        np.concatenate(weights),
    )


def communities(links: Links, known: Mapping[str, int] | None = None) -> Ints:
    """Community of each concept, from 0 on.

    Args:
        links: The graph.
        known: Concept id to community in an older version: a community keeps the number of the older one with which it
            shares most concepts. The others are numbered by size, behind all that are known.

    Returns:
        Shape (concepts,).
    """
    count = len(links.concepts)
    if count == 0:
        return np.zeros(0, dtype=np.int32)
    ordered, order = _in_order(links)
    found = np.asarray(
        _igraph_of(ordered).community_leiden(
            objective_function="modularity", weights=ordered.weights.tolist(), n_iterations=_ROUNDS
        ).membership
    )  # fmt: skip
    sizes = np.bincount(found)
    _, first = np.unique(found, return_index=True)
    by_size = sorted(range(len(sizes)), key=lambda c: (-sizes[c], first[c]))
    numbers = _kept_numbers(ordered.concepts, found.tolist(), by_size, known or {})
    result = np.empty(count, dtype=np.int32)
    result[order] = numbers[found]
    return result


def community_names(concepts: Sequence[Concept], seeds: Ints, community: Ints) -> dict[int, str]:
    """A name for every community: its topics with most seeds, its knowledge points where it has no topic; all distinct.

    Args:
        concepts: The graph's concepts.
        seeds: Shape (concepts,): seeds of each.
        community: Shape (concepts,).
    """
    members: dict[int, list[tuple[bool, int, str]]] = {}
    for concept, count, number in zip(concepts, seeds.tolist(), community.tolist(), strict=True):
        members.setdefault(number, []).append((concept.kind != "topic", -count, concept.name))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for number in sorted(members):
        ranked = [name for _, _, name in sorted(members[number])]
        topics = sum(not is_kp for is_kp, _, _ in members[number])
        name = " · ".join(ranked[: min(max(topics, 1), _NAMED_BY)])
        # A topic and a knowledge point may have the same name.
        name = name if name not in taken else f"{name} ({number})"
        taken.add(name)
        names[number] = name
    return names


def lay_out(links: Links, known: Mapping[str, Place] | None = None) -> Floats:
    """Positions of all concepts at once; see :func:`lay_out_in_stages`."""
    return list(lay_out_in_stages(links, known))[-1]


def lay_out_in_stages(links: Links, known: Mapping[str, Place] | None = None) -> Iterator[Floats]:
    """Positions of all concepts, better with every stage: shape (concepts, 2).

    There is one stage where anything is known, else there are :data:`STAGES`.

    Args:
        links: The graph.
        known: Concept id to position in an older version. A known concept lies exactly where it lay; a new one at the
            centre of its neighbours by the weights of its edges, a little aside so that no two coincide; one
            without a way to a known concept at the border. Where nothing is known, everything is laid out anew.
    """
    ordered, order = _in_order(links)
    placed = {c: known[c] for c in ordered.concepts if c in known} if known else {}
    rounds = iter([placed]) if placed or not len(ordered.source) else _rounds(ordered)
    for places in rounds:
        result = np.empty((len(ordered.concepts), 2))
        result[order] = _with_the_others(ordered, places)
        yield result


def _rounds(links: Links) -> Iterator[dict[str, Place]]:
    """Positions of the concepts that have an edge, after each stage of UMAP."""
    inside = np.unique(np.concatenate([links.source, links.target]))
    part = replace(
        links,
        concepts=tuple(links.concepts[i] for i in inside),
        source=np.searchsorted(inside, links.source).astype(np.int32),
        target=np.searchsorted(inside, links.target).astype(np.int32),
    )
    lengths = (1.0 / (1.0 + np.log(np.maximum(part.weights, 1.0)))).tolist()
    # The numbers are drawn through all stages, so that no two repeat each other.
    source, at = random.Random(_RANDOM), None  # noqa: S311 (a picture, not a secret)
    for _ in range(STAGES):
        layout = _igraph_of(part, source).layout_umap(dist=lengths, epochs=_EPOCHS, min_dist=_APART, seed=at)
        at = np.nan_to_num(np.asarray(layout.coords)).tolist()
        turned = _lying(np.asarray(at)).round(_DECIMALS).tolist()
        yield {c: (x, y) for c, (x, y) in zip(part.concepts, turned, strict=True)}


def _lying(at: Floats) -> Floats:
    """The same turned so that it is widest from left to right, as screens are."""
    x, y = (at - at.mean(axis=0)).T
    angle = 0.5 * np.arctan2(2 * (x * y).mean(), (x * x).mean() - (y * y).mean())
    return np.column_stack([x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)])


def _with_the_others(links: Links, placed: Mapping[str, Place]) -> Floats:
    """Positions of all concepts, in the order of the links, where some are placed."""
    count = len(links.concepts)
    at = np.zeros((count, 2))
    there = np.zeros(count, dtype=bool)
    for i, concept in enumerate(links.concepts):
        if concept in placed:
            at[i], there[i] = placed[concept], True
    middle, radius = _extent(at[there])
    # About the distance of two neighbours where all are spread evenly.
    step = radius / max(np.sqrt(count), 1.0)
    weights = sparse.csr_array((links.weights, (links.source, links.target)), shape=(count, count))
    weights = sparse.csr_array(weights + weights.T)
    while True:
        # All of one round by those of the rounds before, so that the order of the concepts is of no matter.
        pull = weights @ there.astype(float)
        new = np.flatnonzero(~there & (pull > 0))
        if not len(new):
            break
        centres = (weights @ np.where(there[:, None], at, 0.0))[new] / pull[new, None]
        at[new] = centres + step * np.array([_aside(links.concepts[i]) for i in new])
        there[new] = True
    for i in np.flatnonzero(~there).tolist():
        angle, far = _turn(links.concepts[i])
        at[i] = middle + radius * (_BORDER + 0.1 * far) * np.array([np.cos(angle), np.sin(angle)])
    return at


def _extent(at: Floats) -> tuple[Floats, float]:
    """Middle and radius of what is placed; of nothing, or of one place, a circle of size 1."""
    if not len(at):
        return np.zeros(2), 1.0
    middle = (at.min(axis=0) + at.max(axis=0)) / 2
    radius = float(np.linalg.norm(at - middle, axis=1).max())
    return middle, radius or 1.0


def _aside(concept: str) -> Floats:
    """A small step that is always the same for a concept."""
    angle, far = _turn(concept)
    return (0.35 + 0.65 * far) * np.array([np.cos(angle), np.sin(angle)])


def _turn(concept: str) -> tuple[float, float]:
    """An angle and a number from 0 to 1 that are a concept's own."""
    digest = hashlib.sha256(concept.encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64 * 2 * np.pi, int.from_bytes(digest[8:16]) / 2**64


def _in_order(links: Links) -> tuple[Links, Ints]:
    """The same graph in the order of the ids, and the place of each of its concepts in the graph given."""
    order = np.array(sorted(range(len(links.concepts)), key=links.concepts.__getitem__), dtype=np.int32)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    one, other = rank[links.source], rank[links.target]
    low, high = np.minimum(one, other), np.maximum(one, other)
    by = np.lexsort((high, low))
    return Links(tuple(links.concepts[i] for i in order), low[by], high[by], links.weights[by]), order


def _igraph_of(links: Links, source: random.Random | None = None) -> Any:  # noqa: ANN401 (igraph has no types)
    """The graph for igraph, which draws its random numbers anew from the same ones."""
    # Only the layout needs it, and it is big.
    import igraph

    igraph.set_random_number_generator(source or random.Random(_RANDOM))  # noqa: S311 (a picture, not a secret)
    return igraph.Graph(n=len(links.concepts), edges=np.column_stack([links.source, links.target]))


def _kept_numbers(
    concepts: Sequence[str], found: Sequence[int], by_size: Sequence[int], known: Mapping[str, int]
) -> Ints:
    """The number of each community that was found, shape (communities,)."""
    shared: dict[tuple[int, int], int] = {}
    for concept, community in zip(concepts, found, strict=True):
        if concept in known:
            pair = (community, known[concept])
            shared[pair] = shared.get(pair, 0) + 1
    kept: dict[int, int] = {}
    rank = {community: place for place, community in enumerate(by_size)}
    for (community, number), _ in sorted(shared.items(), key=lambda item: (-item[1], rank[item[0][0]], item[0][1])):
        if community not in kept and number not in kept.values():
            kept[community] = number
    fresh = max(known.values(), default=-1) + 1
    numbers = np.zeros(len(by_size), dtype=np.int32)
    for community in by_size:
        if community not in kept:
            kept[community] = fresh
            fresh += 1
        numbers[community] = kept[community]
    return numbers

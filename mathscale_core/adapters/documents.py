"""The store and the draft → one document: the vocabulary and its graph as they go out to a file.

What goes out is what curators work on: the concepts of the draft's graph, and those that a person added, placed in the
tree, coded or locked, however few seeds carry them.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from mathscale_core.adapters.store import Store
from mathscale_core.curation import fold
from mathscale_core.curation.versions import Cleaned
from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Code, ConceptEntry, GraphDocument

Columns = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.float64]]


def document_of(store: Store, draft: Cleaned, *, whole: bool = False) -> GraphDocument:
    """The document of a draft; with ``whole`` every concept that is there, those that cleaning drops too."""
    graph, edits = draft.graph, store.edits
    aliases, parents, locked, codes = store.concepts.all_aliases(), edits.parents(), edits.locked(), _codes(store)
    wanted = {*graph.position, *locked, *codes, *fold(store.curation.events()).restored}
    wanted |= {concept for pair in parents.items() for concept in pair}
    concepts = [c for c in store.concepts.concepts() if whole or c.id in wanted]
    inside = {c.id for c in concepts}
    seeds = {c.id: n for c, n in zip(graph.topics, graph.topic_seeds.tolist(), strict=True)}
    seeds |= {c.id: n for c, n in zip(graph.kps, graph.kp_seeds.tolist(), strict=True)}
    seeds |= {c.id: n for c, n in draft.dropped}
    entries = tuple(
        ConceptEntry(
            c.id, c.kind, c.name, c.definition, tuple(aliases.get(c.id, ())), tuple(codes.get(c.id, ())),
            parents[c.id] if parents.get(c.id) in inside else "", c.id in locked, seeds.get(c.id, 0),
        )
        for c in concepts
    )  # fmt: skip
    place = {c.id: n for n, c in enumerate(entries)}
    source, target, weight = _with_unlinked(_edges(graph, place), edits.edges(), place)
    return GraphDocument(
        graph.version, entries, source, target, weight, _by_hand(source, target, edits.edges(), place),
        tuple(r for r in edits.relations() if r.relation != "parent-of" and inside.issuperset((r.a, r.b))),
    )  # fmt: skip


def _codes(store: Store) -> dict[str, list[Code]]:
    codes: dict[str, list[Code]] = {}
    for concept, code in store.edits.codes():
        codes.setdefault(concept, []).append(code)
    return codes


def _edges(graph: ConceptGraph, place: Mapping[str, int]) -> Columns:
    """Each undirected edge once, by the places of its ends."""
    topics = np.array([place[c.id] for c in graph.topics], dtype=np.int32)
    kps = np.array([place[c.id] for c in graph.kps], dtype=np.int32)
    ends: list[Columns] = []
    for sub, rows, columns in (
        (graph.topic_topic, topics, topics), (graph.topic_kp, topics, kps), (graph.kp_kp, kps, kps),
    ):  # fmt: skip
        row = np.repeat(np.arange(sub.rows), sub.degrees)
        # A square one holds each edge both ways round.
        once = row < sub.indices if rows is columns else np.ones(len(row), dtype=bool)
        ends.append((rows[row[once]], columns[sub.indices[once]], sub.weights[once]))
    source, target, weight = zip(*ends, strict=True)
    return np.concatenate(source), np.concatenate(target), np.concatenate(weight)


def _with_unlinked(edges: Columns, by_hand: Mapping[tuple[str, str], int], place: Mapping[str, int]) -> Columns:
    """The edges, and those that a person took out of the graph, at a weight of 0."""
    pairs = [(place[a], place[b]) for (a, b), weight in by_hand.items() if not weight and a in place and b in place]
    ends = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    source, target, weight = edges
    return np.append(source, ends[:, 0]), np.append(target, ends[:, 1]), np.append(weight, np.zeros(len(pairs)))


def _by_hand(
    source: npt.NDArray[np.int32], target: npt.NDArray[np.int32], edges: Mapping[tuple[str, str], int],
    place: Mapping[str, int],
) -> npt.NDArray[np.bool_]:  # fmt: skip
    size = len(place)
    pairs = [sorted((place[a], place[b])) for a, b in edges if a in place and b in place]
    low, high = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
    return np.isin(low * size + high, [a * size + b for a, b in pairs])

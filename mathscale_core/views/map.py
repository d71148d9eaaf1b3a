"""What the map shows: the whole graph as one packet of bytes for the browser, and tables of chosen concepts.

The packet is ``header length (uint32) · header (JSON) · small arrays · body``, little-endian. The body does not change
with what is chosen or shown, is compressed once for each graph, and is unpacked once by the browser.

======== ================================================================================
part     arrays, in this order
======== ================================================================================
small    ``bins`` uint8, ``chosen`` uint8, ``values`` float32, ``behind`` int32 (for a rate), a number a concept each
body     positions float32 (x, y), seeds int32, degree int32, community int32, edges uint32 (from, to),
         weights uint8 (log scale), names as UTF-8, one a line
======== ================================================================================
"""

import csv
import io
import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from mathscale_core.graph import ConceptGraph, Floats, Ints
from mathscale_core.layout import community_names, links_of
from mathscale_core.records import Concept
from mathscale_core.views.overlays import NO_DATA, Overlay, as_said, degrees
from mathscale_core.views.text import to_plain
from mathscale_core.workspace import Workspace

#: So many communities have a colour of their own; the smaller ones are grey.
COLOURED = 8
#: Communities whose names may be drawn.
_NAMED = 300
PAGE = 25
#: Weights are stored as sixteenths of log2.
_LOG_STEP = 16


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its number, name and concepts; its rank says which colour it has."""

    number: int
    name: str
    concepts: int
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class GraphMap:
    """The map of the published graph; arrays are by concept, topics first, then knowledge points.

    Attributes:
        version: Graph version.
        concepts: The concepts.
        topics: How many of them are topics.
        at: Shape (concepts, 2).
        seeds: Shape (concepts,).
        degree: Shape (concepts,).
        community: Shape (concepts,).
        communities: Number to community, the biggest first.
        edges: Number of edges.
        body: The compressed part of the packet.
    """

    version: str
    concepts: tuple[Concept, ...]
    topics: int
    at: Floats
    seeds: Ints
    degree: Ints
    community: Ints
    communities: Mapping[int, Community]
    edges: int
    body: bytes


@dataclass(frozen=True, slots=True)
class MapRow:
    """One concept in the table under the map."""

    concept: Concept
    seeds: int
    degree: int
    community: str
    value: str
    behind: int


#: One for each graph that is in use and has its map.
_maps: WeakKeyDictionary[ConceptGraph, GraphMap] = WeakKeyDictionary()


def map_of(workspace: Workspace) -> GraphMap | None:
    """The map of the published graph, None where it was not laid out yet."""
    graph = workspace.graph().graph
    if graph not in _maps:
        stored = workspace.store.maps.get(graph.version)
        if stored is None:
            return None
        place = {concept: i for i, concept in enumerate(stored.concepts)}
        order = [place[c.id] for c in (*graph.topics, *graph.kps)]
        _maps[graph] = _made(graph, stored.at[order], stored.community[order])
    return _maps[graph]


def packet(
    drawn: GraphMap, shown: Overlay | None, chosen: Collection[int] = (), more: Mapping[str, Any] | None = None
) -> bytes:
    """What the browser gets.

    Args:
        drawn: The map.
        shown: What it is coloured by; None for communities.
        chosen: Indices of chosen concepts.
        more: What the screen adds to the header, such as colours.
    """
    count = len(drawn.concepts)
    marks = np.zeros(count, dtype=np.uint8)
    marks[list(chosen)] = 1
    rank = np.array([drawn.communities[c].rank for c in drawn.community.tolist()], dtype=np.int64)
    bins = np.minimum(rank, COLOURED).astype(np.uint8) if shown is None else shown.bins
    values = np.full(count, np.nan) if shown is None else shown.values
    behind = np.zeros(0) if shown is None else shown.behind
    small = [bins, marks, values.astype("<f4"), behind.astype("<i4")]
    header = {
        "version": drawn.version, "concepts": count, "topics": drawn.topics, "edges": drawn.edges,
        "behind": len(behind) > 0, "form": shown.kind.form if shown else "",
        "title": shown.kind.title if shown else "", "no_data": NO_DATA, "log_step": _LOG_STEP,
        "communities": [
            {"number": c.number, "name": c.name, "concepts": c.concepts, "rank": c.rank}
            for c in list(drawn.communities.values())[:_NAMED]
        ],
        **(more or {}),
    }  # fmt: skip
    said = json.dumps(header, ensure_ascii=False).encode()
    # Arrays of four-byte numbers begin at multiples of four.
    said += b" " * (-len(said) % 4)
    blocks = b"".join(part.tobytes() + bytes(-part.nbytes % 4) for part in small)
    return len(said).to_bytes(4, "little") + said + blocks + drawn.body


def rows_of(drawn: GraphMap, shown: Overlay | None, chosen: Sequence[int] | None = None) -> list[int]:
    """Indices of the chosen concepts, of all where None is given, in the order of the table.

    By what the map is coloured by, else by seeds, the highest first; those without data come last.
    """
    by = np.nan_to_num(shown.values, nan=-np.inf) if shown else drawn.seeds.astype(np.float64)
    inside = range(len(drawn.concepts)) if chosen is None else chosen
    return sorted(inside, key=lambda i: (-by[i], -drawn.seeds[i], drawn.concepts[i].name, i))


def table(drawn: GraphMap, shown: Overlay | None, rows: Sequence[int]) -> list[MapRow]:
    """The rows of a table, such as one page of :func:`rows_of`."""
    return [
        MapRow(
            drawn.concepts[i], int(drawn.seeds[i]), int(drawn.degree[i]),
            drawn.communities[int(drawn.community[i])].name,
            as_said(shown.kind.form, float(shown.values[i])) if shown else "",
            int(shown.behind[i]) if shown and len(shown.behind) else 0,
        )
        for i in rows
    ]  # fmt: skip


def as_csv(drawn: GraphMap, shown: Overlay | None, rows: Sequence[int]) -> str:
    """The same as CSV, with ids and the numbers as they are; what is not known is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    titles = [shown.name, *(["questions"] if len(shown.behind) else [])] if shown else []
    writer.writerow(["id", "name", "kind", "seeds", "degree", "community", *titles])
    for i, row in zip(rows, table(drawn, shown, rows), strict=True):
        numbers: list[object] = []
        if shown:
            value = float(shown.values[i])
            numbers = ["" if np.isnan(value) else f"{value:.10g}", *([row.behind] if len(shown.behind) else [])]
        # A cell that begins like a formula would be one to a spreadsheet.
        texts = [f"'{text}" if text[:1] in "=+-@\t\r" else text for text in (row.concept.name, row.community)]
        writer.writerow([row.concept.id, texts[0], row.concept.kind, row.seeds, row.degree, texts[1], *numbers])
    return out.getvalue()


def _made(graph: ConceptGraph, at: Floats, community: Ints) -> GraphMap:
    concepts = (*graph.topics, *graph.kps)
    seeds = np.concatenate([graph.topic_seeds, graph.kp_seeds]).astype(np.int32)
    degree = degrees(graph)
    names = community_names(concepts, seeds, community)
    numbers, sizes = np.unique(community, return_counts=True)
    by_size = sorted(zip(numbers.tolist(), sizes.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
    # The rank of the number and not of the size, so that a community keeps its colour when another grows.
    return GraphMap(
        graph.version, concepts, len(graph.topics), at, seeds, degree, community,
        {n: Community(n, to_plain(names[n]), size, n) for n, size in by_size}, sum(graph.edges.values()),
        _body(graph, at, seeds, degree, community),
    )  # fmt: skip


def _body(graph: ConceptGraph, at: Floats, seeds: Ints, degree: Ints, community: Ints) -> bytes:
    links = links_of(graph)
    weights = np.clip(np.log2(np.maximum(links.weights, 1.0)) * _LOG_STEP, 0, 255).round().astype(np.uint8)
    # The heaviest are drawn last; within one weight the order of the ends packs best.
    order = np.lexsort((links.target, links.source, weights))
    ends = np.column_stack([links.source[order], links.target[order]])
    names = "\n".join(to_plain(c.name).replace("\n", " ") for c in (*graph.topics, *graph.kps))
    parts = [
        at.astype("<f4").tobytes(), seeds.astype("<i4").tobytes(), degree.astype("<i4").tobytes(),
        community.astype("<i4").tobytes(), ends.astype("<u4").tobytes(), weights[order].tobytes(), names.encode(),
    ]  # fmt: skip
    return zlib.compress(b"".join(parts), 6)

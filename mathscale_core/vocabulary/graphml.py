"""The graph as GraphML, by networkx: for Gephi, Cytoscape, yEd and igraph, and back as a vocabulary.

Nodes carry ``kind``, ``name``, ``definition``, ``aliases``, ``codes``, ``parent``, ``locked``, ``seeds``, their
relations (``related``, ``same``, ``different``) and whom a person ``unlinked`` from them, as far as there is any; edges
``weight`` and ``by_hand``. Lists stand in one text as in the table. Coming back, what a node does not say stays as it
is. Of the edges those by hand are read: their weight, or that one is by hand no longer; the others are what the seeds
say. An edge that is not drawn says nothing, for a program may have hidden it.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from mathscale_core.errors import InputError
from mathscale_core.records import GraphDocument
from mathscale_core.vocabulary.cells import joined, row_of, split, texts_of
from mathscale_core.vocabulary.decoding import holdable, outermost_element
from mathscale_core.vocabulary.rows import Problem, Reading, VocabularyRow, edges_of, relations_of

_ROOT = "http://graphml.graphdrawing.org/xmlns graphml"
_WANTED = "GraphML whose nodes have the attributes kind and name, as 'graph export --format graphml' writes it."
_NOTHING = "Nothing was applied"


def render(document: GraphDocument) -> bytes:
    """The graph as GraphML; characters that XML cannot hold are left out."""
    graph = nx.Graph(version=document.version)
    relations, edges = relations_of(document), edges_of(document)
    for c in document.concepts:
        said: dict[str, Any] = dict(texts_of(c, c.parent, relations.get(c.id, {})))
        said["unlinked"] = joined(other for other, weight in edges.get(c.id, ()) if not weight)
        said = {key: holdable(text) for key, text in said.items() if text} | {"locked": c.locked, "seeds": c.seeds}
        graph.add_node(c.id, **said)
    ids = [c.id for c in document.concepts]
    graph.add_edges_from(
        (ids[a], ids[b], {"weight": w, "by_hand": h})
        for a, b, w, h in zip(
            document.source.tolist(), document.target.tolist(), document.weight.tolist(), document.by_hand.tolist(),
            strict=True,
        )
        if w
    )  # fmt: skip
    file = io.BytesIO()
    # Not write_graphml, which takes lxml where it is installed: the bytes would differ.
    nx.write_graphml_xml(graph, file, named_key_ids=True)
    return file.getvalue()


def read(data: bytes, name: str) -> Reading:
    """The nodes of a file with this schema.

    Raises:
        InputError: It is no GraphML, of another schema, or has a document type.
    """
    root = outermost_element(data, name)
    if root != _ROOT:
        raise InputError(
            f"{name} is XML of another kind (<{root.rpartition(' ')[2]}>).", _WANTED, f"{_NOTHING}; export it anew."
        )
    try:
        graph = nx.read_graphml(io.BytesIO(data))
    except (nx.NetworkXError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(
            f"{name} cannot be read as GraphML ({str(error)[:120]}).", _WANTED, f"{_NOTHING}; export it anew."
        ) from error
    nodes = list(graph.nodes(data=True))
    attributes = {key for _, said in nodes for key in said}
    if nodes and not {"kind", "name"} <= attributes:
        found = ", ".join(sorted(map(str, attributes))[:12]) or "no attributes"
        raise InputError(
            f"{name} is GraphML of another schema: {len(nodes):,} nodes with {found}.",
            _WANTED,
            f"{_NOTHING}; name the attributes so, or bring the names in as a CSV table.",
        )
    drawn, problems = _drawn(graph)
    rows = list[VocabularyRow]()
    for node, said in nodes:
        row = _row(str(node), {str(key): str(value) for key, value in said.items()}, drawn.get(str(node), {}))
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    return Reading(tuple(rows), tuple(problems))


def _row(node: str, said: Mapping[str, str], edges: Mapping[str, float | None]) -> VocabularyRow | Problem:
    # Another program numbers nodes as it likes; only ours are ids.
    row = row_of(f"node {node[:60]}", said, node if node.startswith("c_") else "", node)
    if isinstance(row, Problem):
        return row
    unlinked: dict[str, float | None] = dict.fromkeys(split(said.get("unlinked", "")), 0.0)
    # One that is drawn after all was linked again.
    return replace(row, edges=tuple((unlinked | dict(edges)).items()))


def _drawn(graph: "nx.Graph[Any]") -> tuple[dict[str, dict[str, float | None]], list[Problem]]:
    """Node to the other end of its edges that say whether they are by hand, to their weight; None where it is not."""
    drawn: dict[str, dict[str, float | None]] = {}
    problems = list[Problem]()
    for a, b, said in graph.edges(data=True):
        if "by_hand" not in said:
            continue
        by_hand = str(said["by_hand"]).strip().casefold() in {"true", "1", "yes"}
        try:
            weight = float(said.get("weight", 1)) if by_hand else None
        except (TypeError, ValueError):
            where, found = f"edge {str(a)[:60]} – {str(b)[:60]}", f"the weight {str(said['weight'])[:40]!r}"
            problems.append(Problem(where, found, "a number", "mend it"))
            continue
        drawn.setdefault(str(a), {})[str(b)] = weight
    return drawn, problems

"""The graph as GraphML, by networkx: for Gephi, Cytoscape, yEd and igraph, and back as a vocabulary.

Nodes carry ``kind``, ``name``, ``definition``, ``aliases``, ``codes``, ``parent``, ``locked``, ``seeds`` and their
relations to others, as far as there is any; edges ``weight`` and ``by_hand``. Lists stand in one text as in the table.
Coming back, nodes are read, and what a node does not say stays as it is; edges are what the seeds say, and no file
changes them.
"""

import io
from collections.abc import Mapping
from typing import Any

import networkx as nx

from mathscale_core.errors import InputError
from mathscale_core.records import GraphDocument
from mathscale_core.vocabulary.decoding import holdable, outermost_element
from mathscale_core.vocabulary.rows import (
    Problem,
    Reading,
    VocabularyRow,
    joined,
    joined_codes,
    kind_named,
    split,
    split_codes,
)

_ROOT = "http://graphml.graphdrawing.org/xmlns graphml"
_WANTED = "GraphML whose nodes have the attributes kind and name, as 'graph export --format graphml' writes it."
_NOTHING = "Nothing was applied"
#: Relations between equals stand with the first of the two.
_RELATIONS = ("same", "related", "different")


def render(document: GraphDocument) -> bytes:
    """The graph as GraphML; characters that XML cannot hold are left out."""
    graph = nx.Graph(version=document.version)
    related: dict[str, dict[str, list[str]]] = {}
    for relation in document.relations:
        related.setdefault(relation.a, {}).setdefault(relation.relation, []).append(relation.b)
    for c in document.concepts:
        said: dict[str, Any] = {
            "kind": c.kind, "name": holdable(c.name), "definition": holdable(c.definition),
            "aliases": holdable(joined(c.aliases)), "codes": holdable(joined_codes(c.codes)), "parent": c.parent,
            "locked": c.locked, "seeds": c.seeds,
        }  # fmt: skip
        of_this = related.get(c.id, {})
        said |= {word: joined(of_this[word]) for word in _RELATIONS if word in of_this}
        graph.add_node(c.id, **{key: value for key, value in said.items() if value != ""})
    ids = [c.id for c in document.concepts]
    graph.add_edges_from(
        (ids[a], ids[b], {"weight": w, "by_hand": h})
        for a, b, w, h in zip(
            document.source.tolist(), document.target.tolist(), document.weight.tolist(), document.by_hand.tolist(),
            strict=True,
        )
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
    rows, problems = list[VocabularyRow](), list[Problem]()
    for node, said in nodes:
        row = _row(str(node), said)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    return Reading(tuple(rows), tuple(problems))


def _row(node: str, said: Mapping[str, Any]) -> VocabularyRow | Problem:
    where = f"node {node[:60]}"
    kind = kind_named(str(said.get("kind", "")))
    if kind is None:
        return Problem(where, f"the kind {str(said.get('kind', ''))[:40]!r}", "topic or kp", "mend the node")
    try:
        codes = split_codes(str(said["codes"])) if "codes" in said else None
    except ValueError as error:
        return Problem(where, f"the code {str(error)[:60]!r}", "scheme:code or scheme:code:match", "mend the node")
    return VocabularyRow(
        where, str(said.get("name", "")),
        # Another program numbers nodes as it likes; only ours are ids.
        node if node.startswith("c_") else "",
        kind, split(str(said["aliases"])) if "aliases" in said else None,
        str(said["definition"]) if "definition" in said else None, str(said["parent"]) if "parent" in said else None,
        codes, bool(said["locked"]) if "locked" in said else None, handle=node,
    )  # fmt: skip

"""A view of the graph as one HTML file that asks for nothing: a picture to drag and zoom, and its concepts as a table.

vis-network is inlined from the pyvis wheel, whose own pages fetch it from elsewhere; a content policy forbids every
request. Names go in as data and are drawn as text. It only goes out.
"""

import html
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template

import numpy as np

from mathscale_core.bundled import vis_network
from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.records import ConceptEntry, GraphDocument

#: More than that is no picture any more.
MOST = 60
#: Steps from the middle; beyond it nearly every concept is in view.
DEEPEST = 3
#: Neighbours of one concept: a hub has thousands.
_EACH = 24
_KINDS: Mapping[str, tuple[str, str]] = {"topic": ("topic", "#2f6db5"), "kp": ("knowledge point", "#b8590f")}


def render(document: GraphDocument, centre: str = "", depth: int = 1) -> bytes:
    """The strongest neighbours of a concept, or the concepts with most seeds where none is named.

    Args:
        document: The whole graph.
        centre: Id of the concept in the middle, ``""`` for none.
        depth: Steps from it, 1 to :data:`DEEPEST`.

    Raises:
        NotFoundError: The graph has no such concept.
        InputError: The depth is out of bounds.
    """
    if not 1 <= depth <= DEEPEST:
        raise InputError(f"The depth is {depth}.", f"a number from 1 to {DEEPEST}.", "Use --depth.")
    places = {c.id: n for n, c in enumerate(document.concepts)}
    if centre and centre not in places:
        raise NotFoundError(f"The graph has no concept {centre!r}.", "the id or name of a concept.", "Search for it.")
    shown = _around(document, places[centre], depth) if centre else _biggest(document)
    concepts = [document.concepts[n] for n in shown]
    edges = _edges_among(document, shown)
    title = document.concepts[places[centre]].name if centre else "The biggest concepts"
    data = {
        "centre": centre,
        "nodes": [{"id": c.id, "label": c.name, "kind": c.kind, "seeds": c.seeds} for c in concepts],
        "edges": [
            {"from": document.concepts[a].id, "to": document.concepts[b].id, "weight": w, "hand": h}
            for a, b, w, h in edges
        ],
    }
    weight = {frozenset((a, b)): w for a, b, w, _ in edges}
    rows = [_row(c, weight.get(frozenset((places[c.id], places[centre])), 0) if centre else 0) for c in concepts]
    page = Template(_template()).substitute(
        title=html.escape(title),
        facts=html.escape(
            f"{len(concepts):,} of {len(document.concepts):,} concepts, {len(edges):,} links among them · graph "
            f"{document.version}"
        ),
        rows="\n".join(rows),
        data=_script(data),
        vis=_vis(),
    )
    return page.encode()


def _around(document: GraphDocument, centre: int, depth: int) -> list[int]:
    """Concepts up to so many steps away, each step by the heaviest links."""
    shown = {centre: None}
    edge = [centre]
    for _ in range(depth):
        found: dict[int, float] = {}
        for one in edge:
            mine = np.flatnonzero(((document.source == one) | (document.target == one)) & (document.weight > 0))
            heaviest = mine[np.argsort(-document.weight[mine], kind="stable")][:_EACH]
            for e in heaviest.tolist():
                other = int(document.target[e] if document.source[e] == one else document.source[e])
                if other not in shown:
                    found[other] = max(found.get(other, 0.0), float(document.weight[e]))
        edge = sorted(found, key=lambda n: (-found[n], n))[: MOST - len(shown)]
        shown |= dict.fromkeys(edge)
    return list(shown)


def _biggest(document: GraphDocument) -> list[int]:
    seeds = np.array([c.seeds for c in document.concepts], dtype=np.int64)
    return [int(n) for n in np.argsort(-seeds, kind="stable")[:MOST]]


def _edges_among(document: GraphDocument, shown: Sequence[int]) -> list[tuple[int, int, float, bool]]:
    inside = np.zeros(len(document.concepts), dtype=bool)
    inside[list(shown)] = True
    kept = np.flatnonzero(inside[document.source] & inside[document.target] & (document.weight > 0))
    return [
        (int(document.source[e]), int(document.target[e]), float(document.weight[e]), bool(document.by_hand[e]))
        for e in kept.tolist()
    ]


def _row(concept: ConceptEntry, weight: float) -> str:
    word = _KINDS[concept.kind][0]
    cells = (concept.name, word, f"{concept.seeds:,}", f"{weight:g}" if weight else "", concept.definition)
    return "<tr>" + "".join(f'<td dir="auto">{html.escape(cell)}</td>' for cell in cells) + "</tr>"


def _script(value: object) -> str:
    """JSON inside a script: nothing in it ends the script or begins a comment."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _template() -> str:
    return (Path(__file__).parent / "view.html").read_text("utf-8")


@cache
def _vis() -> str:
    text = vis_network().read_text("utf-8").replace("</script", "<\\/script")
    # Its map is for who debugs it, and a request. Not splitlines: the library holds rare line ends inside its strings.
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL"))

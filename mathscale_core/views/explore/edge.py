"""All that is known of one edge: its weight, the walk's probability both ways, and the seeds that make it."""

from dataclasses import dataclass

from mathscale_core.errors import NotFoundError
from mathscale_core.graph import EPSILON
from mathscale_core.records import Concept, Seed
from mathscale_core.views.explore.links import Links, links_of
from mathscale_core.views.explore.version import seeds_with, shown
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EdgePanel:
    """One pair of concepts.

    Attributes:
        a: The one.
        b: The other.
        weight: Seeds that carry both, or what a person set; 0 where there is no edge.
        there: p(b | a) in their sub-graph, 0 where there is no edge.
        back: p(a | b).
        by_hand: Whether a person set the weight.
        seeds: Seeds that carry both.
    """

    a: Concept
    b: Concept
    weight: int
    there: float
    back: float
    by_hand: bool
    seeds: int


def edge(workspace: Workspace, a: str, b: str, version: str = "") -> EdgePanel:
    """The pair of two concepts of a graph; they need not be joined.

    Raises:
        NotFoundError: The graph lacks one of them, or they are one.
    """
    cleaned = shown(workspace, version)
    links = links_of(cleaned.graph)
    missing = next((c for c in (a, b) if c not in links.number), b if a == b else "")
    if missing:
        raise NotFoundError(
            f"No edge leads to {missing!r}.", "two concepts of the graph.", "Choose a line in the picture."
        )
    n, m = links.number[a], links.number[b]
    part = slice(int(links.indptr[n]), int(links.indptr[n + 1]))
    at = int(links.others[part].searchsorted(m))
    joined = at < part.stop - part.start and int(links.others[part][at]) == m
    weight = float(links.weights[part][at]) if joined else 0.0
    there, back = (_step(links, n, m, weight), _step(links, m, n, weight)) if joined else (0.0, 0.0)
    by_hand = (min(a, b), max(a, b)) in cleaned.graph.by_hand
    return EdgePanel(
        links.concepts[n], links.concepts[m], int(weight), there, back, by_hand, len(seeds_with(cleaned, a, b))
    )


def seeds_of_edge(
    workspace: Workspace, a: str, b: str, limit: int = 5, offset: int = 0, version: str = ""
) -> list[Seed]:
    """A page of the seeds that carry both concepts, in order of import."""
    return workspace.store.explore.seeds(seeds_with(shown(workspace, version), a, b), limit, offset)


def _step(links: Links, start: int, end: int, weight: float) -> float:
    return float((weight + EPSILON) / links.totals[start, int(end >= links.topics)])

"""The one CSR of all edges against the sub-graphs that it is made of."""

from pathlib import Path

import pytest

from mathscale_core.graph import EPSILON
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.views.explore.links import links_of
from mathscale_core.workspace import Workspace


def test_an_empty_graph_has_no_links(tmp_path: Path) -> None:
    """Nothing to number."""
    links = links_of(fresh_workspace(tmp_path).draft().graph)
    assert (links.concepts, links.number, links.indptr.tolist(), len(links.others)) == ((), {}, [0], 0)


def test_the_joined_edges_are_those_of_the_graph(workspace: Workspace) -> None:
    """Each edge stands twice, once from either end, in ascending order, with the weight of its sub-graph."""
    graph = workspace.draft().graph
    links = links_of(graph)
    assert links_of(graph) is links
    assert len(links.others) == 2 * sum(graph.edges.values())
    for n, concept in enumerate(links.concepts):
        part = slice(int(links.indptr[n]), int(links.indptr[n + 1]))
        others = links.others[part].tolist()
        assert others == sorted(others)
        found = dict(zip(others, links.weights[part].tolist(), strict=True))
        assert found == {links.number[other.id]: weight for other, weight, *_ in graph.neighbours(concept.id)}
        for side in (0, 1):
            total = sum(w + EPSILON for o, w in found.items() if (o >= links.topics) == bool(side))
            assert links.totals[n, side] == pytest.approx(total)


def test_concepts_have_a_rank_by_name(workspace: Workspace) -> None:
    """Topics first in number, all together by name."""
    links = links_of(workspace.draft().graph)
    assert [c.kind for c in links.concepts] == ["topic"] * links.topics + ["kp"] * (len(links.concepts) - links.topics)
    by_rank = sorted(links.concepts, key=lambda c: links.by_name[links.number[c.id]])
    assert [c.name for c in by_rank] == sorted(c.name for c in links.concepts)

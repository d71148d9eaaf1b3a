"""A neighbourhood: the strongest neighbours, depth, kinds, what was opened and pruned; checked against networkx."""

from pathlib import Path

import networkx as nx
import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.graph import EPSILON
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.views.explore import Wish, ego, neighbours, search
from mathscale_core.views.explore.neighbourhood import MOST, OPENED
from mathscale_core.workspace import Workspace
from tests.views.explore.small import named, seeds_with


def names(network: object) -> set[str]:
    return {n.concept.name for n in network.nodes}  # type: ignore[attr-defined]


def plain(workspace: Workspace) -> nx.Graph:
    """The whole graph by pairs of concepts and the seeds that carry both, counted one by one."""
    graph = nx.Graph()
    for concepts in workspace.draft().concepts_of_seed.values():
        for a in concepts:
            for b in concepts:
                if a < b:
                    graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    return graph


def test_an_empty_workspace_has_no_neighbourhood(tmp_path: Path) -> None:
    """The error names what was asked for."""
    with pytest.raises(NotFoundError, match="c_1"):
        ego(fresh_workspace(tmp_path), "c_1")


def test_it_holds_the_neighbours_and_the_edges_among_them(workspace: Workspace) -> None:
    """Weights are the seeds that carry both, for every pair shown, each edge once."""
    money = named(workspace, "Money")
    network = ego(workspace, money.id)
    by_id = {n.concept.id: n.concept.name for n in network.nodes}
    assert (network.centre, network.left_out, network.beyond) == (money, 0, 0)
    assert set(by_id.values()) == {
        "Money", "Fractions", "Percentages", "Linear equations", "Fraction of a quantity", "Unit price",
        "Percent of a quantity", "Solving linear equations",
    }  # fmt: skip
    for neighbour in network.neighbours:
        assert neighbour.weight == seeds_with("Money", neighbour.concept.name)
        assert neighbour.seeds == seeds_with(neighbour.concept.name)
        assert 0 < neighbour.there <= 1
        assert 0 < neighbour.back <= 1
    assert [n.weight for n in network.neighbours] == sorted((n.weight for n in network.neighbours), reverse=True)
    pairs = {(a, b): seeds_with(by_id[a], by_id[b]) for a in by_id for b in by_id if a < b}
    assert {(e.a, e.b): e.weight for e in network.edges} == {pair: w for pair, w in pairs.items() if w}
    assert len(network.edges) == len({(e.a, e.b) for e in network.edges})
    assert [n.ring for n in network.nodes] == [0] + [1] * 7


def test_probabilities_are_those_of_the_walk(workspace: Workspace) -> None:
    """p(v|u) is the weight over all weights of u to concepts of v's kind; both ends of an edge have their own."""
    graph, kinds = plain(workspace), {c: kind for c, (kind, _) in workspace.draft().graph.position.items()}

    def step(u: str, v: str) -> float:
        total = sum(d["weight"] + EPSILON for w, d in graph[u].items() if kinds[w] == kinds[v])
        return float((graph[u][v]["weight"] + EPSILON) / total)

    for edge in ego(workspace, named(workspace, "Money").id).edges:
        assert edge.there == pytest.approx(step(edge.a, edge.b))
        assert edge.back == pytest.approx(step(edge.b, edge.a))
    for neighbour in neighbours(workspace, named(workspace, "Unit price").id):
        middle = named(workspace, "Unit price").id
        assert neighbour.there == pytest.approx(step(middle, neighbour.concept.id))
        assert neighbour.back == pytest.approx(step(neighbour.concept.id, middle))


def test_it_is_cut_to_the_strongest(workspace: Workspace) -> None:
    """The limit keeps the heaviest neighbours, the edges among those, and says how many are left out."""
    money = named(workspace, "Money")
    whole, cut = ego(workspace, money.id), ego(workspace, money.id, Wish(3))
    assert cut.neighbours == whole.neighbours[:3]
    assert cut.left_out == len(whole.neighbours) - 3
    inside = {n.concept.id for n in cut.nodes}
    assert set(cut.edges) == {e for e in whole.edges if {e.a, e.b} <= inside}


def test_weak_edges_and_kinds_are_left_out_on_request(workspace: Workspace) -> None:
    """Neighbours with at least two seeds; topics alone; knowledge points alone."""
    money = named(workspace, "Money")
    strong = ego(workspace, money.id, Wish(minimum=2))
    assert {n.concept.name for n in strong.neighbours} == {
        n for n in ("Fractions", "Percentages", "Linear equations", "Fraction of a quantity", "Unit price",
                    "Percent of a quantity", "Solving linear equations") if seeds_with("Money", n) >= 2
    }  # fmt: skip
    assert {n.concept.kind for n in ego(workspace, money.id, Wish(kinds=("kp",))).neighbours} == {"kp"}
    assert {n.concept.kind for n in ego(workspace, money.id, Wish(kinds=("topic",))).neighbours} == {"topic"}
    assert ego(workspace, money.id, Wish(kinds=())).neighbours == ()


def test_depth_two_is_within_two_steps(workspace: Workspace) -> None:
    """Everything shown is a neighbour, or a neighbour of one; nothing is shown twice."""
    start = named(workspace, "Adding and subtracting fractions").id
    network = ego(workspace, start, Wish(depth=2))
    steps = nx.single_source_shortest_path_length(plain(workspace), start, cutoff=2)
    shown = {n.concept.id: n.ring for n in network.nodes}
    assert len(shown) == len(network.nodes)
    assert shown.keys() <= steps.keys()
    assert all(ring >= steps[concept] for concept, ring in shown.items())
    assert max(shown.values()) == 2


def test_an_opened_concept_brings_its_neighbours_and_a_pruned_one_takes_them_along(workspace: Workspace) -> None:
    """Opening adds; leaving the opened one out leaves out what it brought; the middle stays whatever is asked."""
    start, fractions = named(workspace, "Adding and subtracting fractions"), named(workspace, "Fractions")
    one = ego(workspace, start.id)
    assert names(one) == {"Adding and subtracting fractions", "Fractions", "Fraction of a quantity"}
    opened = ego(workspace, start.id, Wish(opened=(fractions.id, "c_gone")))
    assert names(opened) > names(one)
    assert {n.via for n in opened.nodes if n.ring == 2} == {fractions.id}
    pruned = ego(workspace, start.id, Wish(opened=(fractions.id,), pruned=(fractions.id, start.id)))
    assert names(pruned) == {"Adding and subtracting fractions", "Fraction of a quantity"}


def test_edges_by_hand_say_how_many_seeds_are_behind_them(workspace: Workspace) -> None:
    """A drawn edge, a reweighted one, and one that was taken away."""
    money, unit, adding = (named(workspace, n).id for n in ("Money", "Unit price", "Adding and subtracting fractions"))
    for other, weight in ((unit, 9), (adding, 3)):
        apply_edit(workspace, {"kind": "edge", "a": money, "b": other, "weight": weight})
    edges = {frozenset((e.a, e.b)): e for e in ego(workspace, money).edges}
    assert (edges[frozenset((money, unit))].weight, edges[frozenset((money, unit))].by_hand) == (
        9, seeds_with("Money", "Unit price"),
    )  # fmt: skip
    assert (edges[frozenset((money, adding))].weight, edges[frozenset((money, adding))].by_hand) == (3, 0)
    others = [e for pair, e in edges.items() if pair not in ({money, unit}, {money, adding})]
    assert all(e.by_hand is None for e in others)
    apply_edit(workspace, {"kind": "edge", "a": money, "b": unit, "weight": 0})
    assert frozenset((money, unit)) not in {frozenset((e.a, e.b)) for e in ego(workspace, money).edges}


def test_a_dropped_concept_has_none_and_the_error_says_why(workspace: Workspace) -> None:
    """Its seeds are counted, so that one can decide to restore it."""
    with pytest.raises(NotFoundError) as caught:
        ego(workspace, named(workspace, "Checking a solution").id)
    assert "Checking a solution was dropped: 1 seed(s)" in caught.value.remedy


def test_a_picture_has_room_for_so_many_and_counts_the_rest(tmp_path: Path) -> None:
    """Whatever is asked for at once; what is opened then finds no room."""
    big = fresh_workspace(tmp_path)
    synthesise(big, 40, 500, 1200)
    hub = search(big, "", 1)[0]
    few = ego(big, hub.concept.id, Wish(5))
    opened = ego(big, hub.concept.id, Wish(5, opened=(few.neighbours[0].concept.id,)))
    new = {n.concept.id for n in opened.nodes} - {n.concept.id for n in few.nodes}
    assert len(new) == OPENED
    assert new <= {n.concept.id for n in neighbours(big, few.neighbours[0].concept.id)}
    every = tuple(h.concept.id for h in search(big, "", 400))
    full = ego(big, hub.concept.id, Wish(10_000, depth=2, opened=every))
    assert len(full.nodes) == MOST
    assert full.beyond > 0

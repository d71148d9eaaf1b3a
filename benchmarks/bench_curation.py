"""Curation at the paper's size: the fold of 10,000 edits, and the preview of a merge, beside plain Python and networkx.

2,018 topics, 8,892 knowledge points and 20,857 seeds (MathScale, section 2.1), from the program's own ``synth``. The
peers do the same by the book: sets of labels edit by edit, and a networkx graph copied, contracted and walked.
"""

import random
import tempfile
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import networkx as nx

from benchmarks.bench_graph import KPS, SEEDS, TOPICS
from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.curation import Known, fold, read_edit
from mathscale_core.graph import EPSILON
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.publish import preview
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.records import EditEvent
from mathscale_core.workspace import Workspace, create_workspace

EDITS = 10_000


def edits(workspace: Workspace, count: int = EDITS) -> list[EditEvent]:
    """A curator's log: renames, merges, retags and edges."""
    stream = random.Random(0)
    graph = workspace.draft().graph
    free = [k.id for k in graph.kps]
    stream.shuffle(free)
    seeds = sorted(workspace.draft().concepts_of_seed)
    log: list[EditEvent] = []
    for number in range(count):
        kind = ("rename", "merge", "retag", "edge")[number % 4]
        if kind == "merge" and len(free) > KPS // 2:
            row: dict[str, object] = {"from": [free.pop()], "into": free[stream.randrange(len(free))]}
        elif kind == "retag":
            row = {"seeds": stream.sample(seeds, 3), "add": [free[0]], "remove": [free[1]]}
        elif kind == "edge":
            a, b = stream.sample(free, 2)
            row = {"a": a, "b": b, "weight": stream.randrange(9)}
        else:
            kind, row = "rename", {"concept": stream.choice(free), "name": f"Renamed {number}"}
        log.append(read_edit({"kind": kind, **row}, number, actor="bench", at="", after=str(number)))
    return log


def plain_fold(labels: dict[str, set[str]], log: Sequence[EditEvent]) -> "nx.Graph[str]":
    """Edit by edit on sets, then a networkx graph of the pairs."""
    labels = {seed: set(concepts) for seed, concepts in labels.items()}
    carriers: dict[str, set[str]] = {}
    for seed, concepts in labels.items():
        for concept in concepts:
            carriers.setdefault(concept, set()).add(seed)
    for event in log:
        payload = event.payload
        if event.kind == "merge":
            for loser in payload["from"]:
                for seed in carriers.pop(loser, set()):
                    labels[seed] = labels[seed] - {loser} | {payload["into"]}
                    carriers.setdefault(payload["into"], set()).add(seed)
        elif event.kind == "retag":
            for seed in payload["seeds"]:
                labels[seed] = labels[seed] - {*payload["remove"]} | {*payload["add"]}
    return plain_graph(labels)


def plain_graph(labels: dict[str, set[str]]) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for concepts in labels.values():
        for a, b in combinations(sorted(concepts), 2):
            if graph.has_edge(a, b):
                graph[a][b]["weight"] += 1
            else:
                graph.add_edge(a, b, weight=1)
    return graph


def plain_preview(graph: "nx.Graph[str]", loser: str, winner: str) -> float:
    """Copy, contract, and walk: how far the probability moves that a walk of four steps visits a concept."""
    merged = nx.contracted_nodes(graph, winner, loser, self_loops=False)
    shares = [visited(g) for g in (graph, merged)]
    return max(abs(shares[0].get(c, 0.0) - shares[1].get(c, 0.0)) for c in graph)


def visited(graph: "nx.Graph[str]", steps: int = 4) -> dict[str, float]:
    """By first visits, as ``sampling.exact`` does, in dictionaries; all concepts are starts."""
    total = {c: sum(d["weight"] + EPSILON for d in graph[c].values()) for c in graph}
    near = {c: [(o, (d["weight"] + EPSILON) / total[c]) for o, d in graph[c].items()] for c in graph}
    back = {c: _returns(c, near, total) for c in graph}
    share = dict.fromkeys(graph, 1.0 / len(graph))
    first = [share]
    for n in range(1, steps + 1):
        following = dict.fromkeys(graph, 0.0)
        for concept, here in share.items():
            for other, p in near[concept]:
                following[other] += here * p
        share = following
        first.append({c: share[c] - sum(first[k][c] * back[c][n - k] for k in range(n)) for c in graph})
    return {c: sum(visits[c] for visits in first) for c in graph}


def _returns(concept: str, near: dict[str, list[tuple[str, float]]], total: dict[str, float]) -> list[float]:
    """The probabilities to be back after 0 to 4 steps."""
    two: dict[str, float] = {}
    for other, p in near[concept]:
        for end, q in near[other]:
            two[end] = two.get(end, 0.0) + p * q
    three = sum(two.get(other, 0.0) * p / total[other] for other, p in near[concept])
    four = sum(p * p / total[end] for end, p in two.items())
    return [1.0, 0.0, two.get(concept, 0.0), three * total[concept], four * total[concept]]


def main() -> None:
    """All ratios; what they give is compared in the tests."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace(Path(folder) / "full", LocalExecutor())
        synthesise(workspace, TOPICS, KPS, SEEDS)
        labels = {seed: set(concepts) for seed, concepts in workspace.draft().concepts_of_seed.items()}
        log, known = edits(workspace), Known(workspace.store.concepts.kinds(), workspace.store.concepts.given_names())
        sizes = {"topics": TOPICS, "knowledge points": KPS, "seeds": SEEDS}

        def ours() -> object:
            workspace.store.edits.replace(fold(log, known))
            return workspace.proposed()

        side_by_side(
            "Fold of edits over the full graph",
            sizes | {"edits": EDITS},
            Side("fold, store and build_graph", ours, EDITS),
            Side("plain sets and networkx", lambda: plain_fold(labels, log), EDITS),
        )
        side_by_side(
            "The fold alone",
            {"edits": EDITS},
            Side("fold", lambda: fold(log, known), EDITS),
            Side("plain sets and networkx", lambda: plain_fold(labels, log), EDITS),
            at_least=10,
        )
        workspace.store.edits.replace(fold([]))
        graph = plain_graph(labels)
        loser, winner = (k.id for k in workspace.draft().graph.kps[:2])
        edit = {"kind": "merge", "from": [loser], "into": winner}
        side_by_side(
            "Preview of a merge: degrees, weights, exact inclusion, components, seeds",
            sizes | {"edges": graph.number_of_edges()},
            Side("preview", lambda: preview(workspace, lambda: apply_edit(workspace, edit))),
            Side("networkx, inclusion in a walk of four steps", lambda: plain_preview(graph, loser, winner)),
            at_least=10,
            repeats=2,
        )
        workspace.close()


if __name__ == "__main__":
    main()

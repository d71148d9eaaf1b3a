"""Explore at full size: a search as one types, and a neighbourhood, against the plain way with names and networkx.

2,018 topics, 8,892 knowledge points, 20,857 seeds, from the program's own ``synth``. The peers hold all in memory
too: a list of names that rapidfuzz scores one by one, and a networkx graph.
"""

import tempfile
from pathlib import Path

import networkx as nx
from rapidfuzz import fuzz, process

from benchmarks.bench_graph import KPS, SEEDS, TOPICS
from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.views import explore
from mathscale_core.views.explore import Wish
from mathscale_core.workspace import Workspace, create_workspace

SIZES = {"topics": TOPICS, "knowledge points": KPS, "seeds": SEEDS}
#: A beginning, a whole name, and one with two slips.
TEXTS = ("Skil", "Topic 00020 of field 020", "Topci 00020 of fiedl 020")


def compare_search(workspace: Workspace) -> None:
    """Twenty hits for each text; the peer scores every name by its words, as fuzzy searches usually do."""
    graph = workspace.draft().graph
    names = [c.name for c in (*graph.topics, *graph.kps)]
    explore.find(workspace, "warm")

    def ours() -> list[str]:
        return [explore.find(workspace, text)[0].concept.name for text in TEXTS]

    def peer() -> list[str]:
        return [str(process.extract(text, names, scorer=fuzz.WRatio, limit=20)[0][0]) for text in TEXTS]

    assert ours()[1:] == peer()[1:] == ["Topic 00020 of field 020"] * 2
    mine, other = Side("views.explore.find", ours, len(TEXTS)), Side("rapidfuzz WRatio over all", peer, len(TEXTS))
    side_by_side("Explore: search with slips", SIZES, mine, other, at_least=1)


def compare_neighbourhood(workspace: Workspace) -> None:
    """The 40 strongest neighbours of the biggest hub with all edges among them and both probabilities of each."""
    graph = workspace.draft().graph
    plain = nx.Graph()
    kinds = {concept: kind for concept, (kind, _) in graph.position.items()}
    for concept in kinds:
        plain.add_weighted_edges_from((concept, other.id, weight) for other, weight, *_ in graph.neighbours(concept))
    hub = explore.search(workspace, "", 1)[0].concept.id
    by_name = {c.id: c.name for c in (*graph.topics, *graph.kps)}

    def ours() -> int:
        return len(explore.ego(workspace, hub, Wish(40)).edges)

    def peer() -> int:
        strongest = sorted(plain[hub], key=lambda c: (-plain[hub][c]["weight"], by_name[c]))[:40]
        inside = plain.subgraph([hub, *strongest])
        found = 0
        for a, b, data in inside.edges(data=True):
            for u, v in ((a, b), (b, a)):
                total = sum(d["weight"] for w, d in plain[u].items() if kinds[w] == kinds[v])
                found += data["weight"] / total > 0
        return found // 2

    assert ours() == peer() > 100
    mine, other = Side("views.explore.ego", ours), Side("networkx", peer)
    side_by_side("Explore: neighbourhood", SIZES, mine, other, at_least=10)


def main() -> None:
    """Both."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace(Path(folder) / "workspace", LocalExecutor())
        synthesise(workspace, TOPICS, KPS, SEEDS)
        compare_search(workspace)
        compare_neighbourhood(workspace)
        workspace.close()


if __name__ == "__main__":
    main()

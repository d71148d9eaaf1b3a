"""The concept graph at the paper's size, built by the program and by plain networkx.

2,018 topics, 8,892 knowledge points and 20,857 seeds (MathScale, section 2.1), from the program's own ``synth``.
"""

from itertools import combinations

import networkx as nx
import numpy as np
import numpy.typing as npt

from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.graph import ConceptGraph, build_graph
from mathscale_core.records import Concept
from mathscale_core.synthetic import synthetic_taggings

TOPICS, KPS, SEEDS = 2_018, 8_892, 20_857

#: One list of concept indices a seed: topics first, then TOPICS + knowledge point.
Taggings = list[list[int]]


def paper_size_taggings(rng: int = 0) -> Taggings:
    """The program's synthetic taggings at the paper's size, as plain lists."""
    made = synthetic_taggings(TOPICS, KPS, SEEDS, rng)
    of_seed: list[set[int]] = [set() for _ in range(SEEDS)]
    for seeds, columns_of, shift in ((made.topic_seed, made.topic, 0), (made.kp_seed, made.kp, TOPICS)):
        for seed, concept in zip(seeds.tolist(), columns_of.tolist(), strict=True):
            of_seed[seed].add(shift + concept)
    return [sorted(concepts_of) for concepts_of in of_seed]


def concepts() -> list[Concept]:
    """The concepts behind the indices."""
    topics = [Concept(f"t{i:05}", "topic", f"topic {i}") for i in range(TOPICS)]
    return topics + [Concept(f"k{i:05}", "kp", f"knowledge point {i}") for i in range(KPS)]


def build(taggings: Taggings, names: list[Concept]) -> ConceptGraph:
    """The program's graph, from lists to arrays included."""
    seed_index, concept_index = columns(taggings)
    return build_graph(names, [f"s{i:05}" for i in range(len(taggings))], seed_index, concept_index)


def columns(taggings: Taggings) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """The taggings as two index columns."""
    seed_index = np.repeat(np.arange(len(taggings), dtype=np.int32), [len(t) for t in taggings])
    return seed_index, np.array([c for t in taggings for c in t], dtype=np.int32)


def plain_graphs(taggings: Taggings) -> tuple["nx.Graph[int]", "nx.Graph[int]", "nx.Graph[int]"]:
    """The three sub-graphs with their weights, as a reader of the paper writes them."""
    kinds = topic_topic, topic_kp, kp_kp = nx.Graph(), nx.Graph(), nx.Graph()
    for graph, low, high in ((topic_topic, 0, TOPICS), (topic_kp, 0, TOPICS + KPS), (kp_kp, TOPICS, TOPICS + KPS)):
        graph.add_nodes_from(range(low, high))
    for of_seed in taggings:
        for a, b in combinations(of_seed, 2):
            graph = kinds[(a >= TOPICS) + (b >= TOPICS)]
            if graph.has_edge(a, b):
                graph[a][b]["weight"] += 1
            else:
                graph.add_edge(a, b, weight=1)
    return kinds


def main() -> None:
    """Same edges and weights, then the ratio."""
    taggings, names = paper_size_taggings(), concepts()
    ours, plain = build(taggings, names), plain_graphs(taggings)
    assert list(ours.edges.values()) == [g.number_of_edges() for g in plain]
    halves = (ours.topic_topic.weights.sum() / 2, ours.topic_kp.weights.sum(), ours.kp_kp.weights.sum() / 2)
    assert list(halves) == [g.size(weight="weight") for g in plain]
    sizes = {"topics": TOPICS, "knowledge points": KPS, "seeds": SEEDS, "taggings": sum(map(len, taggings))}
    side_by_side(
        "Graph from taggings",
        sizes | {f"{kind} edges": count for kind, count in ours.edges.items()},
        Side("build_graph", lambda: build(taggings, names)),
        Side("plain networkx", lambda: plain_graphs(taggings)),
        at_least=3,
    )


if __name__ == "__main__":
    main()

"""The concept graph at the paper's size, built by the program and by plain networkx.

Also home of the synthetic taggings that the other benchmarks use: 2,018 topics, 8,892 knowledge points and
20,857 seeds (MathScale, section 2.1), each seed with 1-2 topics and 1-5 knowledge points near its topics.
"""

from itertools import combinations

import networkx as nx
import numpy as np
import numpy.typing as npt

from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.graph import ConceptGraph, build_graph
from mathscale_core.records import Concept

TOPICS, KPS, SEEDS = 2_018, 8_892, 20_857

#: One list of concept indices a seed: topics first, then TOPICS + knowledge point.
Taggings = list[list[int]]


def synthetic_taggings(rng: int = 0) -> Taggings:
    """Taggings with skewed frequencies; every concept is in at least two seeds, as after the paper's cleaning."""
    random = np.random.default_rng(rng)
    topic_law, kp_law = _skewed(TOPICS), _skewed(KPS)
    topics = [set(random.choice(TOPICS, random.integers(1, 3), p=topic_law).tolist()) for _ in range(SEEDS)]
    kps: list[set[int]] = []
    for of_seed in topics:
        # Four in five knowledge points come from a window that belongs to the seed's first topic.
        count = int(random.integers(1, 6))
        home = (min(of_seed) * 4 + random.integers(0, 12, count)) % KPS
        far = random.choice(KPS, count, p=kp_law)
        kps.append(set(np.where(random.random(count) < 0.8, home, far).tolist()))
    for sets, size in ((topics, TOPICS), (kps, KPS)):
        for concept in range(size):
            for seed in random.choice(SEEDS, 2, replace=False):
                sets[seed].add(concept)
    return [[*sorted(t), *(TOPICS + k for k in sorted(k))] for t, k in zip(topics, kps, strict=True)]


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


def _skewed(size: int) -> npt.NDArray[np.float64]:
    law = 1.0 / np.arange(1, size + 1, dtype=np.float64) ** 0.7
    return np.asarray(law / law.sum())


def main() -> None:
    """Same edges and weights, then the ratio."""
    taggings, names = synthetic_taggings(), concepts()
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

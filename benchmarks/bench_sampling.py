"""Walks, exact inclusion and few-shot examples at the paper's size, beside the plain way to do each."""

import random
from collections.abc import Callable, Sequence
from itertools import accumulate

import igraph
import networkx as nx
import numpy as np
import numpy.typing as npt

from benchmarks.bench_graph import KPS, SEEDS, TOPICS, Taggings, build, concepts, paper_size_taggings, plain_graphs
from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.generation.fewshot import SHOTS, build_kp_index, nearest
from mathscale_core.graph import EPSILON, ConceptGraph, Ints, SubGraph
from mathscale_core.sampling.compositions import sample_unique
from mathscale_core.sampling.exact import inclusion
from mathscale_core.sampling.uniforms import uniforms
from mathscale_core.sampling.walk import NONE, WalkSettings, draw_walks

SIZES = {"topics": TOPICS, "knowledge points": KPS, "seeds": SEEDS}
MILLION = 1_000_000

Plain = tuple["nx.Graph[int]", "nx.Graph[int]", "nx.Graph[int]"]
#: A step from a node in the topic (0), topic-KP (1) or KP (2) graph; None where there is no neighbour.
Step = Callable[[int, int], int | None]


def plain_step(graphs: Plain, rng: random.Random) -> Step:
    """Neighbours and weights from networkx, a choice by ``random.choices``."""

    def step(phase: int, node: int) -> int | None:
        near = graphs[phase][node]
        return rng.choices(list(near), [edge["weight"] + EPSILON for edge in near.values()])[0] if near else None

    return step


def prepared_step(graphs: Plain, rng: random.Random) -> Step:
    """The same with the running sums made before: the best that plain Python does."""
    tables = [
        {n: (list(near), list(accumulate(e["weight"] + EPSILON for e in near.values()))) for n, near in g.adjacency()}
        for g in graphs
    ]

    def step(phase: int, node: int) -> int | None:
        near, sums = tables[phase][node]
        return rng.choices(near, cum_weights=sums)[0] if near else None

    return step


def plain_draws(step: Step, rng: random.Random, count: int) -> list[list[int]]:
    """Compositions one at a time, as a reader of the paper writes them."""
    made = []
    for draw in range(count):
        trace = [draw % TOPICS]
        for _ in range(rng.randint(1, 2)):
            if (there := step(0, trace[-1])) is None:
                break
            trace.append(there)
        if (first := step(1, trace[-1])) is None:
            continue
        trace.append(first)
        for _ in range(rng.randint(0, 4)):
            if (there := step(2, trace[-1])) is None:
                break
            trace.append(there)
        made.append(trace)
    return made


def level_draws(graph: ConceptGraph, draws: npt.NDArray[np.int64], rng: int) -> list[Ints]:
    """All draws at once in NumPy, one step of all after the other: a search in the running sums of weights."""

    def step(sub: SubGraph, nodes: Ints, uniform: npt.NDArray[np.float64]) -> Ints:
        first, last = sub.indptr[nodes], sub.indptr[nodes + 1]
        edge = np.searchsorted(sub.cumulative, sub.cumulative[first] + uniform * sub.totals[nodes], side="right") - 1
        return np.where(last > first, sub.indices[np.clip(edge, first, np.maximum(last - 1, first))], NONE)

    def count(uniform: npt.NDArray[np.float64], fewest: int, most: int) -> Ints:
        return (fewest + uniform * (most - fewest + 1)).astype(np.int32)

    slots = iter(range(10))
    trace, here = [], (draws % TOPICS).astype(np.int32)
    for sub, (fewest, most) in ((graph.topic_topic, (1, 2)), (graph.topic_kp, (1, 1)), (graph.kp_kp, (0, 4))):
        steps = count(uniforms(rng, draws, next(slots)), fewest, most)
        trace.append(here)
        for n in range(most):
            going = np.flatnonzero((here != NONE) & (steps > n))
            there = here.copy()
            there[going] = step(sub, here[going], uniforms(rng, draws, next(slots))[going])
            # A walk that finds no neighbour stays; only without a knowledge point it is over.
            here = there if sub is graph.topic_kp else np.where(there == NONE, here, there)
            trace.append(here)
    return trace


def igraph_draws(graphs: Sequence["igraph.Graph"], rng: random.Random, count: int) -> list[list[int]]:
    """Compositions by igraph's own weighted random walk."""
    made = []
    for draw in range(count):
        topics = graphs[0].random_walk(draw % TOPICS, rng.randint(1, 2), weights="weight")
        first = graphs[1].random_walk(topics[-1], 1, weights="weight")[-1]
        made.append([*topics, *graphs[2].random_walk(first, rng.randint(0, 4), weights="weight")])
    return made


def as_igraph(graph: "nx.Graph[int]") -> "igraph.Graph":
    """The same graph for igraph, its nodes under their own numbers."""
    edges = [(a, b, w + EPSILON) for a, b, w in graph.edges(data="weight")]
    made = igraph.Graph(n=TOPICS + KPS, edges=[edge[:2] for edge in edges])
    made.es["weight"] = [edge[2] for edge in edges]
    return made


def drawn_inclusion(graph: ConceptGraph, draws: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Share of draws that visit each knowledge point."""
    walks = draw_walks(graph, 0, np.arange(draws, dtype=np.int64), WalkSettings())
    kps = np.sort(walks.kps, axis=1)
    kps[:, 1:][kps[:, 1:] == kps[:, :-1]] = NONE
    return np.bincount(kps[kps != NONE], minlength=len(graph.kps)) / draws


def plain_nearest(sets: dict[str, frozenset[str]], kps: frozenset[str], count: int) -> list[tuple[str, float]]:
    """The nearest seeds by comparing with every seed."""
    ranked = sorted((1.0 - len(kps & own) / len(kps | own), seed) for seed, own in sets.items() if kps & own)
    return [(seed, distance) for distance, seed in ranked[:count]]


def bench_draws(graph: ConceptGraph, taggings: Taggings) -> None:
    """Draws of the paper's walk."""
    graphs, few, many = plain_graphs(taggings), 4 * TOPICS, 50 * TOPICS
    settings, draws, rng = WalkSettings(), np.arange(many, dtype=np.int64), random.Random(0)
    plain, prepared = plain_step(graphs, rng), prepared_step(graphs, rng)
    walks = draw_walks(graph, 0, draws, settings)
    visited = ((walks.topics != NONE).sum() + (walks.kps != NONE).sum()) / many
    assert abs(visited - sum(map(len, plain_draws(plain, rng, few))) / few) < 0.1
    ours = Side("draw_walks, 1 thread", lambda: draw_walks(graph, 0, draws, settings), many)
    title, networks = "Draws of the paper's walk", [as_igraph(g) for g in graphs]
    for name, draw, count, at_least in (
        ("networkx and random.choices", lambda: plain_draws(plain, rng, few), few, 300),
        ("random.choices on running sums made before", lambda: plain_draws(prepared, rng, many), many, 30),
        ("NumPy, a step of all at once", lambda: level_draws(graph, draws, 0), many, 2),
        ("igraph's weighted random_walk", lambda: igraph_draws(networks, rng, 200), 200, 1000),
    ):
        side_by_side(title, SIZES, ours, Side(name, draw, count), at_least=at_least)
    threads = Side("draw_walks, 2 threads", lambda: draw_walks(graph, 0, draws, settings, threads=2), many)
    side_by_side(title, SIZES, threads, ours)
    # The peer's repeats count as if they were new, in its favour.
    side_by_side(
        "Unique compositions",
        SIZES,
        Side("sample_unique", lambda: sample_unique(graph, many, 0), many),
        Side("a Python set of the same", lambda: {frozenset(t) for t in plain_draws(prepared, rng, many)}, many),
    )


def bench_inclusion(graph: ConceptGraph) -> None:
    """Exact inclusion beside its estimate from a million draws."""
    exact, share = inclusion(graph).kps, drawn_inclusion(graph, MILLION)
    often = exact * MILLION > 25
    scores = (share - exact)[often] / np.sqrt(exact[often] * (1 - exact[often]) / MILLION)
    print(f"z-scores of {often.sum():,} knowledge points: deviation {scores.std():.3f}, most {abs(scores).max():.2f}")
    side_by_side(
        "Inclusion of every concept in a draw",
        SIZES,
        Side("inclusion, exact", lambda: inclusion(graph)),
        Side("a million draws, estimated", lambda: drawn_inclusion(graph, MILLION)),
        repeats=2,
    )


def bench_nearest(graph: ConceptGraph, taggings: Taggings) -> None:
    """Few-shot examples of a composition."""
    names = concepts()
    of_seed = {f"s{i:05}": [names[c].id for c in seed if c >= TOPICS] for i, seed in enumerate(taggings)}
    sets = {seed: frozenset(kps) for seed, kps in of_seed.items()}
    index = build_kp_index(dict(of_seed))
    found = sample_unique(graph, 50, 0).walks.kps
    asked = [frozenset(graph.kps[k].id for k in row[row != NONE]) for row in found]
    assert all(nearest(index, sorted(kps), SHOTS) == plain_nearest(sets, kps, SHOTS) for kps in asked)
    side_by_side(
        "Nearest seeds by the Jaccard distance of knowledge points",
        SIZES,
        Side("nearest", lambda: [nearest(index, sorted(kps), SHOTS) for kps in asked], len(asked)),
        Side("every seed in Python", lambda: [plain_nearest(sets, kps, SHOTS) for kps in asked], len(asked)),
        at_least=5,
    )


def main() -> None:
    """All of them on one graph."""
    taggings = paper_size_taggings()
    graph = build(taggings, concepts())
    bench_draws(graph, taggings)
    bench_inclusion(graph)
    bench_nearest(graph, taggings)


if __name__ == "__main__":
    main()

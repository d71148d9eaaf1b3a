"""Small graphs drawn as words, and the paper's walk told a second time: what the tests compare with.

A word is a seed question, its letters are what it carries: capitals are topics, small letters knowledge points.
So ``graph_of(["ABx", "Bxy"])`` joins B and x twice, A and x once. The index of a concept is its place in the
alphabet among those of its kind.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from mathscale_core.graph import EPSILON, ConceptGraph, build_graph
from mathscale_core.records import Concept
from mathscale_core.sampling.walk import NONE, Walks


def words(letters: str, most: int = 6) -> st.SearchStrategy[list[str]]:
    """Lists of seeds over an alphabet."""
    seed = st.sets(st.sampled_from(letters), min_size=1).map(lambda s: "".join(sorted(s)))
    return st.lists(seed, max_size=most)


def graph_of(seeds: Sequence[str]) -> ConceptGraph:
    """The program's graph of some words."""
    letters = sorted({letter for seed in seeds for letter in seed})
    pairs = [(n, letters.index(letter)) for n, seed in enumerate(seeds) for letter in seed]
    return build_graph(
        [Concept(letter, "topic" if letter.isupper() else "kp", f"name of {letter}") for letter in letters],
        [f"seed {n}" for n in range(len(seeds))],
        np.array([n for n, _ in pairs], dtype=np.int32),
        np.array([c for _, c in pairs], dtype=np.int32),
    )


def together(seeds: Sequence[str]) -> Counter[str]:
    """How many seeds carry both letters of a pair, under the two letters in either order."""
    return Counter(a + b for seed in seeds for pair in combinations(seed, 2) for a, b in (pair, pair[::-1]))


def traces(
    seeds: Sequence[str], topic_steps: tuple[int, int] = (1, 2), kp_steps: tuple[int, int] = (0, 4)
) -> Iterator[tuple[str, str, float]]:
    """Every trace of the paper's walk: topics in order, knowledge points in order (none at a dead end), probability.

    A trace may come more than once; its probabilities add up.
    """
    counts = together(seeds)
    letters = sorted({letter for seed in seeds for letter in seed})

    @cache
    def steps_from(here: str, kind: Callable[[str], bool]) -> list[tuple[str, float]]:
        log_frequency = {v: math.log(counts[here + v] + EPSILON) for v in letters if kind(v) and counts[here + v]}
        total = sum(math.exp(f) for f in log_frequency.values())
        return [(v, math.exp(f) / total) for v, f in log_frequency.items()]

    def walks_from(trace: str, steps: int, kind: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
        onward = steps_from(trace[-1], kind) if steps else []
        if not onward:
            yield trace, 1.0
        for v, p in onward:
            for rest, q in walks_from(trace + v, steps - 1, kind):
                yield rest, p * q

    def counted(start: str, steps: tuple[int, int], kind: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
        for n in range(steps[0], steps[1] + 1):
            for trace, p in walks_from(start, n, kind):
                yield trace, p / (steps[1] - steps[0] + 1)

    starts = [letter for letter in letters if letter.isupper()]
    for start in starts:
        for topics, p in counted(start, topic_steps, str.isupper):
            firsts = steps_from(topics[-1], str.islower)
            if not firsts:
                yield topics, "", p / len(starts)
            for first, q in firsts:
                for kps, r in counted(first, kp_steps, str.islower):
                    yield topics, kps, p * q * r / len(starts)


def spelled(graph: ConceptGraph, walks: Walks) -> list[tuple[str, str]]:
    """The traces of draws, as letters."""
    return [
        ("".join(graph.topics[t].id for t in topics if t != NONE), "".join(graph.kps[k].id for k in kps if k != NONE))
        for topics, kps in zip(walks.topics.tolist(), walks.kps.tolist(), strict=True)
    ]

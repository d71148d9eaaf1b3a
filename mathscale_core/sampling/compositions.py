"""Unique compositions from walks: the set of concepts visited, kept with its lowest draw (method, ours).

Comes in: a graph, a random number and how many sets are wanted. Goes out: :class:`Sample`. Draws go on until
enough unique sets are found or a stated number of epochs (one start from every topic) adds none.
"""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mathscale_core.errors import EmptyError
from mathscale_core.graph import ConceptGraph, Ints
from mathscale_core.records import content_id
from mathscale_core.sampling.walk import NONE, Walks, WalkSettings, draw_walks

#: Chunks of draws: large enough for NumPy, small enough for memory.
_CHUNK = 1 << 17
Names = np.ndarray[tuple[int], np.dtype[np.object_]]


@dataclass(frozen=True, eq=False)
class Sample:
    """Unique compositions of one run, in draw order.

    Attributes:
        walks: Traces of the kept draws, shape (unique, ...).
        sets: Shape (unique, width), int32: sorted node codes (topic index, or topics + KP index), NONE-padded
            at the front.
        times: Shape (unique,), int64: how often each set was drawn.
        draws: Draws made.
        dead_ends: Draws that gave no composition.
        exhausted: Whether it stopped because nothing new came any more.
    """

    walks: Walks
    sets: Ints
    times: npt.NDArray[np.int64]
    draws: int
    dead_ends: int
    exhausted: bool


def sample_unique(
    graph: ConceptGraph,
    wanted: int,
    rng: int,
    settings: WalkSettings | None = None,
    *,
    idle_epochs: int = 1000,
    chunk: int = _CHUNK,
    threads: int = 1,
) -> Sample:
    """Draw until ``wanted`` unique compositions are found; the sample ends with the draw that completed it.

    Args:
        graph: The concept graph.
        wanted: Number of unique sets.
        rng: Random number of the run.
        settings: Step counts.
        idle_epochs: Stop after this many epochs (draws from every topic) in a row without a new set.
        chunk: Most draws at once; the sample does not depend on it.
        threads: How many of the machine's cores draw at the same time; the sample does not depend on it.

    Raises:
        EmptyError: The graph has no topic, or no topic has a knowledge point.
    """
    settings = settings or WalkSettings()
    topics = len(graph.topics)
    if not topics or not len(graph.topic_kp.indices):
        raise EmptyError(
            f"The graph has {topics} topics and {len(graph.topic_kp.indices)} topic-KP edges.",
            "at least one topic joined to a knowledge point.",
            "Import and extract seeds first, or lower the cleaning threshold.",
        )
    best = _unique(draw_walks(graph, rng, np.empty(0, np.int64), settings), topics)
    made = dead = 0
    # The first chunk is near what is wanted, so that a small sample stays cheap.
    size = min(chunk, max(2 * wanted, 1024))
    end = None if wanted > 0 else 0
    while end is None:
        walks = _drawn(graph, rng, np.arange(made, made + size, dtype=np.int64), settings, threads)
        found = _merge(best, _unique(_alive(walks), topics))
        end = _end(found.walks.draws, made + size, wanted, idle_epochs * topics)
        if end is not None:
            # The end lies in this chunk: count up to there and no further.
            walks = _keep(walks, walks.draws < end)
            found = _merge(best, _unique(_alive(walks), topics))
        best = found
        made += len(walks.draws)
        dead += int(walks.dead_ends.sum())
    return Sample(best.walks, best.sets, best.times, made, dead, exhausted=len(best.times) < wanted)


def _drawn(graph: ConceptGraph, rng: int, draws: npt.NDArray[np.int64], settings: WalkSettings, threads: int) -> Walks:
    """The walks of these draws, by as many threads: each draw depends on nothing but its index."""
    if threads == 1:
        return draw_walks(graph, rng, draws, settings)
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda part: draw_walks(graph, rng, part, settings), np.array_split(draws, threads)))
    return Walks(
        np.concatenate([part.draws for part in parts]),
        np.concatenate([part.topics for part in parts]),
        np.concatenate([part.kps for part in parts]),
    )


def composition_digest(ids: list[str]) -> str:
    """SHA-256 over the sorted composition ids."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def novelty(graph_sets: Ints, seed_sets: sparse.csr_array, concepts: int) -> float:
    """Share of compositions whose set is contained in no seed's set; arguments as for :func:`contained`."""
    if len(graph_sets) == 0:
        return 0.0
    return 1.0 - int(contained(graph_sets, seed_sets, concepts).sum()) / len(graph_sets)


def contained(graph_sets: Ints, seed_sets: sparse.csr_array, concepts: int) -> npt.NDArray[np.bool_]:
    """Whether each set is contained in some seed's set, shape (n,).

    Args:
        graph_sets: Shape (n, width): node codes, NONE-padded.
        seed_sets: Shape (seeds, concepts): 1 where a seed carries a concept.
        concepts: Number of node codes.
    """
    inside = np.zeros(len(graph_sets), dtype=np.bool_)
    seeds_by_concept = sparse.csc_array(seed_sets.T.astype(np.int16))
    for begin in range(0, len(graph_sets), 4096):
        part = graph_sets[begin : begin + 4096]
        row, column = np.nonzero(part != NONE)
        marks = sparse.csr_array(
            (np.ones(len(row), dtype=np.int16), (row, part[row, column])), shape=(len(part), concepts)
        )
        shared = sparse.csr_array(marks @ seeds_by_concept)
        most = shared.max(axis=1).toarray().ravel() if shared.nnz else np.zeros(len(part))
        inside[begin : begin + len(part)] = most == (part != NONE).sum(axis=1)
    return inside


def sets_of(walks: Walks, topics: int) -> Ints:
    """The sets visited, shape (n, width), int32: sorted node codes as in :class:`Sample`, repeats fallen together."""
    codes = np.concatenate([walks.topics, np.where(walks.kps == NONE, NONE, walks.kps + topics)], axis=1)
    codes = np.sort(codes, axis=1)
    codes[:, 1:][codes[:, 1:] == codes[:, :-1]] = NONE
    return np.sort(codes, axis=1).astype(np.int32)


def node_ids(graph: ConceptGraph) -> Names:
    """Concept id of every node code, shape (topics + kps,)."""
    return np.array([c.id for c in (*graph.topics, *graph.kps)], dtype=object)


def composition_ids(graph: ConceptGraph, sets: Ints) -> list[str]:
    """The ids of sets of node codes: content hashes of the sets of concept ids."""
    every = node_ids(graph)
    return [content_id("m", *sorted(every[row[row != NONE]])) for row in sets]


def seed_sets(graph: ConceptGraph, concepts_of_seed: Mapping[str, Sequence[str]]) -> sparse.csr_array:
    """Shape (seeds, concepts): 1 where a seed carries a concept of the graph."""
    code = {c.id: i for i, c in enumerate((*graph.topics, *graph.kps))}
    pairs = [(n, code[c]) for n, cs in enumerate(concepts_of_seed.values()) for c in cs]
    row, column = zip(*pairs, strict=True) if pairs else ((), ())
    return sparse.csr_array(
        (np.ones(len(pairs), dtype=np.int16), (row, column)), shape=(len(concepts_of_seed), len(code))
    )


@dataclass(frozen=True, eq=False)
class _Sets:
    walks: Walks
    sets: Ints
    times: npt.NDArray[np.int64]


def _end(new: npt.NDArray[np.int64], made: int, wanted: int, idle: int) -> int | None:
    """After how many draws the sample ends; None while ``made`` draws do not tell.

    Args:
        new: Draws that gave a new set, ascending.
        made: Draws made.
        wanted: Number of unique sets.
        idle: So many draws in a row without a new set end it too.
    """
    completed = len(new) >= wanted
    found = np.concatenate(([-1], new[:wanted]))
    until = found[1:] if completed else np.append(found[1:], made)
    waits = until - found[: len(until)] - 1
    tired = np.flatnonzero(waits >= idle)
    if len(tired):
        return int(found[tired[0]]) + 1 + idle
    return int(found[-1]) + 1 if completed else None


def _alive(walks: Walks) -> Walks:
    return _keep(walks, ~walks.dead_ends)


def _keep(walks: Walks, which: npt.NDArray[np.bool_]) -> Walks:
    return Walks(walks.draws[which], walks.topics[which], walks.kps[which])


def _unique(walks: Walks, topics: int) -> _Sets:
    """One row a set, with its lowest draw."""
    return _group(_Sets(walks, sets_of(walks, topics), np.ones(len(walks.draws), dtype=np.int64)))


def _merge(first: _Sets, second: _Sets) -> _Sets:
    joined = Walks(
        np.concatenate([first.walks.draws, second.walks.draws]),
        np.concatenate([first.walks.topics, second.walks.topics]),
        np.concatenate([first.walks.kps, second.walks.kps]),
    )
    return _group(_Sets(joined, np.concatenate([first.sets, second.sets]), np.concatenate([first.times, second.times])))


def _group(sets: _Sets) -> _Sets:
    """Rows with equal sets fall together: the lowest draw stays, the times add up; result in draw order."""
    if len(sets.sets) == 0:
        return sets
    key = np.ascontiguousarray(sets.sets).view(np.dtype((np.void, sets.sets.shape[1] * 4))).ravel()
    # Draws ascend within each part and parts come in order, so the first index of a key is its lowest draw.
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    times = np.bincount(inverse.ravel(), weights=sets.times).astype(np.int64)
    order = np.argsort(sets.walks.draws[first], kind="stable")
    keep = first[order]
    walks = Walks(sets.walks.draws[keep], sets.walks.topics[keep], sets.walks.kps[keep])
    return _Sets(walks, sets.sets[keep], times[order])

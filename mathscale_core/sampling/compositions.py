"""Unique compositions from walks: the set of concepts visited, kept with its lowest draw (method, ours).

Comes in: a graph, a random number and how many sets are wanted. Goes out: :class:`Sample`. Draws go on until
enough unique sets are found or a stated number of epochs (one start from every topic) adds none.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mathscale_core.errors import EmptyError
from mathscale_core.graph import ConceptGraph, Floats, Ints
from mathscale_core.sampling.walk import NONE, Walks, WalkSettings, draw_walks

#: Chunks of draws: large enough for threads, small enough for the processor's cache.
_CHUNK = 1 << 17
#: Room for so many sets at first.
_ROOM = 1 << 12
Longs = npt.NDArray[np.int64]
Names = np.ndarray[tuple[int], np.dtype[np.object_]]


@dataclass(frozen=True, eq=False)
class Sample:
    """Unique compositions of one run, in draw order.

    Attributes:
        walks: Traces and sets of the kept draws, shape (unique, ...).
        times: Shape (unique,), int64: how often each set was drawn.
        draws: Draws made.
        dead_ends: Draws that gave no composition.
        exhausted: Whether it stopped because nothing new came any more.
    """

    walks: Walks
    times: Longs
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
    start: Floats | None = None,
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
        start: Where draws start, as for ``draw_walks``.
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
    walks = draw_walks(graph, rng, np.empty(0, np.int64), settings)
    found = _Found(walks, topics * idle_epochs, wanted)
    # The first chunk is near what is wanted, so that a small sample stays cheap.
    size = min(chunk, max(2 * wanted, 1024))
    made = 0
    while not found.ended:
        walks = draw_walks(
            graph, rng, np.arange(made, made + size, dtype=np.int64), settings, start=start, threads=threads
        )
        made += found.take(walks)
    return found.sample(made)


class _Found:
    """The sets found so far, in the order in which they were; the arrays grow with them."""

    def __init__(self, none: Walks, idle: int, wanted: int) -> None:
        """``none`` are walks of no draws."""
        self._idle, self._wanted = idle, wanted
        #: Sets, last draw with a new one, dead ends, whether it has ended: see ``kernel.unique``.
        self._state = np.array([0, -1, 0, int(wanted < 1)], dtype=np.int64)
        self._kept = np.empty((_ROOM, none.sets.shape[1]), np.int32)
        self._times, self._draws = np.empty(_ROOM, np.int64), np.empty(_ROOM, np.int64)
        # A quarter full at the most.
        self._slots = np.full(4 * _ROOM, NONE)
        self._topics, self._kps = [none.topics], [none.kps]

    @property
    def ended(self) -> bool:
        return bool(self._state[3])

    def take(self, walks: Walks) -> int:
        """Take a chunk of draws in; returns how many of them were taken until the run ended."""
        from mathscale_core.sampling import kernel

        before, taken = int(self._state[0]), 0
        rows = np.empty(len(walks.draws), np.int64)
        while taken < len(walks.draws) and not self.ended:
            self._make_room()
            taken = kernel.unique(
                taken, walks.draws, walks.sets, walks.kps, self._idle, self._wanted, self._state, before, rows,
                self._kept, self._times, self._draws, self._slots,
            )  # fmt: skip
        new = rows[: int(self._state[0]) - before]
        self._topics.append(walks.topics[new])
        self._kps.append(walks.kps[new])
        return taken

    def sample(self, made: int) -> Sample:
        """What was found in so many draws."""
        count = int(self._state[0])
        walks = Walks(self._draws[:count], np.concatenate(self._topics), np.concatenate(self._kps), self._kept[:count])
        return Sample(walks, self._times[:count], made, int(self._state[2]), exhausted=count < self._wanted)

    def _make_room(self) -> None:
        from mathscale_core.sampling import kernel

        count = int(self._state[0])
        if count == len(self._draws):
            self._kept = np.concatenate([self._kept, np.empty_like(self._kept)])
            self._times = np.concatenate([self._times, np.empty_like(self._times)])
            self._draws = np.concatenate([self._draws, np.empty_like(self._draws)])
            self._slots = np.full(2 * len(self._slots), NONE)
            kernel.reslot(self._kept, count, self._slots)


def composition_digest(ids: list[str]) -> str:
    """SHA-256 over the sorted composition ids."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def novelty(graph_sets: Ints, seed_sets: sparse.csr_array) -> float:
    """Share of compositions whose set is contained in no seed's set; arguments as for :func:`contained`."""
    if len(graph_sets) == 0:
        return 0.0
    return 1.0 - int(contained(graph_sets, seed_sets).sum()) / len(graph_sets)


def contained(graph_sets: Ints, seed_sets: sparse.csr_array) -> npt.NDArray[np.bool_]:
    """Whether each set is contained in some seed's set, shape (n,).

    Args:
        graph_sets: Shape (n, width): node codes, NONE-padded.
        seed_sets: Shape (seeds, concepts): 1 where a seed carries a concept.
    """
    from mathscale_core.sampling import kernel

    by_seed = seed_sets.sorted_indices()
    by_concept = sparse.csc_array(seed_sets)
    inside = np.empty(len(graph_sets), dtype=np.bool_)
    kernel.contained(
        np.ascontiguousarray(graph_sets), by_seed.indptr, by_seed.indices, by_concept.indptr, by_concept.indices, inside
    )
    return inside


def node_ids(graph: ConceptGraph) -> Names:
    """Concept id of every node code, shape (topics + kps,)."""
    return np.array([c.id for c in (*graph.topics, *graph.kps)], dtype=object)


def composition_ids(graph: ConceptGraph, sets: Ints) -> list[str]:
    """The ids of sets of node codes: content hashes of the sets of concept ids, as ``content_id`` makes them."""
    every = node_ids(graph)
    # The hash is of the ids in their own order, as JSON; written out here, because there may be millions.
    order = np.argsort(every)
    rank = np.empty(len(every) + 1, np.int32)
    rank[order] = np.arange(len(every))
    rank[NONE] = len(every)
    ranked = np.sort(rank[sets], axis=1)
    said = [json.dumps(c, ensure_ascii=False) for c in every[order]]
    counts = (sets != NONE).sum(axis=1).tolist()
    return [
        "m_" + hashlib.sha256(("[" + ",".join([said[c] for c in row[:n]]) + "]").encode()).hexdigest()[:16]
        # A list of millions of lists is not held at once.
        for begin in range(0, len(ranked), _CHUNK)
        for row, n in zip(ranked[begin : begin + _CHUNK].tolist(), counts[begin : begin + _CHUNK], strict=True)
    ]


def seed_sets(graph: ConceptGraph, concepts_of_seed: Mapping[str, Sequence[str]]) -> sparse.csr_array:
    """Shape (seeds, concepts): 1 where a seed carries a concept of the graph."""
    code = {c.id: i for i, c in enumerate((*graph.topics, *graph.kps))}
    pairs = [(n, code[c]) for n, cs in enumerate(concepts_of_seed.values()) for c in cs]
    row, column = zip(*pairs, strict=True) if pairs else ((), ())
    return sparse.csr_array(
        (np.ones(len(pairs), dtype=np.int16), (row, column)), shape=(len(concepts_of_seed), len(code))
    )

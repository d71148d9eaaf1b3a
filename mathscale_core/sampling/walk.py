"""The paper's random walk (MathScale, section 2.3), compiled (``kernel``).

A draw starts at a topic, walks 1-2 steps on the topic graph, takes one step to a knowledge point, and walks
0-4 steps on the KP graph. Step counts are uniform. A topic without topic neighbours ends the topic phase
where it stands; a last topic without a KP edge makes the draw a dead end. Each step is one look into an alias table,
sixteen bytes an edge, made once for a sub-graph.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from mathscale_core.graph import EPSILON, ConceptGraph, Floats, Ints, SubGraph
from mathscale_core.sampling.uniforms import key_of

#: Marks a place of a walk that was not visited.
NONE = np.int32(-1)
Table = npt.NDArray[np.void]
#: Fewer draws are not worth a thread.
_PART = 1 << 12
_tables: WeakKeyDictionary[SubGraph, Table] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class WalkSettings:
    """Step counts of the walk; the defaults are the paper's.

    Attributes:
        topic_steps: Fewest and most steps on the topic graph.
        kp_steps: Fewest and most steps on the KP graph after the step to the first KP.
    """

    topic_steps: tuple[int, int] = (1, 2)
    kp_steps: tuple[int, int] = (0, 4)


@dataclass(frozen=True, eq=False)
class Walks:
    """The traces of many draws.

    Attributes:
        draws: Shape (n,), int64: draw index.
        topics: Shape (n, most topic steps + 1), int32: topic indices in order, :data:`NONE` after the end.
        kps: Shape (n, most KP steps + 1), int32: likewise; all NONE for a dead end.
        sets: Shape (n, width), int32: the set visited as sorted node codes (topic index, or topics + KP index),
            NONE in front.
    """

    draws: npt.NDArray[np.int64]
    topics: Ints
    kps: Ints
    sets: Ints

    @property
    def dead_ends(self) -> npt.NDArray[np.bool_]:
        """Which draws reached no knowledge point, shape (n,)."""
        return np.equal(self.kps[:, 0], NONE)

    def take(self, rows: npt.NDArray[np.intp]) -> "Walks":
        """The walks of these rows, in this order."""
        return Walks(self.draws[rows], self.topics[rows], self.kps[rows], self.sets[rows])


def draw_walks(
    graph: ConceptGraph,
    rng: int,
    draws: npt.NDArray[np.int64],
    settings: WalkSettings,
    *,
    start: Floats | None = None,
    threads: int = 1,
) -> Walks:
    """The walks of the given draws; each is the same in any company and by any number of threads.

    Args:
        graph: The concept graph, with at least one topic where there are draws.
        rng: Random number of the run.
        draws: Shape (n,): indices of draws, at least 0.
        settings: Step counts.
        start: Shape (topics,): proportional to the probability of starting there; where it is None, draw ``i`` starts
            at topic ``i mod topics``.
        threads: How many of the machine's cores draw at the same time.
    """
    from mathscale_core.sampling import kernel

    fewest_t, most_t = settings.topic_steps
    fewest_k, most_k = settings.kp_steps
    topics = np.empty((len(draws), most_t + 1), np.int32)
    kps = np.empty((len(draws), most_k + 1), np.int32)
    sets = np.empty((len(draws), most_t + most_k + 2), np.int32)
    starts = np.empty(0, kernel.EDGE) if start is None else _start_table(start)
    tt, tk, kk = graph.topic_topic, graph.topic_kp, graph.kp_kp

    for sub in (tt, tk, kk):
        # Made before threads ask for them.
        table_of(sub)

    def draw(part: slice) -> None:
        kernel.walks(
            key_of(rng), draws[part], len(graph.topics), starts, tt.indptr, table_of(tt), tk.indptr, table_of(tk),
            kk.indptr, table_of(kk), fewest_t, most_t, fewest_k, most_k, topics[part], kps[part], sets[part],
        )  # fmt: skip

    if threads == 1 or len(draws) <= _PART:
        draw(slice(None))
    else:
        ends = np.linspace(0, len(draws), threads + 1).astype(int).tolist()
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(draw, map(slice, ends, ends[1:])))
    return Walks(draws, topics, kps, sets)


def move(sub: SubGraph, nodes: Ints, uniform: npt.NDArray[np.float64]) -> Ints:
    """One step from each node to a neighbour with probability ``p(v|u)``; NONE where there is no neighbour."""
    from mathscale_core.sampling import kernel

    ends = np.empty(len(nodes), np.int32)
    kernel.steps(sub.indptr, table_of(sub), nodes, uniform, ends)
    return ends


def table_of(sub: SubGraph) -> Table:
    """The alias tables of all rows of a sub-graph, shape (edges,) of ``kernel.EDGE``; made once for it."""
    found = _tables.get(sub)
    if found is None:
        found = _tables[sub] = _table(sub.indptr, sub.indices, sub.weights + EPSILON)
    return found


def _start_table(start: Floats) -> Table:
    """Of one row that leads to every topic; one of no weight is never taken."""
    return _table(np.array([0, len(start)]), np.arange(len(start), dtype=np.int32), start)


def _table(indptr: npt.NDArray[np.int64], indices: Ints, strengths: Floats) -> Table:
    from mathscale_core.sampling import kernel

    table = np.empty(len(indices), kernel.EDGE)
    kernel.fill_alias(indptr, indices, strengths, table)
    return table

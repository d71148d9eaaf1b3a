"""Graph → compositions: draw unique sets by the paper's walk and store them with their traces."""

import time
from dataclasses import asdict, dataclass

import numpy as np
import pyarrow as pa
from scipy import sparse

from mathscale_core.errors import InputError
from mathscale_core.graph import ConceptGraph, Ints
from mathscale_core.pipeline.people import require
from mathscale_core.records import content_id
from mathscale_core.sampling.compositions import Sample, composition_digest, novelty, sample_unique
from mathscale_core.sampling.walk import NONE, WalkSettings
from mathscale_core.workspace import Cleaned, Workspace

MODES = ("paper",)
#: More do not fit the memory of a common machine in one run; the paper has two million.
MOST = 20_000_000


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What a sampling run found.

    Attributes:
        asked: Unique compositions wanted.
        unique: Unique compositions found.
        new: Of these, how many the workspace did not have.
        draws: Draws made.
        seconds: Time taken.
        novelty: Share of compositions whose set is contained in no seed's set.
        dead_ends: Draws that gave no composition.
        digest: SHA-256 over the sorted composition ids.
        exhausted: Whether nothing new came any more.
        run: The sampling run.
    """

    asked: int
    unique: int
    new: int
    draws: int
    seconds: float
    novelty: float
    dead_ends: int
    digest: str
    exhausted: bool
    run: str


def sample(workspace: Workspace, wanted: int, *, mode: str = "paper", rng: int = 0) -> SampleResult:
    """Draw and store unique compositions.

    Raises:
        EmptyError: The graph gives no composition.
        InputError: The number or mode is not usable.
    """
    require(workspace, "sample")
    if not 1 <= wanted <= MOST:
        raise InputError(f"{wanted:,} compositions were asked for.", f"a number from 1 to {MOST:,}.", "Use -n.")
    if mode not in MODES:
        raise InputError(f"The mode {mode!r} is not there.", f"one of {', '.join(MODES)}.", "Use --mode.")
    began = time.perf_counter()
    cleaned = workspace.graph()
    graph, settings = cleaned.graph, WalkSettings()
    found = sample_unique(graph, wanted, rng, settings)
    run = content_id("r", mode, rng, asdict(settings), graph.version, wanted)
    ids, topics, kps = _names(graph, found)
    share = novelty(found.sets, _seed_sets(graph, cleaned), len(graph.topics) + len(graph.kps))
    statistics = {
        "asked": wanted, "unique": len(ids), "draws": found.draws, "dead_ends": found.dead_ends, "novelty": share,
    }  # fmt: skip
    compositions = pa.table(
        {
            "id": ids, "run": [run] * len(ids), "draw": found.walks.draws, "times": found.times.astype(np.int32),
            "topic_walk": topics, "kp_walk": kps,
        }
    )  # fmt: skip
    new = workspace.store.compositions.add_run(
        {
            "id": run, "mode": mode, "rng": rng, "settings": asdict(settings), "graph_version": graph.version,
            "mix": None, "statistics": statistics, "actor": workspace.actor, "created": workspace.now(),
        },
        compositions,
        _exploded(graph, found.sets, ids),
    )  # fmt: skip
    workspace.store.curation.record_version(
        graph.version,
        {"minimum_seeds": workspace.settings.minimum_seeds},
        graph.edges,
        workspace.actor,
        workspace.now(),
    )
    return SampleResult(
        wanted, len(ids), new, found.draws, time.perf_counter() - began, share, found.dead_ends,
        composition_digest(ids), found.exhausted, run,
    )  # fmt: skip


def _names(graph: ConceptGraph, found: Sample) -> tuple[list[str], pa.Array, pa.Array]:
    """Composition ids, and the walks as lists of concept ids."""
    every = np.array([c.id for c in (*graph.topics, *graph.kps)], dtype=object)
    ids = [content_id("m", *sorted(every[row[row != NONE]])) for row in found.sets]
    return (
        ids,
        _lists(found.walks.topics, every[: len(graph.topics)]),
        _lists(found.walks.kps, every[len(graph.topics) :]),
    )


def _lists(walks: Ints, names: np.ndarray[tuple[int], np.dtype[np.object_]]) -> pa.Array:
    visited = walks != NONE
    offsets = np.concatenate(([0], np.cumsum(visited.sum(axis=1)))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(names[walks[visited]], type=pa.string()))


def _exploded(graph: ConceptGraph, sets: Ints, ids: list[str]) -> pa.Table:
    every = np.array([c.id for c in (*graph.topics, *graph.kps)], dtype=object)
    row, column = np.nonzero(sets != NONE)
    return pa.table(
        {
            "concept": pa.array(every[sets[row, column]], type=pa.string()),
            "composition": pa.array(np.array(ids, dtype=object)[row], type=pa.string()),
        }
    )


def _seed_sets(graph: ConceptGraph, cleaned: Cleaned) -> sparse.csr_array:
    """Shape (seeds, concepts): 1 where a seed carries a concept of the graph."""
    code = {c.id: i for i, c in enumerate((*graph.topics, *graph.kps))}
    pairs = [(n, code[c]) for n, cs in enumerate(cleaned.concepts_of_seed.values()) for c in cs]
    row, column = zip(*pairs, strict=True)
    return sparse.csr_array(
        (np.ones(len(pairs), dtype=np.int16), (row, column)), shape=(len(cleaned.concepts_of_seed), len(code))
    )

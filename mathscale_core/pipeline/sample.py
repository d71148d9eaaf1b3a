"""Graph → compositions: draw unique sets by the paper's walk and store them with their traces."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mathscale_core.errors import ConflictError, InputError
from mathscale_core.graph import ConceptGraph, Ints
from mathscale_core.pipeline.people import require
from mathscale_core.records import content_id
from mathscale_core.sampling.compositions import (
    Names,
    composition_digest,
    composition_ids,
    node_ids,
    novelty,
    sample_unique,
    seed_sets,
)
from mathscale_core.sampling.walk import NONE, Walks, WalkSettings
from mathscale_core.workspace import Workspace

MODES = ("paper",)
#: More do not fit the memory of a common machine in one run; the paper has two million.
MOST = 20_000_000
#: Characters of a mix's name.
MOST_NAME = 80
#: More threads than any machine has cores for are a slip of the keyboard.
MOST_THREADS = 256


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


def sample(
    workspace: Workspace, wanted: int, *, mode: str = "paper", rng: int = 0, mix: str = "", threads: int = 1
) -> SampleResult:
    """Draw and store unique compositions, under a named mix where one is named.

    The sample is the same with any number of threads. A mix of an older published version goes on with the graph of
    that version.

    Raises:
        ConflictError: The mix is of a graph version that was never published.
        EmptyError: The graph gives no composition.
        InputError: The number, mode or name is not usable.
    """
    require(workspace, "sample")
    if not 1 <= wanted <= MOST:
        raise InputError(f"{wanted:,} compositions were asked for.", f"a number from 1 to {MOST:,}.", "Use -n.")
    if mode not in MODES:
        raise InputError(f"The mode {mode!r} is not there.", f"one of {', '.join(MODES)}.", "Use --mode.")
    if not 1 <= threads <= MOST_THREADS:
        raise InputError(
            f"{threads:,} threads were asked for.", f"a number from 1 to {MOST_THREADS}.", "Use --threads."
        )
    began = time.perf_counter()
    cleaned = workspace.graph_of_mix(mix)
    graph, settings = cleaned.graph, WalkSettings()
    under = mix_row(workspace, mix, graph.version) if mix else None
    found = sample_unique(graph, wanted, rng, settings, threads=threads)
    # The same run under another mix is a run of its own.
    run = content_id("r", mode, rng, asdict(settings), graph.version, wanted, *([under["id"]] if under else []))
    share = novelty(found.walks.sets, seed_sets(graph, cleaned.concepts_of_seed))
    statistics = {
        "asked": wanted, "unique": len(found.times), "draws": found.draws, "dead_ends": found.dead_ends,
        "novelty": share,
    }  # fmt: skip
    noted = Run(run, mode, rng, asdict(settings), statistics)
    ids, new = store_run(workspace, graph, under, noted, found.walks, found.times)
    return SampleResult(
        wanted, len(ids), new, found.draws, time.perf_counter() - began, share, found.dead_ends,
        composition_digest(ids), found.exhausted, run,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """What is noted of a sampling run: id, mode, random number, settings and statistics as JSON values."""

    id: str
    mode: str
    rng: int
    settings: Mapping[str, Any]
    statistics: Mapping[str, Any]


def mix_row(workspace: Workspace, name: str, version: str) -> dict[str, Any]:
    """The row of a mix that compositions of this graph version may join: the one that is there, or a new one.

    Nothing is written.

    Raises:
        ConflictError: A mix of that name is of another graph version.
        InputError: The name is not usable.
    """
    name = name.strip()
    if not 1 <= len(name) <= MOST_NAME or not name.isprintable():
        raise InputError(
            f"The name {name[:100]!r} of a mix is not usable.",
            f"1 to {MOST_NAME} printable characters.",
            "Choose another name.",
        )
    known = workspace.store.mixes.named(name)
    if known is None:
        return {
            "id": content_id("x", name, version), "name": name, "settings": {}, "graph_version": version,
            "actor": workspace.actor, "created": workspace.now(),
        }  # fmt: skip
    if known["graph_version"] != version:
        raise ConflictError(
            f"The mix {name!r} was drawn from the graph {known['graph_version']}; the graph is {version} by now.",
            "compositions of one graph in a mix.",
            "Keep them under another name, or move the mix to the current graph first: 'mathscale mix move'.",
        )
    return known


def store_run(
    workspace: Workspace,
    graph: ConceptGraph,
    under: Mapping[str, Any] | None,
    run: Run,
    walks: Walks,
    times: npt.NDArray[Any],
) -> tuple[list[str], int]:
    """Store a run's compositions, its mix and the graph version in one go.

    ``graph`` is the one that the walks were drawn on: the current one may be another by now, in which the same indices
    are other concepts.

    Returns:
        The compositions' ids in the order of the walks, and how many of them were new to the workspace.

    Raises:
        ConflictError: The mix is of another graph version by now; nothing was stored.
    """
    ids = composition_ids(graph, walks.sets)
    n_topics = len(graph.topics)
    every = node_ids(graph)
    compositions = pa.table(
        {
            "id": ids, "run": [run.id] * len(ids), "draw": walks.draws, "times": times.astype(np.int32),
            "topic_walk": _lists(walks.topics, every[:n_topics]), "kp_walk": _lists(walks.kps, every[n_topics:]),
        }
    )  # fmt: skip
    with workspace.store.transaction():
        # Drawing takes a while: somebody may have made the mix meanwhile, on this graph or on another.
        if under is not None and "created" in (under := mix_row(workspace, under["name"], graph.version)):
            workspace.store.mixes.add(under)
        new = workspace.store.compositions.add_run(
            {
                "id": run.id, "mode": run.mode, "rng": run.rng, "settings": run.settings,
                "graph_version": graph.version, "mix": under["id"] if under else None,
                "statistics": run.statistics, "actor": workspace.actor, "created": workspace.now(),
            },
            compositions,
            _exploded(graph, walks.sets, ids),
        )  # fmt: skip
        workspace.store.curation.record_version(
            graph.version,
            {"minimum_seeds": workspace.settings.minimum_seeds},
            graph.edges,
            workspace.actor,
            workspace.now(),
        )
    return ids, new


def _lists(walks: Ints, names: Names) -> pa.Array:
    visited = walks != NONE
    offsets = np.concatenate(([0], np.cumsum(visited.sum(axis=1)))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(names[walks[visited]], type=pa.string()))


def _exploded(graph: ConceptGraph, sets: Ints, ids: list[str]) -> pa.Table:
    every = node_ids(graph)
    row, column = np.nonzero(sets != NONE)
    return pa.table(
        {
            "concept": pa.array(every[sets[row, column]], type=pa.string()),
            "composition": pa.array(np.array(ids, dtype=object)[row], type=pa.string()),
        }
    )

"""Drawn compositions → a named mix: what a person keeps of a run is rebuilt from its random number and stored.

The page or command line says which draws of which run; what they visited is never taken from there.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from mathscale_core.curation.versions import Cleaned
from mathscale_core.errors import EmptyError, InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.sample import MOST, Run, mix_row, sample, store_run
from mathscale_core.records import content_id
from mathscale_core.sampling.compositions import composition_ids, novelty, seed_sets
from mathscale_core.sampling.draws import codes_of, draw_unique, rebuild
from mathscale_core.sampling.walk import Walks, WalkSettings
from mathscale_core.workspace import Workspace

#: A draw's index is stored with 64 bits; no run of this program comes near.
_LAST_DRAW = 2**53


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept.

    Attributes:
        mix: Name of the mix.
        kept: Compositions of this call, each once.
        new: Of these, how many the mix did not hold.
        compositions: Compositions of the mix by now.
    """

    mix: str
    kept: int
    new: int
    compositions: int


def keep_mix(workspace: Workspace, name: str, draws: Sequence[int], rng: int, contains: Sequence[str] = ()) -> Kept:
    """Keep these draws of the run ``rng`` under a name, in a new mix or in the one of that name.

    Args:
        workspace: The workspace.
        name: Name of the mix.
        draws: Draw indices; two draws of one set are one composition.
        rng: Random number of the run.
        contains: Concept ids that each of them must hold, as they were drawn.

    Raises:
        ConflictError: The mix of that name is of another graph version.
        InputError: A draw is a dead end or does not hold what it must; the name or a number is not usable; or
            nothing is to be kept.
        NotFoundError: The current graph has no such concept.
    """
    require(workspace, "keep_mix")
    cleaned = workspace.graph()
    graph = cleaned.graph
    wanted = sorted(set(draws))
    if not wanted or wanted[0] < 0 or wanted[-1] > _LAST_DRAW:
        said = "No draw" if not wanted else f"Draw {wanted[0] if wanted[0] < 0 else wanted[-1]}"
        raise InputError(f"{said} is to be kept.", "draws of the run, counted from 0.", "Choose some of those shown.")
    holds = codes_of(graph, contains)
    walks = rebuild(graph, rng, np.array(wanted, dtype=np.int64)) if graph.topics else None
    if walks is None or walks.dead_ends.any():
        dead = wanted if walks is None else walks.draws[walks.dead_ends].tolist()
        raise InputError(
            f"Draw {dead[0]} of the random number {rng} gives no composition on this graph.",
            "draws that reached a knowledge point.",
            "Draw again and keep some of those shown.",
        )
    lacking = [draw for draw, row in zip(wanted, walks.sets, strict=True) if not set(holds) <= set(row.tolist())]
    if lacking:
        raise InputError(
            f"Draw {lacking[0]} of the random number {rng} does not hold all the chosen concepts.",
            "draws that were shown for them: the graph may have changed since.",
            "Draw again.",
        )
    return _store(workspace, cleaned, name, walks, rng, contains, {"drawn": wanted})


def keep_many(workspace: Workspace, name: str, wanted: int, rng: int, contains: Sequence[str] = ()) -> Kept:
    """Draw and keep so many unique compositions under a name; fewer where the graph gives no more.

    A mix of an older published version goes on with the graph of that version.

    With ``contains`` at most ``MOST_DRAWS`` draws are looked at.

    Raises:
        ConflictError: The mix of that name is of a graph version that was never published.
        EmptyError: The graph gives no composition, or none that holds the concepts.
        InputError: The name or number is not usable.
        NotFoundError: The current graph has no such concept.
    """
    require(workspace, "keep_mix")
    if not contains:
        before = _held(workspace, name)
        done = sample(workspace, wanted, rng=rng, mix=name)
        held = _held(workspace, name)
        return Kept(name.strip(), done.unique, len(held - before), len(held))
    if not 1 <= wanted <= MOST:
        raise InputError(f"{wanted:,} compositions were asked for.", f"a number from 1 to {MOST:,}.", "Ask for others.")
    cleaned = workspace.graph_of_mix(name)
    graph = cleaned.graph
    found = draw_unique(graph, wanted, rng, holds=codes_of(graph, contains))
    if not len(found.walks.sets):
        raise EmptyError(
            f"0 of {found.looked:,} draws hold all the chosen concepts.",
            "concepts that meet in a walk.",
            "Choose fewer.",
        )
    return _store(workspace, cleaned, name, found.walks, rng, contains, {"asked": wanted, "draws": found.looked})


@dataclass(frozen=True, slots=True)
class Moved:
    """A mix that was moved to the current graph.

    Attributes:
        mix: Its name.
        stayed: Compositions all of whose concepts are there still.
        left: Compositions that are no longer of the mix; they and their questions stay in the workspace.
        graph_version: The graph that it is of now.
    """

    mix: str
    stayed: int
    left: int
    graph_version: str


def move_mix(workspace: Workspace, name: str) -> Moved:
    """Move a mix to the graph that is used now: what holds a concept which that lacks leaves it.

    Raises:
        NotFoundError: There is no such mix.
    """
    require(workspace, "move_mix")
    known = workspace.store.mixes.named(name.strip())
    if known is None:
        raise NotFoundError(f"There is no mix {name!r}.", "the name of a kept mix.", "See 'mathscale mix list'.")
    graph = workspace.graph().graph
    with workspace.store.transaction():
        fresh = workspace.new_id("r", "left", known["id"])
        stayed, left = workspace.store.mixes.move(known["id"], graph.version, list(graph.position), fresh)
        workspace.store.curation.record_version(
            graph.version, {"minimum_seeds": workspace.settings.minimum_seeds}, graph.edges, workspace.actor,
            workspace.now(),
        )  # fmt: skip
    return Moved(known["name"], stayed, left, graph.version)


def _store(
    workspace: Workspace,
    cleaned: Cleaned,
    name: str,
    walks: Walks,
    rng: int,
    contains: Sequence[str],
    said: dict[str, object],
) -> Kept:
    """Store walks under a name; ``cleaned`` is what they were drawn on, whatever the current graph is by now."""
    graph = cleaned.graph
    # Draws ascend: of two of one set the lower one stays.
    place = {composition: i for i, composition in reversed(list(enumerate(composition_ids(graph, walks.sets))))}
    settings = {**asdict(WalkSettings()), "contains": sorted(contains)}
    with workspace.store.transaction():
        under = mix_row(workspace, name, graph.version)
        before = _held(workspace, name)
        # What the mix holds is not stored a second time.
        fresh = np.array(sorted(i for composition, i in place.items() if composition not in before), dtype=np.int64)
        if len(fresh):
            kept = walks.take(fresh)
            share = novelty(kept.sets, seed_sets(graph, cleaned.concepts_of_seed))
            statistics = {**said, "unique": len(fresh), "novelty": share}
            run = content_id("r", "kept", rng, settings, graph.version, under["id"], kept.draws.tolist())
            noted = Run(run, "paper", rng, settings, statistics)
            store_run(workspace, graph, under, noted, kept, np.ones(len(fresh), dtype=np.int64))
    return Kept(str(under["name"]), len(place), len(fresh), len(before) + len(fresh))


def _held(workspace: Workspace, name: str) -> set[str]:
    known = workspace.store.mixes.named(name.strip())
    return workspace.store.mixes.holds(known["id"]) if known else set()

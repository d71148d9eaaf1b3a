"""Graph version → its map: positions and communities, computed once for each version by a job, and stored.

A version after another keeps the places of the concepts that both have. Where less than half of a graph is known, as
after a first big import, nothing is kept: a map that is mostly new names piled on a few old places is no map.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.adapters.jobstatus import OPEN
from mathscale_core.adapters.mapmaker import GRAPH, graph_of, read_map
from mathscale_core.adapters.store.maps import StoredMap
from mathscale_core.errors import ConflictError, EmptyError
from mathscale_core.layout import Links, community_names, links_of
from mathscale_core.pipeline.jobs import create_job, run_job, start_job
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report, silent
from mathscale_core.records import ModelRequest
from mathscale_core.workspace import Workspace

KIND = "layout"
#: Share of a graph that an older map must know for it to be kept.
KEPT_FROM = 0.5


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The map of a version.

    Attributes:
        version: Graph version.
        nodes: Concepts that have a place.
        communities: Communities.
        seconds: How long it took now; 0 where it was there.
    """

    version: str
    nodes: int
    communities: int
    seconds: float


def lay_out_version(workspace: Workspace, report: Report = silent) -> LaidOut:
    """Lay the published graph out, unless it has its map, and wait for it.

    Raises:
        ConflictError: An open job lays this version out already.
        EmptyError: The graph has no concept.
        JobError: The worker failed; the job can be resumed.
        KeyboardInterrupt: Passed on after the job was paused.
    """
    require(workspace, "lay_out_version")
    version, seconds = workspace.graph().graph.version, 0.0
    if not workspace.store.maps.has(version):
        if job := layout_job(workspace, version):
            raise ConflictError(
                f"The job {job} lays this version out already.",
                "one layout of a version at a time.",
                f"Wait for its end, resume it where its worker is gone ('mathscale jobs resume {job}'), or cancel it.",
            )
        began = time.perf_counter()
        run_job(workspace, _lay_out_job(workspace), ingest_layout, report)
        seconds = time.perf_counter() - began
    stored = workspace.store.maps.get(version)
    if stored is None:
        return LaidOut(version, 0, 0, seconds)
    return LaidOut(version, len(stored.concepts), len(np.unique(stored.community)), seconds)


def start_layout(workspace: Workspace) -> str:
    """Have the published graph laid out by a process that is not waited for; the job, also one that is open.

    Raises:
        EmptyError: The graph has no concept.
    """
    require(workspace, "start_layout")
    with workspace.ingesting:
        job = layout_job(workspace, workspace.graph().graph.version)
        if job:
            return job
        job = _lay_out_job(workspace)
        start_job(workspace, job)
        return job


def layout_job(workspace: Workspace, version: str) -> str:
    """The open job that lays a version out, ``""`` where there is none."""
    rows = workspace.store.jobs.in_state(*OPEN)
    return next((str(r["id"]) for r in rows if r["kind"] == KIND and r["settings"].get("version") == version), "")


def ingest_layout(workspace: Workspace, _: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
    """Take a map into the store; the same one twice changes nothing."""
    for request, answered in answers:
        if answered.reply is None:
            continue
        drawn = read_map(answered.reply.text)
        concepts = tuple(sorted(drawn.at))
        at = np.array([drawn.at[c] for c in concepts], dtype=np.float64).reshape(-1, 2)
        community = np.array([drawn.community[c] for c in concepts], dtype=np.int32)
        stored = StoredMap(str(request.inputs["version"]), concepts, at, community)
        workspace.store.maps.put(stored, _names(workspace, stored))


def _lay_out_job(workspace: Workspace) -> str:
    graph = workspace.graph().graph
    links = links_of(graph)
    if not links.concepts:
        raise EmptyError("The graph has no concept.", "concepts that can be laid out.", "Import seeds, then extract.")
    places, known = _older(workspace, links, graph.version)
    request = ModelRequest(
        graph.version, "layout", "none", "Lay the graph out; no model is asked.",
        {"version": graph.version, "concepts": len(links.concepts), "edges": len(links.source)},
    )  # fmt: skip
    return create_job(
        workspace, KIND, None, {"version": graph.version}, [request], {GRAPH: graph_of(links, places, known)}
    )


def _older(
    workspace: Workspace, links: Links, version: str
) -> tuple[Mapping[str, tuple[float, float]], Mapping[str, int]]:
    """Positions and communities of the concepts that the latest map has; of none where it has too few of them."""
    older = workspace.store.maps.get(workspace.store.maps.latest(but=version))
    if older is None:
        return {}, {}
    present = set(links.concepts)
    shared = [i for i, concept in enumerate(older.concepts) if concept in present]
    if len(shared) < KEPT_FROM * len(present):
        return {}, {}
    return (
        {older.concepts[i]: (float(older.at[i, 0]), float(older.at[i, 1])) for i in shared},
        {older.concepts[i]: int(older.community[i]) for i in shared},
    )


def _names(workspace: Workspace, stored: StoredMap) -> dict[int, str]:
    """Names of the communities, by the concepts of the graph as it stands now."""
    graph = workspace.graph().graph
    number = dict(zip(stored.concepts, stored.community.tolist(), strict=True))
    both = [
        (concept, seeds)
        for some, counts in ((graph.topics, graph.topic_seeds), (graph.kps, graph.kp_seeds))
        for concept, seeds in zip(some, counts.tolist(), strict=True)
        if concept.id in number
    ]
    return community_names(
        [concept for concept, _ in both],
        np.array([seeds for _, seeds in both], dtype=np.int32),
        np.array([number[concept.id] for concept, _ in both], dtype=np.int32),
    )

"""The map maker: serves the one request of a layout job without any model, from the graph that lies in its folder.

It stands where the offline provider stands, so that a layout is a job like any other: counted, logged, cancelled,
resumed, and taken in when its answer is there. Between two stages the loop gets its turn, so that it can be given up.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from mathscale_core.adapters.offline import NAME
from mathscale_core.errors import JobError, ModelError
from mathscale_core.graph import Floats, Ints
from mathscale_core.layout import STAGES, Links, communities, lay_out_in_stages
from mathscale_core.records import ModelReply, ModelRequest

#: The graph, in the job's folder.
GRAPH = "graph.json"
PROVIDER = "offline:map (no language model)"
#: Long enough for whoever waits to be told; a stage takes a hundred times as long.
_TURN = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A layout as it comes back.

    Attributes:
        at: Concept id to position.
        community: Concept id to community.
    """

    at: Mapping[str, tuple[float, float]]
    community: Mapping[str, int]


class _Graph(BaseModel):
    """``graph.json``: the edges of a graph, and what an older map says."""

    model_config = ConfigDict(extra="forbid")

    concepts: list[str]
    source: list[int]
    target: list[int]
    weights: list[float]
    places: dict[str, tuple[float, float]]
    communities: dict[str, int]


class _Map(BaseModel):
    """The text of a reply."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    at: dict[str, tuple[float, float]]
    community: dict[str, int]


class MapMaker:
    """Answers a layout request; free, and the same for the same graph."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        """``folder`` is the job's; ``say`` is told how far it is."""
        self._folder = folder
        self._say = say

    @property
    def name(self) -> str:
        """Provider name: it costs nothing and needs no network."""
        return NAME

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Lay the graph out.

        Raises:
            JobError: The job brought no graph along.
            ModelError: Something else than a layout is asked for.
        """
        if request.task != "layout":
            raise ModelError(f"The map maker was asked to {request.task}.", "a layout.", "Start the job anew.")
        links, graph = self._graph()
        community = communities(links, graph.communities)
        at: Floats = np.zeros((0, 2))
        for stage, at in enumerate(lay_out_in_stages(links, graph.places), 1):  # noqa: B007 (the last one counts)
            if not graph.places:
                self._say(f"layout: stage {stage} of {STAGES}")
            await asyncio.sleep(_TURN)
        return ModelReply(_as_text(links, at, community), PROVIDER)

    def _graph(self) -> tuple[Links, _Graph]:
        try:
            graph = _Graph.model_validate_json((self._folder / GRAPH).read_bytes())
        except (OSError, ValidationError) as error:
            found = f"{GRAPH} of the job cannot be read ({type(error).__name__})."
            raise JobError(found, "the graph that is to be laid out.", "Start the job anew.") from error
        links = Links(
            tuple(graph.concepts),
            np.array(graph.source, dtype=np.int32),
            np.array(graph.target, dtype=np.int32),
            np.array(graph.weights, dtype=np.float64),
        )
        return links, graph


def graph_of(links: Links, places: Mapping[str, tuple[float, float]], known: Mapping[str, int]) -> dict[str, object]:
    """What a layout job brings along: the graph, and positions and communities of an older map, empty where none is."""
    return {
        "concepts": list(links.concepts), "source": links.source.tolist(), "target": links.target.tolist(),
        "weights": links.weights.tolist(), "places": dict(places), "communities": dict(known),
    }  # fmt: skip


def read_map(text: str) -> Drawn:
    """Read a reply.

    Raises:
        ModelError: It holds no map, or positions and communities of different concepts.
    """
    try:
        value = _Map.model_validate_json(text)
    except ValidationError as error:
        raise ModelError("The reply holds no map.", "positions and communities.", "Start the job anew.") from error
    if value.at.keys() != value.community.keys():
        raise ModelError(
            f"The map has {len(value.at)} positions and {len(value.community)} communities.",
            "both for every concept.",
            "Start the job anew.",
        )
    return Drawn(value.at, value.community)


def _as_text(links: Links, at: Floats, community: Ints) -> str:
    value = {
        "at": dict(zip(links.concepts, at.tolist(), strict=True)),
        "community": dict(zip(links.concepts, community.tolist(), strict=True)),
    }
    return json.dumps(value, separators=(",", ":"))

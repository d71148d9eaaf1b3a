"""The map maker: a layout job's one request, answered from the graph in its folder."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.mapmaker import GRAPH, MapMaker, graph_of, read_map
from mathscale_core.errors import JobError, ModelError
from mathscale_core.layout import STAGES, Links, communities, lay_out, links_of
from mathscale_core.records import ModelRequest
from mathscale_core.testing.graphs import square
from mathscale_core.worker import offline_model, work

REQUEST = ModelRequest("g_1", "layout", "none", "", {"version": "g_1"})


def folder_with(path: Path, links: Links, places: dict[str, tuple[float, float]] | None = None) -> JobFolder:
    graph = graph_of(links, places or {}, dict.fromkeys(places or {}, 5))
    return JobFolder.create(
        path / "job", kind="layout", endpoint=None, settings={}, requests=[REQUEST], attachments={GRAPH: graph}
    )


def unheard(_: str) -> None:
    """Nobody listens."""


def big(count: int = 3000, edges: int = 40_000) -> Links:
    """A random graph that takes a while."""
    ends = np.random.default_rng(1).integers(0, count, (edges, 2)).astype(np.int32)
    ends = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0)
    return Links(tuple(f"c{n}" for n in range(count)), ends[:, 0], ends[:, 1], np.ones(len(ends)))


def test_the_answer_is_the_layout_of_the_graph_that_the_job_brought(tmp_path: Path) -> None:
    """Position and community of every concept, and a line in the log for every stage."""
    links, said = links_of(square()), list[str]()
    folder = folder_with(tmp_path, links)
    reply = asyncio.run(MapMaker(folder.path, said.append).complete(REQUEST))
    drawn = read_map(reply.text)
    assert list(drawn.at.values()) == list(map(tuple, lay_out(links).tolist()))
    assert list(drawn.community.values()) == communities(links).tolist()
    assert len(said) == STAGES
    assert "no language model" in reply.provider
    assert reply.tokens == 0


def test_what_an_older_map_says_is_kept(tmp_path: Path) -> None:
    """Positions to the last bit, and the numbers of communities."""
    places = {"A": (0.1 + 0.2, 1.0), "B": (-3.0, 1e-9), "x": (4.0, 4.0)}
    reply = asyncio.run(MapMaker(folder_with(tmp_path, links_of(square()), places).path, unheard).complete(REQUEST))
    drawn = read_map(reply.text)
    assert {c: drawn.at[c] for c in places} == places
    assert 5 in drawn.community.values()


def test_a_worker_finishes_the_job_for_nothing(tmp_path: Path) -> None:
    """One item, ok, nothing paid."""
    folder = folder_with(tmp_path, links_of(square()))
    work(folder.path, offline_model(folder))
    assert (folder.state()[0], folder.counts().ok, folder.asked()) == ("done", 1, [])


def test_a_layout_is_given_up_between_two_stages(tmp_path: Path) -> None:
    """Cancelled in the middle, it has no answer; nothing is waited for that nobody paid."""
    folder = folder_with(tmp_path, big())
    said: list[str] = []
    work(folder.path, MapMaker(folder.path, said.append), stop=lambda: "cancel" if said else "")
    assert (folder.state()[0], folder.counts().pending) == ("cancelled", 1)
    assert 0 < len(said) < STAGES


@pytest.mark.parametrize(
    "spoil",
    [lambda p: p.unlink(), lambda p: p.write_text("{}", "utf-8"), lambda p: p.write_text("no json", "utf-8")],
    ids=["gone", "empty", "no JSON"],
)
def test_a_job_without_its_graph_fails_with_a_reason(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    """It says what is missing and to start anew."""
    folder = folder_with(tmp_path, links_of(square()))
    spoil(folder.path / GRAPH)
    with pytest.raises(JobError, match=r"graph\.json"):
        asyncio.run(MapMaker(folder.path, unheard).complete(REQUEST))


def test_it_is_asked_for_nothing_else(tmp_path: Path) -> None:
    """It writes no questions."""
    with pytest.raises(ModelError, match="generate"):
        asyncio.run(MapMaker(tmp_path, unheard).complete(ModelRequest("i", "generate", "p", "", {})))


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", '{"at": {"a": [0, 1]}, "community": {}}', '{"at": {"a": [0]}, "community": {"a": 0}}',
        '{"at": {"a": [0, NaN]}, "community": {"a": 0}}', json.dumps({"at": [], "community": []}),
    ],
)  # fmt: skip
def test_a_reply_that_is_no_map_is_refused(text: str) -> None:
    """Cut short, one-sided, or with a position that is none."""
    with pytest.raises(ModelError):
        read_map(text)

"""Layouts as jobs: once for each version, and nothing moves from one to the next."""

from pathlib import Path

import pytest

from mathscale_core.adapters.store.maps import StoredMap
from mathscale_core.errors import ConflictError, EmptyError
from mathscale_core.pipeline import work
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.jobs import job_status
from mathscale_core.pipeline.layout import KIND, lay_out_version, layout_job, start_layout
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import Workspace


def places_of(workspace: Workspace, version: str = "") -> dict[str, tuple[float, ...]]:
    """Concept to position, of the present version where none is named."""
    stored = map_of(workspace, version)
    return dict(zip(stored.concepts, map(tuple, stored.at.tolist()), strict=True))


def map_of(workspace: Workspace, version: str = "") -> StoredMap:
    stored = workspace.store.maps.get(version or workspace.graph().graph.version)
    assert stored is not None
    return stored


def test_an_empty_graph_is_not_laid_out(tmp_path: Path) -> None:
    """It says what is wanted."""
    with pytest.raises(EmptyError, match="no concept"):
        lay_out_version(fresh_workspace(tmp_path))


def test_a_version_is_laid_out_once(tmp_path: Path) -> None:
    """By a job with one item; asked again, nothing is done."""
    workspace = small_workspace(tmp_path)
    done = lay_out_version(workspace)
    graph = workspace.graph().graph
    assert (done.version, done.nodes) == (graph.version, len(graph.topics) + len(graph.kps))
    assert set(places_of(workspace)) == {c.id for c in (*graph.topics, *graph.kps)}
    (job,) = workspace.store.jobs.list(kind=KIND)
    status = job_status(workspace, job["id"])
    assert (status.state, status.counts.ok, status.tokens) == ("done", 1, 0)
    again = lay_out_version(workspace)
    assert (again.nodes, again.communities, again.seconds) == (done.nodes, done.communities, 0.0)
    assert len(workspace.store.jobs.list(kind=KIND)) == 1


def test_communities_have_names_of_topics(tmp_path: Path) -> None:
    """Each one that is there, and no other."""
    workspace = small_workspace(tmp_path)
    lay_out_version(workspace)
    stored = map_of(workspace)
    names = workspace.store.maps.names(stored.version)
    assert set(names) == set(stored.community.tolist())
    topics = {c.name for c in workspace.graph().graph.topics}
    assert all(set(name.split(" · ")) <= topics for name in names.values())


def test_an_edit_moves_nothing_and_a_new_concept_comes_among_its_neighbours(tmp_path: Path) -> None:
    """A merge takes one off; seeds bring one more; all others lie where they lay."""
    workspace = small_workspace(tmp_path)
    lay_out_version(workspace)
    before = places_of(workspace)
    ids = {c.name: c.id for c in workspace.graph().graph.topics}
    apply_edit(workspace, {"kind": "merge", "from": [ids["Percentages"]], "into": ids["Money"]})
    lay_out_version(workspace)
    merged = places_of(workspace)
    assert merged == {c: at for c, at in before.items() if c != ids["Percentages"]}
    add_seeds(workspace, [labelled_seed(n, ["Money", "Discounts"], ["Unit price"]) for n in (90, 91)])
    lay_out_version(workspace)
    grown = places_of(workspace)
    new = set(grown) - set(merged)
    assert len(new) == 1
    assert {c: at for c, at in grown.items() if c not in new} == merged


def test_an_undone_edit_brings_back_the_map_that_was_there(tmp_path: Path) -> None:
    """The version is the old one, and so is its map; nothing is computed."""
    workspace = small_workspace(tmp_path)
    lay_out_version(workspace)
    before = places_of(workspace)
    ids = {c.name: c.id for c in workspace.graph().graph.topics}
    event = apply_edit(workspace, {"kind": "merge", "from": [ids["Percentages"]], "into": ids["Money"]})
    lay_out_version(workspace)
    undo(workspace, event.id)
    assert lay_out_version(workspace).seconds == 0.0
    assert places_of(workspace) == before


def test_where_little_is_known_everything_is_laid_out_anew(tmp_path: Path) -> None:
    """A graph of which the older map has less than half is not hung on that."""
    workspace = small_workspace(tmp_path)
    lay_out_version(workspace)
    before = places_of(workspace)
    many = [
        labelled_seed(100 + n, [f"Field {n % 9}", f"Field {n % 7 + 3}"], [f"Skill {n % 11}", f"Skill {n % 5 + 9}"])
        for n in range(60)
    ]
    add_seeds(workspace, many)
    lay_out_version(workspace)
    after = places_of(workspace)
    assert set(before) <= set(after)
    assert all(after[c] != at for c, at in before.items())


def test_a_started_layout_is_taken_in_as_any_job(tmp_path: Path) -> None:
    """Nothing is stored before; started again while it is open, it is the same job."""
    workspace = small_workspace(tmp_path)
    version = workspace.graph().graph.version
    job = start_layout(workspace)
    assert not workspace.store.maps.has(version)
    assert layout_job(workspace, version) == job
    assert start_layout(workspace) == job
    assert work.take_in_open(workspace) == 1
    assert workspace.store.maps.has(version)
    assert layout_job(workspace, version) == ""


def test_a_version_is_not_laid_out_twice_at_once(tmp_path: Path) -> None:
    """The second to come is told of the first one's job."""
    workspace = small_workspace(tmp_path)
    job = start_layout(workspace)
    with pytest.raises(ConflictError, match=job):
        lay_out_version(workspace)

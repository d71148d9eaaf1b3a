"""Explore's map: how its layout comes to be, its overlays, and its table."""

from dataclasses import replace
from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline import jobs, work
from mathscale_core.pipeline.layout import KIND, lay_out_version
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.ports import Report
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.overlays import OVERLAYS
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words
from tests.pages.parts.editor import by_size


class Patient:
    """An executor whose workers never begin."""

    def run(self, folder: Path, report: Report) -> None:
        """Nothing happens."""

    def start(self, folder: Path) -> None:
        """Nothing happens yet."""


def laid_out(tmp_path: Path) -> Workspace:
    workspace = small_workspace(tmp_path)
    lay_out_version(workspace)
    return workspace


def test_an_empty_graph_says_where_concepts_come_from(empty: Workspace) -> None:
    """And starts no job."""
    app = open_page(empty, "explore", view="Map")
    assert not app.exception
    assert "The graph is empty" in words(app)
    assert empty.store.jobs.list() == []


def test_opening_the_map_lays_the_graph_out(tmp_path: Path) -> None:
    """By one job, also when it is opened again while that is open; when it is taken in the map is there."""
    workspace = replace(small_workspace(tmp_path), executor=Patient())
    app = open_page(workspace, "explore", view="Map")
    assert not app.exception
    assert "is being laid out" in words(app)
    assert "1 pending, of 1 asked" in words(app)
    app.run()
    (job,) = workspace.store.jobs.list(kind=KIND)
    done = replace(workspace, executor=LocalExecutor())
    work.resume(done, job["id"])
    app.run()
    assert "All 9 concepts" in words(app)
    assert len(workspace.store.jobs.list(kind=KIND)) == 1


def test_a_layout_that_was_cancelled_begins_again_when_it_is_asked_for(tmp_path: Path) -> None:
    """Not by itself: it says that there is no map, and offers to make it."""
    workspace = replace(small_workspace(tmp_path), executor=Patient())
    app = open_page(workspace, "explore", view="Map")
    (job,) = workspace.store.jobs.list(kind=KIND)
    jobs.cancel_job(workspace, job["id"])
    work.take_in_open(workspace)
    app.run()
    assert "did not come to its end" in words(app)
    assert len(workspace.store.jobs.list(kind=KIND)) == 1
    app.button(key="lay-out").click().run()
    assert not app.exception
    assert len(workspace.store.jobs.list(kind=KIND)) == 2
    assert "is being laid out" in words(app)


def test_a_layout_is_a_job_among_the_others(tmp_path: Path) -> None:
    """Listed under its own name, with its counts, and the way to the map."""
    workspace = laid_out(tmp_path)
    (job,) = workspace.store.jobs.list(kind=KIND)
    app = open_page(workspace, "jobs", job=job["id"])
    assert not app.exception
    assert "Map layout of 1" in words(app)
    assert "1 ok · 0 failed · 0 pending, of 1 asked" in words(app)


def test_the_overlay_is_in_the_address(tmp_path: Path) -> None:
    """Every one can be opened by a link, says what it is, and one that is none shows communities."""
    workspace = laid_out(tmp_path)
    app = open_page(workspace, "explore", view="Map", overlay="beauty")
    assert app.selectbox(key="overlay").value == ""
    for name, kind in OVERLAYS.items():
        app.query_params["overlay"] = name
        app.run()
        assert not app.exception, name
        assert kind.what in words(app)
    assert "No data: no evaluation yet." in words(app)
    app.selectbox(key="overlay").set_value("degree").run()
    assert address(app)["overlay"] == "degree"
    assert "By degree, the highest first" in words(app)


def test_the_table_has_every_concept_until_some_are_chosen(tmp_path: Path) -> None:
    """Most seeds first; a choice narrows it, and is cleared."""
    workspace = laid_out(tmp_path)
    app = open_page(workspace, "explore", view="Map")
    table = app.dataframe[0].value
    assert list(table["seeds"]) == sorted(table["seeds"], reverse=True)
    assert len(table) == 9
    some = {c.id for c in workspace.graph().graph.topics}
    app.session_state["map-chosen"] = frozenset(some)
    app.run()
    assert "4 chosen" in words(app)
    assert set(app.dataframe[0].value["kind"]) == {"topic"}
    app.button(key="map-clear").click().run()
    assert "All 9 concepts" in words(app)


def test_what_was_lassoed_is_edited_together_after_a_look(tmp_path: Path) -> None:
    """Of one kind it is merged, with the preview first; then the one that stays is what is chosen."""
    workspace = laid_out(tmp_path)
    one, other, *_ = by_size(workspace, "topic")
    app = open_page(workspace, "explore", view="Map")
    assert "bulk-do" not in [b.key for b in app.button]
    app.session_state["map-chosen"] = frozenset({one.id, other.id})
    app.run()
    assert "2 marked:" in words(app)
    app.selectbox(key="bulk-winner").set_value(one.id).run()
    app.button(key="bulk-do").click().run()
    assert not app.exception
    assert workspace.store.curation.events() == []
    assert "not done yet" in words(app)
    app.button(key="edit-apply").click().run()
    assert not app.exception
    (event,) = workspace.store.curation.events()
    assert event.payload == {"from": [other.id], "into": one.id}
    assert app.session_state["map-chosen"] == frozenset({one.id})


def test_more_than_one_can_look_through_is_not_edited_together(tmp_path: Path) -> None:
    """The map says how many it may be."""
    workspace = fresh_workspace(tmp_path)
    synthesise(workspace, 20, 100, 200)
    lay_out_version(workspace)
    app = open_page(workspace, "explore", view="Map")
    graph = workspace.draft().graph
    app.session_state["map-chosen"] = frozenset(c.id for c in (*graph.topics, *graph.kps))
    app.run()
    assert not app.exception
    assert "120 chosen" in words(app)
    assert "Lasso at most 100" in words(app)
    assert "bulk-do" not in [b.key for b in app.button]

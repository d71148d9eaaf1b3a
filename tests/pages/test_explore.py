"""Explore: search, one selection, seeds; gone concepts and empty graphs get a clear word."""

from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.views import explore
from mathscale_core.workspace import Workspace, create_workspace
from tests.pages.apps import open_page, words


def test_an_empty_graph_says_how_to_fill_it(tmp_path: Path) -> None:
    """No canvas without a graph."""
    workspace = create_workspace(tmp_path / "empty", LocalExecutor())
    app = open_page(workspace, "explore")
    assert not app.exception
    assert "The graph is empty" in words(app)
    workspace.close()


def test_the_address_names_the_concept_in_the_middle_and_the_selected_one(demo: Workspace) -> None:
    """The table holds the neighbours, the panel the selected concept with its seeds."""
    centre = explore.search(demo, "Pythagorean theorem", 1)[0].concept
    neighbour = explore.ego(demo, centre.id, 5).neighbours[0].concept
    app = open_page(demo, "explore")
    app.query_params["concept"], app.query_params["selected"] = centre.id, neighbour.id
    app.run()
    assert not app.exception
    names = list(app.dataframe[0].value["name"])
    assert neighbour.name in names
    assert neighbour.name in [s.value.replace("\\", "") for s in app.subheader]
    assert any(b.label == "Put in the middle" for b in app.button)
    assert len(app.expander) >= 1


def test_a_search_lists_hits_and_says_when_there_is_none(demo: Workspace) -> None:
    """Prefixes of words find; nonsense gets a hint."""
    app = open_page(demo, "explore")
    app.text_input(key="q").set_value("pythag").run()
    assert "Pythagorean theorem" in list(app.dataframe[0].value["name"])
    app.text_input(key="q").set_value("xyzzy <b>").run()
    assert not app.exception
    assert "No topic or knowledge point" in words(app)


def test_a_concept_that_is_gone_is_said_and_not_a_crash(demo: Workspace) -> None:
    """An old address names what is no longer there."""
    app = open_page(demo, "explore")
    app.query_params["concept"] = "c_gone"
    app.run()
    assert not app.exception
    assert "has no concept 'c_gone'" in words(app)

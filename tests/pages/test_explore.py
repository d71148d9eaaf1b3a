"""Explore's views: each has an address, and the choice of views follows it."""

import pytest

from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


def test_every_view_opens_and_stands_in_the_address(demo: Workspace) -> None:
    """The graph is the first, which needs none; what is no view shows the graph."""
    app = open_page(demo, "explore")
    views = list(app.segmented_control(key="view").options)
    assert views[0] == "Graph"
    assert len(views) == len(set(views))
    for view in views[1:]:
        app.segmented_control(key="view").set_value(view).run()
        assert address(app)["view"] == view
        assert not app.exception, view
    del app.query_params["view"]
    app.run()
    assert app.segmented_control(key="view").value == "Graph"
    app.query_params["view"] = "Nowhere"
    app.run()
    assert app.segmented_control(key="view").value == "Graph"


@pytest.mark.parametrize("view", ["Map", "Queue", "Tray", "Shelf", "History"])
def test_a_view_of_a_link_is_shown(demo: Workspace, view: str) -> None:
    """Whoever gets it sees what the sender saw."""
    app = open_page(demo, "explore", view=view)
    assert not app.exception
    assert app.segmented_control(key="view").value == view


def test_parts_of_one_views_address_are_left_with_it(demo: Workspace) -> None:
    """The concept in the middle goes along."""
    app = open_page(demo, "explore", concept="c_1", overlay="seeds", page="2", version="1")
    app.segmented_control(key="view").set_value("Tray").run()
    assert address(app) == {"concept": "c_1", "view": "Tray"}


def test_the_number_of_names_on_the_shelf_stands_beside_the_choice(demo: Workspace) -> None:
    """So that it does not get into the address."""
    one, two, *_ = demo.store.seeds.question_keys().values()
    demo.store.shelf.add([(one, "kp", "Juggling"), (two, "kp", "Juggling"), (one, "topic", "Circus")], "m", "")
    app = open_page(demo, "explore")
    assert "2 on the shelf" in words(app)


def test_the_shelf_shows_what_waits(demo: Workspace) -> None:
    """Empty it says where names come from; else the commonest is shown, to adopt or to dismiss, with its address."""
    app = open_page(demo, "explore", view="Shelf")
    assert "Nothing waits on the shelf" in words(app)
    one, two, *_ = demo.store.seeds.question_keys().values()
    demo.store.shelf.add([(one, "kp", "Juggling"), (two, "kp", "Juggling"), (one, "topic", "Circus")], "m", "")
    app.run()
    assert list(app.dataframe[0].value["name"]) == ["Juggling", "Circus"]
    app.query_params["shelved"] = "topic:Circus"
    app.run()
    assert "Circus" in [s.value for s in app.subheader]
    app.query_params["shelved"] = "kp:Juggling"
    app.run()
    app.button(key="adopt").click().run()
    assert "Juggling" in {c.name for c in demo.draft().graph.kps}
    app.button(key="dismiss").click().run()
    assert demo.store.shelf.count() == 0

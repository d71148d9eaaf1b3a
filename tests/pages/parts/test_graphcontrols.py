"""The controls of the neighbourhood: each stands in the address and follows it."""

from mathscale_core.views.overlays import OVERLAYS
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page


def test_every_control_stands_in_the_address_and_follows_it(demo: Workspace) -> None:
    """Number of neighbours, depth, weight, colour, arrows; what cannot be meant is mended."""
    app = open_page(demo, "explore", limit="7", depth="2", least="2", overlay="seeds", arrows="on")
    assert not app.exception
    assert (app.slider(key="limit").value, app.number_input(key="least").value) == (7, 2)
    assert app.selectbox(key="overlay").value == "seeds"
    assert app.toggle(key="arrows-on").value is True
    app.toggle(key="arrows-on").set_value(False).run()
    app.slider(key="limit").set_value(20).run()
    app.selectbox(key="overlay").set_value("").run()
    assert {k: v for k, v in address(app).items() if k not in {"concept", "selected"}} == {
        "limit": "20", "depth": "2", "least": "2",
    }  # fmt: skip
    app.query_params["limit"] = "9999"
    app.run()
    assert app.slider(key="limit").value == 60


def test_every_overlay_can_be_chosen(demo: Workspace) -> None:
    """Those without data too."""
    app = open_page(demo, "explore")
    for name in OVERLAYS:
        app.query_params["overlay"] = name
        app.run()
        assert not app.exception, name

"""Endpoints on screen: added, changed, tested and removed; a key never shows."""

import json
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.endpoints import default_endpoint, list_endpoints, save_endpoint
from mathscale_core.records import Endpoint
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.workspace import Workspace
from pages.parts.endpoints import facts
from tests.pages.apps import open_page, words

#: Nobody is at this address.
NOBODY = Endpoint("local", "http://127.0.0.1:9/v1", "tiny", key_env="TINY_KEY", timeout=2.0, retries=0)
KEY = "planted-key-0123456789"


def opened(workspace: Workspace, endpoint: str = "") -> AppTest:
    """The section; ``endpoint`` is the one whose form the address opens."""
    app = open_page(workspace, "settings").segmented_control(key="section").set_value("Endpoints").run()
    if endpoint:
        app.query_params["endpoint"] = endpoint
        app.run()
    return app


def test_without_an_endpoint_the_page_says_that_all_runs_offline(empty: Workspace) -> None:
    """And the form is open."""
    app = opened(empty)
    assert "No endpoint yet" in words(app)
    assert app.text_input(key="new-name").value == ""


def test_an_endpoint_is_added_with_the_name_of_its_key_variable(empty: Workspace) -> None:
    """What was typed is stored; it serves where nobody is named only when that was ticked."""
    app = opened(empty)
    for field, value in (("name", "local"), ("model", "tiny"), ("url", "http://127.0.0.1:9/v1/"), ("env", "TINY_KEY")):
        app.text_input(key=f"new-{field}").set_value(value)
    app.number_input(key="new-at-once").set_value(3)
    assert app.checkbox(key="new-default").value is False
    app.checkbox(key="new-default").check()
    next(b for b in app.button if b.label == "Save").click().run()
    assert not app.exception
    (found,) = list_endpoints(empty)
    assert found == replace(Endpoint("local", "http://127.0.0.1:9/v1", "tiny", "TINY_KEY"), concurrency=3)
    assert default_endpoint(empty) == "local"
    assert "TINY_KEY is not set" in words(app).replace("\\", "")


def test_a_key_in_the_place_of_its_name_is_refused_and_not_shown_again(empty: Workspace) -> None:
    """The message says what belongs there."""
    app = opened(empty)
    for field, value in (("name", "local"), ("model", "tiny"), ("url", "http://127.0.0.1:9/v1"), ("env", f"sk-{KEY}")):
        app.text_input(key=f"new-{field}").set_value(value)
    next(b for b in app.button if b.label == "Save").click().run()
    assert not app.exception
    assert "no name of an environment variable" in words(app)
    assert KEY not in words(app)
    assert list_endpoints(empty) == []


def test_an_endpoint_is_changed_under_its_name(empty: Workspace) -> None:
    """The form of the address holds what is stored; prices may stay unknown."""
    save_endpoint(empty, NOBODY)
    app = opened(empty, endpoint="local")
    assert app.text_input(key="edit-local-name").disabled
    app.text_input(key="edit-local-model").set_value("small")
    app.number_input(key="edit-local-in").set_value(0.5)
    next(b for b in app.button if b.label == "Save").click().run()
    assert not app.exception
    assert list_endpoints(empty) == [replace(NOBODY, model="small", input_price=0.5)]


def test_a_dead_endpoint_is_tested_and_said_in_words(tmp_path: Path) -> None:
    """What happened and what to do; the key is on no page."""
    workspace = replace(fresh_workspace(tmp_path), secrets={"TINY_KEY": KEY})
    save_endpoint(workspace, NOBODY)
    app = opened(workspace)
    app.button(key="test-local").click().run()
    assert not app.exception
    assert [e.value for e in app.error] == ["The model's server did not do it"]
    assert "Do next:" in words(app)
    assert KEY not in words(app) + json.dumps([str(e) for e in app.main])
    workspace.close()


def test_default_and_removal_are_a_click_each(empty: Workspace) -> None:
    """Removal asks once more; without a default the offline provider serves."""
    save_endpoint(empty, NOBODY)
    app = opened(empty)
    app.button(key="default-local").click().run()
    assert default_endpoint(empty) == "local"
    app.button(key="offline").click().run()
    assert default_endpoint(empty) is None
    app.button(key="remove-local").click().run()
    assert list_endpoints(empty) == []


def test_a_price_is_said_only_where_it_is_known() -> None:
    """Unknown is a word, not a zero."""
    assert facts(NOBODY) == "8 at once · price unknown"
    priced = replace(NOBODY, input_price=0.5, output_price=2.0, requests_per_minute=1200)
    assert facts(priced) == "8 at once · 1,200 requests a minute · 0.5 in, 2 out USD a million tokens"

"""Asking a model on screen: only where there is one, the cost first, the job where it runs."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.endpoints import save_endpoint
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel
from mathscale_core.testing.workspaces import answered_by
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part, words
from tests.pipeline.test_asktwins import says
from tests.pipeline.twinned import twinned


def page() -> None:
    import streamlit as st

    from pages.parts.asking import ask_menu

    ask_menu(st.session_state["workspace"])


def opened(space: Workspace) -> AppTest:
    return open_part(page, space)


def test_without_an_endpoint_there_is_no_button(tmp_path: Path) -> None:
    """Nothing of it is shown."""
    app = opened(twinned(tmp_path))
    assert not app.exception
    assert not app.button


def test_the_cost_stands_above_the_button_that_says_the_number(tmp_path: Path) -> None:
    """Pressed, it is a job; what was asked is asked no more."""
    space = answered_by(twinned(tmp_path), ScriptedModel(says))
    save_endpoint(space, replace(SCRIPTED, input_price=2.0, output_price=4.0, currency="EUR"))
    app = opened(space)
    app.number_input(key="twins-pairs").set_value(3).run()
    assert "tokens, 0.00" in words(app)
    assert "EUR" in words(app)
    button = app.button(key="twins-ask")
    assert button.label == "Ask about 3 pairs"
    button.click().run()
    assert not app.exception
    (job,) = space.store.jobs.list()
    assert (job["kind"], job["asked"]) == ("twins", 3)

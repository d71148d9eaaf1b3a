"""Settings: every section opens; what is saved is there for all, and what cannot be is said."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words

SECTIONS = ("Person", "Endpoints", "Prompts", "Cleaning", "Workspaces", "Health")


def section(workspace: Workspace, name: str) -> AppTest:
    """The page with one of its sections."""
    app = open_page(workspace, "settings")
    return app if name == "Person" else app.segmented_control(key="section").set_value(name).run()


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_opens_in_an_empty_workspace(empty: Workspace, name: str) -> None:
    """Without a traceback or an error."""
    app = section(empty, name)
    assert not app.exception
    assert not app.error
    assert app.segmented_control(key="section").value == name


def test_the_person_is_saved_and_acts_from_then_on(demo: Workspace) -> None:
    """Name and role; both at once."""
    app = section(demo, "Person")
    app.text_input[0].set_value(" Ada ")
    next(s for s in app.selectbox if s.key != "role").set_value("educator")
    app.button[0].click().run()
    assert not app.exception
    assert (demo.settings.person, demo.settings.working_as, demo.actor) == ("Ada", "educator", "Ada")
    assert app.selectbox(key="role").value == "educator"


def test_a_name_of_blanks_is_refused_in_words(demo: Workspace) -> None:
    """What was saved before stays."""
    app = section(demo, "Person")
    app.text_input[0].set_value("  ")
    app.button[0].click().run()
    assert not app.exception
    assert [e.value for e in app.error] == ["This cannot be used as it is"]
    assert demo.settings.person == "local"


def test_a_cleaning_threshold_shows_its_effect_before_it_counts(demo: Workspace) -> None:
    """The number alone changes nothing; the button does."""
    app = section(demo, "Cleaning")
    app.number_input(key="minimum").set_value(4).run()
    table = app.dataframe[0].value
    assert list(table["fewest seeds"]) == ["1", "2 (now)", "3", "4", "5", "10"]
    assert demo.settings.minimum_seeds == 2
    app.button(key="clean").click().run()
    assert demo.settings.minimum_seeds == 4
    graph = demo.graph().graph
    assert int(table["KPs kept"][3]) == len(graph.kps)


def test_the_prompts_can_be_read(demo: Workspace) -> None:
    """Each with its version."""
    app = section(demo, "Prompts")
    assert any(e.label.startswith("generate ·") for e in app.expander)
    assert any("knowledge" in c.value for c in app.code)


def test_a_folder_that_is_no_workspace_is_said(demo: Workspace, tmp_path: Path) -> None:
    """The present one stays open."""
    app = section(demo, "Workspaces")
    app.text_input[0].set_value(str(tmp_path / "nowhere"))
    next(b for b in app.button if b.label == "Open it").click().run()
    assert not app.exception
    assert "There is no workspace at" in words(app)


def test_without_a_folder_nothing_is_opened(demo: Workspace) -> None:
    """The page asks for it."""
    app = section(demo, "Workspaces")
    next(b for b in app.button if b.label == "Open it").click().run()
    assert "Name the folder first." in words(app)


def test_an_unknown_section_is_the_first(demo: Workspace) -> None:
    """An old address is no dead end."""
    app = open_page(demo, "settings", section="Elsewhere")
    assert not app.exception
    assert app.text_input[0].label == "Name"


def test_a_section_is_in_the_address_and_follows_it(demo: Workspace) -> None:
    """Small letters will do; a link to another section is followed on a page that was left open at one."""
    app = open_page(demo, "settings", section="endpoints")
    assert app.segmented_control(key="section").value == "Endpoints"
    app.segmented_control(key="section").set_value("Health").run()
    assert address(app)["section"] == "Health"
    app.query_params["section"] = "Prompts"
    app.run()
    assert app.segmented_control(key="section").value == "Prompts"

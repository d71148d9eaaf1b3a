"""Workspaces in Settings: one really switches, and a folder that cannot be one is a clear word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.testing.workspaces import fresh_workspace
from pages.parts.serving import close_workspace, current, use_workspace
from tests.pages.apps import ROOT, words


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    """A folder with two workspaces, of which ``a`` is served."""
    for name in ("a", "b"):
        fresh_workspace(tmp_path, name=name).close()
    use_workspace(tmp_path / "a")
    yield tmp_path
    close_workspace()


def opened(**query: str) -> AppTest:
    """The section over the served workspace, not over one that a test lays into the session."""
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=30)
    for name, value in {"section": "Workspaces", **query}.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page("settings.py").run()


def press(app: AppTest, label: str, folder: str = "") -> None:
    if folder:
        app.text_input[0].set_value(folder)
    next(b for b in app.button if b.label == label).click().run()


def test_a_switch_opens_the_other_and_drops_the_rest_of_the_address(served: Path) -> None:
    """No error, the section stays open, and the other one is served to all."""
    app = opened(item="q_1")
    press(app, "Switch")
    assert not app.exception
    assert not app.error
    assert current().root == served / "b"
    assert app.code[0].value == str(served / "b")
    assert list(app.query_params) == ["section"]


def test_a_new_workspace_is_made_and_served(served: Path) -> None:
    """In a folder that was not there."""
    app = opened()
    press(app, "Make a new workspace there", str(served / "new"))
    assert not app.exception
    assert current().root == served / "new"


@pytest.mark.parametrize("label", ["Open it", "Make a new workspace there"])
@pytest.mark.parametrize("folder", ["~nouser/x", "x" * 300, "bad\0name", "/proc/x/y"])
def test_a_name_that_is_no_folder_is_a_clear_word(served: Path, folder: str, label: str) -> None:
    """An unknown person's, too long a one, one with a NUL byte, one that cannot be made; the present one stays open."""
    app = opened()
    press(app, label, folder)
    assert not app.exception
    assert len(app.error) == 1
    assert "Do next: " in words(app)
    assert current().root == served / "a"

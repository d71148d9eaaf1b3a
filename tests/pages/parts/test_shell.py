"""The shell: errors are shown as found, wanted and do next, and nothing of them is read as Markdown."""

import inspect
from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core import errors
from mathscale_core.workspace import Workspace
from pages.parts.shell import TITLES
from tests.pages.apps import open_page, words


def test_a_missing_workspace_is_a_clear_word(tmp_path: Path) -> None:
    """The app stops with found, wanted and do next."""

    def script(root: str) -> None:
        from pathlib import Path

        from pages.parts.serving import use_workspace
        from pages.parts.shell import provide_workspace

        use_workspace(Path(root))
        provide_workspace()

    app = AppTest.from_function(script, default_timeout=30, args=(str(tmp_path / "none"),)).run()
    assert not app.exception
    said = words(app)
    assert "There is no workspace at" in said
    assert "Do next: Run 'mathscale init" in said


def test_every_kind_of_error_has_a_title() -> None:
    """What happened is said before the details."""
    kinds = {e.kind for _, e in inspect.getmembers(errors, inspect.isclass) if issubclass(e, errors.MathScaleError)}
    assert set(TITLES) == kinds - {"error"}


def test_an_error_is_shown_where_it_happens_as_plain_text() -> None:
    """Found, wanted and do next each on a line; stars and tags stay what they are, and the page goes on."""

    def script() -> None:
        import streamlit as st

        from mathscale_core.errors import ModelError
        from pages.parts.shell import clear_errors

        def ask() -> None:
            raise ModelError("The server said **no** <b>.", "an answer.", "Ask again.")

        with clear_errors():
            ask()
        st.text("the rest of the page")

    app = AppTest.from_function(script).run()
    assert [e.value for e in app.error] == ["The model's server did not do it"]
    assert [t.value for t in app.text] == [
        "The server said **no** <b>.", "Wanted: an answer.", "Do next: Ask again.", "the rest of the page",
    ]  # fmt: skip


def test_the_head_has_the_title_what_and_the_role(demo: Workspace) -> None:
    """On every page alike."""
    app = open_page(demo, "jobs")
    assert [t.value for t in app.title] == ["Jobs"]
    assert app.selectbox(key="role").options[0] == "Everything"

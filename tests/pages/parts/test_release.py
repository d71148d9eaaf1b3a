"""Ways of accepting are explained before a release is made."""

from pathlib import Path
from typing import get_args

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.release import make_release
from mathscale_core.records import Accept
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.views.text import counted
from pages.parts.release import POLICIES
from tests.pages.apps import words
from tests.pipeline.test_verify import add, question


def _script() -> None:
    import streamlit as st

    from pages.parts.release import make_form

    make_form(st.session_state["workspace"])


def test_every_way_of_accepting_says_what_it_takes(tmp_path: Path) -> None:
    """Each with a name and a sentence, and the number that would enter on the button."""
    assert set(POLICIES) == set(get_args(Accept))
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    app = AppTest.from_function(_script, default_timeout=30)
    app.session_state["workspace"] = workspace
    app.run()
    for accept, number in (("reviewed", 0), ("checked", 0), ("any", 1)):
        app.radio(key="accept").set_value(accept).run()
        assert POLICIES[accept][1] in words(app)  # type: ignore[index]
        assert app.button(key="make").label == f"Make a release of {counted(number, 'question')}"
    workspace.close()


def _export_script() -> None:
    import streamlit as st

    from pages.parts.release import export_form

    export_form(st.session_state["workspace"], "two million's", "", "", 1_948_000)


def test_two_million_rows_go_by_the_command_line(tmp_path: Path) -> None:
    """No download is offered that no browser would survive; the command is quoted for the shell."""
    app = AppTest.from_function(_export_script, default_timeout=30)
    app.session_state["workspace"] = small_workspace(tmp_path)
    app.run()
    assert not app.exception
    assert app.get("download_button") == []
    assert app.code[0].value == "mathscale export --release 'two million'\"'\"'s' --format jsonl --output FILE"


def _slow_script() -> None:
    import streamlit as st

    import pages.parts.release as part

    part.LONG = 0
    part.make_form(st.session_state["workspace"])


def test_a_long_making_says_how_far_it_is(tmp_path: Path) -> None:
    """The bar's last word before the page opens the release is that it is written; a taken name leaves none of it."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    make_release(workspace, "first", "any")
    add(workspace, question(2))
    app = AppTest.from_function(_slow_script, default_timeout=30)
    app.session_state["workspace"] = workspace
    app.run()
    app.radio(key="accept").set_value("any").run()
    app.text_input(key="release-name").set_value("first").run()
    app.button(key="make").click().run()
    assert not app.exception
    assert "exists with other contents" in words(app)
    (bar,) = app.get("progress")
    assert bar.proto.text.startswith("Reading what enters: 0 of 2 questions.")
    workspace.close()

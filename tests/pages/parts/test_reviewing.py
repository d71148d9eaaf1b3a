"""A second press of a key for a question that is judged already does nothing."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.testing.workspaces import small_workspace
from tests.pipeline.test_verify import add, question


def _press(twice: str) -> None:
    import streamlit as st

    from pages.parts.reviewing import judged

    space = st.session_state["workspace"]
    for _ in twice:
        judged(space, "q_1", "accept")
    st.text(st.query_params["item"])


def test_only_the_question_of_the_address_is_judged(tmp_path: Path) -> None:
    """The first press leads on to the next question; the second was meant for the first."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2))
    app = AppTest.from_function(_press, default_timeout=30, args=("xx",))
    app.session_state["workspace"] = workspace
    app.query_params["item"] = "q_1"
    app.run()
    assert not app.exception
    assert app.text[0].value == "q_2"
    assert [v["verdict"] for v in workspace.store.questions.verdicts_of("q_1")] == ["accept"]
    assert workspace.store.questions.verdicts_of("q_2") == []
    workspace.close()


def test_the_time_of_a_page_left_open_is_not_a_time(tmp_path: Path) -> None:
    """Half an hour is the most; without a beginning there is none."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2))
    app = AppTest.from_function(_press, default_timeout=30, args=("x",))
    app.session_state["workspace"] = workspace
    app.session_state["since"] = ("q_1", -10_000_000.0)
    app.query_params["item"] = "q_1"
    app.run()
    assert [v["seconds"] for v in workspace.store.questions.verdicts_of("q_1")] == [None]
    workspace.close()

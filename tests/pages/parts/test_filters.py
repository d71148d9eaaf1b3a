"""The filter bar: the address is the truth; saved views are addresses under a name."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pipeline.test_verify import add, question

NAMES = ("text", "topic", "level", "check", "release", "job")


def _script() -> None:
    import streamlit as st

    from pages.parts.filters import address, clear_filters, filter_bar, saved_views
    from tests.pages.parts.test_filters import NAMES

    space = st.session_state["workspace"]
    filter_bar(space, NAMES, counts={"level": {"high": 3, "": 1}})
    clear_filters(NAMES)
    saved_views(space, "here", NAMES)
    st.text(str(address(NAMES)))


def bar(workspace: Workspace, **query: str) -> AppTest:
    app = AppTest.from_function(_script, default_timeout=30)
    app.session_state["workspace"] = workspace
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_without_a_filter_nothing_is_chosen(tmp_path: Path) -> None:
    """No button to clear; the numbers stand below their control."""
    workspace = small_workspace(tmp_path)
    app = bar(workspace)
    assert app.text[0].value == "{}"
    assert not [b for b in app.button if b.key == "clear"]
    assert "high 3 · not stated 1" in [c.value for c in app.caption]
    workspace.close()


def test_controls_write_the_address_and_follow_it(tmp_path: Path) -> None:
    """Values are joined by commas, the empty one is ``none``; unknown ones do not count."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    app = bar(workspace, level="none,high,odd", check="form=fail", page="3", item="q_1")
    assert app.multiselect(key="filter-level").value == ["high", ""]
    assert app.selectbox(key="filter-check").value == "form=fail"
    app.multiselect(key="filter-level").set_value(["", "middle"]).run()
    assert app.query_params["level"] == "none,middle"
    assert not {"page", "item"} & set(app.query_params)
    app.selectbox(key="filter-topic").select("Money").run()
    app.text_input(key="filter-job").set_value("j_1").run()
    assert "'topic': 'Money'" in app.text[0].value
    assert "'job': 'j_1'" in app.text[0].value
    app.button(key="clear").click().run()
    assert app.text[0].value == "{}"
    workspace.close()


def test_a_view_is_saved_opened_and_deleted(tmp_path: Path) -> None:
    """Its name is shown as it is; a taken name is said."""
    workspace = small_workspace(tmp_path)
    app = bar(workspace, level="high", text="pens & more")
    for _ in range(2):
        app.text_input(key="view-name").set_value("hard *ones*")
        next(b for b in app.button if b.label == "Save view").click().run()
    assert "There is a view 'hard *ones*' already." in [t.value for t in app.text]
    app.button(key="clear").click().run()
    app.button(key="view-0").click().run()
    assert "'text': 'pens & more', 'level': 'high'" in app.text[-1].value
    app.button(key="drop-0").click().run()
    assert workspace.store.views.of_page("here") == []
    workspace.close()

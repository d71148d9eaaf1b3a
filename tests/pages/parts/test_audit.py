"""The audit on screen: tags turned wrong and right, missing ones added, the next question, undo, the rates."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.audit import find_audit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part, words


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """Twelve seeds that came with labels."""
    return small_workspace(tmp_path)


def page() -> None:
    import streamlit as st

    from pages.parts.audit import audit_view

    audit_view(st.session_state["workspace"])


def opened(space: Workspace) -> AppTest:
    return open_part(page, space)


def begun(space: Workspace) -> AppTest:
    app = opened(space)
    app.number_input(key="audit-number").set_value(2).run()
    app.button(key="audit-start").click().run()
    assert not app.exception
    return app


def tag_buttons(app: AppTest) -> list[str]:
    return [str(b.key) for b in app.button if str(b.key).startswith("audit-tag-")]


def test_without_tags_there_is_nothing_to_audit(empty: Workspace) -> None:
    """It says what an audit is and what is needed first."""
    app = opened(empty)
    assert not app.exception
    assert "Nothing was audited yet" in words(app)
    assert "extract first" in words(app)


def test_a_question_is_judged_by_its_tags_and_the_next_one_comes(space: Workspace) -> None:
    """One tag is turned wrong, one turned twice; done, the rates stand below, and undo brings the question back."""
    app = begun(space)
    audit = find_audit(space)
    first = tag_buttons(app)
    app.button(key=first[0]).click().run()
    assert "wrong" in app.button(key=first[0]).label
    app.button(key=first[1]).click().run()
    app.button(key=first[1]).click().run()
    app.button(key="audit-done").click().run()
    assert not app.exception
    assert find_audit(space).done == 1
    marks = space.store.audits.marks([audit.id])
    assert [m.concept for m in marks if m.mark == "wrong"] == [first[0].split("-", 3)[3]]
    row = app.dataframe[0].value.iloc[0]
    assert (row["wrong"], row["judged"]) == (1, "1 of 2")
    assert row["precision"].startswith(f"{1 - 1 / len(marks):.2f} (")
    app.button(key="audit-undo").click().run()
    assert find_audit(space).done == 0
    assert tag_buttons(app) == first


def test_a_missing_one_is_searched_for_and_all_of_them_end_the_audit(space: Workspace) -> None:
    """Taken in as missing; at the end that is said and undo still there."""
    app = begun(space)
    app.button(key="audit-look").click().run()
    (field,) = [t for t in app.text_input if str(t.key).startswith("audit-search")]
    field.set_value("checking").run()
    assert not app.exception
    app.button(key="audit-add").click().run()
    assert any(b.label == "Missing: Checking a solution" for b in app.button)
    for _ in range(2):
        app.button(key="audit-done").click().run()
        assert not app.exception
    checking = space.store.concepts.names()["kp", "checking solution"]
    marks = space.store.audits.marks([find_audit(space).id])
    assert [m.concept for m in marks if m.mark == "missing"] == [checking]
    assert "All 2 were judged" in "\n".join(str(s.value) for s in app.success)
    assert app.button(key="audit-undo").label == "Undo"

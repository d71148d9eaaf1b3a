"""One question with all that is known of it, and what an edit changed."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.review import edit_question, record_verdict, undo_verdict
from mathscale_core.testing.workspaces import small_workspace
from tests.pages.apps import words
from tests.pipeline.test_verify import add, question


def _panel(revision: str) -> None:
    import streamlit as st

    from pages.parts.question import question_panel

    question_panel(st.session_state["workspace"], st.query_params.get("item", revision), judge=True)


def test_changes_are_marked_and_nothing_in_them_is_alive() -> None:
    """What went is struck out, what came is bold, both with a colour; HTML and Markdown stay text."""

    def script() -> None:
        from mathscale_core.views.history import Change
        from pages.parts.question import changes_list

        changes_list(())
        changes_list((Change("answer", (("gone", "<b> *x* "), ("new", "$y$\nz"), ("same", " kg"))),))

    said = words(AppTest.from_function(script).run())
    assert said == "**Answer**: :red-background[~~\\<b\\> \\*x\\*~~] :green-background[**$y$ z**] kg"


def test_a_replaced_revision_leads_to_the_newest(tmp_path: Path) -> None:
    """It cannot be judged or edited; its history shows both, the reason, and verdicts that were taken back."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    record_verdict(workspace, "q_1", "reject", reason="no *good*")
    undo_verdict(workspace)
    new = edit_question(workspace, "q_1", question="Other?", solution="The answer is 7.", answer="7", reason="clearer")
    app = AppTest.from_function(_panel, default_timeout=30, args=("q_1",))
    app.session_state["workspace"] = workspace
    app.run()
    assert not app.exception
    said = words(app)
    assert "An edit has replaced this revision" in said
    assert "clearer" in said
    assert "rejected – no \\*good\\* _(taken back)_" in said
    assert "took a verdict back" in said
    assert not [b for b in app.button if b.key == "accept-item"]
    app.button[0].click().run()
    assert app.query_params["item"] == new.revision
    workspace.close()


def test_what_was_typed_outlives_an_edit_in_another_tab(tmp_path: Path) -> None:
    """The editor stays open with the texts and the reason; after a look at the newest revision they are there still."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    app = AppTest.from_function(_panel, default_timeout=30, args=("q_1",))
    app.session_state["workspace"] = workspace
    app.run()
    app.button(key="edit-item").click().run()
    app.text_area(key="question-q_1").set_value("Mine?").run()
    app.text_input(key="why-q_1").set_value("better").run()
    new = edit_question(workspace.acting_as("Emmy"), "q_1", question="Other?", solution="9", answer="9")
    app.button(key="save-edit").click().run()
    assert not app.exception
    assert "Emmy edited this question" in words(app)
    assert "An edit has replaced this revision" in words(app)
    assert (app.text_area(key="question-q_1").value, app.text_input(key="why-q_1").value) == ("Mine?", "better")
    app.button(key="open-newest").click().run()
    assert app.query_params["item"] == new.revision
    app.run()
    assert not [b for b in app.button if b.key == "save-edit"]
    app.query_params["item"] = "q_1"
    app.run()
    assert (app.text_area(key="question-q_1").value, app.text_input(key="why-q_1").value) == ("Mine?", "better")
    app.button(key="cancel-edit").click().run()
    assert not [b for b in app.button if b.key == "save-edit"]
    workspace.close()

"""Questions: filters in the address, one question with all that is known, edits, checks to run."""

from dataclasses import replace
from pathlib import Path

from mathscale_core.pipeline.review import edit_question, record_verdict
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.bank import BankFilter
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, words
from tests.pipeline.test_verify import add, question


def test_without_questions_the_page_says_what_to_do(tmp_path: Path) -> None:
    """An empty bank leads to Generate."""
    workspace = fresh_workspace(tmp_path)
    app = open_page(workspace, "questions")
    assert not app.exception
    assert "There is no question yet" in words(app)
    workspace.close()


def test_the_bank_shows_a_page_and_opens_the_newest(demo: Workspace) -> None:
    """Fifty rows, their number, and the first with walk, checks, history and examples; planted ones are not there."""
    app = open_page(demo, "questions")
    assert not app.exception
    assert not app.error
    text = words(app)
    assert "**240 questions**" in text
    assert len(app.dataframe[0].value) == 50
    assert set(app.dataframe[0].value["source"]) == {"generated"}
    assert [tab.label for tab in app.tabs] == ["Walk", "Checks", "History", "Examples"]
    assert "recomputed by the checker" in text
    assert "Written by local" in text


def test_every_filter_is_in_the_address_and_narrows(demo: Workspace) -> None:
    """From the address to the controls and back; another filter begins at its first page."""
    app = open_page(demo, "questions")
    for name, value in {"level": "high,college", "page": "2", "text": "the"}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert app.multiselect(key="filter-level").value == ["high", "college"]
    assert app.text_input(key="filter-text").value == "the"
    assert set(app.dataframe[0].value["level"]) <= {"high", "college"}
    app.multiselect(key="filter-level").set_value(["middle"]).run()
    assert app.query_params["level"] == "middle"
    assert "page" not in app.query_params
    assert set(app.dataframe[0].value["level"]) == {"middle"}
    app.selectbox(key="filter-topic").select("Money").run()
    assert app.query_params["topic"] == "Money"
    app.button(key="clear").click().run()
    assert not {"level", "text", "topic"} & set(app.query_params)
    assert "**240 questions**" in words(app)


def test_nothing_found_is_said_and_a_gone_question_too(demo: Workspace) -> None:
    """The list stays where only the question is gone."""
    app = open_page(demo, "questions")
    app.text_input(key="filter-text").set_value("no such words anywhere").run()
    assert "No question is like that" in words(app)
    app.text_input(key="filter-text").set_value("").run()
    app.query_params["item"] = "q_gone"
    app.run()
    assert not app.exception
    assert "There is no question 'q_gone'" in words(app)
    assert len(app.dataframe[0].value) == 50


def test_cards_show_the_same_questions(demo: Workspace) -> None:
    """One opens by its button."""
    app = open_page(demo, "questions")
    app.query_params["look"] = "cards"
    app.query_params["level"] = "competition"
    app.run()
    buttons = [b for b in app.button if str(b.key).startswith("open-q_")]
    assert not app.dataframe
    assert f"**{len(buttons)} questions**" in words(app)
    buttons[-1].click().run()
    assert app.query_params["item"] == str(buttons[-1].key).removeprefix("open-")


def test_a_verdict_is_given_here_too(demo: Workspace) -> None:
    """It is stored and shown."""
    app = open_page(demo, "questions")
    app.button(key="accept-item").click().run()
    assert not app.exception
    assert [v["verdict"] for v in demo.store.questions.find(BankFilter(), limit=1)] == ["accept"]
    assert "accepted" in words(app)


def test_an_edit_makes_a_new_revision_and_shows_what_changed(demo: Workspace) -> None:
    """The editor previews; after saving the new revision is open, its history marks the difference."""
    app = open_page(demo, "questions")
    app.button(key="edit-item").click().run()
    (answer,) = [t for t in app.text_input if str(t.key).startswith("answer-")]
    answer.set_value("$\\frac{1}{3}$").run()
    assert "**Answer:** $\\frac{1}{3}$" in words(app)
    app.button(key="save-edit").click().run()
    assert not app.exception
    assert not app.error
    revision = str(app.query_params["item"])
    head = demo.store.questions.head_of(revision)
    assert head is not None
    assert head["revision"] == revision
    assert ":green-background[**$\\frac{1}{3}$**]" in words(app)


def test_an_edit_from_another_tab_is_a_conflict_that_keeps_the_text(tmp_path: Path) -> None:
    """Who and when is said, and what was written stays."""
    workspace = small_workspace(tmp_path)
    add(workspace, replace(question(1), item="q_1"))
    app = open_page(workspace, "questions", item="q_1")
    app.query_params["item"] = "q_1"
    app.run()
    app.button(key="edit-item").click().run()
    app.text_input(key="answer-q_1").set_value("8").run()
    edit_question(workspace.acting_as("Emmy"), "q_1", question="Other?", solution="9", answer="9")
    app.button(key="save-edit").click().run()
    assert not app.exception
    text = words(app)
    assert "An edit has replaced this revision" in text
    assert "Emmy edited this question" in text
    assert app.text_input(key="answer-q_1").value == "8"
    workspace.close()


def test_what_lacks_a_check_is_checked_by_a_button(tmp_path: Path) -> None:
    """The button says how many; then there are none."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2))
    record_verdict(workspace, "q_1", "accept")
    app = open_page(workspace, "questions")
    button = app.button(key="run-checks")
    assert button.label == "Run checks on 2 unchecked"
    button.click().run()
    assert not app.exception
    assert {r["check_state"] for r in workspace.store.questions.find(BankFilter())} == {"unsure"}
    assert not [b for b in app.button if b.key == "run-checks"]
    workspace.close()

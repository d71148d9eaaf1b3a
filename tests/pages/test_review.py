"""Review: judge one question, the next comes; undo returns; nothing that others said is shown."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.review import edit_question, record_verdict, record_verdicts
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views import review
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, words
from tests.pipeline.test_verify import add, question


def item(app: AppTest) -> str:
    return str(app.query_params["item"])


def test_without_questions_there_is_nothing_to_judge(tmp_path: Path) -> None:
    """No verdict button, no error, and no word of something done."""
    workspace = fresh_workspace(tmp_path)
    app = open_page(workspace, "review")
    assert not app.exception
    assert not app.success
    assert "no question to review yet" in words(app)
    workspace.close()


def test_an_empty_queue_says_what_to_do_next(demo: Workspace) -> None:
    """Every question has been judged: that is good news, and the way leads on."""
    revisions = [q.revision for q in demo.store.questions.by_source("generated")]
    said = [{"item": r, "verdict": "accept", "reviewer": "local", "reason": ""} for r in revisions]
    record_verdicts(demo, [Row(n, fields) for n, fields in enumerate(said, 1)])
    app = open_page(demo, "review")
    assert not app.exception
    assert [s.value for s in app.success] == ["Nothing is left to review here."]


def test_verdict_after_verdict_the_queue_goes_on(demo: Workspace) -> None:
    """Each is stored with its reason and time, the next question comes at once, the count goes down."""
    app = open_page(demo, "review")
    queue = review.upcoming(demo, review.queue(demo, {}), 6)
    assert item(app) == queue[0]
    assert "**240 left**" in words(app)
    for place, key in enumerate(("accept", "reject", "skip", "flag", "accept")):
        app.text_input(key=f"reason-{queue[place]}").set_value(f"because {place}").run()
        app.button(key=key).click().run()
        assert not app.exception
        assert item(app) == queue[place + 1]
        (stored,) = demo.store.questions.verdicts_of(queue[place])[-1:]
        assert (stored["verdict"], stored["reason"]) == (key, f"because {place}")
        assert stored["seconds"] >= 0
    text = words(app)
    assert "**235 left**" in text
    assert "today: 5 judged (2 accepted, 1 flagged, 1 rejected, 1 skipped)" in text


def test_undo_returns_to_the_question(demo: Workspace) -> None:
    """It stands in the queue again; with nothing to take back that is said."""
    app = open_page(demo, "review")
    first = item(app)
    app.button(key="accept").click().run()
    app.button(key="undo").click().run()
    assert item(app) == first
    assert "**240 left**" in words(app)
    app.button(key="undo").click().run()
    assert not app.exception
    assert "has no verdict to take back" in words(app)


def test_keys_stand_on_the_buttons(demo: Workspace) -> None:
    """A accept, X reject, S skip, F flag, E edit, U undo; none of them is C or R."""
    app = open_page(demo, "review")
    keys = {str(b.key): b.proto.shortcut.upper() for b in app.button if b.proto.shortcut}
    assert keys == {"accept": "A", "reject": "X", "skip": "S", "flag": "F", "edit": "E", "undo": "U"}


def test_the_queue_is_in_the_address(demo: Workspace) -> None:
    """By topic and check state; another queue begins at its first question; clearing it brings all back."""
    app = open_page(demo, "review")
    app.multiselect(key="filter-level").set_value(["college"]).run()
    assert app.query_params["level"] == "college"
    shown = demo.store.questions.get(item(app))
    assert shown is not None
    assert shown.level == "college"
    app.multiselect(key="filter-checks").set_value(["failed"]).run()
    assert "Nothing is left to review here." in [s.value for s in app.success]


def test_what_others_said_is_not_shown(tmp_path: Path) -> None:
    """Blind: neither their verdict nor their reason; one's own is."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2))
    record_verdict(workspace.acting_as("Emmy"), "q_1", "reject", reason="nonsense")
    app = open_page(workspace, "review")
    assert item(app) == "q_2"
    app.radio(key="waiting").set_value("mine").run()
    assert app.query_params["waiting"] == "mine"
    assert item(app) == "q_1"
    assert "nonsense" not in words(app)
    assert "Your verdict" not in words(app)
    app.button(key="accept").click().run()
    app.query_params["item"] = "q_1"
    app.run()
    assert "Your verdict on it: accepted" in words(app)
    workspace.close()


def test_a_planted_question_does_not_say_that_it_is_one(demo: Workspace) -> None:
    """Opened by its address it looks like any other: no source, no flaw."""
    planted = demo.store.questions.by_source("planted")[0]
    app = open_page(demo, "review")
    app.query_params["item"] = planted.revision
    app.run()
    assert not app.exception
    assert planted.revision in words(app)
    assert "planted" not in words(app).replace("planted ones not counted", "").lower().split("checks")[1]


def test_a_question_is_edited_and_reviewed_as_a_new_one(tmp_path: Path) -> None:
    """E opens the editor; saved, the new revision is the one to judge."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    app = open_page(workspace, "review")
    app.button(key="edit").click().run()
    app.text_input(key="answer-q_1").set_value("8").run()
    app.button(key="save-edit").click().run()
    assert not app.exception
    assert item(app) != "q_1"
    app.button(key="accept").click().run()
    assert [q.revision for q in workspace.store.questions.by_source("generated")] != ["q_1"]
    assert set(workspace.store.questions.latest_verdicts()) != {"q_1"}
    workspace.close()


def test_a_question_that_changed_meanwhile_is_not_judged_unseen(tmp_path: Path) -> None:
    """Another tab has edited it: that is said and nothing is stored. A gone one is said too, with a way on."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    app = open_page(workspace, "review")
    edit_question(workspace.acting_as("Emmy"), "q_1", question="Other?", solution="9", answer="9")
    app.button(key="accept").click().run()
    assert not app.exception
    assert "Emmy edited this question" in words(app)
    assert workspace.store.questions.latest_verdicts() == {}
    app.query_params["item"] = "q_gone"
    app.run()
    assert "There is no question 'q_gone'" in words(app)
    workspace.close()

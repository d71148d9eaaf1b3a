"""The reviewer's queue: every question once, nothing twice, nothing planted."""

from pathlib import Path

from mathscale_core.pipeline.review import edit_question, record_verdict, undo_verdict
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.views import review
from mathscale_core.workspace import Workspace
from tests.pipeline.test_verify import add, question


def items(workspace: Workspace, **address: str) -> list[str]:
    return review.upcoming(workspace, review.queue(workspace, address), 10)


def test_an_empty_queue_has_no_next(tmp_path: Path) -> None:
    """Nothing is left, nothing was done."""
    workspace = fresh_workspace(tmp_path)
    queue = review.queue(workspace, {})
    assert (review.next_item(workspace, queue), review.left(workspace, queue)) == ("", (0, False))
    assert review.today(workspace) == review.Today(0, {})


def test_every_question_comes_once(tmp_path: Path) -> None:
    """In the order of the ids, planted ones not at all; what was judged comes no more, what was taken back again."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(3), question(1), question(2, "imported"), question(4, "planted"))
    assert items(workspace) == ["q_1", "q_2", "q_3"]
    assert items(workspace, source="planted") == items(workspace)
    assert items(workspace, source="imported,planted") == ["q_2"]
    record_verdict(workspace, "q_2", "accept")
    record_verdict(workspace, "q_1", "skip")
    queue = review.queue(workspace, {})
    assert (items(workspace), review.left(workspace, queue)) == (["q_3"], (1, False))
    assert review.next_item(workspace, queue, "q_3") == "q_3"
    assert review.today(workspace) == review.Today(2, {"accept": 1, "skip": 1})
    assert (undo_verdict(workspace), items(workspace)) == ("q_1", ["q_1", "q_3"])


def test_two_reviewers_have_a_queue_each(tmp_path: Path) -> None:
    """Nobody sees a question again that they judged; what others judged comes only when it is asked for."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1), question(2), question(3))
    emmy, ada = workspace.acting_as("Emmy"), workspace.acting_as("Ada")
    record_verdict(emmy, "q_1", "reject")
    record_verdict(emmy, "q_2", "skip")
    assert items(emmy) == ["q_3"]
    assert items(emmy, waiting="mine") == ["q_3"]
    assert items(ada) == ["q_2", "q_3"]
    assert items(ada, waiting="mine") == ["q_1", "q_2", "q_3"]


def test_an_edited_question_is_another_one_to_review(tmp_path: Path) -> None:
    """The new revision comes, the old one does not."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1))
    record_verdict(workspace, "q_1", "fix")
    new = edit_question(workspace, "q_1", question="Other?", solution="The answer is 7.", answer="7")
    assert items(workspace) == [new.revision]

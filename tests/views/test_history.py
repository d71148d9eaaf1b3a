"""Revisions of a question, and what is other in each."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.pipeline.review import edit_question, record_verdict
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.views.history import differences, history
from tests.pipeline.test_verify import add, question

texts = st.lists(st.sampled_from(["a", " ", "$x^2$", "\n", "12", ".", "\\$5"]), max_size=8).map("".join)


def test_what_is_not_there_has_no_history(tmp_path: Path) -> None:
    """No item, no revision."""
    assert history(fresh_workspace(tmp_path), "q_1") == []


def test_revisions_come_newest_first_with_their_differences(tmp_path: Path) -> None:
    """Who, why, what was changed, and the verdicts on each; the first has replaced nothing."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1))
    record_verdict(workspace, "q_1", "fix")
    old = question(1)
    new = edit_question(
        workspace.acting_as("Emmy"), "q_1", question=old.question, solution=old.solution, answer="8", reason="wrong"
    )
    last, first = history(workspace, "q_1")
    assert (last.revision, last.actor, last.reason, last.newest) == (new.revision, "Emmy", "wrong", True)
    assert [(c.part, c.pieces) for c in last.changes] == [("answer", (("gone", "7"), ("new", "8")))]
    assert (first.changes, first.newest, [v["verdict"] for v in first.verdicts]) == ((), False, ["fix"])


def test_long_texts_are_shown_whole() -> None:
    """Comparing them word by word would take too long."""
    assert differences("a " * 3000, "b") == (("gone", "a " * 3000), ("new", "b"))


@given(texts, texts)
def test_no_word_of_either_text_is_lost(old: str, new: str) -> None:
    """The pieces that are not new make the old text, those that are not gone the new one."""
    pieces = differences(old, new)
    assert "".join(text for mark, text in pieces if mark != "new") == old
    assert "".join(text for mark, text in pieces if mark != "gone") == new
    assert old != new or {mark for mark, _ in pieces} <= {"same"}

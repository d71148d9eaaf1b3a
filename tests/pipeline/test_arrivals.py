"""Arriving questions are checked at once: the same findings as a check of the whole bank gives."""

import dataclasses
from pathlib import Path

from mathscale_core.pipeline.arrivals import check_arrivals
from mathscale_core.pipeline.verify import verify
from mathscale_core.records import BenchmarkItem, Question
from mathscale_core.testing.workspaces import SMALL, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import Workspace

LONG = "A long test item says that one two three four five six seven eight nine ten apples are shared out fairly"


def question(number: int, text: str = "") -> Question:
    text = text or f"What is ${number} + 5$?"
    return Question(
        f"q_{number}", text, f"The answer is {number + 5}.", f"{number + 5}", "numeric", "", "generated", (), ()
    )


def item(number: int, text: str) -> BenchmarkItem:
    return BenchmarkItem(f"own/{number}", "own", number, "", text, (), "1", "", "", "")


def states(workspace: Workspace, questions: list[Question], check: str) -> list[str]:
    return [r.state for r in check_arrivals(workspace, questions) if r.check == check]


def test_no_question_has_no_finding(tmp_path: Path) -> None:
    """Nothing is read either."""
    assert check_arrivals(fresh_workspace(tmp_path), []) == []


def test_twins_are_found_in_the_seeds_in_the_bank_and_in_the_batch(tmp_path: Path) -> None:
    """The first stands, later ones are duplicates; a question met again is no twin of its own."""
    workspace = small_workspace(tmp_path)
    workspace.store.questions.add([question(1)], "", "me", workspace.now())
    seed = labelled_seed(1, *SMALL[0]).question
    twins = [question(1), question(2, question(1).question), question(3), question(4, question(3).question)]
    assert states(workspace, [*twins, question(5, seed)], "duplicate") == ["pass", "fail", "pass", "fail", "fail"]


def test_overlap_with_test_items_is_found_and_new_items_count(tmp_path: Path) -> None:
    """Unknown without test items; equal text and ten words in a row fail; items added later are met too."""
    workspace = small_workspace(tmp_path)
    arriving = [question(1), question(2, f"{LONG}. How many?"), question(3, "What is a test?")]
    assert states(workspace, arriving, "test_overlap") == ["unknown"] * 3
    workspace.store.benchmarks.add([item(1, LONG)], "me", workspace.now())
    assert states(workspace, arriving, "test_overlap") == ["pass", "fail", "pass"]
    workspace.store.benchmarks.add([item(2, "What is a test?")], "me", workspace.now())
    assert states(workspace, arriving, "test_overlap") == ["pass", "fail", "fail"]


def test_the_findings_are_those_of_a_check_of_the_whole_bank(tmp_path: Path) -> None:
    """In state and reason, for every check."""
    workspace = small_workspace(tmp_path)
    workspace.store.benchmarks.add([item(1, LONG)], "me", workspace.now())
    arriving = [question(n) for n in range(5)] + [question(9, LONG + " again"), question(10, question(2).question)]
    arriving.append(dataclasses.replace(question(11), answer="<b>"))
    found = check_arrivals(workspace, arriving)
    workspace.store.questions.add(arriving, "", "me", workspace.now())
    verify(workspace)
    for revision in {q.revision for q in arriving}:
        expected = {(r.check, r.state, r.reason) for r in workspace.store.questions.checks_of(revision)}
        assert {(r.check, r.state, r.reason) for r in found if r.revision == revision} == expected

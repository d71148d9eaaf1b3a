"""What people say of questions, take back, and mend."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mathscale_core.errors import ConflictError, EmptyError, InputError, NotAllowedError, NotFoundError
from mathscale_core.families import FAMILIES
from mathscale_core.pipeline.release import make_release
from mathscale_core.pipeline.review import (
    VERDICTS,
    edit_question,
    record_verdict,
    record_verdict_file,
    record_verdicts,
    undo_verdict,
)
from mathscale_core.pipeline.verify import verify
from mathscale_core.records import Question
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace, write_rows
from mathscale_core.workspace import Workspace
from tests.pipeline.test_verify import add, question


def bank(tmp_path: Path, *numbers: int) -> Workspace:
    """A workspace with these questions."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, *(question(n) for n in numbers))
    return workspace


def counted(workspace: Workspace, revision: str = "q_1") -> str:
    return workspace.store.questions.facts_of(revision)["verdict"]


def duplicate(workspace: Workspace, revision: str) -> tuple[str, str]:
    (found,) = (c for c in workspace.store.questions.checks_of(revision) if c.check == "duplicate")
    return found.state, found.reason


def test_nothing_can_be_said_of_what_is_not_there(tmp_path: Path) -> None:
    """No question, no verdict to take back, nothing to edit."""
    workspace = bank(tmp_path)
    with pytest.raises(NotFoundError, match="q_1"):
        record_verdict(workspace, "q_1", "accept")
    with pytest.raises(NotFoundError, match="q_1"):
        edit_question(workspace, "q_1", question="a", solution="b", answer="c")
    with pytest.raises(EmptyError, match="local"):
        undo_verdict(workspace)
    assert record_verdicts(workspace, []).recorded == 0


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_is_stored_with_who_why_and_how_long(tmp_path: Path, verdict: str) -> None:
    """Whatever it is; the question shows it at once."""
    workspace = bank(tmp_path, 1)
    name = record_verdict(workspace.acting_as("Emmy"), "q_1", verdict, reason=" so ", seconds=4.5)
    (stored,) = workspace.store.questions.verdicts_of("q_1")
    assert (stored["id"], stored["verdict"], stored["actor"], stored["reason"], stored["seconds"]) == (
        name, verdict, "Emmy", "so", 4.5,
    )  # fmt: skip
    assert counted(workspace) == verdict


def test_an_unknown_verdict_or_an_endless_reason_is_refused(tmp_path: Path) -> None:
    """Nothing is stored; ``withdrawn`` is nobody's to say."""
    workspace = bank(tmp_path, 1)
    for verdict, reason in (("maybe", ""), ("withdrawn", ""), ("accept", "x" * 2001)):
        with pytest.raises(InputError):
            record_verdict(workspace, "q_1", verdict, reason=reason)
    assert workspace.store.questions.verdicts_of("q_1") == []


def test_taking_back_walks_back_verdict_by_verdict(tmp_path: Path) -> None:
    """One's own only, the last first, each restoring what one had said before; nothing is deleted."""
    workspace = bank(tmp_path, 1, 2)
    emmy, ada = workspace.acting_as("Emmy"), workspace.acting_as("Ada")
    record_verdict(emmy, "q_1", "accept")
    record_verdict(emmy, "q_2", "reject")
    record_verdict(ada, "q_2", "accept")
    record_verdict(emmy, "q_1", "flag")
    assert (undo_verdict(emmy), counted(workspace), counted(workspace, "q_2")) == ("q_1", "accept", "accept")
    assert (undo_verdict(emmy), counted(workspace, "q_2")) == ("q_2", "accept")
    assert (undo_verdict(emmy), counted(workspace)) == ("q_1", "")
    with pytest.raises(EmptyError, match="Emmy"):
        undo_verdict(emmy)
    restored = [v["verdict"] for v in workspace.store.questions.verdicts_of("q_1")]
    assert restored == ["accept", "flag", "accept", "withdrawn"]
    record_verdict(emmy, "q_1", "accept")
    assert (undo_verdict(emmy), counted(workspace)) == ("q_1", "")


def test_what_was_taken_back_enters_no_release(tmp_path: Path) -> None:
    """A release takes what people accept now."""
    workspace = bank(tmp_path, 1, 2)
    record_verdict(workspace, "q_1", "accept")
    record_verdict(workspace, "q_2", "accept")
    undo_verdict(workspace)
    release = make_release(workspace, "first", "reviewed")
    assert (release.items, release.excluded) == (1, {"no person accepted it": 1})


def test_a_file_of_verdicts_is_stored_once(tmp_path: Path) -> None:
    """Read again it is known; equal lines of one file are several verdicts; broken lines are told."""
    workspace = bank(tmp_path, 1, 2)
    rows: list[dict[str, Any]] = [
        {"item": "q_1", "verdict": "accept", "reviewer": "r1"},
        {"item": "q_1", "verdict": "reject", "reviewer": "r1", "reason": "no", "seconds": 3},
        {"item": "q_1", "verdict": "accept", "reviewer": "r1"},
        {"item": "q_2", "verdict": "fix"},
        {"item": "q_9", "verdict": "accept"},
        {"item": "q_2", "verdict": "perfect"},
        {"item": "q_2", "verdict": "accept", "reviewer": "policy:checked"},
        {"item": "q_2", "verdict": "accept", "seconds": -1},
        {"verdict": "accept"},
    ]
    path = write_rows(tmp_path / "verdicts.jsonl", rows)
    path.write_text(path.read_text("utf-8") + "no JSON\n", "utf-8")
    done = record_verdict_file(workspace, path)
    assert (done.read, done.recorded, done.known) == (10, 4, 0)
    assert [r.line for r in done.rejected] == [5, 6, 7, 8, 9, 10]
    assert (counted(workspace), counted(workspace, "q_2")) == ("accept", "fix")
    assert {v["actor"] for v in workspace.store.questions.verdicts_of("q_2")} == {"local"}
    again = record_verdict_file(workspace, path)
    assert (again.recorded, again.known) == (0, 4)


def test_a_file_without_a_usable_verdict_is_refused(tmp_path: Path) -> None:
    """The first fault is named."""
    with pytest.raises(InputError, match="line 1: there is no question 'q_9'"):
        record_verdicts(bank(tmp_path, 1), [Row(1, {"item": "q_9", "verdict": "accept"})])


def test_an_edit_is_a_new_revision_that_is_checked_at_once(tmp_path: Path) -> None:
    """The old one stays with its verdict; parents, provider and concepts are kept; text from outside is made stored."""
    workspace = bank(tmp_path)
    old = replace(question(1), composition="m_1", seeds=("s_1",), prompt="generate@1", provider="p", item="q_1")
    add(workspace, old)
    record_verdict(workspace, "q_1", "accept")
    new = edit_question(
        workspace.acting_as("Emmy"), "q_1", question="What is \\(3 + 4\\)?", solution="The answer is 7.", answer="7",
        reason="clearer",
    )  # fmt: skip
    assert (new.item, new.parent, new.question) == ("q_1", "q_1", "What is $3 + 4$?")
    assert (new.composition, new.seeds, new.prompt, new.provider) == ("m_1", ("s_1",), "generate@1", "p")
    assert workspace.store.questions.get(new.revision) == new
    assert {c.check: c.state for c in workspace.store.questions.checks_of(new.revision)} == {
        "form": "pass", "final_answer": "pass", "recompute": "unknown", "duplicate": "pass", "test_overlap": "unknown",
    }  # fmt: skip
    assert (counted(workspace), counted(workspace, new.revision)) == ("accept", "")
    assert workspace.store.questions.facts_of(new.revision)["check_state"] == "unsure"
    assert [q.revision for q in workspace.store.questions.by_source("generated")] == [new.revision]
    assert workspace.store.questions.revisions_of("q_1")[1]["reason"] == "clearer"


def test_a_family_vouches_for_its_own_text_only(tmp_path: Path) -> None:
    """With another answer it is dropped and the recomputation cannot tell; with another solution alone it stays."""
    workspace = bank(tmp_path)
    family = FAMILIES[0]
    item = family.draw(0, 1)
    drawn = Question(
        "q_1", item.question, item.solution, item.answer, "numeric", item.level, "generated", ("T",), ("k",),
        family=family.name, parameters=item.parameters, nearness=0.5, item="q_1",
    )  # fmt: skip
    add(workspace, drawn)
    verify(workspace)
    longer = edit_question(
        workspace, "q_1", question=drawn.question, solution=drawn.solution + "\nDone.", answer=drawn.answer
    )
    assert (longer.family, longer.parameters) == (drawn.family, drawn.parameters)
    other = edit_question(
        workspace, longer.revision, question=longer.question, solution=longer.solution, answer="123456"
    )
    assert (other.family, dict(other.parameters), other.nearness, other.item) == ("", {}, 0.0, "q_1")
    said = {c.check: c.state for c in workspace.store.questions.checks_of(other.revision)}
    assert said["recompute"] == "unknown"


def test_two_tabs_cannot_edit_one_question(tmp_path: Path) -> None:
    """The second is told who was first and when; nor can it be judged any more. Nothing of the first is lost."""
    workspace = bank(tmp_path, 1)
    first = edit_question(workspace.acting_as("Emmy"), "q_1", question="One?", solution="1", answer="1")
    with pytest.raises(ConflictError, match="Emmy edited this question at 2026-01-02 12:00"):
        edit_question(workspace, "q_1", question="Two?", solution="2", answer="2")
    with pytest.raises(ConflictError, match=first.revision):
        record_verdict(workspace, "q_1", "accept")
    assert [q.revision for q in workspace.store.questions.by_source("generated")] == [first.revision]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "Nothing was changed"),
        ({"question": "  "}, "The question is empty"),
        ({"solution": "x" * 100_001}, "100,001 characters"),
    ],
)
def test_an_edit_must_be_one(tmp_path: Path, texts: dict[str, str], said: str) -> None:
    """Refused, and no revision is made."""
    workspace = bank(tmp_path, 1)
    old = question(1)
    with pytest.raises(InputError, match=said):
        edit_question(
            workspace, "q_1", **{"question": old.question, "solution": old.solution, "answer": old.answer, **texts}
        )
    assert workspace.store.questions.count() == 1


@pytest.mark.parametrize(
    ("name", "act"),
    {
        "record_verdict": lambda w: record_verdict(w, "q_1", "accept"),
        "record_verdicts": lambda w: record_verdicts(w, []),
        "undo_verdict": undo_verdict,
        "edit_question": lambda w: edit_question(w, "q_1", question="a", solution="", answer=""),
    }.items(),
)
def test_somebody_must_do_it(tmp_path: Path, name: str, act: Callable[[Workspace], object]) -> None:
    """Without a name nothing is said or changed."""
    with pytest.raises(NotAllowedError, match=name):
        act(bank(tmp_path, 1).acting_as(""))


def test_an_edit_is_compared_with_what_it_becomes_a_copy_of(tmp_path: Path) -> None:
    """It fails at once; edited away again, the one that was first passes still."""
    workspace = bank(tmp_path, 1, 2)
    copy = edit_question(workspace, "q_2", question=question(1).question, solution="The answer is 7.", answer="7")
    assert duplicate(workspace, copy.revision) == ("fail", "the same question is q_1")
    assert duplicate(workspace, "q_1")[0] == "pass"


def test_editing_the_first_of_twins_frees_the_other(tmp_path: Path) -> None:
    """And an edit that comes to be the first of two makes the other one the copy."""
    workspace = bank(tmp_path, 1, 2)
    twin = replace(question(3), question=question(1).question)
    add(workspace, twin)
    verify(workspace)
    assert duplicate(workspace, "q_3") == ("fail", "the same question is q_1")
    new = edit_question(workspace, "q_1", question=question(2).question, solution="The answer is 7.", answer="7")
    assert duplicate(workspace, "q_3")[0] == "pass"
    assert workspace.store.questions.facts_of("q_3")["check_state"] == "unsure"
    assert duplicate(workspace, "q_2") == ("fail", f"the same question is {new.revision}")


def test_a_file_says_nothing_of_a_revision_that_was_replaced(tmp_path: Path) -> None:
    """Such a line is rejected and the newest revision named; one that was recorded before the edit is known still."""
    workspace = bank(tmp_path, 1, 2)
    early = Row(1, {"item": "q_1", "verdict": "accept", "reviewer": "r1"})
    assert record_verdicts(workspace, [early]).recorded == 1
    new = edit_question(workspace, "q_1", question="One?", solution="1", answer="1")
    late = [
        early,
        Row(2, {"item": "q_1", "verdict": "reject", "reviewer": "r1"}),
        Row(3, {"item": "q_2", "verdict": "fix"}),
    ]
    done = record_verdicts(workspace, late)
    assert (done.recorded, done.known, [r.line for r in done.rejected]) == (1, 1, [2])
    assert new.revision in done.rejected[0].reason
    assert counted(workspace) == "accept"

"""Verifying: every check on every question, counted by where the question comes from."""

from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import InputError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.verify import check_now, verify
from mathscale_core.records import Progress, Question, QuestionSource
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace, write_rows
from mathscale_core.validation.checks import CHECKS
from mathscale_core.workspace import Workspace


def question(number: int, source: QuestionSource = "generated", answer: str = "7") -> Question:
    return Question(
        f"q_{number}", f"Ada has {number} pens and buys some more. How many?", "The answer is 7.", answer, "numeric",
        "",
        source, ("Money",), ("Unit price",),
    )  # fmt: skip


def add(workspace: Workspace, *questions: Question) -> None:
    workspace.store.questions.add(questions, "", workspace.actor, workspace.now())


def test_an_empty_bank_has_nothing_to_verify(tmp_path: Path) -> None:
    """No question, no count."""
    done = verify(fresh_workspace(tmp_path))
    assert (done.questions, done.imported, done.planted, done.checks, done.planted_checks) == (0, 0, 0, {}, {})


def test_an_unknown_check_is_refused(tmp_path: Path) -> None:
    """The checks that there are are named, and nothing was run."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1))
    with pytest.raises(InputError, match="recompute"):
        verify(workspace, ["form", "taste"])
    assert workspace.store.questions.checks_of("q_1") == []


def test_every_question_gets_every_check(tmp_path: Path) -> None:
    """States of a check add up to the questions; each result has a reason; progress is told."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2, "imported", "8"), question(3))
    told: list[Progress] = []
    done = verify(workspace, report=told.append)
    assert (done.questions, done.imported, done.planted) == (2, 1, 0)
    assert set(done.checks) == {c.name for c in CHECKS}
    assert {sum(states.values()) for states in done.checks.values()} == {3}
    assert done.checks["final_answer"] == {"pass": 2, "fail": 1, "unknown": 0}
    assert done.checks["recompute"] == {"pass": 0, "fail": 0, "unknown": 3}
    assert all(r.reason for n in (1, 2, 3) for r in workspace.store.questions.checks_of(f"q_{n}"))
    assert [(p.station, p.total) for p in told] == [("verify", 3)]


def test_planted_questions_are_counted_apart(tmp_path: Path) -> None:
    """They are checked, and in none of the other numbers; a copy of a bank question is the copy."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, replace(question(1), revision="q_9", source="planted"), question(1))
    done = verify(workspace)
    assert (done.questions, done.planted) == (1, 1)
    assert (
        {sum(s.values()) for s in done.checks.values()}
        == {sum(s.values()) for s in done.planted_checks.values()}
        == {1}
    )
    assert done.checks["duplicate"]["pass"] == 1
    assert done.planted_checks["duplicate"]["fail"] == 1


def test_verifying_again_changes_nothing(tmp_path: Path) -> None:
    """The counts are those of the questions, not of the runs."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2))
    assert verify(workspace) == verify(workspace)


def test_named_checks_leave_the_others_alone(tmp_path: Path) -> None:
    """Only what was named is run and counted; an earlier result of another check stays."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1))
    assert set(verify(workspace, ["form"]).checks) == {"form"}
    assert set(verify(workspace, ["final_answer"]).checks) == {"final_answer"}
    assert [r.check for r in workspace.store.questions.checks_of("q_1")] == ["final_answer", "form"]


def test_seeds_and_test_items_are_found_in_the_bank(tmp_path: Path) -> None:
    """A question equal to a seed is a duplicate; without test items overlap is unknown, with them it is found."""
    workspace = small_workspace(tmp_path)
    seed = labelled_seed(1)
    add(workspace, replace(question(1), question=seed.question.lower()), question(2))
    first = verify(workspace)
    assert first.checks["duplicate"] == {"pass": 1, "fail": 1, "unknown": 0}
    assert first.checks["test_overlap"] == {"pass": 0, "fail": 0, "unknown": 2}
    rows = [{"question": "Ada has 2 pens and buys some more. How many?", "answer": "7"}]
    import_benchmark(workspace, write_rows(tmp_path / "tests.jsonl", rows), "own")
    assert verify(workspace).checks["test_overlap"] == {"pass": 1, "fail": 1, "unknown": 0}


def test_many_questions_are_checked_in_parts(tmp_path: Path) -> None:
    """More than one part gives the same: one result a question and check."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, *(question(n) for n in range(1100)))
    told: list[Progress] = []
    done = verify(workspace, ["form", "duplicate"], told.append)
    assert done.checks == {name: {"pass": 1100, "fail": 0, "unknown": 0} for name in ("form", "duplicate")}
    assert [p.done for p in told] == sorted({p.done for p in told})
    assert len(told) > 1


def test_only_what_lacks_a_check_is_checked_when_that_is_wanted(tmp_path: Path) -> None:
    """What has every current result is left alone; a failed one that lacks another is not."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1), question(2, answer="8"))
    verify(workspace, ["final_answer"])
    assert verify(workspace, only_unchecked=True).questions == 2
    add(workspace, question(3), question(4, "planted"))
    told: list[Progress] = []
    done = verify(workspace, report=told.append, only_unchecked=True)
    assert (done.questions, done.planted, told[0].total) == (1, 1, 2)
    assert sum(done.checks["form"].values()) == 3
    assert verify(workspace, only_unchecked=True).questions == 0
    states = {n: workspace.store.questions.facts_of(f"q_{n}")["check_state"] for n in (1, 2, 3)}
    assert states == {1: "unsure", 2: "failed", 3: "unsure"}


def test_one_question_is_checked_against_all_others(tmp_path: Path) -> None:
    """As all are: seeds, test items, and the questions before it."""
    workspace = small_workspace(tmp_path)
    rows = [{"question": "Ada has 2 pens and buys some more. How many?", "answer": "7"}]
    import_benchmark(workspace, write_rows(tmp_path / "tests.jsonl", rows), "own")
    twins = [question(1), replace(question(5), question=question(1).question), question(2)]
    seedlike = replace(question(6), question=labelled_seed(1).question)
    add(workspace, *twins, seedlike)
    one_by_one = {c for q in (*twins, seedlike) for c in check_now(workspace, q)}
    verify(workspace)
    assert one_by_one == {c for q in (*twins, seedlike) for c in workspace.store.questions.checks_of(q.revision)}
    assert {c.revision for c in one_by_one if c.state == "fail"} == {"q_5", "q_2", "q_6"}


def test_test_items_that_come_while_it_runs_are_not_overlooked(tmp_path: Path) -> None:
    """What is stored last is what stands: no batch says that there is no overlap with an item that came before it."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, *(question(n) for n in range(1100)))
    rows = [{"question": question(1099).question, "answer": "7"}]
    path = write_rows(tmp_path / "tests.jsonl", rows)

    def report(progress: Progress) -> None:
        if progress.done:
            import_benchmark(workspace, path, "own")

    verify(workspace, report=report)
    assert {c.check: c.state for c in workspace.store.questions.checks_of("q_1099")}["test_overlap"] == "fail"
    assert workspace.store.questions.facts_of("q_1099")["check_state"] == "failed"

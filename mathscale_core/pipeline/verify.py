"""Questions → check results: run every check on every question of the bank, or on those that lack one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.errors import InputError
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report, silent
from mathscale_core.records import CheckResult, Progress, Question
from mathscale_core.seeds.text import question_key
from mathscale_core.validation.checks import CHECKS, Surroundings, run_checks
from mathscale_core.validation.overlap import build_test_index
from mathscale_core.workspace import Workspace

_BATCH = 1000
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What the checks say.

    Attributes:
        questions: Generated questions checked.
        imported: Imported questions checked.
        planted: Planted questions checked; they are in none of the other numbers.
        checks: Check name to state to number, over generated and imported questions, these and earlier ones.
        planted_checks: Likewise for the planted ones.
    """

    questions: int
    imported: int
    planted: int
    checks: Counts
    planted_checks: Counts


def verify(
    workspace: Workspace,
    names: Sequence[str] | None = None,
    report: Report = silent,
    *,
    only_unchecked: bool = False,
) -> VerifyResult:
    """Run the named checks (all by default) on the newest revision of every question.

    ``only_unchecked`` leaves out those that have a current result of each of these checks. What was checked before an
    interruption is kept.

    Raises:
        InputError: A name is no check.
    """
    require(workspace, "verify")
    known = {c.name: c.version for c in CHECKS}
    for name in names or ():
        if name not in known:
            raise InputError(f"There is no check {name!r}.", f"some of {', '.join(known)}.", "Use --checks.")
    store = workspace.store
    # No question has the result of a check that there is not: with it every one lacks something.
    lacking = {name: known[name] for name in names or known} if only_unchecked else {"": ""}
    bank, planted = (("generated", "imported"), ("planted",))
    every = [*store.questions.unverified(lacking, *bank), *store.questions.unverified(lacking, *planted)]
    tests = [(row["id"], row["question"]) for row in store.benchmarks.texts()]
    around = Surroundings(
        store.seeds.question_keys(), store.questions.first_of_key(), build_test_index(tests) if tests else None
    )
    done: Counter[str] = Counter()
    for begin in range(0, len(every), _BATCH):
        report(Progress("verify", begin, len(every)))
        batch = store.questions.by_revision(every[begin : begin + _BATCH])
        store.questions.record_checks(run_checks(batch, around, names), workspace.now())
        done.update(q.source for q in batch)
    chosen = set(names or known)
    counted = [
        {name: n for name, n in store.questions.check_counts(*sources).items() if name in chosen}
        for sources in (bank, planted)
    ]
    return VerifyResult(done["generated"], done["imported"], done["planted"], counted[0], counted[1])


def check_now(workspace: Workspace, question: Question) -> list[CheckResult]:
    """Run every check on one stored question and keep what they say; it is part of the writing that asked for it."""
    store = workspace.store
    key = question_key(question.question)
    tests = [(row["id"], row["question"]) for row in store.benchmarks.texts()]
    around = Surroundings(
        {k: seed for k, seed in store.seeds.question_keys().items() if k == key},
        store.questions.first_of_key(key),
        build_test_index(tests, [question.question]) if tests else None,
    )
    results = run_checks([question], around)
    store.questions.record_checks(results, workspace.now())
    return results

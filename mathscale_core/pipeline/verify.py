"""Questions → check results: run every check on every question of the bank, or on those that lack one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.adapters.store import Store
from mathscale_core.errors import InputError
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report, silent
from mathscale_core.records import CheckResult, Progress, Question
from mathscale_core.seeds.text import question_key
from mathscale_core.validation.checks import CHECKS, Surroundings, run_checks
from mathscale_core.validation.overlap import TestIndex, build_test_index
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
    around = _Around(store)
    done: Counter[str] = Counter()
    for begin in range(0, len(every), _BATCH):
        report(Progress("verify", begin, len(every)))
        batch = store.questions.by_revision(every[begin : begin + _BATCH])
        now = around.now()
        results = run_checks(batch, now, names)
        with store.transaction():
            # What came while it was checked counts: what is stored last is what stands.
            if around.now() is not now:
                results = run_checks(batch, around.now(), names)
            store.questions.record_checks(results, workspace.now())
        done.update(q.source for q in batch)
    chosen = set(names or known)
    counted = [
        {name: n for name, n in store.questions.check_counts(*sources).items() if name in chosen}
        for sources in (bank, planted)
    ]
    return VerifyResult(done["generated"], done["imported"], done["planted"], counted[0], counted[1])


def check_now(workspace: Workspace, question: Question) -> list[CheckResult]:
    """Run every check on one stored question and keep what they say; it is part of the writing that asked for it."""
    around = _around_keys(workspace, [question_key(question.question)], [question.question])
    results = run_checks([question], around)
    workspace.store.questions.record_checks(results, workspace.now())
    return results


def check_twins(workspace: Workspace, *questions: str) -> None:
    """Look anew for duplicates among the stored questions with one of these texts: an edit gave or took one away."""
    keys = [question_key(question) for question in questions]
    results = run_checks(workspace.store.questions.with_keys(keys), _around_keys(workspace, keys), ["duplicate"])
    workspace.store.questions.record_checks(results, workspace.now())


def _around_keys(workspace: Workspace, keys: Sequence[str], questions: Sequence[str] = ()) -> Surroundings:
    """What questions with these keys can meet; test items only where the texts themselves are given."""
    store = workspace.store
    tests = [(row["id"], row["question"]) for row in store.benchmarks.texts()] if questions else []
    return Surroundings(
        {key: seed for key, seed in store.seeds.question_keys().items() if key in keys},
        store.questions.first_of_key(*keys),
        build_test_index(tests, questions) if tests else None,
    )


class _Around:
    """What every question is checked against, as it stands at the time of asking."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tests: tuple[int, TestIndex | None] = (0, None)
        self._mark: tuple[int, ...] = ()
        self._now = Surroundings({}, {}, None)

    def now(self) -> Surroundings:
        """The surroundings: the same object as before while none of them has changed."""
        store = self._store
        # Test items are added and never taken away, seeds added or withdrawn; new questions come after those that
        # there are, so that only an edit makes another one the first.
        gone = store.seeds.count("withdrawn")
        count = store.benchmarks.count()
        mark = (count, gone, store.seeds.count("active") + store.seeds.count("held"), store.questions.count_replaced())
        if mark != self._mark:
            if count != self._tests[0]:
                tests = [(row["id"], row["question"]) for row in store.benchmarks.texts()]
                self._tests = (count, build_test_index(tests))
            self._now = Surroundings(store.seeds.question_keys(), store.questions.first_of_key(), self._tests[1])
            self._mark = mark
        return self._now

"""Questions → check results: run every check on every question of the bank."""

from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.errors import InputError
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report, silent
from mathscale_core.records import Progress, Question
from mathscale_core.seeds.text import question_key
from mathscale_core.validation.checks import CHECKS, Surroundings, run_checks
from mathscale_core.validation.overlap import build_test_index
from mathscale_core.workspace import Workspace

_BATCH = 500
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What the checks say.

    Attributes:
        questions: Generated questions checked.
        imported: Imported questions checked.
        planted: Planted questions checked; they are in none of the other numbers.
        checks: Check name to state to number, over generated and imported questions.
        planted_checks: Likewise for the planted ones.
    """

    questions: int
    imported: int
    planted: int
    checks: Counts
    planted_checks: Counts


def verify(workspace: Workspace, names: Sequence[str] | None = None, report: Report = silent) -> VerifyResult:
    """Run the named checks (all by default) on every question.

    Raises:
        InputError: A name is no check.
    """
    require(workspace, "verify")
    known = [c.name for c in CHECKS]
    for name in names or ():
        if name not in known:
            raise InputError(f"There is no check {name!r}.", f"some of {', '.join(known)}.", "Use --checks.")
    store = workspace.store
    bank, planted = store.questions.by_source("generated", "imported"), store.questions.by_source("planted")
    tests = [(row["id"], row["question"]) for row in store.benchmarks.texts()]
    around = Surroundings(
        store.seeds.question_keys(), _first_of([*bank, *planted]), build_test_index(tests) if tests else None
    )
    every = [*bank, *planted]
    for begin in range(0, len(every), _BATCH):
        report(Progress("verify", begin, len(every)))
        store.questions.record_checks(run_checks(every[begin : begin + _BATCH], around, names), workspace.now())
    chosen = set(names or known)
    counted = [
        {name: n for name, n in store.questions.check_counts(*sources).items() if name in chosen}
        for sources in (("generated", "imported"), ("planted",))
    ]
    return VerifyResult(
        questions=sum(q.source == "generated" for q in bank),
        imported=sum(q.source == "imported" for q in bank),
        planted=len(planted),
        checks=counted[0],
        planted_checks=counted[1],
    )


def _first_of(questions: Sequence[Question]) -> dict[str, str]:
    first: dict[str, str] = {}
    for question in questions:
        first.setdefault(question_key(question.question), question.revision)
    return first

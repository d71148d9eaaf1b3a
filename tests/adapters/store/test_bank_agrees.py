"""Every filter against a brute-force one in Python, on small banks that edits, verdicts, checks and releases change."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mathscale_core.adapters.store import WORDS
from mathscale_core.adapters.store.bank import Bank, BankFilter, Steps
from mathscale_core.adapters.store.checks import REQUIRED, forget_results
from mathscale_core.adapters.store.database import Database
from mathscale_core.adapters.store.questions import QuestionTable
from mathscale_core.adapters.store.releases import ReleaseTable
from mathscale_core.adapters.store.textfeed import TextFeed
from mathscale_core.adapters.textindex import TextIndex
from mathscale_core.records import CheckResult, CheckState, Question, Release
from tests.adapters.store.releasing import hold
from tests.adapters.store.test_questions import AT, question
from tests.adapters.store.test_wording import answers

TEXTS = ("Five pens.", "Let $x^2$ be.", "Find the área of 五 pens", "A train, 12 km")
CONCEPTS = ("Sums", "Means", "Sets")
STATES = get_args(CheckState)


@dataclass
class Known:
    """What the test itself knows of one revision."""

    question: Question
    job: str
    head: bool = True
    checks: dict[str, str] = field(default_factory=dict)
    verdicts: list[tuple[str, str]] = field(default_factory=list)
    releases: set[str] = field(default_factory=set)

    @property
    def check_state(self) -> str:
        """What the checks come to."""
        said = self.checks.values()
        if "fail" in said:
            return "failed"
        if self.checks.keys() != REQUIRED.keys():
            return "unchecked"
        return "unsure" if "unknown" in said else "passed"

    @property
    def verdict(self) -> str:
        """The latest verdict; a skip counts only when nobody said more."""
        said = [v for _, v in self.verdicts]
        return next((v for v in reversed(said) if v != "skip"), said[-1] if said else "")


def wants(wanted: BankFilter, known: Known) -> bool:
    q = known.question
    carried = {"topic": set(q.topics), "kp": set(q.kps)}
    return all(
        (
            wanted.every_revision or known.head,
            q.source in wanted.sources if wanted.sources else q.source != "planted",
            not wanted.levels or q.level in wanted.levels,
            not wanted.formats or q.format in wanted.formats,
            not wanted.check_states or known.check_state in wanted.check_states,
            not wanted.verdicts or known.verdict in wanted.verdicts,
            not wanted.check or known.checks.get(wanted.check) == wanted.said,
            not wanted.job or known.job == wanted.job,
            not wanted.provider or q.provider == wanted.provider,
            not wanted.seed or wanted.seed in q.seeds,
            not known.releases if wanted.release == "-" else not wanted.release or wanted.release in known.releases,
            all(carried[kind] & set(names) for kind, names in wanted.concepts),
            not wanted.unseen_by or wanted.unseen_by not in {who for who, _ in known.verdicts},
            answers(wanted.text, q.question),
        )
    )


names = st.lists(st.sampled_from(CONCEPTS), min_size=1, max_size=2, unique=True).map(tuple)
filters = st.builds(
    BankFilter,
    text=st.sampled_from(("", "", "pens", "five", "x^2", "2", "tra 12", "五", "área", "pens five", "nothing", ".")),
    concepts=st.lists(st.tuples(st.sampled_from(("topic", "kp")), names), max_size=2).map(tuple),
    sources=st.sampled_from(((), (), ("generated",), ("imported", "planted"))),
    levels=st.sampled_from(((), (), ("high",), ("middle", ""))),
    check_states=st.sampled_from(((), (), ("failed",), ("unchecked", "passed"))),
    verdicts=st.sampled_from(((), (), ("",), ("accept", "skip"))),
    check=st.sampled_from(("", "", *REQUIRED)),
    said=st.sampled_from(STATES),
    job=st.sampled_from(("", "", "j_1")),
    seed=st.sampled_from(("", "", "s_1")),
    release=st.sampled_from(("", "", "-", "r0", "r1")),
    unseen_by=st.sampled_from(("", "", "Ada")),
    every_revision=st.booleans(),
)
questions = st.tuples(
    st.sampled_from(TEXTS), st.sampled_from(("generated", "generated", "imported", "planted")),
    st.sampled_from(("high", "middle", "")), st.lists(st.sampled_from(CONCEPTS), max_size=2),
    st.lists(st.sampled_from(CONCEPTS), max_size=2), st.sampled_from((("s_1",), ("s_2", "s_1"), ())),
)  # fmt: skip
numbers = st.integers(0, 20)
results = st.dictionaries(st.sampled_from(tuple(REQUIRED)), st.sampled_from(STATES), min_size=1)
said = st.tuples(st.sampled_from(("Ada", "Emmy")), st.sampled_from(("accept", "reject", "skip")))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(questions, min_size=1, max_size=4), st.sampled_from(("", "j_1"))),
        st.tuples(st.just("edit"), numbers, st.sampled_from(TEXTS)),
        st.tuples(st.just("check"), numbers, results),
        st.tuples(st.just("forget"), st.sampled_from(tuple(REQUIRED)), st.none()),
        st.tuples(st.just("judge"), numbers, said),
        st.tuples(st.just("release"), st.lists(numbers, min_size=1, max_size=3), st.none()),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def play(
    database: Database,
    table: QuestionTable,
    releases: ReleaseTable,
    bank: list[Known],
    step: tuple[str, object, object],
) -> None:
    """Do one thing to the tables and to what the test knows."""
    what, first, second = step
    if what == "add":
        assert isinstance(first, list)
        new = [
            replace(
                question(len(bank) + n), question=text, source=source, level=level, topics=tuple(topics),
                kps=tuple(kps), seeds=seeds,
            )
            for n, (text, source, level, topics, kps, seeds) in enumerate(first, 1)
        ]  # fmt: skip
        table.add(new, str(second), "local", AT)
        bank += [Known(q, str(second)) for q in new]
        return
    if what == "forget":
        with database.write() as cursor:
            forget_results(cursor, str(first))
        for known in bank:
            known.checks.pop(str(first), None)
        return
    if not bank:
        return
    if what == "release":
        assert isinstance(first, list)
        name = f"r{len(releases.list())}"
        taken = [bank[n] for n in sorted({n % len(bank) for n in first})]
        hold(
            table,
            releases,
            Release(name, "d", "any", "g", len(taken), 0, 0, {}, AT),
            [k.question.revision for k in taken],
        )
        for known in taken:
            known.releases.add(name)
        return
    assert isinstance(first, int)
    known = bank[first % len(bank)]
    revision = known.question.revision
    if what == "edit":
        if known.head:
            edited = replace(
                known.question, revision=f"q_{len(bank) + 1}", question=str(second), parent=revision,
                item=known.question.item or revision,
            )  # fmt: skip
            table.add_edit(edited, "", "", "local", AT)
            known.head = False
            bank.append(Known(edited, ""))
    elif what == "check":
        assert isinstance(second, dict)
        table.record_checks(
            [CheckResult(revision, name, REQUIRED[name], state, "") for name, state in second.items()], AT
        )
        known.checks.update(second)
    else:
        assert isinstance(second, tuple)
        who, said = second
        row = {
            "id": f"v_{revision}_{len(known.verdicts)}", "revision": revision, "verdict": said, "actor": who,
            "reason": "", "seconds": None, "created": AT,
        }  # fmt: skip
        table.record_verdicts([row])
        known.verdicts.append((who, said))


@pytest.mark.parametrize("indexed", [False, True])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=steps, asked=st.lists(filters, min_size=1, max_size=6))
def test_filters_find_what_a_plain_look_at_every_question_finds(
    tmp_path_factory: pytest.TempPathFactory,
    indexed: bool,
    done: list[tuple[str, object, object]],
    asked: list[BankFilter],
) -> None:
    """Whatever was done before, in whatever steps it looks, with the text index and without; pages and counts too."""
    folder: Path = tmp_path_factory.mktemp("bank")
    database = Database(folder / "workspace.duckdb", owner_file=folder / "owner.json")
    feed = TextFeed(database, TextIndex(folder / WORDS), without=0 if indexed else 1000)
    looks = Bank(database, feed, Steps(stretches=(1, 2), read=1, hits=(1, 2)))
    tables = QuestionTable(database, feed), ReleaseTable(database, looks)
    bank: list[Known] = []
    try:
        for step in done:
            play(database, *tables, bank, step)
            feed.follow(len(bank))
            if len(bank) % 2:
                feed.wait()
            for wanted in asked:
                expected = [k.question.revision for k in reversed(bank) if wants(wanted, k)]
                assert [r["revision"] for r in looks.find(wanted, 100)] == expected
                assert [r["revision"] for r in looks.find(wanted, 2, 1)] == expected[1:3]
                assert looks.count(wanted) == len(expected)
                assert looks.next_revision(wanted, "q_2") == min(
                    [r for r in expected if r > "q_2"], default=min(expected, default="")
                )
    finally:
        feed.close()
        database.close()

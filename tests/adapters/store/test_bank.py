"""Filters that combine, pages, counts up to a bound, and the lasting order of a queue."""

from dataclasses import replace

import pytest

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.bank import BankFilter
from mathscale_core.adapters.store.checks import REQUIRED
from mathscale_core.records import CheckResult, Release
from tests.adapters.store.releasing import hold
from tests.adapters.store.test_questions import AT, question, verdict


def found(store: Store, wanted: BankFilter) -> list[str]:
    """Numbers of what is found, checked against the count."""
    rows = store.questions.find(wanted)
    assert store.questions.count_found(wanted) == len(rows)
    return [row["revision"].removeprefix("q_") for row in rows]


@pytest.fixture
def bank(store: Store) -> Store:
    """Six questions, one of them planted and one replaced by an edit; two releases' worth of states."""
    store.questions.add(
        [
            question(1, question="Ada has FIVE pens.", composition="m_1", seeds=("s_1", "s_2"), provider="one"),
            question(2, level="high", format="open", topics=("Sets",), kps=(), provider="two"),
            question(3, "imported", dataset="gsm", level="", kps=("Unit price", "Means")),
            question(4, "planted"),
            question(5, question="Ada has no pens."),
        ],
        "j_1", "local", AT,
    )  # fmt: skip
    store.questions.add_edit(
        replace(question(6), item="q_5", parent="q_5", question="Ada has six pens."), "", "", "x", AT
    )
    store.questions.record_checks([CheckResult("q_1", "form", REQUIRED["form"], "fail", "so")], AT)
    store.questions.record_checks([CheckResult("q_2", "form", "0", "fail", "older")], AT)
    store.questions.record_verdicts([verdict(1, "reject"), verdict(3, "accept", "Sofia")])
    release = Release("first", "d", "any", "g", 1, 0, 0, {}, AT)
    hold(store.questions, store.releases, release, ["q_3"])
    return store


def test_nothing_is_found_in_an_empty_bank(store: Store) -> None:
    """No row, no next one, no facet."""
    assert found(store, BankFilter()) == []
    assert store.questions.next_found(BankFilter()) == ""


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (BankFilter(), "6 3 2 1"),
        (BankFilter(every_revision=True), "6 5 3 2 1"),
        (BankFilter(sources=("planted",)), "4"),
        (BankFilter(sources=("imported", "planted")), "4 3"),
        (BankFilter(text="ada PENS"), "6 1"),
        (BankFilter(text="five pens."), "1"),
        (BankFilter(text="100%"), ""),
        (BankFilter(concepts=(("topic", ("Money",)),)), "6 3 1"),
        (BankFilter(concepts=(("topic", ("Money", "Sets")), ("kp", ("Means",)))), "3"),
        (BankFilter(concepts=(("kp", ("Money",)),)), ""),
        (BankFilter(levels=("high", "")), "3 2"),
        (BankFilter(formats=("open",)), "2"),
        (BankFilter(check_states=("failed",)), "1"),
        (BankFilter(check_states=("unchecked",), levels=("middle",)), "6"),
        (BankFilter(check="form", said="fail"), "1"),
        (BankFilter(check="form", said="pass"), ""),
        (BankFilter(verdicts=("reject", "accept")), "3 1"),
        (BankFilter(verdicts=("",)), "6 2"),
        (BankFilter(dataset="gsm"), "3"),
        (BankFilter(provider="two"), "2"),
        (BankFilter(job="j_1", composition="m_1"), "1"),
        (BankFilter(seed="s_2"), "1"),
        (BankFilter(release="first"), "3"),
        (BankFilter(release="-", levels=("middle",)), "6 1"),
        (BankFilter(unseen_by="Emmy"), "6 3 2"),
        (BankFilter(unseen_by="Sofia", sources=("imported",)), ""),
    ],
)
def test_every_filter_narrows_and_all_combine(bank: Store, wanted: BankFilter, numbers: str) -> None:
    """The newest first; planted ones only where they are asked for; what was replaced only where all revisions are."""
    assert found(bank, wanted) == numbers.split()


def test_a_revision_is_found_by_its_id(store: Store) -> None:
    """The whole id or its beginning, of the revision or of its item."""
    store.questions.add([replace(question(1), revision="q_0123456789abcdef", item="")], "", "local", AT)
    edit = replace(question(2), revision="q_fedcba9876543210", item="q_0123456789abcdef", parent="q_0123456789abcdef")
    store.questions.add_edit(edit, "n", "", "local", AT)
    for text in ("q_fedcba9876543210", "q_fedcba", " q_012345 "):
        assert [r["revision"] for r in store.questions.find(BankFilter(text=text))] == ["q_fedcba9876543210"]


def test_pages_hold_every_question_once(store: Store) -> None:
    """None is there after the last; a count stops one above its bound."""
    store.questions.add([question(n) for n in range(1, 8)], "", "local", AT)
    pages = [[r["position"] for r in store.questions.find(BankFilter(), limit=3, offset=o)] for o in (0, 3, 6, 9)]
    assert pages == [[7, 6, 5], [4, 3, 2], [1], []]
    assert [store.questions.count_found(BankFilter(), most) for most in (3, 6, 7, 100)] == [4, 7, 7, 7]


def test_a_queue_goes_round_once(store: Store) -> None:
    """By id from anywhere, from the beginning again at the end."""
    store.questions.add([question(n) for n in (3, 1, 2)], "", "local", AT)
    assert [store.questions.next_found(BankFilter(), after) for after in ("", "q_1", "q_2", "q_3")] == [
        "q_1", "q_2", "q_3", "q_1",
    ]  # fmt: skip

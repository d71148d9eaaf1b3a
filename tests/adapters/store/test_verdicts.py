"""Verdicts that stand, that are taken back, and the one that counts."""

from typing import Any

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.verdicts import UNDO
from tests.adapters.store.test_questions import AT, question, verdict


def counted(store: Store) -> str:
    return store.questions.facts_of("q_1")["verdict"]


def undo(name: str, restored: str, actor: str) -> dict[str, Any]:
    return verdict(1, restored, actor, UNDO + name)


def test_nobody_has_said_anything(store: Store) -> None:
    """Of an actor without a verdict nothing is known."""
    store.questions.add([question(1)], "", "local", AT)
    assert counted(store) == ""
    assert store.questions.last_verdict_of("Emmy") is None
    assert store.questions.verdicts_since("Emmy", "") == {}


def test_what_is_taken_back_counts_no_more(store: Store) -> None:
    """The verdict before it stands again, also that of somebody else; all rows stay."""
    store.questions.add([question(1)], "", "local", AT)
    store.questions.record_verdicts([verdict(1, "accept", "Sofia", "a")])
    store.questions.record_verdicts([verdict(1, "reject", "Emmy", "b"), verdict(1, "fix", "Emmy", "c")])
    assert counted(store) == "fix"
    assert store.questions.last_verdict_of("Emmy") == {
        "id": "c", "revision": "q_1", "verdict": "fix", "before": "reject",
    }  # fmt: skip
    store.questions.record_verdicts([undo("c", "reject", "Emmy")])
    assert counted(store) == "reject"
    store.questions.record_verdicts([undo("b", "withdrawn", "Emmy")])
    assert counted(store) == "accept"
    assert store.questions.last_verdict_of("Emmy") is None
    assert [(v["id"], v["stands"]) for v in store.questions.verdicts_of("q_1")] == [
        ("a", True), ("b", False), ("c", False), (UNDO + "c", False), (UNDO + "b", False),
    ]  # fmt: skip
    store.questions.record_verdicts([undo("a", "withdrawn", "Sofia")])
    assert counted(store) == ""
    assert store.questions.latest_verdicts() == {}


def test_a_skip_counts_only_where_nobody_said_more(store: Store) -> None:
    """It does not take an acceptance away."""
    store.questions.add([question(1)], "", "local", AT)
    store.questions.record_verdicts([verdict(1, "skip")])
    assert counted(store) == "skip"
    store.questions.record_verdicts([verdict(1, "accept", "Sofia"), verdict(1, "skip", "Ada")])
    assert counted(store) == "accept"


def test_a_policy_is_no_person(store: Store) -> None:
    """Its verdict stands in a column of its own."""
    store.questions.add([question(1)], "", "local", AT)
    store.questions.record_verdicts([verdict(1, "accept", "policy:checked")])
    assert counted(store) == ""
    assert store.questions.latest_verdicts() == {"q_1": {"policy": "accept"}}


def test_verdicts_of_a_day_are_those_that_stand(store: Store) -> None:
    """Counted by verdict, from a time on."""
    store.questions.add([question(1), question(2)], "", "local", AT)
    store.questions.record_verdicts(
        [verdict(1, "accept", name="a"), verdict(2, "accept", name="b"), verdict(2, "reject", name="c"),
         {**verdict(1, "flag", name="d"), "created": "2025"}]
    )  # fmt: skip
    store.questions.record_verdicts([verdict(2, "accept", name=UNDO + "c")])
    assert store.questions.verdicts_since("Emmy", "2026-01-02") == {"accept": 2}

"""Concept names of questions as numbers: each name once, each question once under it, and how many carry it."""

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.bank import BankFilter
from tests.adapters.store.test_questions import AT, question


def counts(store: Store) -> dict[tuple[str, str], int]:
    return {(row["kind"], row["name"]): row["n"] for row in store.questions.concept_counts()}


def test_no_question_carries_no_name(store: Store) -> None:
    """Nothing is counted, and storing nothing adds nothing."""
    store.questions.add([], "", "local", AT)
    assert counts(store) == {}


def test_a_name_counts_each_question_once_and_kinds_apart(store: Store) -> None:
    """Twice on one question is once; a topic and a KP of one name are two; later questions add to the number."""
    store.questions.add([question(1, topics=("Sums", "Sums"), kps=("Sums", "Means"))], "", "local", AT)
    assert counts(store) == {("topic", "Sums"): 1, ("kp", "Sums"): 1, ("kp", "Means"): 1}
    store.questions.add([question(2, topics=("Sums",), kps=()), question(3, topics=(), kps=("Means",))], "", "x", AT)
    assert counts(store) == {("topic", "Sums"): 2, ("kp", "Sums"): 1, ("kp", "Means"): 2}


def test_a_question_that_is_there_already_is_not_counted_again(store: Store) -> None:
    """The same one stored twice carries its names once."""
    for _ in range(2):
        store.questions.add([question(1, topics=("Sums",), kps=())], "", "local", AT)
    assert counts(store) == {("topic", "Sums"): 1}
    assert store.questions.count_found(BankFilter(concepts=(("topic", ("Sums", "No such name")),))) == 1
    assert store.questions.count_found(BankFilter(concepts=(("topic", ("No such name",)),))) == 0

"""Suggestions and decisions, as stored."""

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.suggestions import POLICY, Decision
from mathscale_core.curation import undo_event
from mathscale_core.records import EditEvent
from mathscale_core.twins.pairs import Twins, score
from mathscale_core.twins.signals import Signals
from tests.twins.drawn import twins

SIGNALS = Signals(0.9, 0.25, 0.5, 0.125)


def decision(pair: Twins, said: str = "different", event: str = "", actor: str = "Ada", of: str = "d_1") -> Decision:
    return Decision(of, *pair.pair, said, pair.signals, event, actor)


def test_at_first_there_are_none(store: Store) -> None:
    """Nothing waits, nothing was decided, no version."""
    table = store.suggestions
    assert (table.all(), table.waiting(), table.decisions(), table.judged(), table.version()) == ([], [], [], [], "")
    assert table.replace([], "g_1", "") == 0
    table.append([], "")
    table.put_back([], "")


def test_what_is_stored_is_what_was_found(store: Store) -> None:
    """With all signals, best first; computed again, only what is new counts, and what is gone is gone."""
    one, two, three = twins("a", "b", 0.7, SIGNALS), twins("c", "d", 0.9), twins("e", "f", 0.8)
    assert store.suggestions.replace([one, two], "g_1", "1") == 2
    assert store.suggestions.all() == [two, one]
    assert store.suggestions.replace([one, three], "g_2", "2") == 1
    assert store.suggestions.all() == [three, one]
    assert store.suggestions.version() == "g_2"


def test_what_a_model_said_stays_and_counts(store: Store) -> None:
    """For the pairs that are there; a later computation keeps it."""
    one, two = twins("a", "b", 0.7, SIGNALS), twins("c", "d", 0.9)
    store.suggestions.replace([one, two], "g_1", "")
    assert store.suggestions.tell({("a", "b"): 1.0, ("x", "y"): 1.0}) == 1
    told = Signals(0.9, 0.25, 0.5, 0.125, 1.0)
    stored = next(t for t in store.suggestions.all() if t.a == "a")
    assert (stored.signals, stored.score) == (told, score(told))
    store.suggestions.replace([one, two], "g_2", "")
    assert next(t for t in store.suggestions.all() if t.a == "a") == stored


def test_decided_pairs_wait_no_more_but_those_put_off_do(store: Store) -> None:
    """Until the decision is taken back."""
    one, two = twins("a", "b"), twins("c", "d")
    store.suggestions.replace([one, two], "g_1", "")
    store.suggestions.append([decision(one), decision(two, "later", of="d_2")], "")
    assert store.suggestions.waiting() == [two]
    assert store.suggestions.decisions() == [decision(one), decision(two, "later", of="d_2")]
    store.suggestions.take_back("d_1")
    assert store.suggestions.waiting() == [one, two]
    assert [d.id for d in store.suggestions.decisions()] == ["d_2"]


def test_a_decision_counts_as_long_as_its_edit_does(store: Store) -> None:
    """An undo of the edit anywhere takes it back, and the undo of that gives it again."""
    pair = twins("a", "b")
    store.suggestions.replace([pair], "g_1", "")
    edit = EditEvent("e_1", "relate", {"a": "a", "b": "b", "as": "different"}, "Ada", "", "")
    undone = undo_event("e_1", actor="Bo", at="", after="e_1")
    redone = undo_event(undone.id, actor="Bo", at="", after=undone.id)
    store.suggestions.append([decision(pair, event="e_1")], "")
    counted = []
    for event in (edit, undone, redone):
        store.curation.append([event])
        counted.append((len(store.suggestions.waiting()), len(store.suggestions.judged())))
    assert counted == [(0, 1), (1, 0), (0, 1)]


def test_what_a_policy_merged_is_no_judgement(store: Store) -> None:
    """Nor is what was never suggested: precision is about people and suggestions."""
    pair = twins("a", "b")
    by_policy = decision(pair, "merge", actor=f"{POLICY}spelling")
    unseen = Decision("d_2", "x", "y", "merge", None, "", "Ada")
    store.suggestions.append([by_policy, unseen], "")
    assert store.suggestions.decisions() == [by_policy, unseen]
    assert store.suggestions.judged() == []


def test_pairs_are_put_back_once(store: Store) -> None:
    """Under the version of the others; one that is there stays as it is."""
    one, two = twins("a", "b", 0.7), twins("c", "d", 0.9)
    store.suggestions.replace([one], "g_1", "")
    store.suggestions.put_back([two, twins("a", "b", 0.1)], "")
    assert store.suggestions.all() == [two, one]
    assert store.suggestions.version() == "g_1"

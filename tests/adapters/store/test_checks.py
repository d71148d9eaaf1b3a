"""What machines say, and the state that follows from it beside each question."""

import pytest

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.checks import REQUIRED
from mathscale_core.records import BenchmarkItem, CheckResult, CheckState, Seed
from tests.adapters.store.test_questions import AT, question


def state(store: Store, number: int = 1) -> str:
    return store.questions.facts_of(f"q_{number}")["check_state"]


def say(store: Store, **states: CheckState) -> None:
    """Results of the required checks in their current version; the others pass."""
    found: dict[str, CheckState] = dict.fromkeys(REQUIRED, "pass")
    results = [CheckResult("q_1", n, REQUIRED[n], s, "so") for n, s in (found | states).items()]
    store.questions.record_checks(results, AT)


@pytest.mark.parametrize(
    ("states", "wanted"),
    [
        ({}, "passed"),
        ({"recompute": "unknown"}, "unsure"),
        ({"recompute": "unknown", "form": "fail"}, "failed"),
    ],
)
def test_a_state_follows_from_all_checks(store: Store, states: dict[str, CheckState], wanted: str) -> None:
    """Unchecked at first; a failure goes before a doubt, a doubt before a pass; only that question is touched."""
    store.questions.add([question(1), question(2)], "", "local", AT)
    assert state(store) == "unchecked"
    say(store, **states)
    assert (state(store), state(store, 2)) == (wanted, "unchecked")


def test_a_missing_check_is_no_pass_and_a_failure_is_one_at_once(store: Store) -> None:
    """With one of the checks alone the question stays unchecked, or has failed."""
    store.questions.add([question(1)], "", "local", AT)
    store.questions.record_checks([CheckResult("q_1", "form", REQUIRED["form"], "pass", "so")], AT)
    assert state(store) == "unchecked"
    store.questions.record_checks([CheckResult("q_1", "form", REQUIRED["form"], "fail", "so")], AT)
    assert state(store) == "failed"
    store.questions.record_checks([CheckResult("q_1", "form", "0", "fail", "older rules")], AT)
    assert state(store) == "unchecked"


def test_a_forgotten_check_leaves_what_failed_otherwise(store: Store) -> None:
    """A pass is no longer known; a failure of another check still is; a failure of this one is not."""
    store.questions.add([question(1)], "", "local", AT)
    for states, wanted in (({}, "unchecked"), ({"form": "fail"}, "failed"), ({"duplicate": "fail"}, "unchecked")):
        say(store, **states)  # type: ignore[arg-type]
        # A new seed with the question's text makes its duplicate check open again.
        seed = Seed(f"s_{states}", question(1).question, "", "1", "numeric", "", "mine", "train", "", 1)
        store.seeds.add([seed], "local", AT)
        assert state(store) == wanted
        assert "duplicate" not in {c.check for c in store.questions.checks_of("q_1")}


def test_new_seeds_and_test_items_make_states_open_again(store: Store) -> None:
    """What a question is compared with has changed; a seed of another text changes nothing."""
    store.questions.add([question(1)], "", "local", AT)
    say(store)
    store.seeds.add([Seed("s_1", "A?", "", "1", "numeric", "", "mine", "train", "", 1)], "local", AT)
    assert state(store) == "passed"
    same = question(1).question
    store.seeds.add([Seed("s_2", same, "", "1", "numeric", "", "mine", "train", "", 2)], "local", AT)
    assert state(store) == "unchecked"
    say(store)
    store.benchmarks.add([BenchmarkItem("own/1", "own", 1, "", "B?", (), "1", "", "", "")], "local", AT)
    assert state(store) == "unchecked"

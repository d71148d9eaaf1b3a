"""Precision per signal, and when it may merge unseen."""

from mathscale_core.twins.precision import ENOUGH, Standing, standings
from mathscale_core.twins.signals import SIGNALS, Signals

SPELLED, WORDY = Signals(0.9, 0.0, 0.0, 0.0), Signals(0.5, 0.7, 0.0, 0.0, 0.9)


def test_without_decisions_nothing_is_known_and_nothing_opens() -> None:
    """Unknown is no zero."""
    found = standings([])
    assert tuple(found) == SIGNALS
    assert {(s.decided, s.right, s.precision, s.is_open) for s in found.values()} == {(0, 0, None, False)}


def test_a_signal_is_judged_on_the_pairs_that_it_spoke_for() -> None:
    """Merged and same are right; related, parent and different are not; later is no judgement."""
    said = [(SPELLED, d) for d in ("merge", "same", "related", "parent-of", "different", "later")] + [(WORDY, "merge")]
    found = standings(said)
    assert found["spelling"] == Standing("spelling", 5, 2)
    assert (found["words"], found["told"]) == (Standing("words", 1, 1), Standing("told", 1, 1))
    assert found["neighbours"].precision is None


def test_it_opens_at_thirty_decisions_of_which_ninety_five_in_a_hundred_are_right() -> None:
    """Neither 29 right ones nor 28 of 30; 29 of 30 do."""
    assert ENOUGH == 30
    opens = {
        (d, r): Standing("spelling", d, r).is_open for d, r in ((29, 29), (30, 28), (30, 29), (100, 95), (100, 94))
    }
    assert opens == {(29, 29): False, (30, 28): False, (30, 29): True, (100, 95): True, (100, 94): False}

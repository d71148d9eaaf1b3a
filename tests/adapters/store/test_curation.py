"""The curation log keeps its order, and a graph version is noted once."""

from mathscale_core.adapters.store import Store
from mathscale_core.records import EditEvent

AT = "2026-01-02T12:00:00.000000+00:00"


def event(number: int) -> EditEvent:
    return EditEvent(f"e_{number}", "restore", {"concept": f"c_{number}"}, "Emmy", f"réason {number}", AT)


def test_an_empty_log(store: Store) -> None:
    """There are no events and no versions; appending none adds none."""
    store.curation.append([])
    assert (store.curation.events(), store.curation.versions()) == ([], [])


def test_events_come_back_in_the_order_of_appending(store: Store) -> None:
    """Two batches stand one after the other, whatever their ids, with payload and reason as they were."""
    store.curation.append([event(7), event(3)])
    store.curation.append([event(5)])
    assert store.curation.events() == [event(7), event(3), event(5)]


def test_a_version_is_noted_once(store: Store) -> None:
    """Noting it again keeps the first note; versions stand by time."""
    store.curation.record_version("g_2", {"minimum_seeds": 2}, {"kp_kp": 1}, "Emmy", AT)
    store.curation.record_version("g_2", {"minimum_seeds": 3}, {"kp_kp": 9}, "Emmy", "2027")
    store.curation.record_version("g_1", {}, {}, "Emmy", "2025")
    assert store.curation.versions() == [
        {"version": "g_1", "statistics": {}, "created": "2025"},
        {"version": "g_2", "statistics": {"kp_kp": 1}, "created": AT},
    ]

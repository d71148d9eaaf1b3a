"""The curation log keeps its order, and a graph version is noted once."""

from pathlib import Path

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.curation import CurationTable
from mathscale_core.adapters.store.database import Database
from mathscale_core.records import EditEvent

AT = "2026-01-02T12:00:00.000000+00:00"


def event(number: int) -> EditEvent:
    return EditEvent(f"e_{number}", "restore", {"concept": f"c_{number}"}, "Emmy", f"réason {number}", AT)


def test_an_empty_log(store: Store) -> None:
    """There are no events; appending none adds none."""
    store.curation.append([])
    assert store.curation.events() == []


def test_events_come_back_in_the_order_of_appending(store: Store) -> None:
    """Two batches stand one after the other, whatever their ids, with payload and reason as they were."""
    store.curation.append([event(7), event(3)])
    store.curation.append([event(5)])
    assert store.curation.events() == [event(7), event(3), event(5)]


def test_a_version_is_noted_once(tmp_path: Path) -> None:
    """Noting it again keeps the first note."""
    database = Database(tmp_path / "workspace.duckdb", owner_file=tmp_path / "owner.json")
    table = CurationTable(database)
    table.record_version("g_2", {"minimum_seeds": 2}, {"kp_kp": 1}, "Emmy", AT)
    table.record_version("g_2", {"minimum_seeds": 3}, {"kp_kp": 9}, "Emmy", "2027")
    assert database.rows("SELECT version, statistics, created FROM graph_versions") == [
        {"version": "g_2", "statistics": '{"kp_kp": 1}', "created": AT}
    ]
    database.close()

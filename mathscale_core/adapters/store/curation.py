"""The curation log and the versions of the graph."""

import json

from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.records import EditEvent


class CurationTable:
    """Reads and writes of ``edit_events`` and ``graph_versions``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def events(self) -> list[EditEvent]:
        """The log, oldest first."""
        found = self._db.rows(
            'SELECT id, kind, payload, actor, reason, created AS "at" FROM edit_events ORDER BY position'
        )
        return [EditEvent(**{**row, "payload": json.loads(row["payload"])}) for row in found]

    def append(self, events: list[EditEvent]) -> None:
        """Append events in this order."""
        with self._db.write(graph=True) as cursor:
            row = cursor.execute("SELECT max(position), arg_max(id, position) FROM edit_events").fetchone()
            position, after = (int(row[0] or 0), row[1]) if row else (0, None)
            rows = []
            for event in events:
                position += 1
                rows.append(
                    {
                        "id": event.id, "after": after, "kind": event.kind, "payload": to_json(event.payload),
                        "actor": event.actor, "reason": event.reason, "created": event.at, "status": "done",
                        "published_version": None, "position": position,
                    }
                )  # fmt: skip
                after = event.id
            insert(cursor, "edit_events", rows)

    def record_version(self, version: str, settings: object, statistics: object, actor: str, at: str) -> None:
        """Note that a graph version was used; noting it again changes nothing."""
        with self._db.write() as cursor:
            row = {
                "version": version, "state": "published", "settings": to_json(settings),
                "statistics": to_json(statistics), "actor": actor, "created": at,
            }  # fmt: skip
            insert(cursor, "graph_versions", [row])

"""What was done lately, by whom: jobs, drawings, edits and releases as one list."""

import json
from typing import Any

from mathscale_core.adapters.store.database import Database


class ActivityTable:
    """Reads over the tables of other stations."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def latest(self, limit: int) -> list[dict[str, Any]]:
        """The latest deeds (what, id, kind, state, n, payload, actor, created), newest first.

        ``what`` is ``job``, ``draw``, ``edit`` or ``release``; ``n`` counts asked items, drawn compositions or released
        items; the ``state`` of a drawing is the name of its mix, ``""`` where it has none.
        """
        found = self._db.rows(
            "(SELECT 'job' AS what, id, kind, state, asked::BIGINT AS n, '{}' AS payload, actor, created FROM jobs "
            "ORDER BY created DESC LIMIT $1) UNION ALL "
            "(SELECT 'draw', r.id, mode, coalesce(m.name, ''), "
            "(SELECT count(*) FROM compositions c WHERE c.run = r.id), '{}', r.actor, r.created "
            "FROM sampling_runs r LEFT JOIN mixes m ON m.id = r.mix ORDER BY r.created DESC LIMIT $1) UNION ALL "
            "(SELECT 'edit', id, kind, status, 1, payload, actor, created FROM edit_events ORDER BY position DESC "
            "LIMIT $1) UNION ALL (SELECT 'release', name, accept, '', items, '{}', actor, created FROM releases "
            "ORDER BY created DESC LIMIT $1) ORDER BY created DESC, id LIMIT $1",
            [limit],
        )
        return [{**row, "payload": json.loads(row["payload"])} for row in found]

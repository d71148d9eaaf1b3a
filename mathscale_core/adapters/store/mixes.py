"""Mixes: named selections of compositions, each filled by one or more sampling runs on one graph version."""

import json
from collections.abc import Mapping
from typing import Any

from mathscale_core.adapters.store.database import Database, insert, to_json

#: A composition of several runs of one mix counts once; a question of it is one that stands in the bank.
_COUNTED = """
WITH held AS (
    SELECT DISTINCT r.mix, c.id FROM sampling_runs r JOIN compositions c ON c.run = r.id WHERE r.mix IS NOT NULL
),
written AS (SELECT composition, count(*) AS n FROM questions WHERE composition <> '' AND parent IS NULL GROUP BY 1)
SELECT m.id, m.name, m.settings, m.graph_version, m.actor, m.created, count(h.id)::INTEGER AS compositions,
    count(w.n)::INTEGER AS with_questions, coalesce(sum(w.n), 0)::INTEGER AS questions
FROM mixes m LEFT JOIN held h ON h.mix = m.id LEFT JOIN written w ON w.composition = h.id
"""


class MixTable:
    """Reads and writes of ``mixes``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, mix: Mapping[str, Any]) -> None:
        """Store a mix (the columns of ``mixes``; ``settings`` as a JSON value); one of that id stays as it is."""
        with self._db.write() as cursor:
            insert(cursor, "mixes", [{**mix, "settings": to_json(mix["settings"])}])

    def named(self, name: str) -> dict[str, Any] | None:
        """The row of one mix without its counts, None where there is none of that name."""
        found = self._db.rows("SELECT id, name, graph_version FROM mixes WHERE name = ?", [name])
        return found[0] if found else None

    def counted(self, name: str = "") -> list[dict[str, Any]]:
        """Every mix, newest first, or the one of that name; with its compositions, those with questions, and these."""
        where, values = ("WHERE m.name = ? ", [name]) if name else ("", [])
        found = self._db.rows(f"{_COUNTED} {where}GROUP BY ALL ORDER BY m.created DESC, m.id", values)
        return [{**row, "settings": json.loads(row["settings"])} for row in found]

    def holds(self, mix: str) -> set[str]:
        """Ids of a mix's compositions."""
        found = self._db.rows(
            "SELECT DISTINCT c.id FROM sampling_runs r JOIN compositions c ON c.run = r.id WHERE r.mix = ?", [mix]
        )
        return {row["id"] for row in found}

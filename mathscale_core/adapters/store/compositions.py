"""Sampling runs and the unique compositions they found."""

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.records import Composition

_COLUMNS = "id, draw, times, topic_walk, kp_walk, run"


class CompositionTable:
    """Reads and writes of ``sampling_runs``, ``compositions`` and ``composition_concepts``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_run(self, run: dict[str, Any], compositions: pa.Table, concepts: pa.Table) -> int:
        """Store a run with its compositions.

        Args:
            run: The columns of ``sampling_runs``; ``settings`` and ``statistics`` as JSON values.
            compositions: Columns of ``compositions``.
            concepts: Columns ``concept``, ``composition``.

        Returns:
            How many compositions were new to the workspace; a set that an earlier run found stays with that run.
        """
        with self._db.write() as cursor:
            row = {**run, "settings": to_json(run["settings"]), "statistics": to_json(run["statistics"])}
            insert(cursor, "sampling_runs", [row])
            cursor.register("found", compositions)
            cursor.register("parts", concepts)
            try:
                cursor.execute(
                    "INSERT INTO composition_concepts SELECT p.concept, p.composition FROM parts p "
                    "WHERE NOT EXISTS (FROM compositions c WHERE c.id = p.composition)"
                )
                done = cursor.execute("INSERT OR IGNORE INTO compositions BY NAME SELECT * FROM found").fetchone()
            finally:
                cursor.unregister("found")
                cursor.unregister("parts")
            return int(done[0]) if done else 0

    def runs(self) -> list[dict[str, Any]]:
        """Sampling runs, oldest first."""
        found = self._db.rows("SELECT * FROM sampling_runs ORDER BY created, id")
        return [
            {**row, "settings": json.loads(row["settings"]), "statistics": json.loads(row["statistics"])}
            for row in found
        ]

    def count(self) -> int:
        """Number of compositions."""
        return int(self._db.scalar("SELECT count(*) FROM compositions"))

    def count_with(self, concept: str) -> int:
        """Number of compositions that hold a concept."""
        return int(self._db.scalar("SELECT count(*) FROM composition_concepts WHERE concept = ?", [concept]))

    def with_concept(self, concept: str) -> list[str]:
        """Ids of the compositions that hold a concept."""
        found = self._db.rows(
            "SELECT composition FROM composition_concepts WHERE concept = ? ORDER BY composition", [concept]
        )
        return [row["composition"] for row in found]

    def graph_version(self, run: str) -> str:
        """The graph version that a sampling run drew from."""
        return str(self._db.scalar("SELECT graph_version FROM sampling_runs WHERE id = ?", [run]) or "")

    def get(self, ids: Sequence[str]) -> dict[str, Composition]:
        """The compositions with these ids."""
        found = self._db.rows(
            f"SELECT {_COLUMNS} FROM compositions WHERE id IN (SELECT unnest(?))",  # noqa: S608
            [list(ids)],
        )
        return {c.id: c for c in map(_composition, found)}

    def unused(self, limit: int, graph_version: str) -> list[Composition]:
        """Compositions of this graph version that no question was written for, in draw order."""
        found = self._db.rows(
            "SELECT c.id, c.draw, c.times, c.topic_walk, c.kp_walk, c.run FROM compositions c "
            "JOIN sampling_runs r ON r.id = c.run AND r.graph_version = ? "
            "WHERE NOT EXISTS (FROM questions q WHERE q.composition = c.id) ORDER BY r.created, r.id, c.draw LIMIT ?",
            [graph_version, limit],
        )
        return [_composition(row) for row in found]


def _composition(row: dict[str, Any]) -> Composition:
    return Composition(**{**row, "topic_walk": tuple(row["topic_walk"]), "kp_walk": tuple(row["kp_walk"])})

"""Sampling runs and the unique compositions they found."""

import json
from collections.abc import Collection, Sequence
from typing import Any

import pyarrow as pa

from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.records import Composition

_COLUMNS = "c.id, c.draw, c.times, c.topic_walk, c.kp_walk, c.run"


class CompositionTable:
    """Reads and writes of ``sampling_runs``, ``compositions`` and ``composition_concepts``."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._counted: tuple[int, int] = (-1, 0)
        self._unused: tuple[object, tuple[int, int]] = (None, (0, 0))

    def add_run(self, run: dict[str, Any], compositions: pa.Table, concepts: pa.Table) -> int:
        """Store a run with its compositions.

        Args:
            run: The columns of ``sampling_runs``; ``settings`` and ``statistics`` as JSON values.
            compositions: Columns of ``compositions``.
            concepts: Columns ``concept``, ``composition``.

        Returns:
            How many sets were new to the workspace; one that an earlier run found has a walk in both.
        """
        with self._db.write() as cursor:
            row = {**run, "settings": to_json(run["settings"]), "statistics": to_json(run["statistics"])}
            insert(cursor, "sampling_runs", [row])
            cursor.register("found", compositions)
            cursor.register("parts", concepts)
            try:
                new = cursor.execute("SELECT count(*) FROM found ANTI JOIN compositions USING (id)").fetchone()
                cursor.execute(
                    "INSERT INTO composition_concepts SELECT p.concept, p.composition FROM parts p "
                    "WHERE NOT EXISTS (FROM compositions c WHERE c.id = p.composition)"
                )
                cursor.execute("INSERT OR IGNORE INTO compositions BY NAME SELECT * FROM found")
            finally:
                cursor.unregister("found")
                cursor.unregister("parts")
            return int(new[0]) if new else 0

    def runs(self) -> list[dict[str, Any]]:
        """Sampling runs, oldest first."""
        found = self._db.rows("SELECT * FROM sampling_runs ORDER BY created, id")
        return [
            {**row, "settings": json.loads(row["settings"]), "statistics": json.loads(row["statistics"])}
            for row in found
        ]

    def count(self) -> int:
        """Number of different compositions; counted once until some are stored."""
        stored = int(self._db.scalar("SELECT count(*) FROM compositions"))
        if self._counted[0] != stored:
            self._counted = (stored, int(self._db.scalar("SELECT count(DISTINCT id) FROM compositions")))
        return self._counted[1]

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

    def get(self, ids: Sequence[str], graph_version: str = "") -> dict[str, Composition]:
        """The compositions with these ids: by a run on that graph version where there is one, else the oldest run."""
        found = self._db.rows(
            f"SELECT {_COLUMNS} FROM compositions c JOIN sampling_runs r ON r.id = c.run "
            "WHERE c.id IN (SELECT unnest(?)) QUALIFY row_number() OVER "
            "(PARTITION BY c.id ORDER BY r.graph_version <> ?, r.created, r.id) = 1",
            [list(ids), graph_version],
        )
        return {c.id: c for c in map(_composition, found)}

    def unused(self, limit: int, graph_version: str, without: Collection[str] = ()) -> list[Composition]:
        """Compositions of this graph version that no question was written for, in draw order, without these ids."""
        found = self._db.rows(
            f"SELECT {_COLUMNS} FROM compositions c JOIN sampling_runs r ON r.id = c.run AND r.graph_version = ? "
            "WHERE NOT EXISTS (FROM questions q WHERE q.composition = c.id) "
            "AND c.id NOT IN (SELECT unnest(?::VARCHAR[])) "
            "QUALIFY row_number() OVER (PARTITION BY c.id ORDER BY r.created, r.id) = 1 "
            "ORDER BY r.created, r.id, c.draw LIMIT ?",
            [graph_version, list(without), limit],
        )
        return [_composition(row) for row in found]

    def counts(self, graph_version: str) -> tuple[int, int]:
        """Number of compositions of this graph version, and of those that no question was written for.

        Counted once until compositions or questions are stored.
        """
        stored = self._db.rows(
            "SELECT (SELECT count(*) FROM compositions) AS compositions, "
            "(SELECT max(position) FROM questions) AS newest"
        )[0]
        mark = (graph_version, stored["compositions"], stored["newest"])
        if self._unused[0] != mark:
            found = self._db.rows(
                "WITH held AS (SELECT DISTINCT c.id FROM compositions c JOIN sampling_runs r ON r.id = c.run "
                "WHERE r.graph_version = ?), free AS (FROM held WHERE NOT EXISTS ("
                "FROM questions q WHERE q.composition = held.id)) SELECT (SELECT count(*) FROM held)::INTEGER "
                "AS compositions, (SELECT count(*) FROM free)::INTEGER AS unused",
                [graph_version],
            )
            self._unused = (mark, (found[0]["compositions"], found[0]["unused"]))
        return self._unused[1]

    def of_mix(
        self, mix: str, limit: int, offset: int = 0, asked: Collection[str] = ()
    ) -> list[tuple[Composition, int]]:
        """A mix's compositions with how many questions were written for each: those without any first, in draw order.

        A question that was edited counts once. Those of ``asked``, for which one is being written, stand behind too.
        """
        found = self._db.rows(
            "WITH held AS ("
            f"SELECT {_COLUMNS}, r.created FROM compositions c JOIN sampling_runs r ON r.id = c.run AND r.mix = ? "
            "QUALIFY row_number() OVER (PARTITION BY c.id ORDER BY r.created, r.id) = 1), "
            "written AS (SELECT composition, count(*)::INTEGER AS n FROM questions "
            "WHERE parent IS NULL AND composition IN (SELECT id FROM held) GROUP BY 1) "
            "SELECT h.*, coalesce(w.n, 0) AS n FROM held h LEFT JOIN written w ON w.composition = h.id "
            "ORDER BY w.n IS NOT NULL OR h.id IN (SELECT unnest(?::VARCHAR[])), h.created, h.run, h.draw "
            "LIMIT ? OFFSET ?",
            [mix, list(asked), limit, offset],
        )
        return [(_composition({k: v for k, v in row.items() if k not in {"n", "created"}}), row["n"]) for row in found]

    def known(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids some run found."""
        found = self._db.rows("SELECT DISTINCT id FROM compositions WHERE id IN (SELECT unnest(?))", [list(ids)])
        return {row["id"] for row in found}


def _composition(row: dict[str, Any]) -> Composition:
    return Composition(**{**row, "topic_walk": tuple(row["topic_walk"]), "kp_walk": tuple(row["kp_walk"])})

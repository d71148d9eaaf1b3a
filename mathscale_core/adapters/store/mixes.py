"""Mixes: named selections of compositions, each filled by one or more sampling runs on one graph version."""

import json
from collections.abc import Mapping, Sequence
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

    def concept_counts(self, mix: str) -> dict[str, int]:
        """Concept to the number of a mix's compositions that hold it, most first."""
        found = self._db.rows(
            "WITH held AS (SELECT DISTINCT c.id FROM sampling_runs r JOIN compositions c ON c.run = r.id "
            "WHERE r.mix = ?) SELECT p.concept, count(DISTINCT p.composition) AS n FROM composition_concepts p "
            "JOIN held h ON h.id = p.composition GROUP BY 1 ORDER BY n DESC, p.concept",
            [mix],
        )
        return {row["concept"]: int(row["n"]) for row in found}

    def move(self, mix: str, version: str, concepts: Sequence[str], fresh: str) -> tuple[int, int]:
        """Make a mix one of another graph version, of compositions of these concepts alone.

        Those that leave go, with their walks, into runs of no mix; ``fresh`` makes the ids of these.

        Returns:
            How many compositions stay, and how many leave.
        """
        with self._db.write() as cursor:
            cursor.execute(
                "CREATE OR REPLACE TEMP TABLE leaving AS SELECT DISTINCT c.run, c.id FROM compositions c "
                "JOIN sampling_runs r ON r.id = c.run AND r.mix = ? JOIN composition_concepts p "
                "ON p.composition = c.id WHERE p.concept NOT IN (SELECT unnest(?))",
                [mix, list(concepts)],
            )
            cursor.execute(
                "INSERT INTO sampling_runs BY NAME SELECT * REPLACE ('r_' || md5(id || ?)[:16] AS id, NULL AS mix) "
                "FROM sampling_runs WHERE id IN (SELECT run FROM leaving)",
                [fresh],
            )
            cursor.execute(
                "INSERT INTO compositions BY NAME SELECT * REPLACE ('r_' || md5(run || ?)[:16] AS run) "
                "FROM compositions SEMI JOIN leaving USING (run, id)",
                [fresh],
            )
            cursor.execute("DELETE FROM compositions c USING leaving l WHERE c.run = l.run AND c.id = l.id")
            cursor.execute("UPDATE mixes SET graph_version = ? WHERE id = ?", [version, mix])
            left = cursor.execute("SELECT count(DISTINCT id) FROM leaving").fetchone()
            stay = cursor.execute(
                "SELECT count(DISTINCT c.id) FROM compositions c JOIN sampling_runs r ON r.id = c.run AND r.mix = ?",
                [mix],
            ).fetchone()
        return int(stay[0]) if stay else 0, int(left[0]) if left else 0

    def count_beyond(self, mix: str, concepts: Sequence[str]) -> int:
        """Number of a mix's compositions that hold a concept other than these."""
        return int(
            self._db.scalar(
                "WITH held AS (SELECT DISTINCT c.id FROM sampling_runs r JOIN compositions c ON c.run = r.id "
                "WHERE r.mix = ?) SELECT count(DISTINCT p.composition) FROM composition_concepts p "
                "JOIN held h ON h.id = p.composition WHERE p.concept NOT IN (SELECT unnest(?))",
                [mix, list(concepts)],
            )
        )

"""What people keep while they explore: stars, last visits, dragged positions; and seeds by the ids that a graph gives.

These writes change no number on any page, so they do not count among the store's writes.
"""

from collections.abc import Mapping, Sequence

from mathscale_core.adapters.store.database import Database
from mathscale_core.adapters.store.seeds import SEED_COLUMNS
from mathscale_core.records import Seed


class ExploreTable:
    """Reads and writes of ``stars``, ``visits`` and ``dragged``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def starred(self, actor: str) -> list[str]:
        """Concepts that somebody starred, the newest first."""
        found = self._db.rows("SELECT concept FROM stars WHERE actor = ? ORDER BY created DESC, concept", [actor])
        return [row["concept"] for row in found]

    def star(self, actor: str, concept: str, at: str) -> None:
        """Star a concept; a star that is there stays as it is."""
        with self._db.write(quiet=True) as cursor:
            cursor.execute("INSERT OR IGNORE INTO stars VALUES (?, ?, ?)", [actor, concept, at])

    def unstar(self, actor: str, concept: str) -> None:
        """Take a star away, if it is there."""
        with self._db.write(quiet=True) as cursor:
            cursor.execute("DELETE FROM stars WHERE actor = ? AND concept = ?", [actor, concept])

    def visited(self, actor: str, limit: int) -> list[str]:
        """Concepts that somebody looked at, the last one first."""
        sql = "SELECT concept FROM visits WHERE actor = ? ORDER BY last DESC, concept LIMIT ?"
        return [row["concept"] for row in self._db.rows(sql, [actor, limit])]

    def visit(self, actor: str, concept: str, at: str) -> None:
        """Note that somebody looks at a concept."""
        with self._db.write(quiet=True) as cursor:
            cursor.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", [actor, concept, at])

    def dragged(self, version: str, centre: str) -> dict[str, tuple[float, float]]:
        """Concept to where it was dragged, in the neighbourhood of one in a version."""
        sql = "SELECT concept, x, y FROM dragged WHERE version = ? AND centre = ? ORDER BY concept"
        return {row["concept"]: (row["x"], row["y"]) for row in self._db.rows(sql, [version, centre])}

    def drag(self, version: str, centre: str, at: Mapping[str, tuple[float, float]]) -> None:
        """Keep these positions beside those that are there."""
        with self._db.write(quiet=True) as cursor:
            for concept, (x, y) in at.items():
                cursor.execute(
                    "INSERT OR REPLACE INTO dragged VALUES (?, ?, ?, ?, ?)", [version, centre, concept, x, y]
                )

    def forget(self, versions: Sequence[str], centre: str) -> None:
        """Forget where concepts were dragged to around one."""
        with self._db.write(quiet=True) as cursor:
            cursor.execute(
                "DELETE FROM dragged WHERE centre = ? AND version IN (SELECT unnest(?))", [centre, list(versions)]
            )

    def seeds(self, ids: Sequence[str], limit: int, offset: int = 0) -> list[Seed]:
        """A page of these seeds, in order of import."""
        found = self._db.rows(
            f"SELECT {SEED_COLUMNS} FROM seeds WHERE id IN (SELECT unnest(?)) ORDER BY position LIMIT ? OFFSET ?",
            [list(ids), limit, offset],
        )
        return [Seed(**row) for row in found]

    def levels(self, ids: Sequence[str]) -> dict[str, int]:
        """Level to number of these seeds."""
        sql = "SELECT level, count(*)::INTEGER AS n FROM seeds WHERE id IN (SELECT unnest(?)) GROUP BY 1 ORDER BY 1"
        return {row["level"]: row["n"] for row in self._db.rows(sql, [list(ids)])}

    def level_of_each(self) -> dict[str, str]:
        """Active seed to its level, those without one left out."""
        found = self._db.rows("SELECT id, level FROM seeds WHERE state = 'active' AND level <> ''")
        return {row["id"]: row["level"] for row in found}

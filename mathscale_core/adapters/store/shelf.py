"""The shelf: names beyond the offered concepts, each with the seeds that a model gave it to, waiting for a curator."""

from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.adapters.store.database import Database, insert
from mathscale_core.extraction.names import clean_name, name_key
from mathscale_core.records import ConceptKind


@dataclass(frozen=True, slots=True)
class Shelved:
    """One waiting name: as it was written most often, and the number of active seeds that it would tag."""

    kind: ConceptKind
    name: str
    key: str
    seeds: int


class ShelfTable:
    """Reads and writes of ``shelf``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, names: Sequence[tuple[str, ConceptKind, str]], origin: str, at: str) -> None:
        """Put names on the shelf as (seed, kind, name); a dismissed name stays dismissed, for new seeds too."""
        rows = {
            (kind, name_key(name), seed): {
                "kind": kind, "name_key": name_key(name), "seed": seed, "name": clean_name(name), "origin": origin,
                "state": "waiting", "created": at,
            }
            for seed, kind, name in names
            if name_key(name)
        }  # fmt: skip
        with self._db.write() as cursor:
            insert(cursor, "shelf", list(rows.values()))
            cursor.execute(
                "UPDATE shelf SET state = 'dismissed' WHERE state = 'waiting' "
                "AND (kind, name_key) IN (SELECT (kind, name_key) FROM shelf WHERE state = 'dismissed')"
            )

    def waiting(self, limit: int, offset: int = 0) -> list[Shelved]:
        """A page of the waiting names, most seeds first."""
        found = self._db.rows(
            "SELECT kind, mode(h.name) AS name, name_key AS key, count(*)::INTEGER AS seeds FROM shelf h "
            "JOIN seeds s ON s.id = h.seed AND s.state = 'active' WHERE h.state = 'waiting' "
            "GROUP BY kind, name_key ORDER BY seeds DESC, key, kind LIMIT ? OFFSET ?",
            [limit, offset],
        )
        return [Shelved(**row) for row in found]

    def waiting_keys(self) -> set[tuple[ConceptKind, str]]:
        """(kind, name key) of every waiting name, for withdrawn seeds too."""
        found = self._db.rows("SELECT DISTINCT kind, name_key FROM shelf WHERE state = 'waiting'")
        return {(row["kind"], row["name_key"]) for row in found}

    def count(self) -> int:
        """Number of waiting names."""
        return int(
            self._db.scalar(
                "SELECT count(DISTINCT (kind, name_key)) FROM shelf h JOIN seeds s ON s.id = h.seed "
                "AND s.state = 'active' WHERE h.state = 'waiting'"
            )
        )

    def seeds_of(self, kind: ConceptKind, name: str) -> list[str]:
        """The active seeds for which a name waits, in order of import."""
        found = self._db.rows(
            "SELECT s.id FROM shelf h JOIN seeds s ON s.id = h.seed AND s.state = 'active' "
            "WHERE h.state = 'waiting' AND h.kind = ? AND h.name_key = ? ORDER BY s.position",
            [kind, name_key(name)],
        )
        return [row["id"] for row in found]

    def settle(self, kind: ConceptKind, name: str, state: str, seeds: Sequence[str] | None = None) -> int:
        """Make a waiting name ``adopted`` or ``dismissed``, for some seeds or for all; returns for how many."""
        with self._db.write() as cursor:
            changed = cursor.execute(
                "UPDATE shelf SET state = ? WHERE state = 'waiting' AND kind = ? AND name_key = ? "
                "AND (? OR seed IN (SELECT unnest(?)))",
                [state, kind, name_key(name), seeds is None, list(seeds or ())],
            ).fetchone()
        return int(changed[0]) if changed else 0

    def reopen(self, seeds: Sequence[str], names: Sequence[tuple[str, str]]) -> None:
        """Let adopted names, as (kind, name key), wait again for these seeds."""
        with self._db.write() as cursor:
            cursor.execute(
                "UPDATE shelf SET state = 'waiting' WHERE state = 'adopted' AND seed IN (SELECT unnest(?)) "
                "AND (kind, name_key) IN (SELECT (unnest(?), unnest(?)))",
                [list(seeds), [kind for kind, _ in names], [key for _, key in names]],
            )

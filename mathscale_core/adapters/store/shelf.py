"""The shelf: names beyond the offered concepts, each with the seeds that a model gave it to, waiting for a curator."""

from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.adapters.store.database import Database, insert
from mathscale_core.extraction.names import clean_name, name_key
from mathscale_core.records import ConceptKind

#: The answers of extractors that count, numbered in the order of storing.
_TRIED = (
    "WITH tried AS (SELECT seed, origin, row_number() OVER (ORDER BY position) AS n FROM extractions "
    "WHERE outcome IN ('ok', 'uncertain'))"
)


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
        return self._waiting("true", [], limit, offset)

    def named(self, kind: ConceptKind, name: str) -> list[Shelved]:
        """The waiting name of this kind in whatever spelling; none where it does not wait."""
        return self._waiting("kind = ? AND name_key = ?", [kind, name_key(name)], 1, 0)

    def _waiting(self, where: str, values: Sequence[object], limit: int, offset: int) -> list[Shelved]:
        found = self._db.rows(
            "SELECT kind, mode(h.name) AS name, name_key AS key, count(*)::INTEGER AS seeds FROM shelf h "
            f"JOIN seeds s ON s.id = h.seed AND s.state = 'active' WHERE h.state = 'waiting' AND {where} "
            "GROUP BY kind, name_key ORDER BY seeds DESC, key, kind LIMIT ? OFFSET ?",
            [*values, limit, offset],
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

    def put_back(self, kind: ConceptKind, name: str) -> int:
        """Let a dismissed name wait again; returns for how many seeds."""
        with self._db.write() as cursor:
            changed = cursor.execute(
                "UPDATE shelf SET state = 'waiting' WHERE state = 'dismissed' AND kind = ? AND name_key = ?",
                [kind, name_key(name)],
            ).fetchone()
        return int(changed[0]) if changed else 0

    def first_seen(self) -> tuple[int, list[int]]:
        """Answers of extractors that count, and for each name that one gave first the number of that answer, from 1.

        A name is a concept that no seed came with and no person made, or one that was put on the shelf.
        """
        total = int(self._db.scalar(f"{_TRIED} SELECT count(*) FROM tried"))
        found = self._db.rows(
            f"{_TRIED} SELECT min(n) AS n FROM taggings JOIN tried USING (seed, origin) "
            # What a person made has no name in this table.
            "WHERE concept IN (SELECT concept FROM concept_names) "
            "AND concept NOT IN (SELECT concept FROM taggings WHERE origin = 'given') "
            "AND concept NOT IN (SELECT m.concept FROM concept_names m JOIN shelf h USING (kind, name_key)) "
            "GROUP BY concept "
            "UNION ALL SELECT min(n) FROM shelf JOIN tried USING (seed, origin) GROUP BY kind, name_key ORDER BY n"
        )
        return total, [int(row["n"]) for row in found]

    def reopen(self, seeds: Sequence[str], names: Sequence[tuple[str, str]]) -> None:
        """Let adopted names, as (kind, name key), wait again for these seeds."""
        with self._db.write() as cursor:
            cursor.execute(
                "UPDATE shelf SET state = 'waiting' WHERE state = 'adopted' AND seed IN (SELECT unnest(?)) "
                "AND (kind, name_key) IN (SELECT (unnest(?), unnest(?)))",
                [list(seeds), [kind for kind, _ in names], [key for _, key in names]],
            )

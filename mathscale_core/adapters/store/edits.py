"""What the curation log comes to, kept beside it so that reads need no fold.

Every write replaces the whole of it by what was decided; rows that stay the same are left alone.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from mathscale_core.adapters.store.database import Cursor, Database, insert
from mathscale_core.curation import Decisions
from mathscale_core.records import Code, Relation


class EditTable:
    """Reads and writes of ``concept_edits``, ``tagging_edits`` and their neighbours."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._said: dict[tuple[object, ...], frozenset[str]] = {}

    def replace(self, decided: Decisions) -> None:
        """Keep what the log comes to."""
        concepts = {
            *decided.names,
            *decided.merged,
            *decided.kinds,
            *decided.definitions,
            *decided.gone,
            *decided.locked,
        }
        tables: dict[str, list[dict[str, Any]]] = {
            "concept_edits": [
                {
                    "concept": c, "name": decided.names.get(c), "merged": decided.merged.get(c),
                    "kind": decided.kinds.get(c), "definition": decided.definitions.get(c), "gone": c in decided.gone,
                    "locked": decided.locked.get(c, ""),
                }
                for c in sorted(concepts)
            ],
            "tagging_edits": [{"seed": s, "concept": c, "present": p} for (s, c), p in decided.retags.items()],
            "alias_edits": [
                {"concept": c, "name_key": key, "name": name, "present": present}
                for (c, key), (name, present) in decided.aliases.items()
            ],
            "concept_codes": [
                {"concept": c, "scheme": scheme, "code": code, "match": match}
                for (c, scheme, code), match in decided.codes.items()
            ],
            "relations": [
                *({"a": parent, "b": child, "relation": "parent-of"} for child, parent in decided.parents.items()),
                *({"a": a, "b": b, "relation": relation} for (a, b), relation in decided.relations.items()),
            ],
            "edge_edits": [{"a": a, "b": b, "weight": w} for (a, b), w in decided.edges.items()],
            "seed_marks": [{"seed": s, "mark": mark} for s, mark in decided.marks.items()],
        }  # fmt: skip
        with self._db.write(graph=True) as cursor:
            for table, rows in tables.items():
                _renew(cursor, table, rows)

    def codes(self) -> list[tuple[str, Code]]:
        """(concept, code) of every code in an outside scheme, by scheme and code."""
        found = self._db.rows("SELECT concept, scheme, code, match FROM concept_codes ORDER BY scheme, code, concept")
        return [(row.pop("concept"), Code(**row)) for row in found]

    def relations(self) -> list[Relation]:
        """Every relation that a person set, ``parent-of`` among them."""
        return [Relation(**row) for row in self._db.rows("SELECT a, b, relation FROM relations ORDER BY ALL")]

    def parents(self) -> dict[str, str]:
        """Child to the concept above it in the tree."""
        return {r.b: r.a for r in self.relations() if r.relation == "parent-of"}

    def locked(self) -> dict[str, str]:
        """Locked concept to who locked it."""
        found = self._db.rows("SELECT concept, locked FROM concept_edits WHERE locked <> ''")
        return {row["concept"]: row["locked"] for row in found}

    def gone(self) -> set[str]:
        """Concepts that were deleted, those merged into them too."""
        return {row["concept"] for row in self._db.rows("SELECT concept FROM concept_edits WHERE gone")}

    def edges(self) -> dict[tuple[str, str], int]:
        """(concept, concept) in order, as they stand now, to the weight by hand; 0 takes the edge away."""
        return {(row["a"], row["b"]): row["weight"] for row in self._db.rows("SELECT a, b, weight FROM edge_edits")}

    def marks(self) -> dict[str, str]:
        """Seed to what was said of it instead of a tag."""
        return {row["seed"]: row["mark"] for row in self._db.rows("SELECT seed, mark FROM seed_marks")}

    # What rules are asked of -------------------------------------------------------------------------------

    def carrying(self, concepts: Collection[str]) -> frozenset[str]:
        """Seeds, in whatever state, that a label as it came gives one of these concepts."""
        sql = (
            "SELECT DISTINCT seed FROM taggings t WHERE concept IN (SELECT unnest(?)) AND (origin = 'given' OR ("
            "NOT EXISTS (FROM taggings g WHERE g.seed = t.seed AND g.origin = 'given') AND origin = ("
            "SELECT arg_max(e.origin, e.position) FROM extractions e WHERE e.seed = t.seed AND e.outcome = 'ok')))"
        )
        return self._remembered(sql, [sorted(concepts)])

    def saying(self, words: Collection[str], source: str = "", level: str = "") -> frozenset[str]:
        """Seeds, in whatever state, in whose question all words stand, of a source and level where given."""
        parts = ["contains(lower(question), lower(?))"] * len(words)
        values: list[object] = list(words)
        for column, value in (("source", source), ("level", level)):
            if value:
                parts.append(f"{column} = ?")
                values.append(value)
        return self._remembered(f"SELECT id AS seed FROM seeds WHERE {' AND '.join(parts) or 'true'}", values)

    def _remembered(self, sql: str, values: Sequence[object]) -> frozenset[str]:
        """The seeds of a query: a log with many rules asks the same at every edit, of labels that are the same."""
        mark = self._db.rows(
            "SELECT (SELECT count(*) FROM seeds) AS seeds, (SELECT count(*) FROM taggings) AS taggings, "
            "(SELECT max(position) FROM extractions) AS extraction"
        )[0]
        key = (sql, repr(values), *mark.values())
        if key not in self._said:
            if len(self._said) > _REMEMBERED:
                self._said.clear()
            self._said[key] = frozenset(row["seed"] for row in self._db.rows(sql, values))
        return self._said[key]


_REMEMBERED = 2_000


def _renew(cursor: Cursor, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make these the rows of a table, leaving alone those that are there."""
    if not rows:
        cursor.execute(f"DELETE FROM {table}")
        return
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE decided AS FROM {table} LIMIT 0")
    insert(cursor, "decided", rows, keyed=False)
    same = " AND ".join(f"d.{column} IS NOT DISTINCT FROM {table}.{column}" for column in rows[0])
    cursor.execute(f"DELETE FROM {table} WHERE NOT EXISTS (FROM decided d WHERE {same})")
    insert(cursor, table, rows)

"""Which concept names the questions carry, as numbers: a filter by concept reads two narrow columns.

Comes in: questions that are just stored. Goes out: a condition on ``questions``, and how many carry each name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from mathscale_core.adapters.store.database import Cursor, Database

#: A condition as SQL, with its values in order.
Part = tuple[str, list[object]]
_COLUMNS = {"kind": pa.string(), "name": pa.string(), "position": pa.int64()}


def store(cursor: Cursor, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep which concept names these new questions carry, as numbers, and how many carry each."""
    if not rows:
        return
    kinds = (("topic", "topics"), ("kp", "kps"))
    every = [(kind, name, row["position"]) for row in rows for kind, of in kinds for name in dict.fromkeys(row[of])]
    columns = [pa.array([row[n] for row in every], kind) for n, kind in enumerate(_COLUMNS.values())]
    cursor.register("carried", pa.table(dict(zip(_COLUMNS, columns, strict=True))))
    try:
        cursor.execute(
            "INSERT INTO question_names SELECT row_number() OVER (ORDER BY kind, name) + "
            "(SELECT coalesce(max(id), 0) FROM question_names), kind, name, 0 FROM ("
            "SELECT DISTINCT kind, name FROM carried) c ANTI JOIN question_names n USING (kind, name)"
        )
        cursor.execute(
            "UPDATE question_names SET revisions = revisions + c.n FROM ("
            "SELECT kind, name, count(*) AS n FROM carried GROUP BY ALL) c "
            "WHERE c.kind = question_names.kind AND c.name = question_names.name"
        )
        cursor.execute(
            "INSERT INTO question_carries SELECT n.id, c.position FROM carried c "
            "JOIN question_names n USING (kind, name) ORDER BY c.position, n.id"
        )
    finally:
        cursor.unregister("carried")


def carried(db: Database, concepts: Sequence[tuple[str, Sequence[str]]], low: int, high: int) -> list[Part]:
    """That a question in a stretch carries, of each group of (kind, names), a concept by one of the names."""
    sets: list[str] = []
    for kind, names in concepts:
        found = db.rows(
            "SELECT id FROM question_names WHERE kind = ? AND name IN (SELECT unnest(?))", [kind, list(names)]
        )
        if not found:
            return [("false", [])]
        listed = ", ".join(str(row["id"]) for row in found)
        sets.append(f"SELECT position FROM question_carries WHERE name IN ({listed}) AND position BETWEEN ? AND ?")
    return [(f"position IN ({' INTERSECT '.join(sets)})", [low, high] * len(sets))] if sets else []


def carriers(db: Database, kind: str, names: Sequence[str]) -> int:
    """Number of revisions that carry a concept by one of these names; one that carries two of them counts twice."""
    sql = "SELECT coalesce(sum(revisions), 0) FROM question_names WHERE kind = ? AND name IN (SELECT unnest(?))"
    return int(db.scalar(sql, [kind, list(names)]))


def counts(db: Database) -> list[dict[str, Any]]:
    """Kind, name and number of revisions (``n``) of every concept name that a question carries."""
    return db.rows("SELECT kind, name, revisions AS n FROM question_names ORDER BY n DESC, name")

"""Audits of tags: which items were drawn, and what a person said of each of their tags.

The tags of a seed in an audit are those that its extractor gave, each under the concept that it was merged into,
whatever edits made of them since: it is the extractor that is judged.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.store.database import Database, insert
from mathscale_core.extraction.names import name_key
from mathscale_core.records import Concept, ConceptKind

#: What can be audited: tags of seeds by one extractor, labels of the test items of one data set.
SEEDS, BENCHMARK = "seeds", "benchmark"
#: What is said of a tag; ``missing`` is one that was not given and should have been.
RIGHT, WRONG, MISSING = "right", "wrong", "missing"


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit.

    Attributes:
        id: Its id.
        material: ``seeds`` or ``benchmark``.
        origin: The extractor with its version, ``given`` for labels that came with seeds, or the data set.
        rng: Random number of the draw.
        sampled: Items that were drawn.
        done: Items that were looked at.
        actor: Who began it.
        created: When, ISO 8601.
    """

    id: str
    material: str
    origin: str
    rng: int
    sampled: int
    done: int
    actor: str
    created: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of one tag.

    Attributes:
        audit: The audit.
        item: Seed or test item.
        concept: Concept id; of a label that no concept has, ``kind:name``.
        mark: ``right``, ``wrong`` or ``missing``.
    """

    audit: str
    item: str
    concept: str
    mark: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of an item.

    Attributes:
        concept: The concept; of a label that no concept has, one whose id is ``kind:name``.
        certainty: The extractor's, 0-1.
    """

    concept: Concept
    certainty: float


class AuditTable:
    """Reads and writes of ``audits``, ``audit_items`` and ``audit_marks``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def origins(self, material: str) -> dict[str, int]:
        """Who gave tags, to the number of items that carry some, most first."""
        if material == SEEDS:
            sql = (
                "SELECT t.origin, count(DISTINCT t.seed)::INTEGER AS n FROM taggings t "
                "JOIN seeds s ON s.id = t.seed AND s.state = 'active' GROUP BY 1 ORDER BY n DESC, 1"
            )
        else:
            sql = (
                "SELECT dataset AS origin, count(*)::INTEGER AS n FROM benchmark_items "
                "WHERE len(topics) + len(kps) > 0 GROUP BY 1 ORDER BY n DESC, 1"
            )
        return {row["origin"]: row["n"] for row in self._db.rows(sql)}

    def pool(self, material: str, origin: str) -> list[str]:
        """Ids of the items that carry tags of this origin, sorted."""
        if material == SEEDS:
            sql = (
                "SELECT DISTINCT t.seed AS id FROM taggings t JOIN seeds s ON s.id = t.seed AND s.state = 'active' "
                "WHERE t.origin = ? ORDER BY 1"
            )
        else:
            sql = "SELECT id FROM benchmark_items WHERE dataset = ? AND len(topics) + len(kps) > 0 ORDER BY 1"
        return [row["id"] for row in self._db.rows(sql, [origin])]

    def add(self, audit: Audit, items: Sequence[str]) -> None:
        """Store a new audit with the items drawn, in the order in which they are shown."""
        row = {
            "id": audit.id, "material": audit.material, "origin": audit.origin, "rng": audit.rng,
            "asked": audit.sampled, "actor": audit.actor, "created": audit.created,
        }  # fmt: skip
        drawn = [{"audit": audit.id, "item": item, "place": n, "done": False} for n, item in enumerate(items, 1)]
        with self._db.write() as cursor:
            insert(cursor, "audits", [row])
            insert(cursor, "audit_items", drawn)

    def all(self) -> list[Audit]:
        """Every audit, the newest first."""
        found = self._db.rows(
            "SELECT a.id, material, origin, rng, count(i.item)::INTEGER AS sampled, "
            "count(*) FILTER (done)::INTEGER AS done, actor, created FROM audits a "
            "JOIN audit_items i ON i.audit = a.id GROUP BY ALL ORDER BY created DESC, a.id"
        )
        return [Audit(**row) for row in found]

    def items(self, audit: str) -> list[tuple[str, bool]]:
        """(item, whether it is done) in the order drawn."""
        found = self._db.rows("SELECT item, done FROM audit_items WHERE audit = ? ORDER BY place", [audit])
        return [(row["item"], row["done"]) for row in found]

    def tags(self, audit: Audit, item: str, known: Mapping[tuple[ConceptKind, str], str]) -> list[Tag]:
        """The tags of an item that are judged, topics first, by name; none where the item is gone.

        ``known`` is (kind, name key) to the concept that stands for the name; test items carry names alone.
        """
        if audit.material == SEEDS:
            return self._given(item, audit.origin)
        row = self.benchmark_item(item)
        written: list[tuple[ConceptKind, str]] = [
            *(("topic", name) for name in (row["topics"] if row else ())),
            *(("kp", name) for name in (row["kps"] if row else ())),
        ]
        found: dict[str, Tag] = {}
        for kind, name in written:
            concept = known.get((kind, name_key(name)), f"{kind}:{name}")
            found.setdefault(concept, Tag(Concept(concept, kind, name), 1.0))
        return list(found.values())

    def _given(self, seed: str, origin: str) -> list[Tag]:
        found = self._db.rows(
            "SELECT c.id, c.kind, c.name, c.definition, max(t.certainty) AS certainty FROM taggings t "
            "LEFT JOIN concept_edits e ON e.concept = t.concept "
            "JOIN current_concepts c ON c.id = coalesce(e.merged, t.concept) AND NOT c.gone "
            "WHERE t.seed = ? AND t.origin = ? GROUP BY ALL ORDER BY c.kind DESC, c.name, c.id",
            [seed, origin],
        )
        return [Tag(Concept(row["id"], row["kind"], row["name"], row["definition"]), row["certainty"]) for row in found]

    def benchmark_item(self, item: str) -> dict[str, Any] | None:
        """Question, solution, answer, topics and kps of a test item, None where it is gone."""
        found = self._db.rows(
            "SELECT question, solution, answer, topics, kps FROM benchmark_items WHERE id = ?", [item]
        )
        return found[0] if found else None

    def finish(self, audit: str, item: str, marks: Mapping[str, str], origin: str, actor: str, at: str) -> bool:
        """Store what was said of an item's tags, as concept to mark; False where the item is done already."""
        rows = [
            {"audit": audit, "item": item, "concept": c, "origin": origin, "mark": mark, "actor": actor, "created": at}
            for c, mark in marks.items()
        ]
        with self._db.write() as cursor:
            changed = cursor.execute(
                "UPDATE audit_items SET done = true WHERE audit = ? AND item = ? AND NOT done", [audit, item]
            ).fetchone()
            if not changed or not changed[0]:
                return False
            insert(cursor, "audit_marks", rows)
        return True

    def reopen(self, audit: str, item: str) -> None:
        """Forget what was said of an item."""
        with self._db.write() as cursor:
            cursor.execute("DELETE FROM audit_marks WHERE audit = ? AND item = ?", [audit, item])
            cursor.execute("UPDATE audit_items SET done = false WHERE audit = ? AND item = ?", [audit, item])

    def marks(self, audits: Collection[str]) -> list[Mark]:
        """What was said of the items of these audits, of each item by its newest audit."""
        found = self._db.rows(
            "SELECT m.audit, item, concept, mark FROM audit_marks m JOIN audits a ON a.id = m.audit "
            "WHERE audit IN (SELECT unnest(?)) "
            "QUALIFY rank() OVER (PARTITION BY a.material, a.origin, item ORDER BY a.created DESC, a.id DESC) = 1 "
            "ORDER BY ALL",
            [sorted(audits)],
        )
        return [Mark(**row) for row in found]

"""Benchmark items: judged on, never trained on."""

from collections.abc import Sequence
from typing import Any

from mathscale_core.adapters.store.checks import forget_results
from mathscale_core.adapters.store.database import Database, insert
from mathscale_core.records import BenchmarkItem
from mathscale_core.seeds.text import question_key


class BenchmarkTable:
    """Reads and writes of ``benchmark_items``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, items: Sequence[BenchmarkItem], actor: str, at: str) -> int:
        """Append items; returns how many were new.

        With new ones the stored ``test_overlap`` results go: what they say is no longer known.
        """
        rows = [
            {
                "id": b.id, "dataset": b.dataset, "row": b.row, "subject": b.subject,
                "question_key": question_key(b.question), "question": b.question, "options": list(b.options),
                "answer": b.answer, "solution": b.solution, "level": b.level, "licence": b.licence,
                "topics": list(b.topics), "kps": list(b.kps), "actor": actor, "created": at,
            }
            for b in items
        ]  # fmt: skip
        with self._db.write() as cursor:
            new = insert(cursor, "benchmark_items", rows)
            if new:
                forget_results(cursor, "test_overlap")
            return new

    def taken(self, items: Sequence[BenchmarkItem]) -> list[str]:
        """Ids of these items that belong to other questions already."""
        keys = {item.id: question_key(item.question) for item in items}
        found = self._db.rows(
            "SELECT id, question_key FROM benchmark_items WHERE id IN (SELECT unnest(?)) ORDER BY dataset, row",
            [list(keys)],
        )
        return [row["id"] for row in found if row["question_key"] != keys[row["id"]]]

    def count(self) -> int:
        """Number of items."""
        return int(self._db.scalar("SELECT count(*) FROM benchmark_items"))

    def level_counts(self) -> dict[str, int]:
        """Level to number of items."""
        found = self._db.rows("SELECT level, count(*)::INTEGER AS n FROM benchmark_items GROUP BY 1")
        return {row["level"]: row["n"] for row in found}

    def datasets(self) -> dict[str, int]:
        """Data set to number of items."""
        found = self._db.rows("SELECT dataset, count(*)::INTEGER AS n FROM benchmark_items GROUP BY 1 ORDER BY 1")
        return {row["dataset"]: row["n"] for row in found}

    def duplicates(self, dataset: str = "") -> int:
        """Number of items whose question stands in an earlier item as well (of any data set)."""
        return int(
            self._db.scalar(
                "SELECT count(*) FROM (SELECT dataset, row_number() OVER (PARTITION BY question_key "
                "ORDER BY created, dataset, row) AS nth FROM benchmark_items) "
                "WHERE nth > 1 AND (? = '' OR dataset = ?)",
                [dataset, dataset],
            )
        )

    def texts(self) -> list[dict[str, Any]]:
        """Id, question key and question of every item."""
        return self._db.rows("SELECT id, question_key, question FROM benchmark_items ORDER BY dataset, row")

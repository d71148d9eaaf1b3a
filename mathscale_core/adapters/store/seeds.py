"""Seeds: questions that everything comes from, active or held back."""

from collections.abc import Sequence
from typing import Any

from mathscale_core.adapters.store.checks import forget_results
from mathscale_core.adapters.store.database import Database, insert
from mathscale_core.records import Seed
from mathscale_core.seeds.text import question_key

SEED_COLUMNS = "id, question, solution, answer, format, level, source, split, licence, line"


class SeedTable:
    """Reads and writes of ``seeds``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def known_keys(self, keys: Sequence[str]) -> tuple[set[str], set[str]]:
        """Which of the question keys are seeds already, and which are benchmark items."""
        with self._db.read() as cursor:
            seeds = cursor.execute("SELECT question_key FROM seeds WHERE question_key IN (SELECT unnest(?))", [keys])
            known = {row[0] for row in seeds.fetchall()}
            tests = cursor.execute(
                "SELECT question_key FROM benchmark_items WHERE question_key IN (SELECT unnest(?))", [keys]
            )
            return known, {row[0] for row in tests.fetchall()}

    def add(self, seeds: Sequence[Seed], actor: str, at: str) -> int:
        """Append seeds in this order; returns how many were new.

        The stored ``duplicate`` results of questions with the same text go: what they say is no longer known.
        """
        with self._db.write(graph=True) as cursor:
            row = cursor.execute("SELECT coalesce(max(position), 0) FROM seeds").fetchone()
            start = int(row[0]) if row else 0
            rows = [
                {
                    "id": s.id, "question_key": question_key(s.question), "question": s.question,
                    "solution": s.solution, "answer": s.answer, "format": s.format, "level": s.level,
                    "source": s.source, "split": s.split, "licence": s.licence, "line": s.line, "state": "active",
                    "state_reason": "", "actor": actor, "created": at, "position": start + i,
                }
                for i, s in enumerate(seeds, 1)
            ]  # fmt: skip
            new = insert(cursor, "seeds", rows)
            if new:
                # A new seed can only turn a question of the same text into a duplicate.
                forget_results(cursor, "duplicate", [str(row["question_key"]) for row in rows])
            return new

    def there(self, seeds: Sequence[str]) -> set[str]:
        """Those of these ids that are seeds, in whatever state."""
        return {
            row["id"] for row in self._db.rows("SELECT id FROM seeds WHERE id IN (SELECT unnest(?))", [list(seeds)])
        }

    def not_active(self, seeds: Sequence[str]) -> list[str]:
        """Those of these seeds that are held back or withdrawn."""
        found = self._db.rows(
            "SELECT id FROM seeds WHERE state <> 'active' AND id IN (SELECT unnest(?))", [list(seeds)]
        )
        return [row["id"] for row in found]

    def withdraw(self, keys: Sequence[str], reason: str) -> list[str]:
        """Withdraw the seeds with these question keys that are not yet; returns their ids."""
        return self._move("question_key", keys, ("active", "held"), "withdrawn", reason)

    def hold(self, seeds: Sequence[str], reason: str) -> list[str]:
        """Hold back the active ones of these seeds; returns their ids."""
        return self._move("id", seeds, ("active",), "held", reason)

    def release(self, seeds: Sequence[str]) -> list[str]:
        """Put back those of these seeds that are held; returns their ids."""
        return self._move("id", seeds, ("held",), "active", "")

    def _move(self, column: str, values: Sequence[str], before: Sequence[str], after: str, reason: str) -> list[str]:
        with self._db.write(graph=True) as cursor:
            done = cursor.execute(
                f"UPDATE seeds SET state = ?, state_reason = ? WHERE state IN (SELECT unnest(?)) "
                f"AND {column} IN (SELECT unnest(?)) RETURNING id",
                [after, reason, list(before), list(values)],
            )
            return sorted(row[0] for row in done.fetchall())

    def count(self, state: str = "active") -> int:
        """Number of seeds in a state."""
        return int(self._db.scalar("SELECT count(*) FROM seeds WHERE state = ?", [state]))

    def question_keys(self) -> dict[str, str]:
        """Question key to seed id, for seeds that are not withdrawn: a copy of one that is held back is a copy too."""
        found = self._db.rows("SELECT question_key, min(id) AS id FROM seeds WHERE state <> 'withdrawn' GROUP BY 1")
        return {row["question_key"]: row["id"] for row in found}

    def by_id(self, ids: Sequence[str]) -> dict[str, Seed]:
        """The seeds with these ids."""
        found = self._db.rows(f"SELECT {SEED_COLUMNS} FROM seeds WHERE id IN (SELECT unnest(?))", [list(ids)])
        return {row["id"]: Seed(**row) for row in found}

    def level_counts(self) -> dict[str, int]:
        """Level to number of active seeds."""
        found = self._db.rows("SELECT level, count(*)::INTEGER AS n FROM seeds WHERE state = 'active' GROUP BY 1")
        return {row["level"]: row["n"] for row in found}

    def states(self) -> list[dict[str, Any]]:
        """Number of seeds by source and state."""
        return self._db.rows("SELECT source, state, count(*)::INTEGER AS n FROM seeds GROUP BY ALL ORDER BY ALL")

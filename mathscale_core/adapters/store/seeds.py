"""Seeds, their concepts and what extraction said of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from mathscale_core.adapters.store.database import Database, insert
from mathscale_core.records import Concept, ConceptKind, Seed, Tagging
from mathscale_core.seeds.text import question_key

_SEED = "id, question, solution, answer, format, level, source, split, licence, line"

#: The taggings that count: those that came with a seed or, where none did, those of the latest extractor that was
#: certain. Two extractors are never united: that would join concepts that neither of them put together.
_LABELS = """(
    SELECT seed, concept, origin, certainty FROM taggings WHERE origin = 'given'
    UNION ALL
    SELECT seed, concept, origin, certainty FROM taggings JOIN (
        SELECT seed, arg_max(origin, position) AS origin FROM extractions WHERE outcome = 'ok' GROUP BY seed
    ) USING (seed, origin) WHERE NOT EXISTS (FROM taggings g WHERE g.seed = taggings.seed AND g.origin = 'given'))"""


class SeedTable:
    """Reads and writes of ``seeds``, ``concepts``, ``concept_names``, ``taggings`` and ``extractions``."""

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

        With new ones the stored ``duplicate`` results go: what they say is no longer known.
        """
        with self._db.write() as cursor:
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
                cursor.execute("DELETE FROM check_results WHERE check_name = 'duplicate'")
            return new

    def withdraw(self, keys: Sequence[str], reason: str) -> list[str]:
        """Withdraw the active seeds with these question keys; returns their ids."""
        with self._db.write() as cursor:
            done = cursor.execute(
                "UPDATE seeds SET state = 'withdrawn', state_reason = ? "
                "WHERE state = 'active' AND question_key IN (SELECT unnest(?)) RETURNING id",
                [reason, list(keys)],
            )
            return sorted(row[0] for row in done.fetchall())

    def count(self, state: str = "active") -> int:
        """Number of seeds in a state."""
        return int(self._db.scalar("SELECT count(*) FROM seeds WHERE state = ?", [state]))

    def question_keys(self) -> dict[str, str]:
        """Question key to seed id, for the active seeds."""
        found = self._db.rows("SELECT question_key, min(id) AS id FROM seeds WHERE state = 'active' GROUP BY 1")
        return {row["question_key"]: row["id"] for row in found}

    def by_id(self, ids: Sequence[str]) -> dict[str, Seed]:
        """The seeds with these ids."""
        found = self._db.rows(f"SELECT {_SEED} FROM seeds WHERE id IN (SELECT unnest(?))", [list(ids)])  # noqa: S608
        return {row["id"]: Seed(**row) for row in found}

    def without_tagging(self, origin: str) -> list[Seed]:
        """Active seeds that neither came with labels nor were tried by this extractor, in order of import."""
        found = self._db.rows(
            f"SELECT {_SEED} FROM seeds s WHERE state = 'active' "  # noqa: S608
            "AND NOT EXISTS (FROM taggings t WHERE t.seed = s.id AND t.origin = 'given') "
            "AND NOT EXISTS (FROM extractions e WHERE e.seed = s.id AND e.origin = ? AND e.outcome <> 'failed') "
            "ORDER BY position",
            [origin],
        )
        return [Seed(**row) for row in found]

    def labelled(self) -> list[tuple[Seed, tuple[str, ...], tuple[str, ...]]]:
        """Active seeds that came with labels, with their topic and knowledge-point names, in order of import."""
        found = self._db.rows(
            f"SELECT {_SEED}, t.topic_names, t.kp_names FROM seeds s JOIN ("  # noqa: S608
            "  SELECT seed, list(name ORDER BY name) FILTER (kind = 'topic') AS topic_names,"
            "         list(name ORDER BY name) FILTER (kind = 'kp') AS kp_names"
            "  FROM taggings JOIN (SELECT id AS concept, kind, name FROM concepts) USING (concept)"
            "  WHERE origin = 'given' GROUP BY seed) t ON t.seed = s.id "
            "WHERE s.state = 'active' ORDER BY position"
        )
        return [
            (Seed(**row), tuple(topics or ()), tuple(kps or ()))
            for row in found
            for topics, kps in [(row.pop("topic_names"), row.pop("kp_names"))]
        ]

    # -- concepts -----------------------------------------------------------------------------------------

    def concepts(self) -> list[Concept]:
        """Every concept, topics first, by name."""
        found = self._db.rows("SELECT id, kind, name, definition FROM concepts ORDER BY kind DESC, name, id")
        return [Concept(**row) for row in found]

    def concept(self, concept: str) -> Concept | None:
        """One concept, None where there is none."""
        found = self._db.rows("SELECT id, kind, name, definition FROM concepts WHERE id = ?", [concept])
        return Concept(**found[0]) if found else None

    def names(self) -> dict[tuple[ConceptKind, str], str]:
        """Every known name, own and alias: (kind, name key) to concept id."""
        found = self._db.rows("SELECT kind, name_key, concept FROM concept_names")
        return {(row["kind"], row["name_key"]): row["concept"] for row in found}

    def aliases(self, concept: str) -> list[str]:
        """The other names of a concept."""
        found = self._db.rows(
            "SELECT n.name FROM concept_names n JOIN concepts c ON c.id = n.concept "
            "WHERE n.concept = ? AND n.name <> c.name ORDER BY n.name",
            [concept],
        )
        return [row["name"] for row in found]

    def add_tagged(
        self,
        concepts: Sequence[Concept],
        names: Iterable[tuple[ConceptKind, str, str, str]],
        taggings: Sequence[Tagging],
        extractions: Sequence[Mapping[str, Any]],
        actor: str,
        at: str,
    ) -> None:
        """Store new concepts, their names (kind, key, concept, name), taggings and outcomes in one transaction.

        Outcomes are numbered in order of storing: the latest certain extractor of a seed is the one that counts.
        """
        with self._db.write() as cursor:
            insert(
                cursor,
                "concepts",
                [
                    {
                        "id": c.id,
                        "kind": c.kind,
                        "name": c.name,
                        "definition": c.definition,
                        "actor": actor,
                        "created": at,
                    }
                    for c in concepts
                ],
            )
            insert(
                cursor,
                "concept_names",
                [{"kind": k, "name_key": key, "concept": c, "name": name} for k, key, c, name in names],
            )
            insert(
                cursor,
                "taggings",
                [
                    {"seed": t.seed, "concept": t.concept, "origin": t.origin, "certainty": t.certainty}
                    for t in taggings
                ],
            )
            # A failed try gives way to a later one of the same extractor; every other outcome stands.
            cursor.execute(
                "DELETE FROM extractions WHERE outcome = 'failed' AND (seed, origin) IN (SELECT unnest(?), unnest(?))",
                [[row["seed"] for row in extractions], [row["origin"] for row in extractions]],
            )
            row = cursor.execute("SELECT coalesce(max(position), 0) FROM extractions").fetchone()
            start = int(row[0]) if row else 0
            insert(cursor, "extractions", [{**e, "position": start + i} for i, e in enumerate(extractions, 1)])

    def tagging_columns(self) -> tuple[list[str], list[str], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """The taggings of active seeds that count, as columns.

        Returns:
            Seed ids and concept ids (sorted), and for every tagging (seed, concept once) the index of its seed
            and of its concept, both int32 of equal length. Labels that came with a seed stand above extracted ones,
            and of these only the latest certain extractor's count.
        """
        sql = (
            f"SELECT t.seed, t.concept FROM {_LABELS} t "  # noqa: S608
            "JOIN seeds s ON s.id = t.seed AND s.state = 'active' ORDER BY t.seed, t.concept"
        )
        with self._db.read() as cursor:
            table = cursor.sql(sql).to_arrow_table()
        seeds, seed_index = np.unique(table.column("seed").to_numpy(zero_copy_only=False), return_inverse=True)
        concepts, concept_index = np.unique(table.column("concept").to_numpy(zero_copy_only=False), return_inverse=True)
        return list(seeds), list(concepts), seed_index.astype(np.int32), concept_index.astype(np.int32)

    def of_concept(self, concept: str, limit: int, offset: int = 0) -> list[Seed]:
        """A page of the active seeds that carry a concept, in order of import."""
        found = self._db.rows(
            f"SELECT {_SEED} FROM seeds s WHERE s.state = 'active' AND s.id IN "  # noqa: S608
            f"(SELECT seed FROM {_LABELS} WHERE concept = ?) ORDER BY position LIMIT ? OFFSET ?",
            [concept, limit, offset],
        )
        return [Seed(**row) for row in found]

    def ids_of_concept(self, concept: str) -> list[str]:
        """Ids of the active seeds that carry a concept."""
        found = self._db.rows(
            f"SELECT s.id FROM seeds s JOIN {_LABELS} t ON t.seed = s.id AND t.concept = ? "  # noqa: S608
            "WHERE s.state = 'active' ORDER BY s.id",
            [concept],
        )
        return [row["id"] for row in found]

    def concept_names(self, ids: Sequence[str]) -> dict[str, str]:
        """Concept id to name."""
        found = self._db.rows("SELECT id, name FROM concepts WHERE id IN (SELECT unnest(?))", [list(ids)])
        return {row["id"]: row["name"] for row in found}

    def tags_of(self, seed: str) -> list[dict[str, Any]]:
        """Concepts that count for a seed, with origin and certainty."""
        return self._db.rows(
            "SELECT c.id, c.kind, c.name, t.origin, t.certainty "  # noqa: S608
            f"FROM {_LABELS} t JOIN concepts c ON c.id = t.concept "
            "WHERE t.seed = ? ORDER BY c.kind DESC, c.name",
            [seed],
        )

    def outcomes(self) -> dict[str, int]:
        """Extraction outcomes of active seeds, each seed by its best one."""
        found = self._db.rows(
            "SELECT outcome, count(*) AS n FROM (SELECT e.seed, min(CASE outcome WHEN 'ok' THEN '1ok' WHEN 'uncertain' "
            "THEN '2uncertain' WHEN 'skipped' THEN '3skipped' ELSE '4failed' END)[2:] AS outcome FROM extractions e "
            "JOIN seeds s ON s.id = e.seed AND s.state = 'active' GROUP BY e.seed) GROUP BY outcome"
        )
        return {row["outcome"]: int(row["n"]) for row in found}

    def count_untried(self) -> int:
        """Number of active seeds that have no concept and on which no extractor abstained."""
        return int(
            self._db.scalar(
                "SELECT count(*) FROM seeds s WHERE state = 'active' "
                "AND NOT EXISTS (FROM taggings t WHERE t.seed = s.id) "
                "AND NOT EXISTS (FROM extractions e WHERE e.seed = s.id AND e.outcome <> 'failed')"
            )
        )

    def outcomes_of_job(self, job: str) -> dict[str, int]:
        """Extraction outcomes that one job gave."""
        found = self._db.rows("SELECT outcome, count(*)::INTEGER AS n FROM extractions WHERE job = ? GROUP BY 1", [job])
        return {row["outcome"]: row["n"] for row in found}

    def level_counts(self) -> dict[str, int]:
        """Level to number of active seeds."""
        found = self._db.rows("SELECT level, count(*)::INTEGER AS n FROM seeds WHERE state = 'active' GROUP BY 1")
        return {row["level"]: row["n"] for row in found}

    def states(self) -> list[dict[str, Any]]:
        """Number of seeds by source and state."""
        return self._db.rows("SELECT source, state, count(*)::INTEGER AS n FROM seeds GROUP BY ALL ORDER BY ALL")

"""Concepts, their names, which seed carries which, and what extraction said of each seed.

What counts is the labels with the curation log folded over them: retagged seeds, renamed and merged concepts.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mathscale_core.adapters.store.database import Database, insert
from mathscale_core.adapters.store.seeds import SEED_COLUMNS
from mathscale_core.curation.versions import Labels
from mathscale_core.extraction.names import name_key
from mathscale_core.records import Concept, ConceptKind, Seed, Tagging

#: The taggings as they came: those that came with a seed or, where none did, those of the latest extractor that was
#: certain. Two extractors are never united: that would join concepts that neither of them put together.
_AS_GIVEN = """(
    SELECT seed, concept, origin, certainty FROM taggings WHERE origin = 'given'
    UNION ALL
    SELECT seed, concept, origin, certainty FROM taggings JOIN (
        SELECT seed, arg_max(origin, position) AS origin FROM extractions WHERE outcome = 'ok' GROUP BY seed
    ) USING (seed, origin) WHERE NOT EXISTS (FROM taggings g WHERE g.seed = taggings.seed AND g.origin = 'given'))"""

#: The taggings that count: as they came, except those on which a retag has the last word, each under the concept that
#: its own was merged into; those of deleted concepts do not count.
_LABELS = f"""(
    SELECT seed, coalesce(e.merged, t.concept) AS concept, arg_max(origin, certainty) AS origin,
           max(certainty) AS certainty
    FROM (
        SELECT seed, concept, origin, certainty FROM {_AS_GIVEN} g
        WHERE NOT EXISTS (FROM tagging_edits r WHERE r.seed = g.seed AND r.concept = g.concept)
        UNION ALL
        SELECT seed, concept, 'by hand', 1.0 FROM tagging_edits WHERE present
    ) t LEFT JOIN concept_edits e ON e.concept = t.concept WHERE NOT coalesce(e.gone, false) GROUP BY 1, 2)"""


#: Every name that leads to a concept: as it came, as renamed, and by hand, without those that a person took away.
_NAMES = """(
    SELECT concept, name FROM concept_names n
    WHERE NOT EXISTS (FROM alias_edits a WHERE a.concept = n.concept AND a.name_key = n.name_key AND NOT a.present)
    UNION ALL SELECT id AS concept, name FROM current_concepts
    UNION ALL SELECT concept, name FROM alias_edits WHERE present)"""


class ConceptTable:
    """Reads and writes of ``concepts``, ``concept_names``, ``taggings``, ``extractions`` and the folded edits."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def without_tagging(self, origin: str) -> list[Seed]:
        """Active seeds that neither came with labels nor were tried by this extractor, in order of import."""
        found = self._db.rows(
            f"SELECT {SEED_COLUMNS} FROM seeds s WHERE state = 'active' "
            "AND NOT EXISTS (FROM taggings t WHERE t.seed = s.id AND t.origin = 'given') "
            "AND NOT EXISTS (FROM tagging_edits r WHERE r.seed = s.id AND r.present) "
            "AND NOT EXISTS (FROM extractions e WHERE e.seed = s.id AND e.origin = ? AND e.outcome <> 'failed') "
            "ORDER BY position",
            [origin],
        )
        return [Seed(**row) for row in found]

    def labelled(self) -> list[tuple[Seed, tuple[str, ...], tuple[str, ...]]]:
        """Active seeds that came with labels, with their topic and knowledge-point names, in order of import."""
        found = self._db.rows(
            f"SELECT {SEED_COLUMNS}, t.topic_names, t.kp_names FROM seeds s JOIN ("
            "  SELECT seed, list(name ORDER BY name) FILTER (kind = 'topic') AS topic_names,"
            "         list(name ORDER BY name) FILTER (kind = 'kp') AS kp_names"
            f"  FROM {_LABELS} l JOIN (SELECT id AS concept, kind, name FROM current_concepts) USING (concept)"
            "  WHERE origin IN ('given', 'by hand') GROUP BY seed) t ON t.seed = s.id "
            "WHERE s.state = 'active' ORDER BY position"
        )
        return [
            (Seed(**row), tuple(topics or ()), tuple(kps or ()))
            for row in found
            for topics, kps in [(row.pop("topic_names"), row.pop("kp_names"))]
        ]

    def concepts(self) -> list[Concept]:
        """Every concept under its present name, without merged and deleted ones; topics first, by name."""
        found = self._db.rows(
            "SELECT id, kind, name, definition FROM current_concepts WHERE merged IS NULL AND NOT gone "
            "ORDER BY kind DESC, name, id"
        )
        return [Concept(**row) for row in found]

    def concept(self, concept: str) -> Concept | None:
        """One concept under its present name, also one that was merged or deleted; None where there is none."""
        found = self._db.rows("SELECT id, kind, name, definition FROM current_concepts WHERE id = ?", [concept])
        return Concept(**found[0]) if found else None

    def merged_into(self, concept: str) -> str:
        """The concept that stands for this one now: itself, or the one that it was merged into."""
        found = self._db.scalar("SELECT merged FROM concept_edits WHERE concept = ?", [concept])
        return str(found or concept)

    def names(self) -> dict[tuple[ConceptKind, str], str]:
        """Every known name, own, given by an edit, and alias: (kind, name key) to the id that it was stored under.

        A merged concept keeps its own id here, so that taking the merge back takes everything back. A concept of
        another kind by now is found by both kinds: models go on calling it what it was.
        """
        names = self.given_names()
        edited = self._db.rows(
            "SELECT a.concept, a.name_key, a.name, a.present, c.kind FROM alias_edits a "
            "JOIN concepts c ON c.id = a.concept"
        )
        away = {(row["concept"], row["name_key"]) for row in edited if not row["present"]}
        names = {key: concept for key, concept in names.items() if (concept, key[1]) not in away}
        more = [(row["concept"], row["name"]) for row in edited if row["present"]]
        found = self._db.rows(
            "SELECT c.id, c.kind, e.kind AS changed, e.name FROM concept_edits e JOIN concepts c ON c.id = e.concept"
        )
        more += [(row["id"], row["name"]) for row in found if row["name"]]
        # A concept may have another name and no other edit.
        kinds = {row["concept"]: row["kind"] for row in edited} | {row["id"]: row["kind"] for row in found}
        for concept, name in more:
            if concept in kinds:
                names.setdefault((kinds[concept], name_key(name)), concept)
        changed = {row["id"]: row["changed"] for row in found if row["changed"]}
        for (_, key), concept in list(names.items()) if changed else ():
            if concept in changed:
                names[changed[concept], key] = concept
        return names

    def kinds(self) -> dict[str, ConceptKind]:
        """Every concept, merged and deleted ones too, to its kind as it came."""
        return {row["id"]: row["kind"] for row in self._db.rows("SELECT id, kind FROM concepts")}

    def given_names(self) -> dict[tuple[ConceptKind, str], str]:
        """The names and aliases that the edits found: (kind, name key) to concept id."""
        found = self._db.rows("SELECT kind, name_key, concept FROM concept_names")
        return {(row["kind"], row["name_key"]): row["concept"] for row in found}

    def own_keys(self, concepts: Sequence[str]) -> dict[str, str]:
        """Each of these concepts to the key of its own name as it came."""
        return {concept: name_key(name) for concept, name in self.first_names(concepts).items()}

    def merges(self) -> dict[str, str]:
        """Merged concept to the one that stands for it."""
        found = self._db.rows("SELECT concept, merged FROM concept_edits WHERE merged IS NOT NULL")
        return {row["concept"]: row["merged"] for row in found}

    def aliases(self, concept: str) -> list[str]:
        """The other names of a concept, with those of the concepts that were merged into it."""
        found = self._db.rows(
            "WITH own AS (SELECT ? AS concept UNION ALL SELECT concept FROM concept_edits WHERE merged = ?) "
            f"SELECT DISTINCT name FROM {_NAMES} n JOIN own USING (concept) "
            "WHERE name <> (SELECT name FROM current_concepts WHERE id = ?) ORDER BY name",
            [concept, concept, concept],
        )
        return [row["name"] for row in found]

    def all_aliases(self) -> dict[str, list[str]]:
        """Every concept that stands for itself to its other names, like :meth:`aliases`; those without are left out."""
        found = self._db.rows(
            "SELECT id, list(DISTINCT name ORDER BY name) AS names FROM ("
            f"  SELECT coalesce(e.merged, n.concept) AS id, n.name FROM {_NAMES} n"
            "  LEFT JOIN concept_edits e USING (concept)"
            ") a WHERE name <> (SELECT c.name FROM current_concepts c WHERE c.id = a.id) GROUP BY id"
        )
        return {row["id"]: row["names"] for row in found}

    def questions_of_each(self, most: int) -> dict[str, list[str]]:
        """Every concept to the questions of its first active seeds, at most so many, in order of import."""
        found = self._db.rows(
            "SELECT concept, list(question ORDER BY position)[:?] AS questions "
            f"FROM {_LABELS} t JOIN seeds s ON s.id = t.seed AND s.state = 'active' GROUP BY concept",
            [most],
        )
        return {row["concept"]: row["questions"] for row in found}

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
        with self._db.write(graph=True) as cursor:
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

    def add_made(self, concepts: Sequence[Concept], actor: str, at: str) -> None:
        """Store concepts that edits make; whether they are there is for the log to say."""
        rows = [
            {"id": c.id, "kind": c.kind, "name": c.name, "definition": "", "actor": actor, "created": at}
            for c in concepts
        ]
        with self._db.write(graph=True) as cursor:
            insert(cursor, "concepts", rows)

    def labels(self) -> Labels:
        """The taggings of active seeds that count.

        Labels that came with a seed stand above extracted ones, and of these only the latest certain extractor's count.
        """
        sql = f"SELECT t.seed, t.concept FROM {_LABELS} t JOIN seeds s ON s.id = t.seed AND s.state = 'active'"
        with self._db.read() as cursor:
            table = cursor.sql(sql).to_arrow_table()
        seeds, seed_index = _numbered(table.column("seed"))
        concepts, concept_index = _numbered(table.column("concept"))
        # Sorting numbers is a tenth of sorting texts in the query.
        order = np.lexsort((concept_index, seed_index))
        return Labels(seeds, concepts, seed_index[order], concept_index[order])

    def of_concept(self, concept: str, limit: int, offset: int = 0) -> list[Seed]:
        """A page of the active seeds that carry a concept, in order of import."""
        found = self._db.rows(
            f"SELECT {SEED_COLUMNS} FROM seeds s WHERE s.state = 'active' AND s.id IN "
            f"(SELECT seed FROM {_LABELS} WHERE concept = ?) ORDER BY position LIMIT ? OFFSET ?",
            [concept, limit, offset],
        )
        return [Seed(**row) for row in found]

    def ids_of_concept(self, concept: str) -> list[str]:
        """Ids of the active seeds that carry a concept."""
        found = self._db.rows(
            f"SELECT s.id FROM seeds s JOIN {_LABELS} t ON t.seed = s.id AND t.concept = ? "
            "WHERE s.state = 'active' ORDER BY s.id",
            [concept],
        )
        return [row["id"] for row in found]

    def concept_names(self, ids: Sequence[str]) -> dict[str, str]:
        """Concept id to name."""
        found = self._db.rows("SELECT id, name FROM current_concepts WHERE id IN (SELECT unnest(?))", [list(ids)])
        return {row["id"]: row["name"] for row in found}

    def first_names(self, ids: Sequence[str]) -> dict[str, str]:
        """Concept id to the name that it had before any rename."""
        found = self._db.rows("SELECT id, name FROM concepts WHERE id IN (SELECT unnest(?))", [list(ids)])
        return {row["id"]: row["name"] for row in found}

    def tags_of(self, seed: str) -> list[dict[str, Any]]:
        """Concepts that count for a seed, with origin and certainty."""
        return self._db.rows(
            "SELECT c.id, c.kind, c.name, t.origin, t.certainty "
            f"FROM {_LABELS} t JOIN current_concepts c ON c.id = t.concept "
            "WHERE t.seed = ? ORDER BY c.kind DESC, c.name",
            [seed],
        )

    def tags_of_each(self, seeds: Sequence[str]) -> list[dict[str, Any]]:
        """Seed, kind and name of each concept that counts for one of these seeds; one query for a page of them."""
        return self._db.rows(
            f"SELECT t.seed, c.kind, c.name FROM {_LABELS} t JOIN current_concepts c ON c.id = t.concept "
            "WHERE t.seed IN (SELECT unnest(?)) ORDER BY t.seed, c.name",
            [list(seeds)],
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
                "AND NOT EXISTS (FROM tagging_edits r WHERE r.seed = s.id AND r.present) "
                "AND NOT EXISTS (FROM extractions e WHERE e.seed = s.id AND e.outcome <> 'failed')"
            )
        )

    def outcomes_of_job(self, job: str) -> dict[str, int]:
        """Extraction outcomes that one job gave."""
        found = self._db.rows("SELECT outcome, count(*)::INTEGER AS n FROM extractions WHERE job = ? GROUP BY 1", [job])
        return {row["outcome"]: row["n"] for row in found}


def _numbered(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int32]]:
    """The different texts of a column, sorted, and the index of each row's own."""
    encoded = column.combine_chunks().dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    order = sorted(range(len(texts)), key=texts.__getitem__)
    rank = np.empty(len(texts), dtype=np.int32)
    rank[order] = np.arange(len(texts), dtype=np.int32)
    return [texts[i] for i in order], rank[encoded.indices.to_numpy()]

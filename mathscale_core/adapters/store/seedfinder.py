"""Finding seeds: filters that combine, a page at a time, in order of import."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.store.concepts import _LABELS as LABELS
from mathscale_core.adapters.store.database import Database

#: What a row of a page holds.
ROW = "id, question, answer, level, source, split, state, state_reason, position"
#: Tagged to the condition on a seed: what people and extraction said of it.
TAGGED = ("tagged", "untagged", "uncertain", "failed")
#: Counts that are kept between two writes.
_REMEMBERED = 200
STATES = ("active", "held", "withdrawn")

_EVER_TAGGED = "SELECT seed FROM taggings UNION ALL SELECT seed FROM tagging_edits WHERE present"
_OUTCOMES = "SELECT seed FROM extractions WHERE outcome"
_TRIED = {
    "untagged": f"s.id NOT IN ({_OUTCOMES} IN ('uncertain', 'failed'))",
    "uncertain": f"s.id IN ({_OUTCOMES} = 'uncertain')",
    "failed": f"s.id IN ({_OUTCOMES} = 'failed') AND s.id NOT IN ({_OUTCOMES} = 'uncertain')",
}


@dataclass(frozen=True, slots=True)
class SeedFilter:
    """Which seeds are wanted; an empty field asks nothing.

    Attributes:
        text: Words of the question, each in any place of it, or a seed id.
        source: Name of the data set.
        level: Level; ``unknown`` for seeds without one.
        state: One of :data:`STATES`.
        concept: Concept id that the seed carries.
        tagged: One of :data:`TAGGED`: it has concepts, has none and none was tried in vain, the extractor abstained,
            or it failed.
    """

    text: str = ""
    source: str = ""
    level: str = ""
    state: str = ""
    concept: str = ""
    tagged: str = ""


class SeedFinder:
    """Reads of ``seeds`` under a filter."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._counts: tuple[int, dict[SeedFilter | str, int]] = (-1, {})
        self._sources: tuple[int, list[dict[str, Any]]] = (-1, [])

    def page(self, wanted: SeedFilter, limit: int = 50, offset: int = 0) -> list[dict[str, Any]]:
        """A page of seeds with the columns of :data:`ROW` and ``tags``, the number of concepts that count."""
        where, parameters = self._condition(wanted)
        # The texts are read for the page alone.
        rows = self._db.rows(
            f"SELECT {ROW} FROM seeds WHERE position IN (SELECT position FROM seeds s WHERE {where} "
            "ORDER BY position LIMIT ? OFFSET ?) ORDER BY position",
            [*parameters, limit, offset],
        )
        counts = self._tag_counts([row["id"] for row in rows])
        return [row | {"tags": counts.get(row["id"], 0)} for row in rows]

    def count(self, wanted: SeedFilter) -> int:
        """Number of seeds under a filter; counted once between writes."""

        def ask() -> int:
            where, parameters = self._condition(wanted)
            return int(self._db.scalar(f"SELECT count(*) FROM seeds s WHERE {where}", parameters))

        return self._counted(wanted, ask)

    def _counted(self, what: SeedFilter | str, ask: Callable[[], int]) -> int:
        writes = self._db.writes
        if self._counts[0] != writes or len(self._counts[1]) >= _REMEMBERED:
            self._counts = (writes, {})
        counts = self._counts[1]
        if what not in counts:
            counts[what] = ask()
        return counts[what]

    def facts(self, seed: str) -> dict[str, Any] | None:
        """A seed's state, state_reason, actor, created and position; None where there is no such seed."""
        found = self._db.rows("SELECT state, state_reason, actor, created, position FROM seeds WHERE id = ?", [seed])
        return found[0] if found else None

    def states_of(self, seeds: list[str]) -> dict[str, str]:
        """Seed id to state, for those that there are."""
        found = self._db.rows("SELECT id, state FROM seeds WHERE id IN (SELECT unnest(?))", [seeds])
        return {row["id"]: row["state"] for row in found}

    def extractions_of(self, seed: str) -> list[dict[str, Any]]:
        """What each extractor said of a seed, the latest first: origin, outcome, reason, job."""
        return self._db.rows(
            "SELECT origin, outcome, reason, job FROM extractions WHERE seed = ? ORDER BY position DESC", [seed]
        )

    def count_waiting(self, origin: str) -> int:
        """Number of seeds that ``ConceptTable.without_tagging`` gives for this extractor; counted once likewise."""
        return self._counted(
            origin,
            lambda: int(
                self._db.scalar(
                    "SELECT count(*) FROM seeds s WHERE state = 'active' "
                    "AND id NOT IN (SELECT seed FROM taggings WHERE origin = 'given') "
                    "AND id NOT IN (SELECT seed FROM tagging_edits WHERE present) "
                    "AND id NOT IN (SELECT seed FROM extractions WHERE origin = ? AND outcome <> 'failed')",
                    [origin],
                )
            ),
        )

    def sources(self) -> list[dict[str, Any]]:
        """Number of seeds (``n``) by source, level and state; found once between writes."""
        writes, found = self._sources
        if writes != self._db.writes:
            writes = self._db.writes
            found = self._db.rows(
                "SELECT source, level, state, count(*)::INTEGER AS n FROM seeds GROUP BY ALL ORDER BY ALL"
            )
            self._sources = (writes, found)
        return found

    def _tag_counts(self, seeds: list[str]) -> dict[str, int]:
        found = self._db.rows(
            f"SELECT seed, count(*)::INTEGER AS n FROM {LABELS} WHERE seed IN (SELECT unnest(?)) GROUP BY seed",
            [seeds],
        )
        return {row["seed"]: row["n"] for row in found}

    def _condition(self, wanted: SeedFilter) -> tuple[str, list[object]]:
        """The condition on ``seeds s`` and its parameters."""
        parts, parameters = _plain_conditions(wanted)
        if wanted.concept:
            parts.append(f"s.id IN (SELECT seed FROM {LABELS} WHERE concept = ?)")
            parameters.append(wanted.concept)
        if wanted.tagged:
            labelled = f"(s.id IN ({_EVER_TAGGED}) AND s.id NOT IN (SELECT unnest(?)))"
            parts.append(labelled if wanted.tagged == "tagged" else f"NOT {labelled} AND {_TRIED[wanted.tagged]}")
            parameters.append(self._stripped())
        return " AND ".join(parts), parameters

    def _stripped(self) -> list[str]:
        """Seeds that had concepts, all of which were taken away by hand."""
        touched = [row["seed"] for row in self._db.rows("SELECT DISTINCT seed FROM tagging_edits WHERE NOT present")]
        return sorted(set(touched) - set(self._tag_counts(touched))) if touched else []


def _plain_conditions(wanted: SeedFilter) -> tuple[list[str], list[object]]:
    parts: list[str] = ["true"]
    parameters: list[object] = []
    for word in wanted.text.split():
        parts.append("(contains(lower(s.question), ?) OR s.id = ?)")
        parameters += [word.lower(), word]
    for column, value in (("source", wanted.source), ("state", wanted.state)):
        if value:
            parts.append(f"s.{column} = ?")
            parameters.append(value)
    if wanted.level:
        parts.append("s.level = ?")
        parameters.append("" if wanted.level == "unknown" else wanted.level)
    return parts, parameters

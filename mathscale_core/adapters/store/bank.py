"""Finding questions: filters that combine, one page at a time, and the numbers beside the filters.

Narrow columns first: positions are found on the columns that the filter needs, and only a page's rows are read whole.
The newest stretch of the bank is looked at first, then the rest: a filter that much answers to is done after the first.
Words come from the text index as far as it reaches, and are looked for in the questions behind it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from mathscale_core.adapters.store.carried import Part, carried, carriers
from mathscale_core.adapters.store.database import Cursor, Database
from mathscale_core.adapters.store.textfeed import TextFeed
from mathscale_core.adapters.store.verdicts import SEEN_BY
from mathscale_core.adapters.store.wording import Typed, literally, read_typed, stands
from mathscale_core.records import CheckState

#: A count beyond this is not worth its time: "10,000+".
COUNTED = 10_000
#: The columns that facets count by; few values each.
FACETS = ("source", "level", "format", "check_state", "verdict", "dataset")
ROW = (
    "revision, question, solution, answer, format, level, source, dataset, licence, topics, kps, check_state, verdict, "
    "policy, provider, prompt, composition, seeds, graph_version, family, job, actor, created, head, position"
)
#: Filters whose positions are kept between writes.
_KEPT = 50
#: So many of the next questions are read for their words before all that have them are found.
_FEW = 50
_REVISION = re.compile(r"q_[0-9a-f]{6,16}")


@dataclass(frozen=True, slots=True)
class BankFilter:
    """Which questions are wanted; what is empty does not narrow, and all that is set must hold.

    Attributes:
        text: Words that all stand in the question, as ``wording`` says; or a revision's id.
        concepts: Of each group of (kind, names) the question carries a concept by one of the names.
        sources: One of these sources; empty: every one but planted.
        levels: One of these levels, ``""`` for those without.
        formats: One of these answer formats.
        check_states: One of ``unchecked``, ``failed``, ``unsure``, ``passed``.
        verdicts: People's verdict is one of these, ``""`` for none.
        check: A check, said to be ``said`` in its current version.
        said: ``pass``, ``fail`` or ``unknown``.
        dataset: Set that an imported question came from.
        provider: Who wrote it.
        job: Job that brought it.
        composition: Composition that it was written for.
        seed: Seed that was among its examples.
        release: Release that holds it; ``"-"`` for those in none.
        unseen_by: Actor without a standing verdict on it.
        every_revision: Also what was replaced by an edit.
    """

    text: str = ""
    concepts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    check_states: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    check: str = ""
    said: CheckState = "fail"
    dataset: str = ""
    provider: str = ""
    job: str = ""
    composition: str = ""
    seed: str = ""
    release: str = ""
    unseen_by: str = ""
    every_revision: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """How much is looked at at once.

    Attributes:
        stretches: Lengths of the stretches of the bank, from the newest back; the rest is the last one.
        read: So many questions are read themselves for their words.
        hits: Hits of the text index that are taken at once, one number a turn; the rest is the last one.
    """

    stretches: tuple[int, ...] = (50_000, 400_000)
    read: int = 2_000
    hits: tuple[int, ...] = (12_000, 100_000)


class Bank:
    """Finds questions of a store."""

    def __init__(self, database: Database, feed: TextFeed, steps: Steps = Steps()) -> None:
        self._db = database
        self._steps = steps
        self._feed = feed
        self._kept: tuple[int, dict[BankFilter, tuple[int, list[int]]]] = (-1, {})

    def find(self, wanted: BankFilter, limit: int, offset: int = 0) -> list[dict[str, Any]]:
        """A page of questions, the newest first."""
        return self.rows_at(self.positions(wanted, offset + limit)[offset : offset + limit])

    def count(self, wanted: BankFilter, most: int = COUNTED) -> int:
        """Number of questions, counted up to ``most`` + 1."""
        return len(self.positions(wanted, most + 1)[: most + 1])

    def positions(self, wanted: BankFilter, most: int) -> list[int]:
        """The newest positions under a filter, descending, at least ``most`` where there are so many.

        Found once between writes.
        """
        writes = self._db.writes
        if self._kept[0] != writes or len(self._kept[1]) >= _KEPT:
            self._kept = (writes, {})
        kept = self._kept[1]
        asked, found = kept.get(wanted, (-1, []))
        if asked < most:
            # The count and the page that stands beside it are one search.
            asked = max(most, COUNTED + 1)
            found = self._search(wanted, asked)
            kept[wanted] = (asked, found)
        return found

    def rows_at(self, positions: Sequence[int]) -> list[dict[str, Any]]:
        """The questions at these positions, whole, in this order."""
        if not positions:
            return []
        # In two steps: the key's index fetches fifty rows that lie anywhere in a fifth of the time that a join takes.
        with self._db.read() as cursor:
            keys = cursor.execute(
                "SELECT revision FROM questions WHERE position IN (SELECT unnest(?::BIGINT[]))", [list(positions)]
            ).fetchall()
        listed = _listed(keys)
        found = self._db.rows(f"SELECT {ROW} FROM questions WHERE revision IN ({listed})")
        by_position = {row["position"]: row for row in found}
        return [by_position[position] for position in positions]

    def searched(self, text: str, release: str) -> pa.Table:
        """Column ``position``: questions of a release with these words, or with a concept whose name holds the text."""
        everywhere = BankFilter(
            text=text, release=release, sources=("generated", "imported", "planted"), every_revision=True
        )
        found = self.positions(everywhere, 1 << 40)
        names = self._db.rows("SELECT id FROM question_names WHERE contains(lower(name), lower(?))", [text])
        if names:
            listed = ", ".join(str(row["id"]) for row in names)
            with self._db.read() as cursor:
                carriers = f"SELECT DISTINCT position FROM question_carries WHERE name IN ({listed})"
                found = [*found, *_column(cursor.execute(carriers))]
        return pa.table({"position": pa.array(found, pa.int64())})

    def next_revision(self, wanted: BankFilter, after: str) -> str:
        """The first question behind this one in the lasting, random order of the ids; else the very first."""
        condition, values = _joined([*_parts(wanted), *carried(self._db, wanted.concepts, 0, 1 << 62)])
        typed = self._typed(wanted)
        if typed:
            # Words that stand in many questions stand in one of the next few; what others leave is looked at by id.
            if found := self._first_worded([stands(t) for t in typed], condition, values, after):
                return found
            worded = self.positions(wanted, 1 << 40)
            if not worded:
                return ""
            condition, values = "position IN (SELECT position FROM worded)", []
        # The next one is mostly near: the ids are as good as random, so a narrow stretch of them is tried first.
        near = _near(after)
        with self._db.read() as cursor:
            if typed:
                cursor.register("worded", pa.table({"position": pa.array(worded, pa.int64())}))
            for behind, before in ((after, near), (after, ""), ("", "")):
                bound, bounds = ("AND revision < ?", [before]) if before else ("", [])
                sql = f"SELECT coalesce(min(revision), '') FROM questions WHERE revision > ? {bound} AND {condition}"
                if found := cursor.execute(sql, [behind, *bounds, *values]).fetchall()[0][0]:
                    return str(found)
        return ""

    def _first_worded(self, spelled: list[Part], condition: str, values: list[object], after: str) -> str:
        """The first of the next few questions under a condition in which the words stand; ``""`` for none of them."""
        with self._db.read() as cursor:
            sql = f"SELECT revision FROM questions WHERE revision > ? AND revision < ? AND {condition} "
            few = cursor.execute(sql + "ORDER BY revision LIMIT ?", [after, _near(after), *values, _FEW]).fetchall()
            if not few:
                return ""
            stand, words = _joined(spelled)
            listed = _listed(few)
            # As in `rows_at`: the key's index fetches few rows quickly. As a column: see `_read`.
            sql = f"SELECT revision, {stand} AS stands FROM questions WHERE revision IN ({listed})"
            return min((row[0] for row in cursor.execute(sql, words).fetchall() if row[1]), default="")

    def _typed(self, wanted: BankFilter) -> list[Typed]:
        return [] if _REVISION.fullmatch(wanted.text.strip()) else read_typed(self._db, wanted.text)

    def _search(self, wanted: BankFilter, most: int) -> list[int]:
        newest = int(self._db.scalar("SELECT coalesce(max(position), 0) FROM questions"))
        self._feed.follow(newest)
        typed, parts = self._typed(wanted), _parts(wanted)
        indexed = self._feed.covers if any(t.words for t in typed) else 0
        spelled = [stands(t) for t in typed]
        found: list[int] = []
        # What few questions carry lies anywhere: it is looked for in the whole bank at once.
        rare = any(carriers(self._db, kind, names) < newest // 10 for kind, names in wanted.concepts)
        for high, low in _stretches(() if rare else self._steps.stretches, newest, indexed + 1):
            found += self._stretch([*parts, *spelled], wanted, high, low, most - len(found))
            if len(found) >= most:
                return found
        if indexed:
            found += self._by_index(wanted, typed, parts, indexed, most - len(found))
        return found

    def _stretch(self, parts: list[Part], wanted: BankFilter, high: int, low: int, most: int) -> list[int]:
        """Positions of a stretch under these conditions and the filter's concepts, descending."""
        between: Part = ("position BETWEEN ? AND ?", [low, high])
        concepts = carried(self._db, wanted.concepts, low, high)
        condition, values = _joined([between, *parts, *concepts])
        with self._db.read() as cursor:
            return _column(
                cursor.execute(
                    f"SELECT position FROM questions WHERE {condition} ORDER BY position DESC LIMIT ?",
                    [*values, most],
                )
            )

    def _by_index(
        self, wanted: BankFilter, typed: list[Typed], parts: list[Part], indexed: int, most: int
    ) -> list[int]:
        """Positions up to ``indexed`` by the text index, under the other conditions too."""
        bare = replace(wanted, text="")
        spelled = [stands(t) for t in typed]
        if bare != BankFilter(every_revision=bare.every_revision, sources=bare.sources):
            few = self.positions(bare, self._steps.read + 1)
            if len(few) <= self._steps.read:
                return self._read(spelled, [p for p in few if p <= indexed])[:most]
        literal = [literally(t) for t in typed if t.literal]
        high, found = indexed, list[int]()
        # Fewer hits than are wanted would only be asked for again.
        for size in (*(n for n in self._steps.hits if n >= most), 1 << 40):
            hits = self._feed.hits(typed, high, 1, size)
            if hits is None:
                return found + self._stretch([*parts, *spelled], wanted, high, 1, most - len(found))
            kept = self._among(parts, wanted, hits, most - len(found) if not literal else size)
            found += self._read(literal, kept)[: most - len(found)] if literal else kept
            if len(hits) < size or len(found) >= most:
                return found
            high = hits[-1] - 1
        return found

    def _among(self, parts: list[Part], wanted: BankFilter, hits: list[int], most: int) -> list[int]:
        """Those of the hits that fulfil the other conditions, descending."""
        if not hits:
            return []
        with self._db.read() as cursor:
            cursor.register("hits", pa.table({"position": pa.array(hits, pa.int64())}))
            concepts = carried(self._db, wanted.concepts, hits[-1], hits[0])
            condition, values = _joined([("position BETWEEN ? AND ?", [hits[-1], hits[0]]), *parts, *concepts])
            return _column(
                cursor.execute(
                    f"SELECT position FROM questions WHERE {condition} "
                    "AND position IN (SELECT position FROM hits) ORDER BY position DESC LIMIT ?",
                    [*values, most],
                )
            )

    def _read(self, spelled: list[Part], positions: list[int]) -> list[int]:
        """Those of these positions whose questions fulfil conditions on their text."""
        if not positions:
            return []
        condition, values = _joined(spelled)
        with self._db.read() as cursor:
            # As a column and not as a condition, which would be asked of every question there is.
            rows = cursor.execute(
                f"SELECT position, {condition} AS stands FROM questions WHERE position BETWEEN ? AND ? "
                "AND position IN (SELECT unnest(?::BIGINT[]))",
                [*values, positions[-1], positions[0], positions],
            ).fetchall()
        return sorted((position for position, stands_there in rows if stands_there), reverse=True)


def facets(db: Database) -> list[dict[str, Any]]:
    """Number of newest revisions (``n``) by every combination of :data:`FACETS`."""
    names = ", ".join(FACETS)
    return db.rows(f"SELECT {names}, count(*)::BIGINT AS n FROM questions WHERE head GROUP BY ALL ORDER BY ALL")


def _stretches(lengths: Sequence[int], newest: int, oldest: int) -> Iterator[tuple[int, int]]:
    """From the newest position down to ``oldest``: (high, low) of each stretch."""
    high = newest
    for length in (*lengths, newest):
        if high < oldest:
            return
        low = max(high - length + 1, oldest)
        yield high, low
        high = low - 1


def _parts(wanted: BankFilter) -> list[Part]:
    """The conditions of a filter on narrow columns of ``questions``: all but concepts and words."""
    parts: list[Part] = [] if wanted.every_revision else [("head", [])]
    for column, among in (
        ("source", wanted.sources), ("level", wanted.levels), ("format", wanted.formats),
        ("check_state", wanted.check_states), ("verdict", wanted.verdicts),
    ):  # fmt: skip
        if among:
            parts.append((f"{column} IN ({', '.join('?' * len(among))})", list(among)))
    if not wanted.sources:
        parts.append(("source <> 'planted'", []))
    for column, value in (
        ("dataset", wanted.dataset), ("provider", wanted.provider), ("job", wanted.job),
        ("composition", wanted.composition),
    ):  # fmt: skip
        if value:
            parts.append((f"{column} = ?", [value]))
    if _REVISION.fullmatch(wanted.text.strip()):
        parts.append(("(starts_with(revision, ?) OR starts_with(item, ?))", [wanted.text.strip()] * 2))
    if wanted.check:
        parts.append(("contains(checks, ?)", [f" {wanted.check}={wanted.said} "]))
    if wanted.seed:
        parts.append(("list_contains(seeds, ?)", [wanted.seed]))
    if wanted.release == "-":
        parts.append(("releases = ''", []))
    elif wanted.release:
        parts.append(("contains(releases, ?)", [f"\t{wanted.release}\t"]))
    if wanted.unseen_by:
        # One without any verdict was seen by nobody, and they are most.
        seen = f"SELECT q.position FROM questions q WHERE q.verdict <> '' AND q.revision IN ({SEEN_BY})"
        parts.append((f"position NOT IN ({seen})", [wanted.unseen_by]))
    return parts


def _listed(keys: Sequence[tuple[Any, ...]]) -> str:
    """The first column of some rows as a list of texts in SQL."""
    return ", ".join("'" + str(key[0]).replace("'", "''") + "'" for key in keys)


def _near(after: str) -> str:
    """The end of a narrow stretch of ids behind this one."""
    near = (after or "q_00")[:4]
    return near[:-1] + chr(ord(near[-1]) + 1)


def _joined(parts: Sequence[Part]) -> tuple[str, list[object]]:
    return " AND ".join(sql for sql, _ in parts) or "true", [value for _, values in parts for value in values]


def _column(result: Cursor) -> list[int]:
    found: Any = result.fetchnumpy()["position"]
    return list[int](found.tolist())

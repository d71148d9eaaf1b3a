"""Releases and their items."""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from mathscale_core.adapters.store import entering
from mathscale_core.adapters.store.bank import Bank
from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.adapters.store.entering import Standing
from mathscale_core.ports import Report, silent
from mathscale_core.records import Release

_COLUMNS = "name, digest, accept, graph_version, items, accepted_by_people, accepted_by_policy, excluded, created"

#: What an export may hold of a question.
_EXPORTED = (
    "revision, question, solution, answer, topics, kps, level, source, composition, prompt, seeds, graph_version, "
    "provider, family"
)
#: Positions of the bank that are read at once for an export.
_STRETCH = 10_000
#: Answers about releases that are kept between writes.
_KEPT = 100
_Found = TypeVar("_Found")


class ReleaseTable:
    """Reads and writes of ``releases`` and ``release_items``."""

    def __init__(self, database: Database, bank: Bank) -> None:
        self._db = database
        self._bank = bank
        self._kept: tuple[int, dict[tuple[str, ...], Any]] = (-1, {})
        self._shared: dict[tuple[str, ...], int] = {}

    def entering(
        self, accepted: Mapping[Standing, str], known: pa.Table | None = None, report: Report = silent
    ) -> pa.Table:
        """The questions that stand so, with their digests: see :func:`entering.entering`."""
        return entering.entering(self._db, accepted, known, report)

    def digests(self, found: pa.Table) -> Iterator[str]:
        """The digests of what enters, sorted."""
        return entering.sorted_digests(self._db, found)

    def add(self, release: Release, found: pa.Table, actor: str, report: Report = silent) -> None:
        """Store a release of what enters, with the policy's verdicts on it, in one transaction."""
        row = {
            "name": release.name, "digest": release.digest, "accept": release.accept,
            "graph_version": release.graph_version, "items": release.items,
            "accepted_by_people": release.accepted_by_people, "accepted_by_policy": release.accepted_by_policy,
            "excluded": to_json(dict(release.excluded)), "actor": actor, "created": release.created,
        }  # fmt: skip
        with self._db.write() as cursor:
            insert(cursor, "releases", [row])
            entering.store(cursor, release.name, found, release.created, report)

    def get(self, name: str) -> Release | None:
        """One release, None where there is none."""
        found = self._db.rows(f"SELECT {_COLUMNS} FROM releases WHERE name = ?", [name])
        return _release(found[0]) if found else None

    def items(
        self, name: str, *, search: str = "", check_state: str = "", limit: int = -1, offset: int = 0
    ) -> list[dict[str, Any]]:
        """A page of a release's questions in release order; ``limit`` -1 takes all."""
        most = limit if limit >= 0 else 1 << 40
        values: list[object]
        if search or check_state:
            places = self._matching(name, search, check_state)[offset : offset + most]
            page, values = "position IN (SELECT unnest(?::BIGINT[]))", [places.tolist()]
        else:
            # Items are numbered from 1 without a gap.
            page, values = "position BETWEEN ? AND ?", [offset + 1, offset + most]
        # First which they are, then all of them: a page in the middle would else read every solution before it.
        items = f"SELECT revision, position, accepted_by FROM release_items WHERE release = ? AND {page}"
        return self._db.rows(
            f"SELECT i.position, i.accepted_by, {_EXPORTED}, format, check_state "
            f"FROM ({items}) i JOIN questions q USING (revision) ORDER BY i.position",
            [name, *values],
        )

    def answered(self, name: str) -> Iterator[list[dict[str, Any]]]:
        """A release's questions that have an answer, in release order, some thousands at a time."""
        newest = int(self._db.scalar("SELECT coalesce(max(position), 0) FROM questions"))
        for low in range(1, newest + 1, _STRETCH):
            # Items stand in order of writing. A stretch of that is read without the rest of the bank.
            rows = self._db.rows(
                f"SELECT {_EXPORTED} FROM questions WHERE position BETWEEN ? AND ? AND answered "
                "AND contains(releases, ?) ORDER BY position",
                [low, low + _STRETCH - 1, f"\t{name}\t"],
            )
            if rows:
                yield rows

    def count_items(self, name: str, search: str = "", check_state: str = "") -> int:
        """Number of a release's questions under a search and a check state; found once between writes."""
        if search or check_state:
            return len(self._matching(name, search, check_state))
        release = self.get(name)
        return release.items if release else 0

    def without_answer(
        self, name: str, search: str = "", check_state: str = "", shown: int = 5
    ) -> tuple[int, list[str]]:
        """Number of a release's questions that have no answer, and the revisions of the first in release order.

        Found once between writes.
        """

        def found() -> tuple[int, list[str]]:
            among, values = "", list[object]()
            if search or check_state:
                among = "AND i.position IN (SELECT unnest(?::BIGINT[]))"
                values = [self._matching(name, search, check_state).tolist()]
            rows = self._db.rows(
                "SELECT i.revision, count(*) OVER ()::INTEGER AS n FROM release_items i WHERE i.release = ? "
                "AND i.revision IN (SELECT revision FROM questions WHERE NOT answered AND contains(releases, ?)) "
                f"{among} ORDER BY i.position LIMIT ?",
                [name, f"\t{name}\t", *values, shown],
            )
            return (rows[0]["n"] if rows else 0), [str(row["revision"]) for row in rows]

        return self._once(("bare", name, search, check_state, str(shown)), found)

    def check_states(self, name: str) -> dict[str, int]:
        """Check state, as it is now, to number of a release's questions; found once between writes."""

        def found() -> dict[str, int]:
            rows = self._db.rows(
                "SELECT check_state AS state, count(*)::INTEGER AS n FROM questions WHERE contains(releases, ?) "
                "GROUP BY 1 ORDER BY 1",
                [f"\t{name}\t"],
            )
            return {row["state"]: row["n"] for row in rows}

        return self._once(("states", name), found)

    def shared(self, first: str, second: str) -> int:
        """Number of items of equal content in two releases; found once, for releases never change."""
        # By digest too: inside a write that is rolled back a name may stand for another one.
        digests = [release.digest if (release := self.get(name)) else "" for name in (first, second)]
        pair = (first, second, *digests)
        if pair not in self._shared:
            self._shared[pair] = int(
                self._db.scalar(
                    "SELECT count(DISTINCT digest) FROM release_items WHERE release = ? "
                    "AND digest IN (SELECT digest FROM release_items WHERE release = ?)",
                    [first, second],
                )
            )
        return self._shared[pair]

    def count_released(self) -> int:
        """Number of different question revisions in releases."""
        return int(self._db.scalar("SELECT count(*) FROM questions WHERE releases <> ''"))

    def of_question(self, revision: str) -> list[str]:
        """Names of the releases that hold a question revision."""
        said = self._db.scalar("SELECT releases FROM questions WHERE revision = ?", [revision]) or ""
        return [name for name in str(said).split("\t") if name]

    def _matching(self, name: str, search: str, check_state: str) -> "array[int]":
        """Places of a release's questions under a search and a check state, ascending; found once between writes.

        A search is answered by the words of a question, or by a concept whose name holds it.
        """

        def found() -> "array[int]":
            parts, values = ["contains(releases, ?)"], [f"\t{name}\t"]
            if search:
                parts.append("position IN (SELECT position FROM searched)")
            if check_state:
                parts.append("check_state = ?")
                values.append(check_state)
            with self._db.read() as cursor:
                if search:
                    cursor.register("searched", self._bank.searched(search, name))
                matching = cursor.execute(
                    f"SELECT position FROM questions WHERE {' AND '.join(parts)} ORDER BY position",
                    values,
                ).fetchnumpy()["position"]
                held = cursor.execute(
                    "SELECT position FROM questions WHERE contains(releases, ?) ORDER BY position", values[:1]
                ).fetchnumpy()["position"]
            # Items stand in order of writing: a place is that among the positions, without a join of all revisions.
            return array("q", (np.searchsorted(held, matching) + 1).tolist())

        return self._once(("places", name, search, check_state), found)

    def _once(self, asked: tuple[str, ...], find: Callable[[], _Found]) -> _Found:
        """What was found for this since the last write, else what is found now."""
        writes = self._db.writes
        if self._kept[0] != writes or len(self._kept[1]) >= _KEPT:
            self._kept = (writes, {})
        kept = self._kept[1]
        if asked not in kept:
            kept[asked] = find()
        found: _Found = kept[asked]
        return found

    # Last: a method of this name hides the type for what follows it.
    def list(self) -> list[Release]:
        """Releases, oldest first."""
        return [_release(row) for row in self._db.rows(f"SELECT {_COLUMNS} FROM releases ORDER BY created, name")]


def _release(row: dict[str, Any]) -> Release:
    return Release(**{**row, "excluded": json.loads(row["excluded"])})

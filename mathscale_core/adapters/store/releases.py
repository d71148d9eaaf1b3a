"""Releases and their items."""

import json
from array import array
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from mathscale_core.adapters.store.bank import Bank
from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.records import Release, ReleaseItem

_COLUMNS = "name, digest, accept, graph_version, items, accepted_by_people, accepted_by_policy, excluded, created"

#: Answers about releases that are kept between writes.
_KEPT = 100
_Found = TypeVar("_Found")


class ReleaseTable:
    """Reads and writes of ``releases`` and ``release_items``."""

    def __init__(self, database: Database, bank: Bank) -> None:
        self._db = database
        self._bank = bank
        self._kept: tuple[int, dict[tuple[str, ...], Any]] = (-1, {})

    def add(self, release: Release, items: Sequence[ReleaseItem], actor: str) -> None:
        """Store a release with its items in one transaction."""
        row = {
            "name": release.name, "digest": release.digest, "accept": release.accept,
            "graph_version": release.graph_version, "items": release.items,
            "accepted_by_people": release.accepted_by_people, "accepted_by_policy": release.accepted_by_policy,
            "excluded": to_json(dict(release.excluded)), "actor": actor, "created": release.created,
        }  # fmt: skip
        with self._db.write() as cursor:
            insert(cursor, "releases", [row])
            insert(
                cursor,
                "release_items",
                [
                    {
                        "release": release.name,
                        "revision": i.revision,
                        "digest": i.digest,
                        "accepted_by": i.accepted_by,
                        "position": n,
                    }
                    for n, i in enumerate(items, 1)
                ],
            )
            cursor.execute(
                "UPDATE questions SET releases = q.names FROM (SELECT q.revision, chr(9) || array_to_string(list_sort("
                "list_append(list_filter(string_split(q.releases, chr(9)), lambda r: r <> ''), $name)), chr(9)) || "
                "chr(9) AS names FROM questions q JOIN release_items i ON i.revision = q.revision "
                "WHERE i.release = $name) q WHERE q.revision = questions.revision",
                {"name": release.name},
            )

    def get(self, name: str) -> Release | None:
        """One release, None where there is none."""
        found = self._db.rows(f"SELECT {_COLUMNS} FROM releases WHERE name = ?", [name])  # noqa: S608
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
        items = f"SELECT revision, position, accepted_by FROM release_items WHERE release = ? AND {page}"  # noqa: S608
        return self._db.rows(
            "SELECT i.position, i.accepted_by, q.revision, q.question, q.solution, "  # noqa: S608
            "q.answer, q.format, q.level, q.topics, q.kps, q.source, q.composition, q.prompt, q.provider, q.seeds, "
            "q.graph_version, q.family, "
            f"q.check_state FROM ({items}) i JOIN questions q USING (revision) ORDER BY i.position",
            [name, *values],
        )

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
                "SELECT i.revision, count(*) OVER ()::INTEGER AS n FROM release_items i WHERE i.release = ? "  # noqa: S608
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
        """Number of items of equal content in two releases."""
        return int(
            self._db.scalar(
                "SELECT count(DISTINCT digest) FROM release_items WHERE release = ? "
                "AND digest IN (SELECT digest FROM release_items WHERE release = ?)",
                [first, second],
            )
        )

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
            parts, values = ["i.release = ?"], [name]
            if search:
                parts.append("q.position IN (SELECT position FROM searched)")
            if check_state:
                parts.append("q.check_state = ?")
                values.append(check_state)
            with self._db.read() as cursor:
                if search:
                    cursor.register("searched", self._bank.searched(search, name))
                table = cursor.execute(
                    "SELECT i.position FROM release_items i JOIN questions q USING (revision) "  # noqa: S608
                    f"WHERE {' AND '.join(parts)} ORDER BY i.position",
                    values,
                ).fetchnumpy()
            return array("q", table["position"].tolist())

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
        return [_release(row) for row in self._db.rows(f"SELECT {_COLUMNS} FROM releases ORDER BY created, name")]  # noqa: S608


def _release(row: dict[str, Any]) -> Release:
    return Release(**{**row, "excluded": json.loads(row["excluded"])})

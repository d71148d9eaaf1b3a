"""Releases and their items."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.records import Release, ReleaseItem

_COLUMNS = "name, digest, accept, graph_version, items, accepted_by_people, accepted_by_policy, excluded, created"

#: The items of a release, all of them: release.
_ALL = "FROM release_items i WHERE i.release = ?"
#: The items of a release under a search and a check state: release, the search four times, the state twice.
_FOUND = (
    "FROM release_items i JOIN questions q USING (revision) WHERE i.release = ? AND (? = '' "
    "OR contains(lower(q.question), lower(?)) OR contains(lower(array_to_string(q.topics, ' ')), lower(?)) "
    "OR contains(lower(array_to_string(q.kps, ' ')), lower(?))) AND (? = '' OR q.check_state = ?)"
)
#: Answers about releases that are kept between writes.
_KEPT = 100
_Found = TypeVar("_Found")


class ReleaseTable:
    """Reads and writes of ``releases`` and ``release_items``."""

    def __init__(self, database: Database) -> None:
        self._db = database
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

    def get(self, name: str) -> Release | None:
        """One release, None where there is none."""
        found = self._db.rows(f"SELECT {_COLUMNS} FROM releases WHERE name = ?", [name])  # noqa: S608
        return _release(found[0]) if found else None

    def items(
        self, name: str, *, search: str = "", check_state: str = "", limit: int = -1, offset: int = 0
    ) -> list[dict[str, Any]]:
        """A page of a release's questions in release order; ``limit`` -1 takes all."""
        found, values = _where(name, search, check_state)
        # First which they are, then all of them: a page in the middle would else read every solution before it.
        page = f"SELECT i.revision, i.position, i.accepted_by {found} ORDER BY i.position LIMIT ? OFFSET ?"
        return self._db.rows(
            "SELECT i.position, i.accepted_by, q.revision, q.question, q.solution, "  # noqa: S608
            "q.answer, q.format, q.level, q.topics, q.kps, q.source, q.composition, q.prompt, q.provider, q.seeds, "
            "q.graph_version, q.family, "
            f"q.check_state FROM ({page}) i JOIN questions q USING (revision) ORDER BY i.position",
            [*values, limit if limit >= 0 else 1 << 40, offset],
        )

    def count_items(self, name: str, search: str = "", check_state: str = "") -> int:
        """Number of a release's questions under a search and a check state; found once between writes."""
        found, values = _where(name, search, check_state)
        return self._once(
            ("count", name, search, check_state), lambda: int(self._db.scalar(f"SELECT count(*) {found}", values))
        )

    def without_answer(
        self, name: str, search: str = "", check_state: str = "", shown: int = 5
    ) -> tuple[int, list[str]]:
        """Number of a release's questions that have no answer, and the revisions of the first in release order.

        Found once between writes.
        """

        def found() -> tuple[int, list[str]]:
            rows = self._db.rows(
                "SELECT q.revision, count(*) OVER ()::INTEGER AS n "
                f"{_FOUND} AND NOT regexp_matches(q.answer, '\\S') ORDER BY i.position LIMIT ?",
                [name, *[search] * 4, *[check_state] * 2, shown],
            )
            return (rows[0]["n"] if rows else 0), [str(row["revision"]) for row in rows]

        return self._once(("bare", name, search, check_state, str(shown)), found)

    def check_states(self, name: str) -> dict[str, int]:
        """Check state, as it is now, to number of a release's questions; found once between writes."""

        def found() -> dict[str, int]:
            rows = self._db.rows(
                "SELECT q.check_state AS state, count(*)::INTEGER AS n "
                "FROM release_items i JOIN questions q USING (revision) WHERE i.release = ? GROUP BY 1 ORDER BY 1",
                [name],
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
        return int(self._db.scalar("SELECT count(DISTINCT revision) FROM release_items"))

    def of_question(self, revision: str) -> list[str]:
        """Names of the releases that hold a question revision."""
        found = self._db.rows("SELECT release FROM release_items WHERE revision = ? ORDER BY 1", [revision])
        return [row["release"] for row in found]

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


def _where(name: str, search: str, check_state: str) -> tuple[str, list[str]]:
    """The items of a release under a search and a check state, as SQL and its values."""
    if not search and not check_state:
        return _ALL, [name]
    return _FOUND, [name, *[search] * 4, *[check_state] * 2]


def _release(row: dict[str, Any]) -> Release:
    return Release(**{**row, "excluded": json.loads(row["excluded"])})

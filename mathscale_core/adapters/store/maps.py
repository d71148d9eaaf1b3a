"""The map of each graph version: where every concept lies, and the communities; and counts that it is coloured by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mathscale_core.adapters.store.database import Database, insert

_TABLES = ("positions", "communities", "community_names")


@dataclass(frozen=True, slots=True, eq=False)
class StoredMap:
    """The map of one graph version.

    Attributes:
        version: Graph version.
        concepts: Concept ids, ascending.
        at: Shape (concepts, 2).
        community: Shape (concepts,), int32.
    """

    version: str
    concepts: tuple[str, ...]
    at: npt.NDArray[np.float64]
    community: npt.NDArray[np.int32]


class MapTable:
    """Reads and writes of ``positions``, ``communities`` and ``community_names``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, stored: StoredMap, names: Mapping[int, str]) -> None:
        """Store the map of a version with the names of its communities, in place of one that is there."""
        count = len(stored.concepts)
        version = pa.array([stored.version] * count, type=pa.string())
        concepts = pa.array(stored.concepts, type=pa.string())
        sizes = np.bincount(stored.community, minlength=max(names, default=-1) + 1)
        with self._db.write() as cursor:
            for table in _TABLES:
                cursor.execute(f"DELETE FROM {table} WHERE version = ?", [stored.version])
            insert(
                cursor, "positions",
                pa.table({"version": version, "concept": concepts, "x": stored.at[:, 0], "y": stored.at[:, 1]}),
            )  # fmt: skip
            insert(
                cursor, "communities",
                pa.table({"version": version, "concept": concepts, "community": stored.community}),
            )  # fmt: skip
            insert(
                cursor, "community_names",
                [
                    {"version": stored.version, "community": c, "name": name, "concepts": int(sizes[c])}
                    for c, name in sorted(names.items())
                ],
            )  # fmt: skip

    def has(self, version: str) -> bool:
        """Whether a version has a map."""
        return bool(self._db.scalar("SELECT count(*) FROM (FROM positions WHERE version = ? LIMIT 1)", [version]))

    def get(self, version: str) -> StoredMap | None:
        """The map of a version, None where it has none."""
        with self._db.read() as cursor:
            found = cursor.execute(
                "SELECT p.concept, p.x, p.y, c.community FROM positions p JOIN communities c USING (version, concept) "
                "WHERE p.version = ? ORDER BY p.concept",
                [version],
            ).fetchnumpy()
        if not len(found["concept"]):
            return None
        at = np.column_stack([found["x"], found["y"]]).astype(np.float64)
        return StoredMap(version, tuple(map(str, found["concept"])), at, np.asarray(found["community"], dtype=np.int32))

    def names(self, version: str) -> dict[int, str]:
        """Community to its name, as it was when the version was laid out."""
        found = self._db.rows("SELECT community, name FROM community_names WHERE version = ? ORDER BY 1", [version])
        return {row["community"]: row["name"] for row in found}

    def latest(self, *, but: str = "") -> str:
        """The version that was laid out last, ``""`` where none was; ``but`` is one that is not meant."""
        return str(
            self._db.scalar(
                "SELECT v.version FROM (SELECT DISTINCT version FROM positions) v JOIN jobs j "
                "ON j.kind = 'layout' AND j.settings ->> 'version' = v.version WHERE v.version <> ? "
                "ORDER BY j.created DESC, j.id DESC LIMIT 1",
                [but],
            )
            or ""
        )

    def written_for(self, places: Mapping[tuple[str, str], int]) -> dict[str, Sequence[int]]:
        """What became of the generated questions of each concept.

        Args:
            places: (kind, concept name as it stands in questions) to a number of the concept; a concept may have
                several names, and a question that carries two of them counts once.

        Returns:
            Columns ``place``, ``generated``, ``accepted`` and ``decided``: accepted by people or, where they have said
            nothing, by a policy; decided is accepted or rejected.
        """
        keys = list(places)
        named = pa.table(
            {
                "kind": pa.array([kind for kind, _ in keys], type=pa.string()),
                "name": pa.array([name for _, name in keys], type=pa.string()),
                "place": pa.array([places[key] for key in keys], type=pa.int32()),
            }
        )
        with self._db.read() as cursor:
            cursor.register("named", named)
            try:
                found = cursor.execute(
                    "WITH carried AS (SELECT DISTINCT n.place, c.position FROM question_carries c "
                    "JOIN question_names q ON q.id = c.name JOIN named n ON n.kind = q.kind AND n.name = q.name), "
                    "said AS (SELECT position, "
                    "CASE WHEN verdict IN ('', 'skip') THEN policy ELSE verdict END AS said "
                    "FROM questions WHERE head AND source = 'generated') "
                    "SELECT place, count(*)::INTEGER AS generated, "
                    "count(*) FILTER (said = 'accept')::INTEGER AS accepted, "
                    "count(*) FILTER (said IN ('accept', 'reject'))::INTEGER AS decided "
                    "FROM carried JOIN said USING (position) GROUP BY place ORDER BY place"
                ).fetchnumpy()
            finally:
                cursor.unregister("named")
        return {name: list(map(int, found[name])) for name in ("place", "generated", "accepted", "decided")}

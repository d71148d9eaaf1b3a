"""The curation log and the versions of the graph, those that were published so that they can be made again."""

import json
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.curation.versions import Labels, Version
from mathscale_core.records import Concept, EditEvent


@dataclass(frozen=True, slots=True)
class Published:
    """One published version.

    Attributes:
        number: Counted from 1.
        version: Digest of its graph.
        line: What its publisher said of it.
        event: The last event of the log that it holds, ``""`` for an empty log.
        actor: Who published it.
        created: When.
    """

    number: int
    version: str
    line: str
    event: str
    actor: str
    created: str


class CurationTable:
    """Reads and writes of ``edit_events``, ``graph_versions`` and ``published_versions``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def events(self) -> list[EditEvent]:
        """The log, oldest first."""
        found = self._db.rows(
            'SELECT id, kind, payload, actor, reason, created AS "at" FROM edit_events ORDER BY position'
        )
        return [EditEvent(**{**row, "payload": json.loads(row["payload"])}) for row in found]

    def append(self, events: list[EditEvent], status: str = "done") -> None:
        """Append events in this order; ``proposed`` ones wait for somebody else to publish them."""
        with self._db.write(graph=True) as cursor:
            row = cursor.execute("SELECT max(position), arg_max(id, position) FROM edit_events").fetchone()
            position, after = (int(row[0] or 0), row[1]) if row else (0, None)
            rows = []
            for event in events:
                position += 1
                rows.append(
                    {
                        "id": event.id, "after": after, "kind": event.kind, "payload": to_json(event.payload),
                        "actor": event.actor, "reason": event.reason, "created": event.at, "status": status,
                        "published_version": None, "position": position,
                    }
                )  # fmt: skip
                after = event.id
            insert(cursor, "edit_events", rows)

    def record_version(self, version: str, settings: object, statistics: object, actor: str, at: str) -> None:
        """Note that a graph version was used; noting it again changes nothing."""
        with self._db.write() as cursor:
            row = {
                "version": version, "state": "published", "settings": to_json(settings),
                "statistics": to_json(statistics), "actor": actor, "created": at,
            }  # fmt: skip
            insert(cursor, "graph_versions", [row])

    def publish(self, version: str, made_of: Version, line: str, event: str, actor: str, at: str) -> Published:
        """Keep a version whole, as the one that is used from now on."""
        with self._db.write(graph=True) as cursor:
            row = cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM published_versions").fetchone()
            number = int(row[0]) if row else 1
            cursor.execute(
                "INSERT INTO published_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [number, version, line, event, made_of.minimum_seeds, _packed(made_of), actor, at],
            )
            # The status stays: that an edit was proposed belongs to its history.
            cursor.execute("UPDATE edit_events SET published_version = ? WHERE published_version IS NULL", [version])
        return Published(number, version, line, event, actor, at)

    def waiting(self) -> dict[str, str]:
        """Id of each event that no published version holds, oldest first, to ``done`` or ``proposed``."""
        found = self._db.rows("SELECT id, status FROM edit_events WHERE published_version IS NULL ORDER BY position")
        return {row["id"]: row["status"] for row in found}

    def proposed(self) -> frozenset[str]:
        """Ids of the events that a proposer made, published by now or not."""
        return frozenset(row["id"] for row in self._db.rows("SELECT id FROM edit_events WHERE status = 'proposed'"))

    def count_questions(self, names: Collection[tuple[str, str]]) -> int:
        """Number of questions, each by its newest revision, with a concept of one of these (kind, name)."""
        wanted = sorted(names)
        return int(
            self._db.scalar(
                "SELECT count(*) FROM questions WHERE head AND position IN (SELECT c.position FROM question_carries c "
                "JOIN question_names n ON n.id = c.name JOIN (SELECT unnest(?::VARCHAR[]) AS kind, "
                "unnest(?::VARCHAR[]) AS name) w ON w.kind = n.kind AND w.name = n.name)",
                [[kind for kind, _ in wanted], [name for _, name in wanted]],
            )
        )

    def published(self) -> Published | None:
        """The version that was published last; None where none was."""
        return next(iter(self.all_published(1)), None)

    def all_published(self, limit: int = 1000) -> list[Published]:
        """Published versions, the newest first."""
        found = self._db.rows(
            "SELECT number, version, line, event, actor, created FROM published_versions ORDER BY number DESC LIMIT ?",
            [limit],
        )
        return [Published(**row) for row in found]

    def snapshot(self, number: int) -> Version:
        """All that makes a published version."""
        row = self._db.rows("SELECT snapshot, minimum_seeds FROM published_versions WHERE number = ?", [number])[0]
        return _unpacked(row["snapshot"], row["minimum_seeds"])


_NUMBERS = pa.list_(pa.int32())
_TEXTS = pa.list_(pa.string())


def _packed(version: Version) -> bytes:
    """A version as one compressed Arrow table of a single row: 100,000 taggings in about 300 kB."""
    labels, edges = version.labels, list(version.edges.items())
    columns = {
        "seeds": (list(labels.seeds), _TEXTS), "concepts": (list(labels.concepts), _TEXTS),
        "seed_index": (labels.seed_index, _NUMBERS), "concept_index": (labels.concept_index, _NUMBERS),
        "id": ([c.id for c in version.concepts], _TEXTS), "kind": ([c.kind for c in version.concepts], _TEXTS),
        "name": ([c.name for c in version.concepts], _TEXTS),
        "definition": ([c.definition for c in version.concepts], _TEXTS),
        "restored": (sorted(version.restored), _TEXTS),
        "a": ([a for (a, _), _ in edges], _TEXTS), "b": ([b for (_, b), _ in edges], _TEXTS),
        "weight": ([weight for _, weight in edges], _NUMBERS),
    }  # fmt: skip
    table = pa.table({name: pa.array([values], type=kind) for name, (values, kind) in columns.items()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _unpacked(data: bytes, minimum_seeds: int) -> Version:
    table = pa.ipc.open_file(pa.py_buffer(data)).read_all()
    column = {name: table.column(name)[0].values for name in table.column_names}
    texts = {name: column[name].to_pylist() for name in ("seeds", "concepts", "id", "kind", "name", "definition")}
    numbers = [column[name].to_numpy().astype(np.int32) for name in ("seed_index", "concept_index")]
    pairs = zip(column["a"].to_pylist(), column["b"].to_pylist(), strict=True)
    return Version(
        Labels(texts["seeds"], texts["concepts"], numbers[0], numbers[1]),
        [Concept(*row) for row in zip(*(texts[name] for name in ("id", "kind", "name", "definition")), strict=True)],
        frozenset(column["restored"].to_pylist()),
        dict(zip(pairs, column["weight"].to_pylist(), strict=True)),
        minimum_seeds,
    )

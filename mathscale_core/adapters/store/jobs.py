"""Jobs and the shards of theirs that were taken in."""

import json
from collections.abc import Sequence
from typing import Any

from mathscale_core.adapters.store.database import Database, insert, to_json

_ALL = 2**62
#: A job with ``noted``, the number of its answers that were taken in.
_JOBS = "SELECT j.*, (SELECT coalesce(sum(rows), 0)::BIGINT FROM shards s WHERE s.job = j.id) AS noted FROM jobs j"


class JobTable:
    """Reads and writes of ``jobs`` and ``shards``; the truth about a running job is its folder."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, job: str, kind: str, settings: object, asked: int, actor: str, at: str) -> None:
        """Note a new job."""
        row = {
            "id": job, "kind": kind, "settings": to_json(settings), "asked": asked, "state": "queued", "actor": actor,
            "created": at,
        }  # fmt: skip
        with self._db.write() as cursor:
            insert(cursor, "jobs", [row])

    def set_state(self, job: str, state: str) -> None:
        """Note the state that the folder had when it was last read."""
        with self._db.write() as cursor:
            cursor.execute("UPDATE jobs SET state = ? WHERE id = ?", [state, job])

    def get(self, job: str) -> dict[str, Any] | None:
        """One job, None where there is none; ``noted`` is the number of its answers that were taken in."""
        found = self._db.rows(f"{_JOBS} WHERE id = ?", [job])
        return {**found[0], "settings": json.loads(found[0]["settings"])} if found else None

    def list(self, limit: int | None = None, offset: int = 0, kind: str = "") -> "list[dict[str, Any]]":
        """Jobs, newest first; all where there is no limit, of any kind where none is named."""
        found = self._db.rows(
            f"{_JOBS} WHERE ? IN (kind, '') ORDER BY created DESC, id LIMIT ? OFFSET ?",
            [kind, _ALL if limit is None else limit, offset],
        )
        return [{**row, "settings": json.loads(row["settings"])} for row in found]

    def count(self, kind: str = "") -> int:
        """Number of jobs of a kind, of any where none is named."""
        return int(self._db.scalar("SELECT count(*) FROM jobs WHERE ? IN (kind, '')", [kind]))

    def in_state(self, *states: str) -> Sequence[dict[str, Any]]:
        """Jobs that were last seen in one of these states, oldest first."""
        found = self._db.rows(f"{_JOBS} WHERE state IN (SELECT unnest(?)) ORDER BY created, id", [list(states)])
        return [{**row, "settings": json.loads(row["settings"])} for row in found]

    def ingested(self, job: str) -> "dict[str, int]":
        """Shard name to the number of its lines that were taken in."""
        return {row["name"]: row["rows"] for row in self._db.rows("SELECT name, rows FROM shards WHERE job = ?", [job])}

    def note_shard(self, job: str, name: str, rows: int, at: str) -> None:
        """Note that a shard was taken in up to this line."""
        with self._db.write() as cursor:
            cursor.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?)", [job, name, rows, at])

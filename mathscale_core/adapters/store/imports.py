"""What imports need to know: which questions are here already, and how columns of a source were named before."""

import json
from collections.abc import Mapping, Sequence

from mathscale_core.adapters.store.database import Database, to_json


class ImportTable:
    """Reads and writes of ``column_maps``, and which question keys the workspace holds."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def column_map(self, source: str) -> dict[str, str]:
        """Column to field as it was for this source, empty where nothing is remembered."""
        found = self._db.scalar("SELECT columns FROM column_maps WHERE source = ?", [source])
        return dict(json.loads(found)) if found else {}

    def remember_map(self, source: str, columns: Mapping[str, str], at: str) -> None:
        """Keep how the columns of a source were read, in place of what was kept before."""
        with self._db.write() as cursor:
            cursor.execute("DELETE FROM column_maps WHERE source = ?", [source])
            cursor.execute("INSERT INTO column_maps VALUES (?, ?, ?)", [source, to_json(dict(columns)), at])

    def known_keys(self, keys: Sequence[str]) -> tuple[set[str], set[str]]:
        """Which of the question keys are questions of the bank or seeds, and which are benchmark items."""
        with self._db.read() as cursor:
            here = cursor.execute(
                "WITH wanted AS (SELECT unnest(?) AS k) SELECT question_key FROM questions SEMI JOIN wanted "
                "ON k = question_key UNION ALL SELECT question_key FROM seeds SEMI JOIN wanted ON k = question_key",
                [list(keys)],
            )
            known = {row[0] for row in here.fetchall()}
            tests = cursor.execute(
                "SELECT question_key FROM benchmark_items WHERE question_key IN (SELECT unnest(?))", [list(keys)]
            )
            return known, {row[0] for row in tests.fetchall()}

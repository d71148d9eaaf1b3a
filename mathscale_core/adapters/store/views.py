"""Saved views: a page's address under a name."""

from typing import Any

from mathscale_core.adapters.store.database import Database, insert


class ViewTable:
    """Reads and writes of ``saved_views``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_page(self, page: str) -> list[dict[str, Any]]:
        """The saved views of a page by name: name, address, actor, created."""
        return self._db.rows(
            "SELECT name, address, actor, created FROM saved_views WHERE page = ? ORDER BY lower(name), name", [page]
        )

    def add(self, page: str, name: str, address: str, actor: str, at: str) -> bool:
        """Store a view; False, and nothing is changed, where the page has one of that name."""
        row = {"page": page, "name": name, "address": address, "actor": actor, "created": at}
        with self._db.write() as cursor:
            return insert(cursor, "saved_views", [row]) == 1

    def remove(self, page: str, name: str) -> bool:
        """Delete a view; False where there is none."""
        with self._db.write() as cursor:
            done = cursor.execute("DELETE FROM saved_views WHERE page = ? AND name = ? RETURNING name", [page, name])
            return bool(done.fetchall())

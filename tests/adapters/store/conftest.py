"""A store on a database file of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mathscale_core.adapters.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = Store(tmp_path / "workspace.duckdb", owner_file=tmp_path / "owner.json")
    yield opened
    opened.close()

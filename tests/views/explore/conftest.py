"""The small workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Twelve labelled seeds."""
    opened = small_workspace(tmp_path)
    yield opened
    opened.close()

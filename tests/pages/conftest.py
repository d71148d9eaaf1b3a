"""What tests of pages share: an empty workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.workspace import Workspace


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace with nothing in it."""
    workspace = fresh_workspace(tmp_path, name="empty")
    yield workspace
    workspace.close()

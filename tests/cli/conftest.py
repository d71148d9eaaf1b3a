"""The command line on a place where there is no workspace yet, and on an empty one."""

from pathlib import Path

import pytest

from tests.shell import Shell


@pytest.fixture
def nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands on a place where there is no workspace."""
    return Shell(tmp_path / "new", capsys)


@pytest.fixture
def empty(nowhere: Shell) -> Shell:
    """Commands on an empty workspace."""
    nowhere("init")
    return nowhere

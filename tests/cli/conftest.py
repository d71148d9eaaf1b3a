"""The command line on a copy of the demo workspace, and on a place where there is none yet."""

from pathlib import Path

import pytest

from tests.shell import Shell


@pytest.fixture
def shell(demo_copy: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands on a copy of the demo workspace."""
    return Shell(demo_copy, capsys)


@pytest.fixture
def nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands on a place where there is no workspace."""
    return Shell(tmp_path / "new", capsys)

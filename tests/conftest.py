"""What all tests share: one Hypothesis profile, the demo workspace built once, and the command line on a copy of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.demo import run_demo
from mathscale_core.workspace import Workspace, create_workspace, open_workspace
from tests.shell import Shell

# A deadline is a timed assertion; and the same examples come in every run.
settings.register_profile("studio", deadline=None, derandomize=True)
settings.load_profile("studio")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo workspace, closed; tests that write take a copy."""
    root = tmp_path_factory.mktemp("demo") / "workspace"
    workspace = create_workspace(root, LocalExecutor())
    run_demo(workspace)
    workspace.close()
    return root


@pytest.fixture
def demo_copy(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo workspace's folder."""
    return Path(shutil.copytree(demo_folder, tmp_path / "workspace"))


@pytest.fixture
def demo(demo_copy: Path) -> Iterator[Workspace]:
    """An open copy of the demo workspace."""
    workspace = open_workspace(demo_copy, LocalExecutor())
    yield workspace
    workspace.close()


@pytest.fixture
def shell(demo_copy: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands on a copy of the demo workspace."""
    return Shell(demo_copy, capsys)

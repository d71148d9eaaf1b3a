"""The workspace that this server serves: opened when it starts, one for all sessions, given back when it ends."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mathscale_core.cli.owner import Owner
from mathscale_core.workspace import Workspace

#: One a server: DuckDB lets one process hold a workspace.
OWNER = Owner()


def use_workspace(root: Path, secrets: Mapping[str, str] | None = None, url: str = "") -> None:
    """Say which workspace the app serves, where keys are, and where commands may be sent; before the first visit."""
    OWNER.use(root, secrets, url)


def current() -> Workspace:
    """The served workspace, opened where it is not yet; raises what ``open_workspace`` raises."""
    return OWNER.current()


def close_workspace() -> None:
    """Give the workspace back, where it was opened."""
    OWNER.close()


def switch_workspace(root: Path) -> Workspace:
    """Serve another workspace to every session from its next run on.

    Raises what ``open_workspace`` raises; then the present one goes on being served.
    """
    return OWNER.switch(root)


def make_workspace(root: Path) -> Workspace:
    """Make an empty workspace and serve it; raises what ``create_workspace`` raises."""
    return OWNER.make(root)


def known_workspaces() -> list[Path]:
    """Folders of the served workspace and of those beside it."""
    return OWNER.known()


def health() -> dict[str, Any]:
    """How the served workspace is, as ``/healthz`` tells it."""
    return asdict(OWNER.health())

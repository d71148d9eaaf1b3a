"""The published versions for people, and what waits to be published."""

from mathscale_core.adapters.store.curation import Published
from mathscale_core.workspace import Workspace

__all__ = ["Published", "count_proposed", "count_waiting", "versions"]


def versions(workspace: Workspace) -> list[Published]:
    """Every published version, the newest first."""
    return workspace.store.curation.all_published()


def count_waiting(workspace: Workspace) -> int:
    """Number of events of the log that no published version holds."""
    return len(workspace.store.curation.waiting())


def count_proposed(workspace: Workspace) -> int:
    """Number of these that a proposer made."""
    return sum(status == "proposed" for status in workspace.store.curation.waiting().values())

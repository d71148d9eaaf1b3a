"""What the tests of Explore share: the small workspace's concepts by name, and its seeds counted by hand."""

from mathscale_core.records import Concept
from mathscale_core.testing.workspaces import SMALL
from mathscale_core.workspace import Workspace


def named(workspace: Workspace, name: str) -> Concept:
    """The concept of this name."""
    (found,) = (c for c in workspace.store.concepts.concepts() if c.name == name)
    return found


def seeds_with(*names: str) -> int:
    """Seeds of the small workspace that carry all these names."""
    return sum(set(names) <= {*topics, *kps} for topics, kps in SMALL)

"""What a person keeps of Explore: stars, what was looked at last, and where concepts were dragged to."""

from mathscale_core.views.explore.finding import Hit, found_of
from mathscale_core.workspace import Workspace

#: Where drags are kept before anything was published.
DRAFT = "draft"


def starred(workspace: Workspace) -> list[Hit]:
    """The concepts that the person who acts has starred, newest star first."""
    return found_of(workspace, workspace.store.explore.starred(workspace.actor))


def visited(workspace: Workspace, limit: int = 8) -> list[Hit]:
    """The concepts that the person who acts had in the middle, the last one first."""
    return found_of(workspace, workspace.store.explore.visited(workspace.actor, limit))


def layers(workspace: Workspace, version: str = "") -> list[str]:
    """Under which versions drags of what is shown may stand, the nearest first.

    The draft has the positions of the version that it goes on from, so that an edit moves nothing; a version begins
    with those of the one before it.
    """
    published = {str(p.number): p.version for p in workspace.store.curation.all_published()}
    numbers = sorted((int(n) for n in published if not version or int(n) <= int(version)), reverse=True)
    return list(dict.fromkeys([*(published[str(n)] for n in numbers), DRAFT]))


def dragged(workspace: Workspace, centre: str, version: str = "") -> dict[str, tuple[float, float]]:
    """Where concepts of a neighbourhood were dragged to."""
    store = workspace.store.explore
    for layer in layers(workspace, version):
        if found := store.dragged(layer, centre):
            return found
    return {}

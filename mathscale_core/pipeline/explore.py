"""What a person does while exploring → the store: a star, a visit, a concept dragged to another place.

Nothing of it is an edit of the graph.
"""

import math
from collections.abc import Mapping

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.workspace import Workspace

#: Positions kept in one step, and how far from the middle.
_MOST, _FAR = 300, 100_000.0


def star(workspace: Workspace, concept: str, *, starred: bool = True) -> None:
    """Star a concept for the person who acts, or take the star away.

    Raises:
        NotFoundError: There is no such concept.
    """
    require(workspace, "star")
    if not starred:
        workspace.store.explore.unstar(workspace.actor, concept)
        return
    _must_be_there(workspace, concept)
    workspace.store.explore.star(workspace.actor, concept, workspace.now())


def visit(workspace: Workspace, concept: str) -> None:
    """Note that the person who acts looks at a concept.

    Raises:
        NotFoundError: There is no such concept.
    """
    require(workspace, "visit")
    _must_be_there(workspace, concept)
    workspace.store.explore.visit(workspace.actor, concept, workspace.now())


def drag(workspace: Workspace, layer: str, centre: str, at: Mapping[str, tuple[float, float]]) -> None:
    """Keep where concepts of a neighbourhood were dragged to.

    Args:
        workspace: Where it is kept.
        layer: Graph version that the positions belong to, or ``draft`` before one was published.
        centre: The concept in the middle.
        at: Concept to position, in the picture's units from the middle.

    Raises:
        InputError: A position is no place of a picture, or they are too many.
    """
    require(workspace, "drag")
    if len(at) > _MOST or any(not math.isfinite(v) or abs(v) > _FAR for place in at.values() for v in place):
        raise InputError(
            f"{len(at):,} positions were given, and one may be far outside.",
            f"at most {_MOST:,}, each within {_FAR:,.0f} of the middle.",
            "Drag again.",
        )
    workspace.store.explore.drag(layer, centre, at)


def tidy(workspace: Workspace, layers: list[str], centre: str) -> None:
    """Forget where concepts around one were dragged to, so that they are laid out anew."""
    require(workspace, "tidy")
    workspace.store.explore.forget(layers, centre)


def _must_be_there(workspace: Workspace, concept: str) -> None:
    if workspace.store.concepts.concept(concept) is None:
        raise NotFoundError(f"There is no concept {concept!r}.", "a concept of this workspace.", "Search by name.")

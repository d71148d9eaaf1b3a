"""Who may do what: asked by every writing function. Always yes until roles exist."""

from mathscale_core.errors import NotAllowedError
from mathscale_core.workspace import Workspace


def allowed(actor: str, action: str) -> bool:
    """Whether the actor may do this; ``action`` is the name of the writing function."""
    return bool(actor and action)


def require(workspace: Workspace, action: str) -> None:
    """Refuse what the workspace's actor may not do.

    Raises:
        NotAllowedError: The actor may not.
    """
    if not allowed(workspace.actor, action):
        raise NotAllowedError(
            f"{workspace.actor!r} may not {action}.",
            "somebody who may.",
            "Act under a name: set 'person' in the settings.",
        )

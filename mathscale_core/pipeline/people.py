"""Who may do what: asked by every writing function.

Until roles exist everybody may do everything, except that those whom the settings name as proposers do not publish.
"""

from mathscale_core.errors import NotAllowedError
from mathscale_core.workspace import Workspace


def allowed(actor: str, action: str) -> bool:
    """Whether the actor may do this; ``action`` is the name of the writing function."""
    return bool(actor and action)


def proposes(workspace: Workspace) -> bool:
    """Whether the workspace's actor proposes edits, which somebody else publishes."""
    return workspace.actor in {name.strip() for name in workspace.settings.proposers.split(",")} - {""}


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
    if action == "publish" and proposes(workspace):
        raise NotAllowedError(
            f"{workspace.actor!r} proposes edits and publishes none.",
            "somebody who is no proposer.",
            "Ask them to look at the draft and publish it; the setting 'proposers' names those who propose.",
        )

"""Saved views: a page's address kept under a name, for everybody who works in the workspace."""

from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.workspace import Workspace

_LONGEST_NAME, _LONGEST_ADDRESS = 60, 4000


def save_view(workspace: Workspace, page: str, name: str, address: str) -> None:
    """Keep an address of a page under a name.

    Args:
        workspace: Where it is kept.
        page: Page, such as ``questions``.
        name: 1-60 characters; blanks around it do not count.
        address: The query of the address, such as ``level=high&look=cards``.

    Raises:
        ConflictError: The page has a view of that name.
        InputError: The name or the address is not usable.
    """
    require(workspace, "save_view")
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InputError(f"The name {name[:80]!r} cannot be used.", "1-60 printable characters.", "Use another name.")
    if len(address) > _LONGEST_ADDRESS:
        raise InputError("The address is very long.", f"at most {_LONGEST_ADDRESS:,} characters.", "Use fewer filters.")
    if not workspace.store.views.add(page, name, address, workspace.actor, workspace.now()):
        raise ConflictError(f"There is a view {name!r} already.", "a new name.", "Delete that one, or use another.")


def delete_view(workspace: Workspace, page: str, name: str) -> None:
    """Delete a saved view.

    Raises:
        NotFoundError: There is none of that name.
    """
    require(workspace, "delete_view")
    if not workspace.store.views.remove(page, name):
        raise NotFoundError(f"There is no view {name!r}.", "a saved view of this page.", "Choose another one.")

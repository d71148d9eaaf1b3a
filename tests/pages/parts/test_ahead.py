"""What is got ready: each page's first question, for any workspace."""

import sys
import threading

import pytest

from mathscale_core.errors import WorkspaceError
from mathscale_core.workspace import Workspace
from pages.parts.ahead import BUILT, get_ready, page_drawn


@pytest.mark.parametrize("kind", ["empty", "demo"])
def test_every_step_does_for_any_workspace(kind: str, request: pytest.FixtureRequest) -> None:
    """An empty workspace has nothing to get ready, and that is no error."""
    workspace: Workspace = request.getfixturevalue(kind)
    for build in BUILT:
        build(workspace)


def test_where_no_workspace_opens_nothing_is_built(empty: Workspace) -> None:
    """The pages say why; the thread that gets ready ends without a word, with the modules loaded."""
    asked = []

    def current() -> Workspace:
        asked.append(empty)
        raise WorkspaceError("It is held.", "a free one.", "Close the other.")

    page_drawn()
    get_ready(current)
    assert len(asked) == 1 + len(BUILT)
    assert "pandas" in sys.modules


def test_it_waits_for_the_first_page_no_longer_than_for_one_that_never_comes(empty: Workspace) -> None:
    """After a page was drawn it goes on, and it ends."""
    page_drawn()
    thread = threading.Thread(target=get_ready, args=(lambda: empty,), daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()

"""An empty page leads to the first step that is needed, not to the page before it."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, words


@pytest.mark.parametrize("page", ["mix", "generate", "questions", "review", "dataset"])
def test_without_seeds_every_page_leads_to_them(empty: Workspace, page: str) -> None:
    """Whatever the page needs, seeds come first."""
    app = open_page(empty, page)
    assert not app.exception
    assert "There are no seed questions yet" in words(app)


@pytest.mark.parametrize("page", ["generate", "questions", "review", "dataset"])
def test_with_a_graph_they_lead_to_the_mix(tmp_path: Path, page: str) -> None:
    """Compositions come next."""
    workspace = small_workspace(tmp_path)
    app = open_page(workspace, page)
    assert not app.exception
    assert "The graph is ready" in words(app)
    workspace.close()

"""The navigation opens the first page, and each other one by its file."""

import pytest

from mathscale_core.workspace import Workspace
from pages.parts.roles import PAGES
from tests.pages.apps import open_page


def test_the_first_page_is_overview(demo: Workspace) -> None:
    """A newcomer lands where things are explained."""
    app = open_page(demo, "overview")
    assert [t.value for t in app.title] == ["Overview"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_an_empty_workspace_with_its_head(empty: Workspace, page: str) -> None:
    """Title, rail and role are there, and no traceback."""
    app = open_page(empty, page)
    assert not app.exception
    assert [t.value for t in app.title] == [PAGES[page][0]]
    assert len([link for link in app.get("page_link") if "**" in link.proto.label]) == 8
    assert app.selectbox(key="role").value == "everything"


def test_the_workspace_says_where_a_visit_begins(demo: Workspace) -> None:
    """Its own role counts until another one is chosen."""
    demo.set("working_as", "reviewer")
    assert [t.value for t in open_page(demo, "overview").title] == ["Review"]

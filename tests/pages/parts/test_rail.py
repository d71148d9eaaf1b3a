"""The rail strip: each station a link with its count; where one is, what comes next, and what is empty."""

from streamlit.testing.v1 import AppTest

from mathscale_core.workspace import Workspace
from pages.parts.rail import PAGE_OF
from pages.parts.roles import PAGES
from tests.pages.apps import open_page, words


def labels(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link") if "**" in link.proto.label]


def test_every_station_leads_to_a_page() -> None:
    """Each is a page of the navigation."""
    assert set(PAGE_OF.values()) <= set(PAGES)


def test_an_empty_workspace_has_zeros_and_says_where_to_begin(empty: Workspace) -> None:
    """Eight stations; the first is next."""
    app = open_page(empty, "jobs")
    assert not app.exception
    assert labels(app)[0] == "Seeds · next **0**"
    assert [label.split()[0] for label in labels(app)] == [name for name in PAGE_OF if name != "Jobs"]


def test_the_strip_is_on_every_page_and_links_without_an_address(demo: Workspace) -> None:
    """Counts are those of the workspace."""
    app = open_page(demo, "settings")
    assert labels(app)[:2] == ["Seeds **390**", "Extract **390**"]
    assert "126 test items kept apart" not in words(app)


def test_the_large_form_has_details(demo: Workspace) -> None:
    """Overview says what is counted, and what stands behind it."""
    app = open_page(demo, "overview")
    assert "126 test items kept apart" in words(app)
    assert "83 topics, 240 KPs, 1,651 edges" in words(app)

"""Working as: a view that orders pages and words, and closes nothing."""

from mathscale_core.workspace import Workspace
from pages.parts.roles import PAGES, ROLES
from tests.pages.apps import ROOT, address, open_page, words


def test_every_page_is_a_file_and_every_file_a_page() -> None:
    """So that each can be opened by its address and by a test."""
    assert set(PAGES) == {p.stem for p in (ROOT / "pages").glob("[!_]*.py")} - {"navigation"}


def test_every_role_has_pages_that_exist_and_its_home_among_them() -> None:
    """No page twice; everything shows everything, in the order of the rail."""
    for role in ROLES.values():
        assert role.home in role.pages
        assert set(role.pages) <= set(PAGES)
        assert len(set(role.pages)) == len(role.pages)
    assert ROLES["everything"].pages == tuple(PAGES)


def test_a_role_begins_at_its_home_and_closes_no_page(demo: Workspace) -> None:
    """The bare address leads home, once; a page outside the role opens all the same."""
    app = open_page(demo, "overview", **{"as": "curator"})
    assert [t.value for t in app.title] == ["Explore"]
    app.switch_page("overview.py").run()
    assert [t.value for t in app.title] == ["Overview"]
    app.switch_page("jobs.py").run()
    assert not app.exception
    assert [t.value for t in app.title] == ["Jobs"]


def test_the_switch_holds_for_the_session_and_changes_words(demo: Workspace) -> None:
    """Chosen on one page it counts on the next; the workspace's own setting stays."""
    app = open_page(demo, "settings")
    app.selectbox(key="role").set_value("educator").run()
    app.switch_page("overview.py").run()
    assert app.selectbox(key="role").value == "educator"
    assert "sets of topics" in words(app)
    assert demo.settings.working_as == "everything"


def test_an_unknown_role_in_the_address_is_passed_over(demo: Workspace) -> None:
    """Everything is shown."""
    app = open_page(demo, "overview", **{"as": "king"})
    assert not app.exception
    assert app.selectbox(key="role").value == "everything"


def test_a_role_that_is_not_the_workspaces_own_stays_in_the_address(demo: Workspace) -> None:
    """So a reload keeps it; the workspace's own needs no word."""
    app = open_page(demo, "jobs")
    assert "as" not in app.query_params
    app.selectbox(key="role").set_value("educator").run()
    assert address(app)["as"] == "educator"
    del app.query_params["as"]
    app.switch_page("seeds.py").run()
    assert address(app)["as"] == "educator"
    app.selectbox(key="role").set_value("everything").run()
    assert app.selectbox(key="role").value == "everything"

"""The navigation lists files that are there, and opens the first."""

import ast

from mathscale_core.workspace import Workspace
from tests.pages.apps import ROOT, open_page


def pages() -> list[tuple[str, str, str]]:
    """The PAGES table, read without running the script."""
    tree = ast.parse((ROOT / "pages" / "navigation.py").read_text("utf-8"))
    table = next(n for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "PAGES")
    return [tuple(row) for row in ast.literal_eval(table.value)]


def test_every_page_is_a_file_and_every_file_a_page() -> None:
    """So that each can be opened by its address and by a test."""
    files = {p.name for p in (ROOT / "pages").glob("[!_]*.py")} - {"navigation.py"}
    assert {file for file, _, _ in pages()} == files


def test_the_first_page_is_overview(demo: Workspace) -> None:
    """A newcomer lands where things are explained."""
    app = open_page(demo, "overview")
    assert [t.value for t in app.title] == ["Overview"]

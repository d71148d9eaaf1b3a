"""What a page is at is said in one way, on every page that reads or works."""

import ast
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.roles import PAGES
from tests.pages.apps import ROOT


def _script() -> None:
    import streamlit as st

    from pages.parts.loading import loading
    from pages.parts.wording import speak_as

    speak_as("educator")
    with loading("Counting the seeds"):
        st.text("within")
    st.text("after")


def test_what_is_done_within_stays_on_the_page() -> None:
    """The word goes, and leaves nothing behind."""
    app = AppTest.from_function(_script).run()
    assert not app.exception
    assert [t.value for t in app.text] == ["within", "after"]


def called(path: Path) -> set[str]:
    """Names of what a module calls."""
    calls = [n.func for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    names = {f.id for f in calls if isinstance(f, ast.Name)}
    return names | {f.attr for f in calls if isinstance(f, ast.Attribute)}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_it_is_at(page: str) -> None:
    """By this one function, in the page or in a part that it is made of; the head, which all have, does not count."""
    file = ROOT / "pages" / f"{page}.py"
    parts = re.findall(r"^from pages\.parts\.(\w+) import", file.read_text("utf-8"), re.MULTILINE)
    own = [ROOT / "pages" / "parts" / f"{part}.py" for part in parts if part not in {"shell", "loading"}]
    assert any("loading" in called(path) for path in (file, *own))


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_nobody_else_spins(path: Path) -> None:
    """Streamlit's spinner stands in one place."""
    assert ("spinner" in called(path)) == (path.name == "loading.py")

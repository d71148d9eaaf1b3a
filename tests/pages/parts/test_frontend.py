"""The scripts of the front end: they are there, and the first page's header names those that it needs."""

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.parts.frontend import FIRST, LATER, NameFirstScripts, files, with_imports

STATIC = Path(streamlit.__file__).parent / "static"


@pytest.mark.parametrize("names", [FIRST, LATER])
def test_every_script_is_one_file_of_this_version(names: tuple[str, ...]) -> None:
    """A new version of Streamlit that names one otherwise is noticed here."""
    assert [name.partition(".")[0] for name in files(names)] == list(names)


def test_a_script_that_is_not_there_is_left_out() -> None:
    """No file, no name."""
    assert files(("NoSuchElement",)) == ()
    assert with_imports(("NoSuchElement",)) == ()


def test_what_a_script_imports_is_named_with_it_once() -> None:
    """All are files, none is one that the HTML names by itself."""
    named = with_imports(FIRST)
    html = (STATIC / "index.html").read_text("utf-8")
    assert set(files(FIRST)) < set(named)
    assert len(named) == len(set(named))
    assert all((STATIC / "static" / "js" / name).is_file() and name not in html for name in named)


def test_pages_name_their_first_scripts_and_other_answers_do_not() -> None:
    """Health, files and data stay as they are."""
    routes = [Route("/", lambda _: HTMLResponse("<p>")), Route("/healthz", lambda _: PlainTextResponse("ok"))]
    client = TestClient(Starlette(routes=routes, middleware=[Middleware(NameFirstScripts)]))
    link = client.get("/").headers["link"]
    assert link.count("rel=modulepreload") == len(with_imports(FIRST))
    assert f"<./static/js/{files(('Html',))[0]}>" in link
    assert "link" not in client.get("/healthz").headers

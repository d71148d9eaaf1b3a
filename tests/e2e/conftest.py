"""One Chromium for all browser tests; for each a fresh page, and no request to the outside."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import chromium, served

# A page may be long in coming on a busy machine; how fast pages are is measured by the benchmarks.
expect.set_options(timeout=30_000)


# Not of the session: while Playwright is open, an event loop runs in this thread, and other tests have their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with chromium() as opened:
        yield opened


@pytest.fixture(params=[(1440, "light"), (800, "dark")], ids=["1440-light", "800-dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of that width in that scheme, which asks nothing of the outside."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda r: asked.append(r.url))
    yield opened
    outside = [u for u in asked if not u.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))]
    assert outside == []
    context.close()


@pytest.fixture(scope="session")
def address(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a demo workspace that tests look at and do not change."""
    root = shutil.copytree(demo_folder, tmp_path_factory.mktemp("served") / "workspace")
    with served(Path(root)) as where:
        yield where

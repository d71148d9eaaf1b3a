"""A served demo workspace and a headless Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

#: For tests of what a page does and not of how it looks: one width, one scheme.
WIDE = pytest.mark.parametrize("page", [(1440, "light")], indirect=True, ids=["1440-light"])
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """The app on a free port of 127.0.0.1; ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mathscale_core", "run", "--workspace", str(workspace), "--port", str(port)]
    log = workspace.parent / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            if server.poll() is not None or _healthy(address):
                break
            time.sleep(0.25)
        assert _healthy(address), log.read_text("utf-8")
        yield address
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; where there is none, a skip that says so, and a failure in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        if path is None and Path(playwright.chromium.executable_path).exists():
            path = playwright.chromium.executable_path
        if path is None:
            if os.environ.get("CI"):
                pytest.fail("Chromium is missing; .ci/run installs it")
            pytest.skip("Chromium is not installed (apt-get install chromium)")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def drag(page: Page, x: float, y: float) -> None:
    """Drag what lies there a little to the lower right, and wait until the page has taken note."""
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    idle(page)


def idle(page: Page) -> None:
    """Wait until the page's script has come to rest."""
    page.wait_for_timeout(250)
    page.wait_for_selector(IDLE, timeout=30_000)
    page.wait_for_timeout(150)


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False

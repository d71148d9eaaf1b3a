"""How long pages take in a browser, on the full-size workspace: first visits after a start, and later ones.

``python -m benchmarks.bench_pages [WORKSPACE]`` serves the app on a workspace (without one, on what ``synth`` makes:
2,018 topics, 8,892 knowledge points, 20,857 seeds and 200,000 questions), opens it in Chromium and goes from page to
page by the links on top. Two times are taken of each visit, in the browser: *head*, when the page's title stands
there, and *rest*, when its script has ended, nothing of it is a placeholder or of the page before, and no more is
drawn. The peer is Streamlit itself: an app of two pages with a title each, in the same run. Milliseconds are printed;
only the ratio to the peer is judged.
"""

import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.bench_graph import KPS, SEEDS, TOPICS
from benchmarks.bench_screens import QUESTIONS
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.workspace import create_workspace
from pages.parts.roles import PAGES
from tests.e2e.browser import chromium, served

#: A first visit, and later ones of which the median counts.
ROUNDS = 4
#: How many times as long as the peer's a page of ours may take to come to rest.
FIRST_PAGE, FIRST_VISIT, LATER_VISIT = 3.0, 14.0, 5.0
#: Seconds that the reader looks at the first page, and at each later one.
LOOKS, GLANCES = 3.0, 0.3
_PEER = """
import streamlit as st
def one(): st.title("One")
def two(): st.title("Two")
st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")], position="top").run()
"""
_WATCH = """window.watch = (title, path) => new Promise((done) => {
  const began = path === null ? 0 : performance.now();
  let head = null, rest = null, drawn = began;
  const busy = "[data-testid='stSkeleton'], [data-stale='true']";
  // What stands inside a canvas is its text for screen readers: a table writes it 0.2 s after it is drawn.
  const within = (node) => (node instanceof Element ? node : node.parentElement)?.closest("canvas");
  const seen = (change) => !within(change.target);
  const watcher = new MutationObserver((changes) => changes.some(seen) && (drawn = performance.now()));
  watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  if (path !== null) {
    const links = [...document.querySelectorAll("[data-testid='stTopNav'] a")];
    links.find((link) => new URL(link.href).pathname === "/" + path).click();
  }
  const look = () => {
    const now = performance.now();
    if (head === null && document.querySelector("h1")?.textContent.trim() === title) head = now - began;
    const ended = document.querySelector("[data-test-script-state='notRunning']") && !document.querySelector(busy);
    if (head === null || !ended) rest = null;
    else if (rest === null) rest = now;
    if (rest !== null && now - Math.max(rest, drawn) > 400) {
      watcher.disconnect();
      done([head, Math.max(rest, drawn) - began]);
    } else setTimeout(look, 5);
  };
  look();
})"""


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds from the click, or from the start of loading, until the title stands and until all is at rest."""

    head: float
    rest: float


def first_page(browser: Browser, address: str, title: str) -> tuple[Page, Visit]:
    """Open the address in a browser that knows nothing yet."""
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="commit")
    return page, _seen(page, title, None)


def visit(page: Page, title: str, path: str) -> Visit:
    """Click the link to a page and watch."""
    time.sleep(GLANCES)
    return _seen(page, title, path)


def _seen(page: Page, title: str, path: str | None) -> Visit:
    found: Any = page.evaluate("([title, path]) => window.watch(title, path)", [title, path])
    return Visit(*found)


def measure_peer(browser: Browser, folder: Path) -> tuple[Visit, Visit]:
    """First page and median change of page of an app with nothing in it."""
    with _streamlit(folder) as address:
        page, first = first_page(browser, address, "One")
        time.sleep(LOOKS)
        changes = [visit(page, *("Two", "two") if n % 2 == 0 else ("One", "")) for n in range(4 * ROUNDS)]
        return first, _median(changes)


def measure_app(browser: Browser, workspace: Path) -> tuple[float, Visit, dict[str, list[Visit]]]:
    """Seconds until the server is up, the first page, and the visits of every page, the first one first."""
    began = time.perf_counter()
    with served(workspace) as address:
        up = time.perf_counter() - began
        page, first = first_page(browser, address, "Overview")
        time.sleep(LOOKS)
        visits: dict[str, list[Visit]] = {name: [] for name in (*list(PAGES)[1:], "overview")}
        for _ in range(ROUNDS):
            for name, found in visits.items():
                found.append(visit(page, PAGES[name][0], "" if name == "overview" else name))
        return up, first, visits


def report(up: float, first: Visit, visits: dict[str, list[Visit]], peer: tuple[Visit, Visit]) -> None:
    """Print the table.

    Raises:
        AssertionError: A page takes more times as long as the peer's than is claimed.
    """
    empty, change = peer
    worst, later = max(found[0].rest for found in visits.values()), _median([v for f in visits.values() for v in f[1:]])
    print(
        f"  {os.cpu_count()} CPUs, {platform.machine()}, Python {platform.python_version()}; milliseconds: head / rest"
    )
    print(f"  server up after {up:.1f} s; first page {_said(first)}")
    print(f"  an empty app: first page {_said(empty)}   page changes {_said(change)}")
    for name, found in visits.items():
        print(f"  {PAGES[name][0]:<10} first {_said(found[0])}   later {_said(_median(found[1:]))}")
    for what, ours, theirs, most in (
        ("first page", first.rest, empty.rest, FIRST_PAGE),
        ("slowest first visit", worst, change.rest, FIRST_VISIT),
        ("later visits", later.rest, change.rest, LATER_VISIT),
    ):
        print(f"  {what}: {ours / theirs:.1f} times the empty app's (claimed: at most {most:g})", flush=True)
        assert ours <= most * theirs, (
            f"{what}: {ours:.0f} ms, {ours / theirs:.1f} times the empty app's {theirs:.0f} ms."
        )


def _said(seen: Visit) -> str:
    return f"{seen.head:5.0f} / {seen.rest:5.0f}"


def _median(seen: Sequence[Visit]) -> Visit:
    return Visit(median(v.head for v in seen), median(v.rest for v in seen))


@contextmanager
def _streamlit(folder: Path) -> Iterator[str]:
    """Streamlit serving the empty app, on a free port."""
    (folder / "empty.py").write_text(_PEER, "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"address": "127.0.0.1", "port": port, "headless": "true", "fileWatcherType": "none"}
    command = [sys.executable, "-m", "streamlit", "run", "empty.py", "--browser.gatherUsageStats", "false"]
    command += [word for name, value in options.items() for word in (f"--server.{name}", str(value))]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(120):
                if _answers(f"{address}/_stcore/health"):
                    break
                time.sleep(0.25)
            yield address
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 (this machine)
            return True
    except OSError:
        return False


def main(workspace: Path | None = None) -> None:
    """Serve, visit, compare."""
    print("Pages in a browser: from the click to rest")
    with tempfile.TemporaryDirectory() as folder:
        if workspace is None:
            workspace = Path(folder) / "workspace"
            made = create_workspace(workspace, LocalExecutor())
            try:
                synthesise(made, TOPICS, KPS, SEEDS, questions=QUESTIONS)
            finally:
                made.close()
            print(f"  {TOPICS:,} topics, {KPS:,} knowledge points, {SEEDS:,} seeds, {QUESTIONS:,} questions")
        with chromium() as browser:
            peer = measure_peer(browser, Path(folder))
            report(*measure_app(browser, workspace), peer)


if __name__ == "__main__":
    main(*[Path(name) for name in sys.argv[1:2]])

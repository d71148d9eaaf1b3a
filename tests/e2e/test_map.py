"""The map in a real browser: it is laid out when it is opened, drawn by WebGL2, and tells clicks and lassos."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import idle, served


@pytest.fixture(scope="module")
def address(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a demo workspace of these tests' own, whose map they make."""
    root = copytree(demo_folder, tmp_path_factory.mktemp("mapped") / "workspace")
    with served(Path(root)) as where:
        yield where


def open_map(page: Page, address: str, more: str = "") -> Locator:
    """The map, painted, with every edge."""
    page.goto(f"{address}/explore?view=Map{more}")
    found = page.locator(".map[data-painted]")
    # The first to come waits for the layout.
    found.wait_for(timeout=120_000)
    idle(page)
    at_rest(page)
    return found


def at_rest(page: Page) -> None:
    """Wait until nothing moves and edges are drawn."""
    expect(page.locator(".map")).to_have_attribute("data-edges", re.compile(r"[1-9]"))
    page.wait_for_timeout(400)


def said(of: Locator, name: str) -> Any:
    return json.loads(of.get_attribute(f"data-{name}") or "null")


def hovered_at(page: Page, of: Locator) -> tuple[float, float, str]:
    """A place where a concept lies, and its name; found by looking around from the middle."""
    box = of.locator(".stage").bounding_box()
    assert box
    for ring in range(1, 24):
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1)):
            x, y = box["x"] + box["width"] / 2 + 9 * ring * dx, box["y"] + box["height"] / 2 + 9 * ring * dy
            page.mouse.move(x, y)
            name = of.get_attribute("data-hovered")
            if name:
                return x, y, name
    raise AssertionError("no concept lies around the middle of the map")


def test_the_map_is_laid_out_painted_and_named(page: Page, address: str) -> None:
    """Every concept and edge of the graph, communities by name, a legend, and the same in words."""
    found = open_map(page, address)
    numbers = re.search(r"Map of ([\d,]+) topics and ([\d,]+) knowledge points with ([\d,]+) edges",
                        found.get_attribute("aria-label") or "")  # fmt: skip
    assert numbers
    topics, kps, edges = (int(n.replace(",", "")) for n in numbers.groups())
    assert said(found, "nodes") == topics + kps
    assert said(found, "labels") > 0
    expect(found).to_have_attribute("data-edges", str(edges))
    expect(found.locator(".legend")).to_contain_text("Communities")
    expect(page.get_by_text(f"All {topics + kps:,} concepts")).to_be_visible()


def test_zoom_brings_names_and_a_click_leads_to_the_neighbourhood_and_back(page: Page, address: str) -> None:
    """Keys zoom; the concept that was clicked is in the middle of Graph; the map is found as it was left."""
    found = open_map(page, address)
    before = said(found, "view")
    found.focus()
    for _ in range(4):
        page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    at_rest(page)
    near = said(found, "view")
    assert near["scale"] > 4 * before["scale"]
    x, y, name = hovered_at(page, found)
    expect(found.locator(".tip")).to_contain_text(name)
    page.mouse.click(x, y)
    page.wait_for_url(re.compile("concept=c_"))
    assert "view=Map" not in page.url
    idle(page)
    expect(page.get_by_text(name, exact=True).first).to_be_visible()
    page.get_by_role("radio", name="Map").or_(page.get_by_role("button", name="Map")).first.click()
    page.locator(".map[data-painted]").wait_for()
    idle(page)
    after = said(page.locator(".map"), "view")
    assert after["scale"] == pytest.approx(near["scale"], rel=0.02)
    assert after["x"] == pytest.approx(near["x"], rel=0.02, abs=0.02)


def test_a_lasso_chooses_concepts_for_the_table(page: Page, address: str) -> None:
    """Shift and drag; the table has the chosen ones, the view stays, Escape clears."""
    found = open_map(page, address, "&overlay=degree")
    before = said(found, "view")
    box = found.locator(".stage").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.keyboard.down("Shift")
    page.mouse.move(x - 130, y - 130)
    page.mouse.down()
    for dx, dy in ((130, -130), (130, 130), (-130, 130), (-130, -129)):
        page.mouse.move(x + dx, y + dy, steps=5)
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(found).to_have_attribute("data-chosen", re.compile(r"[1-9]"))
    idle(page)
    chosen = said(found, "chosen")
    expect(page.get_by_role("heading", name=f"{chosen:,} chosen")).to_be_visible()
    assert said(found, "view") == before
    found.focus()
    page.keyboard.press("Escape")
    expect(found).to_have_attribute("data-chosen", "0")
    expect(page.get_by_role("heading", name="concepts")).to_be_visible()


def test_the_wheel_scrolls_the_page_and_with_ctrl_zooms(page: Page, address: str) -> None:
    """Buttons do what the keys do; dragging moves, and is smooth enough to be measured."""
    found = open_map(page, address)
    before = said(found, "view")
    box = found.locator(".stage").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(300)
    assert said(found, "view") == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    page.wait_for_timeout(400)
    assert said(found, "view")["scale"] > before["scale"]
    found.get_by_role("button", name="Show the whole map").click()
    page.wait_for_timeout(400)
    assert said(found, "view")["scale"] == pytest.approx(before["scale"])
    box = found.locator(".stage").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 250)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 300, steps=10)
    page.mouse.up()
    page.wait_for_timeout(400)
    assert said(found, "view")["x"] < before["x"]
    assert float(found.get_attribute("data-worst") or 0) > 0


def test_without_webgl_there_is_a_word_and_the_table(page: Page, address: str) -> None:
    """It says what is missing; every concept is in the table."""
    page.add_init_script(
        "const real = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        " return kind === 'webgl2' ? null : real.call(this, kind, ...rest); };"
    )
    page.goto(f"{address}/explore?view=Map")
    page.locator(".map[data-webgl=missing]").wait_for(timeout=120_000)
    expect(page.get_by_text("draws no WebGL2")).to_be_visible()
    expect(page.get_by_role("heading", name="concepts")).to_be_visible()

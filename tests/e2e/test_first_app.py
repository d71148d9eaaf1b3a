"""A newcomer opens the three pages in a real browser."""

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import idle, served


def test_a_deep_link_is_a_good_first_visit(browser: Browser, demo_copy: Path) -> None:
    """The very first request to a fresh server may name a page; the server gives the workspace back when it ends."""
    with served(demo_copy) as fresh:
        first = browser.new_page()
        first.goto(f"{fresh}/explore")
        idle(first)
        expect(first.locator(".st-key-ego")).to_be_visible()
        expect(first.get_by_test_id("stTopNav").get_by_role("link", name="Dataset")).to_be_visible()
        assert (demo_copy / "owner.json").exists()
        first.close()
    assert not (demo_copy / "owner.json").exists()


def test_overview_shows_the_rail_and_fits_the_width(page: Page, address: str) -> None:
    """Counts of all stations, the next action, and no sideways scrolling."""
    page.goto(address)
    idle(page)
    expect(page.locator("[class*=st-key-rail-] .stPageLink")).to_have_count(8)
    expect(page.get_by_text("is ready. Export it")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_explore_searches_selects_without_moving_the_view_and_recentres(page: Page, address: str) -> None:
    """Search puts a concept in the middle; a click selects and leaves zoom and place; a button recentres."""
    page.goto(f"{address}/explore?q=pythag")
    idle(page)
    page.locator(".st-key-ego").wait_for()
    hits = page.locator('[data-testid="stDataFrame"]').first
    hits.click(position={"x": 18, "y": 53})
    idle(page)
    expect(page.get_by_role("heading", name="Pythagorean theorem")).to_be_visible()
    before = _view(page)
    box = page.locator(".st-key-ego canvas").bounding_box()
    assert box
    place = page.evaluate(_PLACE_OF_A_NEIGHBOUR)
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    idle(page)
    expect(page.get_by_role("button", name="Put in the middle")).to_be_visible()
    assert _view(page) == before
    assert f"selected={place['id']}" in page.url
    page.get_by_role("button", name="Put in the middle").click()
    idle(page)
    assert f"concept={place['id']}" in page.url
    expect(page.get_by_role("heading", name=place["label"])).to_be_visible()


def test_dataset_opens_an_item_with_its_walk_and_draws_its_mathematics(page: Page, address: str) -> None:
    """A release is browsed, an item opened; formulas are drawn by KaTeX."""
    page.goto(f"{address}/dataset?find=solve")
    idle(page)
    expect(page.get_by_text("Accepted by rule")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    assert page.locator(".katex-error").count() == 0
    table = page.locator('[data-testid="stDataFrame"]').first
    table.click(position={"x": 18, "y": 53 + 35})
    idle(page)
    assert "item=q_" in page.url
    page.get_by_role("tab", name="Checks").click()
    expect(page.get_by_text("recompute", exact=True)).to_be_visible()


_PLACE_OF_A_NEIGHBOUR = """() => {
  const box = document.querySelector('.st-key-ego').querySelector('*');
  const find = (root) => root.querySelector('.canvas') ||
    [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  const held = find(document).held;
  const node = held.nodes.get().find((n) => n.id !== held.centre);
  const at = held.network.canvasToDOM(held.network.getPosition(node.id));
  return { id: node.id, label: node.label, x: at.x, y: at.y };
}"""


def _view(page: Page) -> object:
    """Scale and place of the canvas."""
    script = """() => {
      const find = (root) => root.querySelector('.canvas') ||
        [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
      const network = find(document).held.network;
      return JSON.stringify([network.getScale(), network.getViewPosition()]);
    }"""
    return json.loads(str(page.evaluate(script)))

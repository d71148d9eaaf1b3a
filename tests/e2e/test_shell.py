"""The head in a real browser: the rail leads without a reload, the keyboard works and is silent while one types."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import idle


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 1000})
    yield opened
    opened.close()


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    idle(page)


def overlay(page: Page) -> bool:
    """Whether the list of keys is open."""
    found: bool = page.evaluate(
        "[...document.querySelectorAll('*')].some((e) => e.shadowRoot?.querySelector('dialog')?.open)"
    )
    return found


def test_the_rail_leads_to_a_page_without_a_reload(page: Page, address: str) -> None:
    """The page's script state outlives the click, and the station is marked there."""
    page.goto(f"{address}/settings")
    title(page, "Settings")
    page.evaluate("window.kept = true")
    page.locator(".st-key-rail").get_by_role("link", name="Dataset").click()
    title(page, "Dataset")
    assert page.evaluate("window.kept") is True
    expect(page.locator(".st-key-rail-here-dataset")).to_be_visible()


def test_keys_lead_search_and_explain(page: Page, address: str) -> None:
    """Slash finds the search field, g and a letter a page; the question mark lists them, and Escape ends that.

    The search stands in the address, which must not hold one back.
    """
    page.goto(f"{address}/explore")
    title(page, "Explore")
    page.wait_for_function(
        "[...document.querySelectorAll('*')].some((e) => e.shadowRoot?.querySelector('dialog header'))"
    )
    # What is drawn anew meanwhile takes the focus along.
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(page.get_by_role("searchbox").first).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()
    page.keyboard.type("g?/")
    expect(page.get_by_role("searchbox").first).to_have_value("g?/")
    assert not overlay(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert overlay(page)
    page.keyboard.press("Escape")
    assert not overlay(page)
    for letter, text in (("d", "Dataset"), ("t", "Settings"), ("o", "Overview")):
        page.keyboard.press("g")
        page.keyboard.press(letter)
        title(page, text)


def test_a_role_has_a_home_an_order_and_a_door_to_the_rest(page: Page, address: str) -> None:
    """A reviewer begins at Review; what is not in the first row stands under More."""
    page.goto(f"{address}/?as=reviewer")
    title(page, "Review")
    row = page.get_by_test_id("stTopNav")
    expect(row.get_by_role("link").first).to_contain_text("Review")
    expect(row.get_by_text("More")).to_be_visible()
    page.goto(f"{address}/mix?as=reviewer")
    title(page, "Mix")


def test_a_section_of_settings_has_an_address(page: Page, address: str) -> None:
    """Choosing a section writes it, and the address opens it."""
    page.goto(f"{address}/settings")
    title(page, "Settings")
    page.get_by_role("radio", name="Prompts").click()
    idle(page)
    assert "section=Prompts" in page.url
    page.goto(f"{address}/settings?section=Health")
    title(page, "Settings")
    expect(page.get_by_text("The same for machines")).to_be_visible()

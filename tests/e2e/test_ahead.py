"""What the browser loads before it is needed."""

from playwright.sync_api import Page

from tests.e2e.browser import idle

LOADED = "name => performance.getEntriesByType('resource').some((e) => e.name.split('/').pop().startsWith(name))"


def test_the_first_answer_names_the_scripts_of_every_page(page: Page, address: str) -> None:
    """They are loaded beside Streamlit's own, and so the page is never seen without its style sheet for long."""
    answer = page.goto(f"{address}/settings")
    assert answer is not None
    assert "Html." in answer.headers["link"]
    idle(page)
    starts = "name => performance.getEntriesByType('resource').find((e) => e.name.includes(name)).startTime"
    assert page.evaluate(starts, "/Html.") < page.evaluate(
        "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
    )


def test_scripts_of_other_pages_come_when_the_first_is_at_rest(page: Page, address: str) -> None:
    """Settings has no table; its script is there before a page with one is opened, and works there."""
    page.goto(f"{address}/settings")
    idle(page)
    page.wait_for_function(LOADED, arg="DataFrame.")
    page.wait_for_function(LOADED, arg="Metric.")
    page.locator(".st-key-rail").get_by_role("link", name="Seeds").click()
    page.locator("[data-testid='stDataFrame'] canvas").first.wait_for()

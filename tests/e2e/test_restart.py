"""The app restarted under an open page: the page comes back where it was."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.e2e.browser import idle
from tests.shell import free_port
from tests.test_app import running


def test_a_page_comes_back_after_a_restart(browser: Browser, demo_copy: Path) -> None:
    """With its address and what it shows, without a reload and without a traceback; and it goes on working."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/explore?q=pythag"
    page = browser.new_page()
    found = page.locator(".st-key-ego")
    with running(demo_copy, port):
        page.goto(address)
        idle(page)
        found.wait_for()
        before = page.url
    page.wait_for_selector('[data-testid="stDialog"]', timeout=60_000)
    with running(demo_copy, port):
        page.wait_for_selector('[data-testid="stDialog"]', state="detached", timeout=60_000)
        idle(page)
        assert page.url == before
        expect(found).to_be_visible()
        assert page.locator('[data-testid="stException"]').count() == 0
        page.get_by_role("link", name="Dataset").first.click()
        idle(page)
        expect(page.get_by_role("heading", name="Dataset")).to_be_visible()
        assert page.locator('[data-testid="stException"]').count() == 0
    page.close()


def test_an_edit_that_was_typed_before_a_restart_is_saved_after_it(browser: Browser, demo_copy: Path) -> None:
    """The editor is open again with the typed text, and saving makes the revision."""
    port = free_port()
    page = browser.new_page()
    with running(demo_copy, port):
        page.goto(f"http://127.0.0.1:{port}/review")
        idle(page)
        page.locator(".st-key-edit button").click()
        idle(page)
        answer = page.locator(".st-key-editor").get_by_label("Answer", exact=True)
        answer.fill("12345")
        answer.press("Tab")
        idle(page)
    page.wait_for_selector('[data-testid="stDialog"]', timeout=60_000)
    with running(demo_copy, port):
        page.wait_for_selector('[data-testid="stDialog"]', state="detached", timeout=60_000)
        idle(page)
        expect(answer).to_have_value("12345")
        page.get_by_role("button", name="Save revision").click()
        expect(page.get_by_text("Answer: 12345")).to_be_visible()

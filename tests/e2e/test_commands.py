"""Commands in a terminal while the app runs: the app runs them, and its pages show what came of them."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browser import WIDE, idle, served
from tests.shell import in_process


@WIDE
def test_what_a_command_made_is_on_the_pages(page: Page, demo_copy: Path) -> None:
    """Statistics come with exit code 0; a job that a command ran stands in Jobs, its questions in Questions."""
    with served(demo_copy) as studio:
        page.goto(f"{studio}/jobs")
        idle(page)
        stats = in_process("graph", "stats", workspace=demo_copy)
        assert (stats.code, stats.result["topics"] > 0) == (0, True), stats
        made = in_process("generate", "-n", "5", "--offline", workspace=demo_copy)
        assert made.code == 0, made
        job = made.result["job"]
        page.goto(f"{studio}/jobs?job={job}")
        idle(page)
        expect(page.get_by_text("5 ok · 0 failed · 0 pending, of 5 asked").first).to_be_visible()
        expect(page.get_by_text("done").first).to_be_visible()
        page.goto(f"{studio}/questions?job={job}")
        idle(page)
        expect(page.get_by_text("5 questions").first).to_be_visible()
        assert page.locator('[data-testid="stException"]').count() == 0

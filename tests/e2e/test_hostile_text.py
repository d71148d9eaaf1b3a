"""Text that others wrote, on the screen: nothing of it loads, links or is drawn as anything but text."""

from pathlib import Path

from playwright.sync_api import Page, expect

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.review import record_verdict
from mathscale_core.workspace import open_workspace
from tests.e2e.browser import idle, served

#: What a reader of Markdown would take for pictures, links, an address, a mail, an icon, an emoji.
HOSTILE = (
    "Look $![x](https://evil.example/i.png)$$$ and $a$$![y](https://evil.example/j.png)$ and "
    "$] [z](https://evil.example)$ at https://evil.example/k or www.evil.example or me@evil.example, "
    ":material/home: :smile: done"
)


def test_a_reason_that_holds_a_picture_and_links_shows_neither(page: Page, demo_copy: Path) -> None:
    """No request leaves, no picture and no link is on the page, and the text is there as it was written."""
    workspace = open_workspace(demo_copy, LocalExecutor())
    revision = workspace.store.questions.by_source("generated")[0].revision
    record_verdict(workspace, revision, "reject", reason=HOSTILE)
    workspace.close()
    with served(demo_copy) as studio:
        page.goto(f"{studio}/questions?item={revision}")
        idle(page)
        page.get_by_role("tab", name="History").click()
        idle(page)
        shown = page.get_by_role("tabpanel").filter(has_text="rejected").inner_text().replace("\u2060", "")
        assert "![y](https://evil.example/j.png)" in shown
        assert "at https://evil.example/k or www.evil.example or me@evil.example, :material/home: :smile: done" in shown
        # The fixture looks at the requests.
        expect(page.locator("img[src*='evil']")).to_have_count(0)
        expect(page.locator("a[href*='evil']")).to_have_count(0)

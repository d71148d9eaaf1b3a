"""The queue in a real browser: keys decide, typing does not, the next names come, and a decision can be taken back."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browser import idle, served
from tests.e2e.test_people import reopened
from tests.pipeline.twinned import twinned


def test_twins_are_decided_by_key(page: Page, tmp_path: Path) -> None:
    """Swap, a merge after a look, undo, apart; typing into the reason decides nothing; the overlay has the keys."""
    twinned(tmp_path).close()
    with served(tmp_path / "workspace") as studio:
        page.goto(f"{studio}/explore?view=Queue")
        idle(page)
        merge = page.locator(".st-key-queue-merge button")
        expect(merge).to_be_enabled()
        stays = page.locator("[class*=st-key-twin-stays]")
        expect(stays).to_contain_text("Fractions, adding")
        page.keyboard.press("s")
        expect(stays).not_to_contain_text("Fractions, adding")
        page.get_by_placeholder("Why (optional)").fill("mmddxx")
        idle(page)
        expect(page.get_by_text("4 pairs left")).to_be_visible()
        page.get_by_placeholder("Why (optional)").press("Enter")
        idle(page)
        expect(page.get_by_text("4 pairs left")).to_be_visible()
        page.get_by_placeholder("Why (optional)").fill("one book")
        page.get_by_placeholder("Why (optional)").press("Escape")
        idle(page)
        page.keyboard.press("m")
        # Among so few concepts a merge moves much: it is looked at first, and under the dialog no other key decides.
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("95% interval")).to_be_visible()
        page.keyboard.press("d")
        idle(page)
        expect(dialog).to_be_visible()
        page.keyboard.press("y")
        expect(dialog).to_have_count(0)
        expect(page.get_by_text("1 pair left")).to_be_visible()
        expect(stays).to_contain_text("Factoring trin")
        # The page keeps its dress when a part of it is drawn anew.
        expect(page.locator(".st-key-go-jobs")).to_be_hidden()
        page.keyboard.press("z")
        expect(page.get_by_text("4 pairs left")).to_be_visible()
        idle(page)
        page.keyboard.press("d")
        expect(page.get_by_text("1 pair left")).to_be_visible()
        page.keyboard.press("?")
        expect(page.get_by_text("take back the last decision")).to_be_visible()
    with reopened(tmp_path / "workspace") as workspace:
        events = workspace.store.curation.events()
        assert [e.kind for e in events] == ["merge", "undo", "relate", "relate", "relate"]
        assert events[0].reason == "one book"
        assert {e.payload["as"] for e in events[2:]} == {"different"}

"""Keys while one types: in no field of Explore's screens of keys does a letter, a digit or Enter decide anything.

What was decided is read from the workspace after the app has given it back.
"""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browser import WIDE, idle, served
from tests.e2e.test_people import reopened
from tests.pipeline.twinned import SEEDS, ids, twinned


@WIDE
def test_an_audit_is_judged_by_key_and_typing_judges_nothing(page: Page, tmp_path: Path) -> None:
    """The sample is drawn; digits, M, Z and Enter are letters in the search field, and keys again behind it."""
    twinned(tmp_path).close()
    with served(tmp_path / "workspace") as studio:
        page.goto(f"{studio}/explore?view=Audit")
        idle(page)
        page.locator(".st-key-audit-start button").click()
        first = page.get_by_text(f"1 of {len(SEEDS)}")
        expect(first).to_be_visible()
        idle(page)
        page.keyboard.press("m")
        field = page.get_by_role("searchbox")
        wrong = page.locator("[class*=st-key-audit-tag]", has_text="· wrong")
        expect(field).to_be_visible()
        field.click()
        page.keyboard.type("1m2z")
        page.keyboard.press("Enter")
        idle(page)
        expect(field).to_have_value("1m2z")
        expect(first).to_be_visible()
        expect(wrong).to_have_count(0)
        field.fill("Unit price")
        add = page.locator(".st-key-audit-add button")
        expect(add).to_be_visible()
        add.click()
        expect(page.locator("[class*=st-key-audit-unmiss]")).to_contain_text("Unit price")
        idle(page)
        page.keyboard.press("1")
        expect(wrong).to_have_count(1)
        idle(page)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Kept: 1 wrong, 1 missing")).to_be_visible()
        idle(page)
        # Whoever walks to another button by Tab presses that one with Enter, and not Done.
        page.locator(".st-key-audit-look button").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Taken back.")).to_be_visible()
        idle(page)
        page.locator(".st-key-audit-done button").click()
        expect(page.get_by_text(f"2 of {len(SEEDS)}")).to_be_visible()
        idle(page)
    with reopened(tmp_path / "workspace") as workspace:
        (audit,) = workspace.store.audits.all()
        assert (audit.done, audit.sampled) == (1, len(SEEDS))


@WIDE
def test_typing_decides_nothing_on_the_shelf(page: Page, tmp_path: Path) -> None:
    """Neither in the search for another concept nor by Enter in it; out of the field the key decides."""
    made = twinned(tmp_path)
    seed = made.store.concepts.ids_of_concept(ids(made, "Adding fractions")[0])[0]
    made.store.shelf.add([(seed, "kp", "Haggling"), (seed, "kp", "Bargaining")], "m", "")
    made.close()
    with served(tmp_path / "workspace") as studio:
        page.goto(f"{studio}/explore?view=Shelf")
        idle(page)
        page.get_by_text("Another one").click()
        field = page.get_by_role("searchbox")
        field.click()
        page.keyboard.type("alxz")
        page.keyboard.press("Enter")
        idle(page)
        expect(field).to_have_value("alxz")
        expect(page.get_by_text("2 names wait")).to_be_visible()
        page.keyboard.press("Escape")
        expect(field).not_to_be_focused()
        page.keyboard.press("x")
        expect(page.get_by_text("1 name waits")).to_be_visible()
        idle(page)
    with reopened(tmp_path / "workspace") as workspace:
        assert workspace.store.shelf.count() == 1
        assert workspace.store.curation.events() == []

"""Curator, educator and reviewer: each walks from Overview to something made.

What a page says is read from the page; what was made is counted in the workspace after the app has given it back.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.views.mix import list_mixes
from mathscale_core.workspace import Workspace, open_workspace
from tests.e2e.browser import idle, served


@contextmanager
def reopened(root: Path) -> Iterator[Workspace]:
    workspace = open_workspace(root, LocalExecutor())
    try:
        yield workspace
    finally:
        workspace.close()


def work_as(page: Page, role: str) -> None:
    """Choose the view of a role with the switch that is on every page."""
    page.locator(".st-key-role [role=combobox], .st-key-role input").first.click()
    page.get_by_role("option", name=role).click()
    idle(page)


def go(page: Page, title: str) -> None:
    """Click a page of the navigation."""
    page.get_by_role("navigation", name="App pages").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    idle(page)


def test_a_curator_renames_a_concept_and_takes_the_rename_back(page: Page, demo_copy: Path) -> None:
    """From Overview to Explore: search, rename, see the new name in the panel, undo, and the old one is there again."""
    with served(demo_copy) as studio:
        page.goto(studio)
        idle(page)
        work_as(page, "Curator")
        go(page, "Explore")
        page.get_by_role("searchbox").first.fill("pythag")
        idle(page)
        page.locator('[data-testid="stDataFrame"]').first.click(position={"x": 18, "y": 53})
        idle(page)
        expect(page.get_by_role("heading", name="Pythagorean theorem")).to_be_visible()
        panel = page.locator(".st-key-editing")
        panel.get_by_label("Name", exact=True).fill("Theorem of Pythagoras")
        panel.get_by_label("Why (optional)").first.fill("as in our textbook")
        panel.get_by_role("button", name="Rename").click()
        idle(page)
        expect(page.get_by_role("heading", name="Theorem of Pythagoras")).to_be_visible()
        panel.locator(".st-key-edit-menu").get_by_text("Edits").click()
        idle(page)
        expect(panel.get_by_text("as in our textbook").first).to_be_visible()
        panel.get_by_role("button", name="Undo").last.click()
        idle(page)
        expect(page.get_by_role("heading", name="Pythagorean theorem")).to_be_visible()
    with reopened(demo_copy) as workspace:
        assert [e.kind for e in workspace.store.curation.events()] == ["rename", "undo"]


def test_an_educator_keeps_a_mix_and_has_questions_written_for_it(page: Page, demo_copy: Path) -> None:
    """From Mix to Generate: draw, keep, preview three, start the batch, and see its questions come in."""
    with served(demo_copy) as studio:
        page.goto(studio)
        idle(page)
        work_as(page, "Educator")
        go(page, "Mix")
        expect(page.get_by_text("Keep 8", exact=True).first).to_be_visible()
        name = page.get_by_role("textbox", name="Name of the mix")
        name.fill("Week 3")
        name.press("Enter")
        idle(page)
        page.locator(".st-key-keep").get_by_role("button").click()
        idle(page)
        page.get_by_role("link", name="Generate from it").first.click()
        idle(page)
        assert "mix=Week" in page.url
        page.locator(".st-key-n input").fill("5")
        page.locator(".st-key-n input").press("Enter")
        idle(page)
        page.locator(".st-key-preview-button").get_by_role("button").click()
        expect(page.get_by_text("Examples it was shown").nth(2)).to_be_visible()
        idle(page)
        page.locator(".st-key-batch").get_by_role("button").click()
        expect(page.get_by_role("link", name="Its questions")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("5 ok · 0 failed · 0 pending, of 5 asked")).to_be_visible(timeout=60_000)
        # The answers are in the bank once nothing is being taken in.
        expect(page.get_by_text("Its last answers are being taken in.")).to_have_count(0)
        page.get_by_role("link", name="Its questions").click()
        idle(page)
        assert "job=j_" in page.url
        expect(page.get_by_text("5 questions").first).to_be_visible()
    with reopened(demo_copy) as workspace:
        [mix] = list_mixes(workspace)
        assert (mix.name, mix.compositions) == ("Week 3", 8)
        assert workspace.store.questions.count() == 240 + 5


def test_a_reviewer_judges_ten_by_key_and_exports_what_was_accepted(
    page: Page, demo_copy: Path, tmp_path: Path
) -> None:
    """Ten verdicts by keyboard, one taken back and given again, a release of the accepted, and its rows downloaded."""
    with served(demo_copy) as studio:
        page.goto(studio)
        idle(page)
        work_as(page, "Reviewer")
        go(page, "Review")
        for press in "AAAXAAAXAA":
            _press(page, press)
        first = page.url
        _press(page, "U")
        assert page.url != first
        # A key that is typed into a field is text and no verdict.
        reason = page.get_by_label("Reason (optional)")
        reason.fill("")
        reason.press_sequentially("ax")
        expect(reason).to_have_value("ax")
        page.keyboard.press("Tab")
        idle(page)
        _press(page, "A")
        expect(page.get_by_text("10 judged").first).to_be_visible()
        go(page, "Dataset")
        page.get_by_role("button", name="New release").click()
        page.locator(".st-key-release-name input").fill("judged")
        page.locator(".st-key-release-name input").press("Enter")
        idle(page)
        page.locator(".st-key-make").get_by_role("button").click()
        idle(page)
        expect(page.get_by_text("Accepted by people").first).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Download 8").click()
        with page.expect_download() as waiting:
            page.locator(".st-key-download").get_by_role("button").click()
        waiting.value.save_as(tmp_path / "judged.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "judged.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 8
    assert all(row["question"] and row["answer"] for row in rows)
    with reopened(demo_copy) as workspace:
        verdicts = workspace.store.questions.latest_verdicts()
        said = [v["people"] for v in verdicts.values() if "people" in v]
        assert (said.count("accept"), said.count("reject")) == (8, 2)


def _press(page: Page, key: str) -> None:
    """Press a verdict key and wait for the next question."""
    before = page.url
    expect(page.locator(".st-key-accept button")).to_be_enabled()
    page.keyboard.press(key.lower())
    page.wait_for_function("before => location.href !== before", arg=before, timeout=30_000)
    idle(page)

"""A curator at work: merge and split with their preview, the second of two editors, history, publishing, notes.

What was done is read from the workspace after the app has given it back.
"""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.views import explore
from mathscale_core.workspace import open_workspace
from tests.e2e.browser import WIDE, idle, served


def biggest(root: Path, kind: str, number: int) -> tuple[str, str]:
    """Id and name of a concept, most seeds first, before the app has the workspace."""
    workspace = open_workspace(root, LocalExecutor())
    try:
        found = [h.concept for h in explore.search(workspace, "", 400) if h.concept.kind == kind][number]
    finally:
        workspace.close()
    return found.id, found.name


def panel_of(page: Page, studio: str, concept: str, entry: str) -> Locator:
    """The edit panel of a concept with an entry of its menu open."""
    page.goto(f"{studio}/explore?concept={concept}")
    idle(page)
    panel = page.locator(".st-key-editing")
    panel.locator(".st-key-edit-menu").get_by_text(entry, exact=True).click()
    idle(page)
    return panel


def events(root: Path) -> list[tuple[str, str]]:
    """Kind and reason of every event of the log."""
    workspace = open_workspace(root, LocalExecutor())
    try:
        return [(e.kind, e.reason) for e in workspace.store.curation.events()]
    finally:
        workspace.close()


def test_a_merge_is_looked_at_done_and_taken_back(page: Page, demo_copy: Path) -> None:
    """What moves is shown first; discarded nothing is done; one line takes it back."""
    (loser, _), (_, name) = biggest(demo_copy, "topic", 1), biggest(demo_copy, "topic", 0)
    with served(demo_copy) as studio:
        panel = panel_of(page, studio, loser, "Merge")
        panel.get_by_role("searchbox").fill(name)
        expect(panel.get_by_text("stays", exact=False).first).to_be_visible()
        idle(page)
        panel.locator(".st-key-merge button").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("95% interval")).to_be_visible()
        dialog.get_by_role("button", name="Discard").click()
        expect(dialog).to_have_count(0)
        idle(page)
        panel.locator(".st-key-merge button").click()
        expect(dialog.get_by_text("95% interval")).to_be_visible()
        dialog.get_by_role("button", name="Do it").click()
        expect(dialog).to_have_count(0)
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        idle(page)
        panel.get_by_role("button", name="Undo").first.click()
        expect(page.get_by_text("Undone.")).to_be_visible()
        idle(page)
    found = events(demo_copy)
    assert [kind for kind, _ in found] == ["merge", "undo"]
    assert "neighbours in common" in found[0][1]


@WIDE
def test_a_concept_is_split_by_words(page: Page, demo_copy: Path) -> None:
    """A part is named, gets seeds by a word, and the split is done after a look."""
    concept, _ = biggest(demo_copy, "kp", 0)
    with served(demo_copy) as studio:
        panel = panel_of(page, studio, concept, "Split")
        parts = panel.get_by_role("combobox").first
        parts.fill("By a word")
        parts.press("Enter")
        idle(page)
        panel.get_by_label("the seeds whose question says").fill("the")
        panel.get_by_role("button", name="Give").click()
        idle(page)
        panel.locator(".st-key-split button").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("By a word").first).to_be_visible()
        dialog.get_by_role("button", name="Do it").click()
        expect(dialog).to_have_count(0)
        idle(page)
    assert [kind for kind, _ in events(demo_copy)] == ["split"]


@WIDE
def test_the_second_of_two_curators_sees_what_the_first_did_and_decides(page: Page, demo_copy: Path) -> None:
    """Two windows on one concept: nothing is overwritten unseen, and nothing that was typed is lost."""
    concept, _ = biggest(demo_copy, "topic", 0)
    with served(demo_copy) as studio:
        mine = panel_of(page, studio, concept, "Name")
        other = page.context.new_page()
        theirs = panel_of(other, studio, concept, "Name")
        mine.get_by_label("Name", exact=True).fill("My name for it")
        theirs.get_by_label("Name", exact=True).fill("Their name for it")
        theirs.get_by_role("button", name="Rename").click()
        expect(other.get_by_role("heading", name="Their name for it")).to_be_visible()
        idle(other)
        mine.get_by_role("button", name="Rename").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("has edited this meanwhile")).to_be_visible()
        expect(dialog.get_by_text("Their name for it").first).to_be_visible()
        dialog.get_by_role("button", name="Do it all the same").click()
        expect(page.get_by_role("heading", name="My name for it")).to_be_visible()
        other.close()
    assert [kind for kind, _ in events(demo_copy)] == ["rename", "rename"]


def test_the_draft_is_published_and_a_note_is_left(page: Page, demo_copy: Path) -> None:
    """A version with its line; then a note on a concept, counted on Overview."""
    concept, _ = biggest(demo_copy, "topic", 0)
    with served(demo_copy) as studio:
        page.goto(f"{studio}/explore?view=Publish")
        idle(page)
        page.get_by_label("What is new, in one line").fill("the first one")
        page.get_by_role("button", name="Publish as version 1").click()
        expect(page.get_by_text("The draft is what is published.")).to_be_visible()
        panel = panel_of(page, studio, concept, "Notes")
        panel.get_by_role("textbox").fill("is this too wide?")
        panel.get_by_role("button", name="Add a note").click()
        # Its own line, not the field that it was typed into.
        expect(panel.get_by_role("button", name="Close")).to_be_visible()
        page.goto(studio)
        idle(page)
        page.get_by_role("link", name="1 open note").click()
        expect(page.get_by_text("is this too wide?").first).to_be_visible()
    workspace = open_workspace(demo_copy, LocalExecutor())
    try:
        assert [v.line for v in workspace.store.curation.all_published()] == ["the first one"]
        assert workspace.store.notes.count(state="open") == 1
    finally:
        workspace.close()

"""A file that is too large or of the wrong kind is refused in words before it is sent, and nothing is lost."""

import json
from pathlib import Path

from playwright.sync_api import Browser, expect

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.uploads import FOLDER
from mathscale_core.workspace import open_workspace
from tests.e2e.browser import idle, served


def test_500_mb_and_a_wrong_kind_are_refused_and_the_next_file_comes_in(
    browser: Browser, demo_copy: Path, tmp_path: Path
) -> None:
    """The page says what it takes and how larger files come in; no byte of the others reaches the workspace."""
    large, wrong, right = tmp_path / "large.csv", tmp_path / "scan.pdf", tmp_path / "right.jsonl"
    with large.open("wb") as file:
        # It has its size and takes no room.
        file.truncate(500_000_000)
    wrong.write_bytes(b"%PDF-1.7")
    row = {"question": "A crate holds $17$ jars. How many jars do $3$ crates hold?", "answer": "51"}
    right.write_text(json.dumps(row), "utf-8")
    page = browser.new_page()
    with served(demo_copy) as studio:
        page.goto(f"{studio}/seeds?tab=import")
        idle(page)
        expect(page.get_by_text("at most 200 MB. A larger file is marked red and not sent")).to_be_visible()
        sent = page.locator('[data-testid="stFileUploader"] input[type=file]')
        sent.set_input_files(large)
        expect(page.get_by_text("200.0MB or smaller")).to_be_visible()
        sent.set_input_files(wrong)
        expect(page.get_by_text("files are not allowed")).to_be_visible()
        idle(page)
        assert not (demo_copy / FOLDER).exists()
        sent.set_input_files(right)
        button = page.get_by_role("button", name="Import 1 seed")
        expect(button).to_be_visible()
        button.click()
        expect(page.get_by_text("1 seed imported from right.jsonl")).to_be_visible()
    page.close()
    workspace = open_workspace(demo_copy, LocalExecutor())
    try:
        assert workspace.store.seeds.count() == 391
    finally:
        workspace.close()

"""The list of kept mixes."""

from pathlib import Path

from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.testing.workspaces import small_workspace
from tests.pages.apps import open_page, words


def test_no_mix_says_how_to_keep_one(tmp_path: Path) -> None:
    """In a sentence."""
    assert "None yet" in words(open_page(small_workspace(tmp_path), "mix"))


def test_names_are_text_and_many_are_not_all_shown(tmp_path: Path) -> None:
    """Markdown in a name is escaped; beyond twenty the command is named."""
    workspace = small_workspace(tmp_path)
    for n in range(22):
        keep_many(workspace, f"*mix* {n}", 1, n)
    app = open_page(workspace, "mix")
    assert not app.exception
    assert sum(r"\*mix\*" in m.value for m in app.markdown) == 20
    assert "2 older ones" in words(app)

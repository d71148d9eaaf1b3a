"""The shell: errors are shown as found, wanted and do next, and nothing of them is read as Markdown."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.apps import words


def test_a_missing_workspace_is_a_clear_word(tmp_path: Path) -> None:
    """The app stops with found, wanted and do next."""

    def script(root: str) -> None:
        from pathlib import Path

        from pages.parts.serving import use_workspace
        from pages.parts.shell import provide_workspace

        use_workspace(Path(root))
        provide_workspace()

    app = AppTest.from_function(script, default_timeout=30, args=(str(tmp_path / "none"),)).run()
    assert not app.exception
    said = words(app)
    assert "There is no workspace at" in said
    assert "Do next: Run 'mathscale init" in said

"""Open a page of the app in Streamlit's test runner, with a workspace put into the session."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.workspace import Workspace

ROOT = Path(__file__).parents[2]


def open_page(workspace: Workspace, page: str, /, **query: str) -> AppTest:
    """The page after its first run; ``query`` is its address."""
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=30)
    app.session_state["workspace"] = workspace
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(f"{page}.py").run()
    return app


def address(app: AppTest) -> dict[str, str]:
    """What stands in the page's address; the runner gives a part as text or as a list of one."""
    return {k: v if isinstance(v, str) else v[0] for k, v in app.query_params.items()}


def words(app: AppTest) -> str:
    """Everything that the page says in text."""
    elements = [*app.title, *app.subheader, *app.caption, *app.markdown, *app.info, *app.error, *app.text, *app.warning]
    return "\n".join(str(e.value) for e in elements)

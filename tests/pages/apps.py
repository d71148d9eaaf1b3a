"""Open a page of the app in Streamlit's test runner, with a workspace put into the session."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from mathscale_core.workspace import Workspace

ROOT = Path(__file__).parents[2]


def open_page(workspace: Workspace, page: str, /, *, role: str = "", **query: str) -> AppTest:
    """The page after its first run; ``query`` is its address, and a role is one that was chosen before."""
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=30)
    app.session_state["workspace"] = workspace
    if role:
        # Whoever has chosen one is on the way and not led home.
        app.session_state["working_as"], app.session_state["page"] = role, "overview"
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(f"{page}.py").run()
    return app


def open_part(script: Callable[[], object], workspace: Workspace, **state: object) -> AppTest:
    """A part of a page after its first run; ``script`` draws it, and ``state`` lies in the session before."""
    app = AppTest.from_function(script, default_timeout=30)
    for name, value in {"workspace": workspace, **state}.items():
        app.session_state[name] = value
    return app.run()


def address(app: AppTest) -> dict[str, str]:
    """What stands in the page's address; the runner gives a part as text or as a list of one."""
    return {k: v if isinstance(v, str) else v[0] for k, v in app.query_params.items()}


def words(app: AppTest) -> str:
    """Everything that the page says in text."""
    elements = [*app.title, *app.subheader, *app.caption, *app.markdown, *app.info, *app.error, *app.text, *app.warning]
    return "\n".join(str(e.value) for e in elements)


def everything_said(app: AppTest) -> list[str]:
    """Every text that a reader of the page sees or finds under a question mark: labels, helps, options, cells, tabs."""
    found: list[str] = []

    def look(node: object) -> None:
        block = getattr(node, "proto", None)
        # What stands in a box of code is a command, a prompt or a log.
        if block is not None and getattr(node, "type", "") != "code":
            found.extend(_texts(block))
        value = getattr(node, "value", None)
        if isinstance(value, pd.DataFrame):
            settings = json.loads(getattr(node, "proto").columns or "{}")  # noqa: B009 (each kind has a proto of its own)
            for column in map(str, value.columns):
                said = settings.get(column, {})
                found.extend([said.get("label") or column, said.get("help") or ""])
        for child in getattr(node, "children", {}).values():
            look(child)

    look(app.main)
    return found


#: Fields of Streamlit's messages that nobody reads: keys, addresses, styles, and what a picture is drawn from.
_UNSEEN = {"id", "key", "form_id", "page", "url", "icon", "query_string", "element_id", "page_script_hash", "anchor"}
_UNSEEN |= {"block_id", "fragment_id", "color", "language", "width", "spec", "theme", "format", "command", "shortcut"}
_UNSEEN |= {
    "js_content",
    "css_content",
    "html_content",
    "json",
    "component_name",
    "user_key",
    "accept",
    "deferred_file_id",
}
_UNSEEN |= {"query_param_key", "arrow_data", "config", "columns"}


def _texts(message: object) -> list[str]:
    found: list[str] = []
    for field, value in message.ListFields():  # type: ignore[attr-defined]
        if field.name in _UNSEEN:
            continue
        several = value if field.is_repeated else [value]
        if field.type == field.TYPE_MESSAGE:
            for inner in several if hasattr(value, "__iter__") else [value]:
                if hasattr(inner, "ListFields"):
                    found += _texts(inner)
        elif field.type == field.TYPE_STRING:
            found += [str(v) for v in several]
    return found

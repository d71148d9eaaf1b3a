"""The scripts of Streamlit's front end that our pages use: which to load with the page, which when it is at rest.

Streamlit loads the script of an element when the first one of its kind arrives, one round after the other; until then
grey bars stand in its place, also where our own style sheet is to come. So the answer to the first request names the
scripts of what every page has, and the browser loads them beside Streamlit's own; ``ahead.py`` has the others loaded
later. Files are found by the beginning of their names; one that another version names otherwise waits for first use.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STATIC = Path(st.__file__).parent / "static"
_SCRIPTS = _STATIC / "static" / "js"
#: Elements of every page: the style sheet, the catcher of keys, the rail, the role.
FIRST = ("Html", "BidiComponent", "PageLink", "Selectbox", "Button")
#: Elements of single pages, the largest and soonest needed first.
LATER = (
    "DataFrame", "TextInput", "Multiselect", "ButtonGroup", "rehype-katex", "Pagination", "Checkbox", "NumberInput",
    "Slider", "Radio", "TextArea", "FileUploader", "Progress", "Spinner", "Table", "Metric",
)  # fmt: skip
_IMPORT = re.compile(r"""(?:from|import)\s*[`"']\./([^`"']+\.js)[`"']""")


class NameFirstScripts:
    """Names the first scripts in the header of every HTML page, for the browser to load at once."""

    def __init__(self, app: ASGIApp) -> None:
        """``app`` answers the requests."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html") and (scripts := with_imports(FIRST)):
                    headers["link"] = ", ".join(f"<./static/js/{name}>; rel=modulepreload" for name in scripts)
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)


@cache
def files(names: Sequence[str]) -> tuple[str, ...]:
    """The files of these scripts, in their order."""
    return tuple(file.name for name in names for file in sorted(_SCRIPTS.glob(f"{name}.*.js")))


@cache
def with_imports(names: Sequence[str]) -> tuple[str, ...]:
    """The files of these scripts with all that they import, without what the page's own HTML names."""
    named = (_STATIC / "index.html").read_text("utf-8")
    return tuple(dict.fromkeys(file for name in files(names) for file in _reached(name, set()) if file not in named))


def _reached(file: str, seen: set[str]) -> Iterator[str]:
    if file in seen or not (_SCRIPTS / file).is_file():
        return
    seen.add(file)
    yield file
    for imported in _IMPORT.findall((_SCRIPTS / file).read_text("utf-8")):
        yield from _reached(imported, seen)

"""The keyboard: one catcher on every page, and the overlay that lists its keys.

``?`` opens the overlay, ``/`` goes to the page's search field, ``g`` and a letter go to a page, and keys that
``st.button(shortcut=)`` cannot take press a button of the page. None fires while one types or with Ctrl, Alt or Meta;
C and R stay Streamlit's. A component of the page hears them as ``mathscale:key`` events of the window, whose ``detail``
is the key.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.roles import PAGES

#: What a key does, or (what it does, key of the button that it presses).
Keys = str | tuple[str, str]

#: After ``g``: letter to page. R and C are Streamlit's, so Review has the v of its middle.
GO: dict[str, str] = {
    "o": "overview", "s": "seeds", "e": "explore", "m": "mix", "g": "generate", "q": "questions", "v": "review",
    "d": "dataset", "j": "jobs", "t": "settings",
}  # fmt: skip

#: Pages that no station of the rail leads to.
UNSEEN = ("overview", "jobs", "settings")

_HERE = Path(__file__).parent


def shortcuts(keys: Mapping[str, Keys]) -> None:
    """Catch the keys of this page.

    Going to a page is a click on a link to it: ``st.switch_page`` refuses while the address is bound to a widget. The
    rail has links to most pages; the others are drawn here for no eye.
    """
    _component()(key="shortcuts", data=shortcut_data(keys))
    for page in UNSEEN:
        with st.container(key=f"go-{page}"):
            st.page_link(f"{page}.py", label=PAGES[page][0])


def shortcut_data(keys: Mapping[str, Keys]) -> dict[str, Any]:
    """What the catcher knows: the page's keys with what they do and press, and where ``g`` and a letter go."""
    page = [(key, *((what, "") if isinstance(what, str) else what)) for key, what in keys.items()]
    return {
        "page": [{"key": key, "what": what, "press": press} for key, what, press in page],
        "go": [{"key": letter, "what": PAGES[name][0], "page": name} for letter, name in GO.items()],
    }


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    """Defined once a process: defining it anew would mount a new catcher."""
    component: Callable[..., object] = st.components.v2.component(
        "mathscale_shortcuts",
        html='<dialog aria-labelledby="title" tabindex="-1"></dialog>',
        css=(_HERE / "shortcuts.css").read_text("utf-8"),
        js=(_HERE / "shortcuts.js").read_text("utf-8"),
    )
    return component

"""A page's address, read and written by hand: a control shows what it says and writes into it what is chosen.

Streamlit's own binding keeps a control's last value over a change of page and lets it win over a link's; the address is
to be the truth, also after the browser's Back.
"""

import streamlit as st

#: Longer numbers than this are no page of anything.
_DIGITS = 8


def said(name: str, default: str = "") -> str:
    """What the address says of a part, ``default`` where it says nothing."""
    return st.query_params.get(name, default)


def number_said(name: str, default: int) -> int:
    """A whole number of the address, ``default`` where it says none.

    >>> number_said("page", 1)
    1
    """
    text = said(name)
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else default


def write(name: str, value: str, *gone: str) -> None:
    """Write a part into the address, where ``""`` is none, and take the parts off that are ``gone`` by that."""
    for part in (*gone, *(() if value else (name,))):
        st.query_params.pop(part, None)
    if value:
        st.query_params[name] = value


def show(key: str, value: object) -> str:
    """Bring a control to what the address says, and give its key."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def note(key: str, name: str, default: str, *gone: str) -> None:
    """Write a control's value into the address, for its ``on_change``; the default stands there as nothing."""
    value = str(st.session_state[key] or "").strip()
    write(name, "" if value == default else value, *gone)


def page_choice(pages: int, name: str = "page", *gone: str) -> int:
    """The page that the address names, from 1 on, with a control that turns it where there are several.

    Args:
        pages: Number of pages.
        name: Part of the address.
        gone: Parts that another page takes off the address.
    """
    page = min(max(number_said(name, 1), 1), max(pages, 1))
    # Its key holds the page, so that it follows the address.
    key = f"{name}-{page}-of-{pages}"
    if pages > 1:
        st.pagination(pages, default=page, key=key, on_change=note, args=(key, name, "1", *gone))
    return page

"""The word on what a page is at: every page says so in this one way, as soon as it takes longer than a blink."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts.wording import worded


@contextmanager
def loading(what: str) -> Iterator[None]:
    """Say what is being done while it is done, and for how long by now.

    Streamlit shows it after half a second and takes no room for it before, so that nothing flickers where it is quick.

    Args:
        what: What is done, such as ``"Reading the bank"``; said in the words of the role.
    """
    with st.spinner(f"{worded(what)} …", show_time=True):
        yield

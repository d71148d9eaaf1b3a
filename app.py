"""Composition root: environment → workspace, and the server; the screens are pages/navigation.py and what it lists."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.serving import close_workspace, use_workspace

use_workspace(Path(os.environ.get("MATHSCALE_WORKSPACE") or "workspace"))


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Give the workspace back when the server ends."""
    yield {}
    close_workspace()


# The navigation is a script of its own below pages/: beside a folder "pages" Streamlit would take each file in it for a
# page by itself when the first visit is a deep link.
app = st.App("pages/navigation.py", lifespan=lifespan)

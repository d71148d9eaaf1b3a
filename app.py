"""Composition root: environment → workspace, theme and navigation; nothing else."""

import os
from pathlib import Path

import streamlit as st

from pages.parts.shell import PAGES, provide_workspace

st.set_page_config(page_title="MathScale Studio", page_icon=str(Path(__file__).parent / "pages" / "parts" / "icon.svg"), layout="wide")
provide_workspace(Path(os.environ.get("MATHSCALE_WORKSPACE") or "workspace"))
st.navigation(
    [st.Page(file, title=title, icon=icon, default=default) for file, title, icon, default in PAGES], position="top"
).run()

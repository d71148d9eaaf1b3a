"""The navigation: the screens in the order of the rail, as far as the role wants them; the others under "More"."""

from pathlib import Path

import streamlit as st

from pages.parts.ahead import load_scripts_ahead, page_drawn
from pages.parts.roles import PAGES, ROLES, working_as
from pages.parts.shell import provide_workspace, workspace
from pages.parts.wording import name_in_words

PARTS = Path(__file__).parent / "parts"

st.set_page_config(page_title="MathScale Studio", page_icon=str(PARTS / "icon.svg"), layout="wide")
st.logo(str(PARTS / "icon.svg"), size="medium")
provide_workspace()
load_scripts_ahead()
role = working_as(workspace())
# Overview is always the page without a path: addresses must not depend on who looks.
files = {
    name: st.Page(f"{name}.py", title=name_in_words(title, role), icon=icon, default=name == "overview")
    for name, (title, icon) in PAGES.items()
}
shown = ROLES[role].pages
more = [name for name in PAGES if name not in shown]
sections = {"": [files[name] for name in shown]}
if more:
    sections["More"] = [files[name] for name in more]
page = st.navigation(sections, position="top")
# A visit to the bare address begins at the role's home; later, Overview is Overview.
if "page" not in st.session_state and page is files["overview"] and ROLES[role].home != "overview":
    st.session_state["page"] = ROLES[role].home
    st.switch_page(files[ROLES[role].home])
st.session_state["page"] = next(name for name, file in files.items() if file is page)
try:
    page.run()
finally:
    page_drawn()

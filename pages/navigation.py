"""The navigation: which screens there are, in the order of the rail."""

from pathlib import Path

import streamlit as st

from pages.parts.shell import provide_workspace

#: File beside this one, title, icon; the first is the first page.
PAGES = (
    ("overview.py", "Overview", ":material/route:"),
    ("seeds.py", "Seeds", ":material/grass:"),
    ("explore.py", "Explore", ":material/hub:"),
    ("mix.py", "Mix", ":material/casino:"),
    ("generate.py", "Generate", ":material/edit_note:"),
    ("questions.py", "Questions", ":material/quiz:"),
    ("review.py", "Review", ":material/rate_review:"),
    ("dataset.py", "Dataset", ":material/dataset:"),
    ("jobs.py", "Jobs", ":material/work_history:"),
    ("settings.py", "Settings", ":material/settings:"),
)

st.set_page_config(
    page_title="MathScale Studio", page_icon=str(Path(__file__).parent / "parts" / "icon.svg"), layout="wide"
)
provide_workspace()
st.navigation(
    [st.Page(file, title=title, icon=icon, default=n == 0) for n, (file, title, icon) in enumerate(PAGES)],
    position="top",
).run()

"""Overview: where things are in the loop, what comes next, and what the material covers."""

import shlex
from html import escape

import pandas as pd
import plotly.express as px
import streamlit as st

from mathscale_core.views import overview, rail
from mathscale_core.views.text import to_markdown, to_plain
from pages.parts.problem import CHECK_LOOK
from pages.parts.rail import rail_strip
from pages.parts.shell import clear_errors, head, workspace

head("Overview", "Question data from concepts: seeds → concepts → graph → compositions → new questions → releases.")

with clear_errors():
    space = workspace()
    stations, action = rail.rail(space)
    rail_strip(stations)

    with st.container(border=True):
        st.markdown(f":material/arrow_forward: **Next:** {to_markdown(action.text)}")
        st.code(f"{action.command} --workspace {shlex.quote(str(space.root))}", language="bash", wrap_lines=True)
        st.caption(
            "The app holds this workspace: end it first (Ctrl-C in its terminal). In a checkout the command is "
            "`.venv/bin/mathscale`."
        )

    summary = overview.summary(space)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Topics by seeds", anchor=False)
        if summary.topics:
            # Plotly reads tags and dollars in labels: names are shown as plain text.
            bars = [(escape(to_plain(name)).replace("$", "&#36;"), n) for name, n in summary.topics]
            topics = pd.DataFrame(bars, columns=["topic", "seeds"])
            chart = px.bar(topics.iloc[::-1], x="seeds", y="topic", orientation="h", height=420)
            chart.update_traces(marker_color="#2f7ed8", hovertemplate="%{y}: %{x} seeds<extra></extra>")
            chart.update_layout(margin={"l": 0, "r": 8, "t": 4, "b": 0}, yaxis_title=None, xaxis_title="seed questions")
            st.plotly_chart(chart, width="stretch", config={"displayModeBar": False})
            st.caption(f"The {len(topics)} topics with most seeds of {summary.all_topics:,}.")
        else:
            st.info("No concepts yet. They come with labelled seeds or by `mathscale extract`.")
    with right:
        st.subheader("What the checks say", anchor=False)
        if summary.checks:
            rows = [
                {"check": name.replace("_", " "), **{CHECK_LOOK[s][2]: n for s, n in states.items()}}
                for name, states in summary.checks.items()
            ]
            st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
            st.caption("Over generated and imported questions. Planted flaws are counted apart.")
        else:
            st.info("No question was verified yet.")
        st.subheader("Levels", anchor=False)
        if summary.levels:
            levels = pd.DataFrame(summary.levels, columns=["level", "seeds", "questions", "test items"])
            st.dataframe(levels, hide_index=True, width="stretch")
        else:
            st.info("No seed has a level yet.")

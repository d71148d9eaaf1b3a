"""The rail: one strip with the loop's stations, their counts and how they follow each other; each leads to its page."""

from collections.abc import Sequence

import streamlit as st

from mathscale_core.views.rail import NextAction, Station
from mathscale_core.views.text import counted
from pages.parts.wording import name_in_words, worded

#: Station to the page where it is touched.
PAGE_OF: dict[str, str] = {
    "Seeds": "seeds", "Extract": "seeds", "Graph": "explore", "Mix": "mix", "Generate": "generate",
    "Verify": "questions", "Review": "review", "Dataset": "dataset", "Jobs": "jobs",
}  # fmt: skip

#: Station to what happens there, for who hovers over it.
_HELP: dict[str, str] = {
    "Seeds": "questions that people wrote; all else comes from them",
    "Extract": "seeds whose topics and knowledge points (KPs) are known",
    "Graph": "topics and KPs, joined by the seeds that carry both",
    "Mix": "compositions: sets of topics and KPs for one new question each",
    "Generate": "questions in the bank, written or imported",
    "Verify": "questions that machines checked",
    "Review": "questions that people judged",
    "Dataset": "questions in releases",
}


def rail_strip(
    stations: Sequence[Station], action: NextAction, page: str, role: str = "everything", *, large: bool = False
) -> None:
    """Draw the strip on one line: name over count, the present page's stations marked, the next one said.

    Args:
        stations: The stations.
        action: What comes next.
        page: The present page, by its file's name.
        role: Whose words are used.
        large: Add what is counted and the details.
    """
    with st.container(horizontal=True, key="rail-large" if large else "rail", gap=None, width="stretch"):
        for station in stations:
            here, coming = PAGE_OF[station.name] == page, station.name == action.station
            state = "here" if here else "next" if coming else "done" if station.done else "empty"
            name = name_in_words(station.name, role) + (" · next" if coming else "")
            many = counted(station.count, station.unit.removesuffix("s"), station.unit)
            with st.container(key=f"rail-{state}-{station.name.lower()}", gap=None):
                st.page_link(
                    f"{PAGE_OF[station.name]}.py",
                    label=f"{name} **{short(station.count)}**",
                    help=worded(f"{many}: {_HELP[station.name]}."),
                    width="stretch",
                )
                if large:
                    st.caption(worded(station.unit))
                    st.caption(worded(station.detail))


def short(count: int) -> str:
    """A count for a narrow place.

    >>> short(20857), short(200000), short(2013456)
    ('20,857', '200,000', '2.01M')
    """
    return f"{count:,}" if count < 1_000_000 else f"{count / 1_000_000:.2f}M"

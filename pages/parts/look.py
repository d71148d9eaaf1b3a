"""How things look, once for all pages: icons, colours and words of kinds, states and levels; and the words explained.

Nothing is told by colour alone: every state has an icon and a word beside it. Colours are Streamlit's palette names
(``:red[...]``, ``st.badge(color=...)``); :data:`PALETTE` is what they stand for in ``.streamlit/config.toml``. The hues
keep apart for the colour-blind: topics blue, knowledge points orange; passed a bluish green, failed a vermilion.
"""

from typing import Any, Literal

import streamlit as st

#: Names of Streamlit's palette.
Colour = Literal["red", "orange", "yellow", "blue", "green", "violet", "gray"]

#: Icon, colour, word, explanation of each kind of concept.
KIND: dict[str, tuple[str, Colour, str, str]] = {
    "topic": (":material/category:", "blue", "topic", "A field of mathematics that a question belongs to."),
    "kp": (":material/lightbulb:", "orange", "KP", "Knowledge point: one fact, rule or skill that a solution takes."),
}  # fmt: skip

#: Icon, colour, word of what one check says.
CHECK: dict[str, tuple[str, Colour, str]] = {
    "pass": (":material/check_circle:", "green", "pass"),
    "fail": (":material/cancel:", "red", "fail"),
    "unknown": (":material/help:", "gray", "could not tell"),
}

#: Icon, colour, word of what all checks of a question say together.
CHECK_STATE: dict[str, tuple[str, Colour, str]] = {
    "passed": (":material/check_circle:", "green", "passed every check"),
    "unsure": (":material/help:", "yellow", "a check could not tell"),
    "failed": (":material/cancel:", "red", "failed a check"),
    "unchecked": (":material/pending:", "gray", "not verified"),
}

#: Icon, colour, word of a person's verdict; ``""`` where nobody has looked.
VERDICT: dict[str, tuple[str, Colour, str]] = {
    "accept": (":material/thumb_up:", "green", "accepted"),
    "fix": (":material/build:", "violet", "to be fixed"),
    "reject": (":material/thumb_down:", "red", "rejected"),
    "skip": (":material/skip_next:", "gray", "skipped"),
    "flag": (":material/flag:", "yellow", "flagged"),
    "": (":material/radio_button_unchecked:", "gray", "not reviewed"),
}

#: Icon, colour, word of a job's state.
JOB_STATE: dict[str, tuple[str, Colour, str]] = {
    "queued": (":material/schedule:", "gray", "queued"),
    "running": (":material/autorenew:", "blue", "running"),
    "stalled": (":material/warning:", "yellow", "stalled"),
    "paused": (":material/pause_circle:", "violet", "paused"),
    "cancelled": (":material/block:", "gray", "cancelled"),
    "failed": (":material/error:", "red", "failed"),
    "done": (":material/check_circle:", "green", "done"),
}

#: Icon of each level, and of one that is not stated.
LEVEL_ICON: dict[str, str] = {
    "elementary": ":material/signal_cellular_alt_1_bar:",
    "middle": ":material/signal_cellular_alt_2_bar:",
    "high": ":material/signal_cellular_alt:",
    "college": ":material/school:",
    "competition": ":material/emoji_events:",
    "": ":material/signal_cellular_null:",
}

#: Words of the field, each explained in a sentence or two, for ``help=``.
WORDS: dict[str, str] = {
    "seed": "A question that a person wrote, with its solution where there is one. All concepts come from seeds.",
    "topic": KIND["topic"][3],
    "knowledge point": KIND["kp"][3],
    "concept": "A topic or a knowledge point.",
    "extract": "Name the topics and knowledge points of each seed, by a model or by the offline tagger.",
    "cleaning": "Concepts that fewer seeds carry than the threshold says are left out of the graph.",
    "graph": "Concepts joined by the seeds that carry both; the more such seeds, the stronger the edge.",
    "edge": "Two concepts that at least one seed carries together; its weight is the number of such seeds.",
    "curate": "Keep the graph true: rename, merge, link. Every edit is an event and can be taken back.",
    "shelf": "Names that a model gave beyond the offered concepts. Here they wait for a curator.",
    "mix": "Draw compositions from the graph, look at them, and keep those to write questions for.",
    "composition": "A set of topics and knowledge points that one new question is to be about.",
    "walk": "How a composition was found: steps along the graph's edges, stronger edges more often.",
    "few-shot": "Seeds nearest to a composition, shown to the model as examples.",
    "generate": "Have a new question with its solution written for each composition.",
    "provider": "Who writes: a model behind an endpoint, or the offline provider, which is no language model.",
    "endpoint": "An address that serves a language model in OpenAI's protocol, on this machine or elsewhere.",
    "structured output": "The server holds the model to JSON of a given form. Without it replies are read tolerantly.",
    "nearness": "0 to 1: how much of the composition the question is really about.",
    "lineage": "What an item came from: seeds, walk, prompt and provider; and what came of it.",
    "verify": "Machines check every question: form, final answer, recomputation, duplicates, overlap with test items.",
    "form": "Check: question, solution and answer are there and can be read.",
    "final answer": "Check: the answer given is the one that the solution ends with.",
    "recompute": "Check: a program works the answer out anew. Where none fits the question, it could not tell.",
    "duplicate": "Check: no seed and no other question has the same text.",
    "test overlap": "Check: the question shares no equal text and no ten words in a row with a test item.",
    "novelty": "How far a question is from the nearest seed and the nearest other question.",
    "decontamination": "Keeping questions out that overlap with test items, so that a test still tests.",
    "test item": "A question that models are judged on. It is never trained on and never becomes a seed.",
    "review": "A person reads a question and accepts it, mends it or rejects it.",
    "verdict": "What a person says of a question: accept, fix, reject, skip or flag.",
    "policy": "A rule that accepts questions in place of a person, such as: every check passed.",
    "revision": "One state of a question's text. An edit makes a new revision; the old one stays.",
    "release": "A named, frozen set of accepted questions. It never changes; a later choice is another release.",
    "digest": "A fingerprint of a release's contents: equal digest, equal contents, on any machine.",
    "dataset": "The released questions, to browse and to export.",
    "job": "Work that goes on while you do something else. It survives a restart and never asks a model twice.",
    "token": "The piece of text that models count and servers bill; about four letters.",
    "level": "For whom a question is: elementary, middle, high, college or competition.",
    "split": "Which part of its source a seed comes from, such as train.",
    "held back": "A seed kept out of extraction and examples, but not deleted.",
    "planted": "A question with a known flaw, made to test checks and reviewers. It enters no release.",
}  # fmt: skip

#: The palette of each theme, as in ``.streamlit/config.toml``: for what Streamlit does not colour itself.
PALETTE: dict[str, dict[str, str]] = {
    "light": {
        "background": "#fcfcfa", "surface": "#f1f3ef", "text": "#1b2430", "primary": "#1d5b8f", "border": "#d6dad5",
        "blue": "#2f6db5", "orange": "#c0601a", "green": "#0b7f62", "red": "#c23b2e", "yellow": "#a67c00",
        "violet": "#7a4fb5", "gray": "#68717d",
    },
    "dark": {
        "background": "#11161d", "surface": "#1a212b", "text": "#e3e8ee", "primary": "#7db4ea", "border": "#323d4b",
        "blue": "#7db4ea", "orange": "#eba060", "green": "#5cc9a7", "red": "#f08c80", "yellow": "#e3c04e",
        "violet": "#bb97ee", "gray": "#9aa5b3",
    },
}  # fmt: skip

#: The order in which series of a chart take colours.
SERIES: tuple[Colour, ...] = ("blue", "orange", "green", "violet", "yellow", "red", "gray")


def palette() -> dict[str, str]:
    """The palette of the theme that the reader sees now."""
    return PALETTE["dark" if st.context.theme.type == "dark" else "light"]


def plotly_template() -> Any:  # noqa: ANN401 (plotly has no types)
    """Plotly's settings in the theme: transparent, thin lines, the reader's text colour.

    Use ``st.plotly_chart(figure, theme=None)`` with ``figure.update_layout(template=plotly_template())``.
    """
    # Loaded only where a chart is drawn; most pages have none.
    import plotly.graph_objects as go

    colours = palette()
    axis = {
        "gridcolor": colours["border"], "linecolor": colours["border"], "zeroline": False, "ticks": "",
        "automargin": True, "title": {"font": {"size": 12, "color": colours["gray"]}},
    }  # fmt: skip
    return go.layout.Template(
        layout={
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "Source Sans, sans-serif", "size": 14, "color": colours["text"]},
            "colorway": [colours[name] for name in SERIES],
            "xaxis": axis,
            "yaxis": axis,
            "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
            "bargap": 0.32,
            "hoverlabel": {
                "bgcolor": colours["surface"],
                "bordercolor": colours["border"],
                "font": {"color": colours["text"]},
            },
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "title": {"text": ""}},
        }
    )

"""Charts in the look of the app: bars of counts, and bars of shares.

Plotly reads tags and dollars in labels, so names are made harmless here.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from mathscale_core.views.text import to_plain
from pages.parts.look import Colour, palette, plotly_template

_BAR, _AXIS = 25, 44


def count_bars(rows: Sequence[tuple[str, int]], unit: str, colour: Colour, key: str) -> None:
    """One bar a row, the first on top, with its number at its end.

    Args:
        rows: (name, count); names are stored text.
        unit: What is counted, for the hover text.
        colour: Palette name.
        key: Element key.
    """
    # Loaded only where a chart is drawn; most pages have none.
    import plotly.graph_objects as go

    bars = go.Bar(
        x=[n for _, n in rows], y=[label(name, 34) for name, _ in rows], orientation="h",
        marker_color=palette()[colour], text=[f"{n:,}" for _, n in rows], textposition="outside", cliponaxis=False,
        hovertemplate="%{y}: %{x:,} " + escape(unit) + "<extra></extra>",
    )  # fmt: skip
    figure = go.Figure(bars)
    figure.update_xaxes(visible=False)
    _show(figure, len(rows), key)


def state_bars(
    rows: Sequence[tuple[str, Mapping[str, int]]], states: Mapping[str, tuple[str, Colour, str]], key: str
) -> None:
    """One bar a row, divided into states; each state has a colour, a pattern and a word.

    Args:
        rows: (name, state to count).
        states: State to (icon, palette name, word), in the order drawn.
        key: Element key.
    """
    import plotly.graph_objects as go

    figure, colours = go.Figure(), palette()
    for n, (state, (_, colour, word)) in enumerate(states.items()):
        counts = [counted.get(state, 0) for _, counted in rows]
        figure.add_bar(
            x=counts, y=[label(name, 34) for name, _ in rows], orientation="h", name=word,
            marker={"color": colours[colour], "pattern": {"shape": _PATTERNS[n % 3], "solidity": 0.25}},
            text=[f"{count:,}" if count else "" for count in counts], textposition="inside", insidetextanchor="middle",
            hovertemplate="%{y}: %{x:,} " + word + "<extra></extra>",
        )  # fmt: skip
    figure.update_layout(barmode="stack", uniformtext={"minsize": 10, "mode": "hide"})
    figure.update_xaxes(visible=False)
    _show(figure, len(rows), key, legend=True)


def series_bars(names: Sequence[str], series: Mapping[str, Sequence[int]], key: str) -> None:
    """Upright bars side by side: a group a name, a bar a series."""
    import plotly.graph_objects as go

    figure = go.Figure()
    for word, counts in series.items():
        figure.add_bar(
            x=[label(name, 20) for name in names], y=list(counts), name=word,
            hovertemplate="%{x}: %{y:,} " + escape(word) + "<extra></extra>",
        )  # fmt: skip
    figure.update_layout(barmode="group")
    _show(figure, 8, key, legend=True)


def label(name: str, limit: int = 0) -> str:
    r"""A stored name as a label in which nothing is alive.

    >>> label("<b>Sum</b> of $x$ and \\$2")
    '&lt;b&gt;Sum&lt;/b&gt; of x and &#36;2'
    """
    return escape(to_plain(name, limit)).replace("$", "&#36;")


_PATTERNS = ("", "/", ".")


def _show(figure: Any, rows: int, key: str, *, legend: bool = False) -> None:  # noqa: ANN401 (plotly has no types)
    figure.update_layout(
        template=plotly_template(),
        legend_traceorder="normal",
        height=_BAR * rows + _AXIS + (28 if legend else 0),
        showlegend=legend,
    )
    if not legend or figure.data[0].orientation == "h":
        figure.update_yaxes(autorange="reversed", showgrid=False)
    st.plotly_chart(figure, width="stretch", theme=None, config={"displayModeBar": False}, key=key)

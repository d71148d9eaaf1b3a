"""Charts in the look of the app: bars of counts, bars divided into states, groups of upright bars, and lines.

Comes in: rows of names and counts. Goes out: tables whose cells are drawn as bars by ``shell.css``, so that every
number is text that can be read aloud and copied. They are there with the page itself: a charting library is megabytes
of script that the first page would wait two seconds for. What has axes is Plotly's, loaded where it is drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from mathscale_core.views.text import to_plain
from pages.parts.look import PALETTE, SERIES, Colour, plotly_template

#: Pattern of a state beside its colour, by the order of the states; the classes are in the style sheet.
_PATTERNS = ("plain", "striped", "dotted")


def count_bars(rows: Sequence[tuple[str, int]], unit: str, colour: Colour, key: str) -> None:
    """One bar a row, the first on top, with its number behind it.

    Args:
        rows: (name, count); names are stored text.
        unit: What is counted, for the hover text and for who listens.
        colour: Palette name.
        key: Element key.
    """
    most = max((n for _, n in rows), default=0)
    lines = [
        f'<tr title="{label(name)}: {n:,} {escape(unit)}">{_name(name)}'
        f'<td><span class="bar" style="{_share(n, most)}{_ink(colour)}"></span>'
        f'<span class="number">{n:,}</span></td></tr>'
        for name, n in rows
    ]
    _draw(f'<table class="chart counts"><caption>{escape(unit)}</caption>{"".join(lines)}</table>', key)


def state_bars(
    rows: Sequence[tuple[str, Mapping[str, int]]], states: Mapping[str, tuple[str, Colour, str]], key: str
) -> None:
    """One bar a row, divided into states; each state has a colour, a pattern and a word.

    Args:
        rows: (name, state to count).
        states: State to (icon, palette name, word), in the order drawn.
        key: Element key.
    """
    drawn = [(state, colour, word, _PATTERNS[n % 3]) for n, (state, (_, colour, word)) in enumerate(states.items())]
    lines = []
    for name, counted in rows:
        pieces = "".join(
            f'<span class="part {pattern}" style="flex-grow:{counted[state]};{_ink(colour)}" '
            f'title="{label(name)}: {counted[state]:,} {escape(word)}"><span class="number">{counted[state]:,}</span>'
            f'<span class="said"> {escape(word)}</span></span>'
            for state, colour, word, pattern in drawn
            if counted.get(state)
        )
        lines.append(f'<tr>{_name(name)}<td><div class="parts">{pieces}</div></td></tr>')
    keys = _legend((colour, word, pattern) for _, colour, word, pattern in drawn)
    _draw(f'{keys}<table class="chart states">{"".join(lines)}</table>', key)


def series_bars(names: Sequence[str], series: Mapping[str, Sequence[int]], key: str) -> None:
    """Upright bars side by side, each with its number on top: a group a name, a bar a series."""
    most = max((n for counts in series.values() for n in counts), default=0)
    colours = dict(zip(series, SERIES, strict=False))
    head = "".join(f'<th scope="col">{label(name, 20)}</th>' for name in names)
    cells = []
    for at, name in enumerate(names):
        bars = "".join(
            f'<span class="upright" title="{label(name)}: {counts[at]:,} {escape(word)}">'
            f'<span class="number">{counts[at]:,}</span><span class="said"> {escape(word)}</span>'
            f'<span class="bar" style="{_share(counts[at], most)}{_ink(colours[word])}"></span></span>'
            for word, counts in series.items()
        )
        cells.append(f'<td><div class="group">{bars}</div></td>')
    keys = _legend((colour, word, "plain") for word, colour in colours.items())
    _draw(f'{keys}<table class="chart series"><tr>{"".join(cells)}</tr><tr>{head}</tr></table>', key)


def lines(x: Sequence[float], series: Mapping[str, Sequence[float]], axes: tuple[str, str], key: str) -> None:
    """A line a series over numbers, points marked.

    Args:
        x: Positions, ascending.
        series: Word to a value a position.
        axes: What x and y are.
        key: Element key.
    """
    import plotly.graph_objects as go

    figure = go.Figure()
    for word, values in series.items():
        figure.add_scatter(
            x=list(x), y=list(values), name=label(word), mode="lines+markers",
            hovertemplate=f"{escape(axes[0])} %{{x:,}}: %{{y:,}} {escape(word)}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(template=plotly_template(), height=280, showlegend=len(series) > 1)
    figure.update_xaxes(title=escape(axes[0]))
    figure.update_yaxes(title=escape(axes[1]), rangemode="tozero")
    st.plotly_chart(figure, theme=None, key=f"chart-{key}", config={"displayModeBar": False})


def label(name: str, limit: int = 0) -> str:
    r"""A stored name as a label in which nothing is alive.

    >>> label("<b>Sum</b> of $x$ and \\$2")
    '&lt;b&gt;Sum&lt;/b&gt; of x and &#36;2'
    """
    return escape(to_plain(name, limit)).replace("$", "&#36;")


def _name(name: str) -> str:
    return f'<th scope="row"><span>{label(name)}</span></th>'


def _legend(entries: Iterable[tuple[Colour, str, str]]) -> str:
    keys = "".join(f'<span class="key"><i class="{p}" style="{_ink(c)}"></i>{escape(w)}</span>' for c, w, p in entries)
    return f'<div class="chart legend">{keys}</div>'


def _ink(colour: Colour) -> str:
    return f"--ink:light-dark({PALETTE['light'][colour]},{PALETTE['dark'][colour]})"


def _share(n: int, most: int) -> str:
    return f"--share:{n / most if most else 0:.4f};"


def _draw(html: str, key: str) -> None:
    with st.container(key=f"chart-{key}"):
        st.html(html)

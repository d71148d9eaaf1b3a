"""The rail: one strip with the loop's stations, their counts and how they follow each other."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from mathscale_core.views.rail import Station

_CSS = """
<style>
.rail { display: grid; grid-template-columns: repeat(auto-fit, minmax(98px, 1fr)); gap: 10px; margin: 4px 0 8px; }
.rail .station { border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: 10px;
  padding: 10px 12px 9px; position: relative; min-width: 0; }
.rail .station.empty { border-style: dashed; opacity: .72; }
.rail .name { font-size: .8rem; font-weight: 600; display: flex; align-items: center; gap: 6px; }
.rail .mark { width: 8px; height: 8px; border-radius: 50%; background: #2f9e62; flex: none; }
.rail .empty .mark { background: transparent; border: 1.5px solid currentColor; }
.rail .count { font-size: 1.5rem; font-weight: 650; line-height: 1.35; font-variant-numeric: tabular-nums; }
.rail .unit, .rail .detail { font-size: .76rem; opacity: .78; overflow-wrap: anywhere; }
</style>
"""


def rail_strip(stations: Sequence[Station]) -> None:
    """Draw the strip; an empty station is dashed and says so to a screen reader."""
    cells = "".join(
        f'<div class="station{"" if s.done else " empty"}" role="listitem">'
        f'<div class="name"><span class="mark" title="{"has data" if s.done else "empty"}"></span>'
        f"{escape(s.name)}</div>"
        f'<div class="count">{s.count:,}</div><div class="unit">{escape(s.unit)}</div>'
        f'<div class="detail">{escape(s.detail)}</div></div>'
        for s in stations
    )
    st.html(f'{_CSS}<div class="rail" role="list" aria-label="Stations of the loop">{cells}</div>')

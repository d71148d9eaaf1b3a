"""The map component: one WebGL2 canvas for the whole graph, which tells clicks and lassos back to Python.

Its scripts are one module, inlined; nothing is fetched from outside, and names are drawn as text, never as HTML.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from mathscale_core.views.map import COLOURED, GraphMap, packet
from mathscale_core.views.overlays import Overlay, as_said
from pages.parts.look import palette

HEIGHT = 560
_HERE = Path(__file__).parent
#: Of low to high: viridis without the end that nobody sees on the page.
_RAMP = {
    "light": ("#b5de2b", "#5ec962", "#21a585", "#2a788e", "#414487", "#440154"),
    "dark": ("#6a6fc4", "#3f8fb5", "#22a884", "#5ec962", "#addc30", "#fde725"),
}
#: Of communities, after Okabe and Ito: told apart by the colour-blind; the last one is of all smaller ones.
_COMMUNITIES = {
    "light": ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b88700", "#3a9fd0", "#7a4fb5", "#8c3d5d", "#8b95a1"),
    "dark": ("#6cb4ee", "#ff9a5c", "#4fd1ab", "#e6a3c8", "#f5c04a", "#9ad7f5", "#bb97ee", "#d77fa1", "#6f7b8a"),
}
_ICONS = {
    "in": ("Zoom in (+)", '<path d="M10 4v12M4 10h12"/>'),
    "out": ("Zoom out (-)", '<path d="M4 10h12"/>'),
    "fit": ("Show the whole map (0)", '<path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"/>'),
    "lasso": ("Lasso: choose concepts (L, or Shift and drag)", '<path d="M10 3c4 0 7 2 7 5s-3 5-7 5-7-2-7-5 3-5 7-5z"/>'
              '<path d="M6 12c-1 2 0 3 1 3s1 2-1 2"/>'),
    "clear": ("Clear the choice (Esc)", '<path d="M5 5l10 10M15 5L5 15"/>'),
}  # fmt: skip
_TOOLS = "".join(
    f'<button type="button" data-do="{do}" title="{said}" aria-label="{said}"'
    f"{' aria-pressed=false' if do == 'lasso' else ''}>"
    f'<svg viewBox="0 0 20 20" aria-hidden="true">{icon}</svg></button>'
    for do, (said, icon) in _ICONS.items()
)
_HTML = f"""
<div class="map" tabindex="0" role="application" aria-roledescription="map" style="--map-height: {HEIGHT}px">
  <div class="stage">
    <canvas class="scene"></canvas><canvas class="names"></canvas>
    <div class="tools">{_TOOLS}</div>
    <canvas class="mini" aria-hidden="true"></canvas>
    <div class="tip" role="status" hidden></div>
  </div>
  <div class="word" hidden>This browser draws no WebGL2, which the map needs. The table below has every concept.</div>
  <div class="legend"></div>
</div>
"""


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What was done on the map in this run.

    Attributes:
        picked: Index of the concept that was clicked, None where none was.
        lassoed: Indices of the concepts that were chosen, empty to clear the choice; None where nothing was done.
    """

    picked: int | None
    lassoed: tuple[int, ...] | None


def map_canvas(drawn: GraphMap, shown: Overlay | None, chosen: Collection[int], key: str) -> MapEvent:
    """Draw the map; ``shown`` is what it is coloured by, None for communities."""
    data = packet(drawn, shown, chosen, more_of(drawn, shown))
    result = _component()(key=key, data=data, on_picked_change=_noted, on_lassoed_change=_noted)
    return event_of(drawn, getattr(result, "picked", None), getattr(result, "lassoed", None))


def event_of(drawn: GraphMap, picked: object, lassoed: object) -> MapEvent:
    """What the browser said, where it speaks of this map; what comes from an older one is no event any more."""
    node = _of(drawn, picked, "node")
    nodes = _of(drawn, lassoed, "nodes")
    count = len(drawn.concepts)
    return MapEvent(
        node if isinstance(node, int) and 0 <= node < count else None,
        tuple(n for n in nodes if isinstance(n, int) and 0 <= n < count) if isinstance(nodes, list) else None,
    )


def more_of(drawn: GraphMap, shown: Overlay | None) -> dict[str, Any]:
    """Colours and legend of the reader's theme, and what is said to who does not see the map."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    look = palette()
    none = _COMMUNITIES[theme][-1]
    if shown is None:
        title, colours, legend = "Communities", list(_COMMUNITIES[theme]), _of_communities(drawn, _COMMUNITIES[theme])
    else:
        title = shown.kind.title
        colours = _shades(_RAMP[theme], len(shown.steps))
        legend = _of_steps(shown, colours, none)
    kps = len(drawn.concepts) - drawn.topics
    return {
        "overlay": shown.name if shown else "", "colours": colours or [none], "none": none, "dark": theme == "dark",
        "paper": look["background"], "ink": look["text"], "line": look["gray"], "accent": look["primary"],
        "legend_title": title, "legend": legend,
        "said": f"Map of {drawn.topics:,} topics and {kps:,} knowledge points with {drawn.edges:,} edges, coloured by "
        f"{title.lower()}. Arrows move, plus and minus zoom, L begins a lasso, Escape clears. The table below says "
        "the same in words.",
    }  # fmt: skip


def _of(drawn: GraphMap, value: object, name: str) -> object:
    # An AttributeDictionary, which is a mapping.
    if isinstance(value, Mapping) and value.get("version") == drawn.version:
        return value.get(name)
    return None


def _shades(ramp: tuple[str, ...], count: int) -> list[str]:
    """So many shades from end to end of a ramp.

    >>> _shades(("a", "b", "c", "d"), 2), _shades(("a", "b", "c", "d"), 1)
    (['a', 'd'], ['d'])
    """
    if count == 1:
        return [ramp[-1]]
    return [ramp[round(i * (len(ramp) - 1) / (count - 1))] for i in range(count)]


def _of_communities(drawn: GraphMap, colours: tuple[str, ...]) -> list[dict[str, Any]]:
    named = sorted((c for c in drawn.communities.values() if c.rank < COLOURED), key=lambda c: c.rank)
    legend = [{"colour": colours[c.rank], "text": f"{c.name} ({c.concepts:,})", "hollow": False} for c in named]
    others = len(drawn.communities) - len(named)
    if others:
        rest = sum(c.concepts for c in drawn.communities.values()) - sum(c.concepts for c in named)
        legend.append({"colour": colours[-1], "text": f"{others:,} others ({rest:,})", "hollow": False})
    return legend


def _of_steps(shown: Overlay, colours: list[str], none: str) -> list[dict[str, Any]]:
    legend: list[dict[str, Any]] = []
    for step, colour in zip(shown.steps, colours, strict=True):
        low, high = as_said(shown.kind.form, step.low), as_said(shown.kind.form, step.high)
        said = low if low == high else f"{low} to {high}"
        legend.append({"colour": colour, "text": f"{said} ({step.concepts:,})", "hollow": False})
    if shown.empty:
        legend.append({"colour": none, "text": shown.empty, "hollow": True})
    elif shown.missing:
        legend.append({"colour": none, "text": f"no data ({shown.missing:,})", "hollow": True})
    return legend


def _noted() -> None:
    """Streamlit wants a callback for each trigger; the page reads the result itself."""


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    """Defined once a process: defining it anew would mount a new canvas and lose the view."""
    component: Callable[..., object] = st.components.v2.component(
        "mathscale_map", html=_HTML, css=(_HERE / "map.css").read_text("utf-8"),
        js="\n".join((_HERE / name).read_text("utf-8") for name in ("mapgl.js", "maplabels.js", "map.js")),
    )  # fmt: skip
    return component

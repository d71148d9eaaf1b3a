"""The picture of a neighbourhood: in vis-network's hands, telling Python what is done in it.

vis-network ships inside the pyvis wheel; the browser has it from our own server (``routes.py``), once a visit.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from mathscale_core.views.explore import Ego, Wish
from mathscale_core.views.overlays import NO_DATA, Overlay, as_said
from mathscale_core.views.text import to_plain
from pages.parts.look import KIND

HEIGHT = 520
#: Letters of a name in the picture, and of one that is pointed at.
_SHORT, _LONG = 48, 240
#: Of low to high, ever farther from the page; the colour-blind tell them apart.
_SHADES = {
    "light": ("#b5de2b", "#5ec962", "#21a585", "#2a788e", "#414487", "#440154"),
    "dark": ("#6a6fc4", "#3f8fb5", "#22a884", "#5ec962", "#addc30", "#fde725"),
}
_NONE = {"light": "#d9dde2", "dark": "#3a4450"}
_MARK = {"topic": "#2f6db5", "kp": "#b8590f"}
_TOOLS = "".join(
    f'<button type="button" data-do="{do}" title="{said}" aria-label="{said}">{sign}</button>'
    for do, said, sign in (
        ("in", "Zoom in (+)", "+"), ("out", "Zoom out (-)", "−"), ("fit", "Show all (0)", "⤢"),
        ("tidy", "Lay out anew: forgets where concepts were dragged to", "↺"),
    )
)  # fmt: skip
_HTML = f"""
<div class="graph">
  <div class="canvas" tabindex="0" role="application" aria-roledescription="graph">
    <div class="stage"></div><div class="tools">{_TOOLS}</div>
  </div>
  <div class="legend" role="group" aria-label="Legend and filter"></div>
  <div class="spoken" aria-live="polite"></div>
</div>
"""
_CSS = f"""
.canvas {{ position: relative; height: {HEIGHT}px; overflow: hidden; border-radius: 10px;
  border: 1px solid color-mix(in srgb, var(--st-text-color) 16%, transparent);
  background: var(--st-background-color); }}
.stage {{ height: 100%; }}
.canvas:focus-visible {{ outline: 2px solid var(--st-primary-color); }}
.stage :focus {{ outline: none; }}
button {{ font: inherit; color: inherit; background: var(--st-background-color); cursor: pointer;
  border: 1px solid color-mix(in srgb, var(--st-text-color) 22%, transparent); border-radius: 6px; }}
button:focus-visible {{ outline: 2px solid var(--st-primary-color); outline-offset: 1px; }}
button:hover:enabled {{ background: var(--st-secondary-background-color); }}
.tools {{ position: absolute; top: 8px; right: 8px; display: flex; gap: 4px; }}
.tools button {{ width: 30px; height: 30px; font: 17px/1 sans-serif; padding: 0; }}
.menu {{ position: absolute; z-index: 6; display: flex; flex-direction: column; padding: 4px; border-radius: 8px;
  background: var(--st-background-color); box-shadow: 0 4px 18px rgb(0 0 0 / .28);
  border: 1px solid color-mix(in srgb, var(--st-text-color) 22%, transparent); }}
.menu button {{ display: flex; gap: 24px; justify-content: space-between; border: 0; padding: 6px 10px;
  font: 14px var(--st-font, sans-serif); color: var(--st-text-color); text-align: left; }}
kbd {{ font: 12px var(--st-code-font, monospace); opacity: .7; }}
.legend {{ display: flex; flex-wrap: wrap; gap: 4px 6px; align-items: center; padding: 8px 0 2px;
  font: 13px var(--st-font, sans-serif); color: var(--st-text-color); font-variant-numeric: tabular-nums; }}
.legend span {{ padding: 0 4px 0 10px; }}
.item {{ display: inline-flex; gap: 6px; align-items: center; padding: 3px 9px; border-radius: 12px; }}
.item:disabled {{ border-color: transparent; cursor: default; }}
.item[aria-pressed="false"] {{ text-decoration: line-through; opacity: .72; }}
.item[aria-pressed="false"] i {{ background: none !important; }}
.item i {{ width: 11px; height: 11px; background: var(--mark); border: 2px solid var(--mark); box-sizing: border-box; }}
.item.box i {{ background: none; border-radius: 3px; width: 15px; }}
.item.dot i {{ border-radius: 50%; }}
.item.dash i {{ height: 0; width: 18px; border: 0; border-top: 2px dashed var(--mark); background: none; }}
.spoken {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
div.vis-tooltip {{ position: absolute; visibility: hidden; padding: 5px 8px; font: 13px sans-serif; border-radius: 6px;
  background: var(--st-secondary-background-color); color: var(--st-text-color); max-width: 340px;
  border: 1px solid color-mix(in srgb, var(--st-text-color) 25%, transparent); pointer-events: none; z-index: 5; }}
"""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What is drawn of a neighbourhood.

    Attributes:
        ego: The neighbourhood.
        wish: What of it was wished for.
        selected: The chosen concept.
        edge: The chosen edge, by its ends; none where none is.
        shown: What it is coloured by; None for kinds alone.
        hidden: Steps of that which are left out; ``-1`` is "no data".
        arrows: Whether arrows say the probability of a step.
        starred: Concepts with a star.
        places: Where concepts were dragged to.
        layer: What the positions belong to; another one is laid out anew.
    """

    ego: Ego
    wish: Wish
    selected: str
    edge: tuple[str, str] | None = None
    shown: Overlay | None = None
    hidden: frozenset[int] = frozenset()
    arrows: bool = False
    starred: Collection[str] = ()
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    layer: str = ""


def graph_canvas(picture: Picture, key: str, told: Callable[[], None]) -> None:
    """Draw a neighbourhood; ``told`` is called when something was done in it, see :func:`event_of`."""
    _component()(key=key, data=canvas_data(picture), on_did_change=told)


def event_of(key: str) -> dict[str, Any]:
    """What was done in the picture with this key: ``what`` and to which concept; empty where nothing was."""
    did = getattr(st.session_state.get(key), "did", None)
    return dict(did) if isinstance(did, Mapping) else {}


def canvas_data(picture: Picture) -> dict[str, Any]:
    """What the canvas draws: names go in as data and are drawn as text, never as HTML."""
    ego, shown = picture.ego, picture.shown
    theme = "dark" if st.context.theme.type == "dark" else "light"
    colours = shades(len(shown.steps), theme) if shown else []
    steps = {n.concept.id: _step(shown, n.place) for n in ego.nodes}
    left = {n.concept.id for n in ego.nodes if shown and steps[n.concept.id] in picture.hidden} - {ego.centre.id}
    nodes = [
        {
            "id": n.concept.id, "label": to_plain(n.concept.name, _SHORT), "full": to_plain(n.concept.name, _LONG),
            "kind": n.concept.kind, "seeds": n.seeds, "degree": n.degree, "ring": n.ring, "via": n.via,
            "opened": n.concept.id in picture.wish.opened, "star": n.concept.id in picture.starred,
            "value": as_said(shown.kind.form, float(shown.values[n.place])) if shown and shown.steps else "",
            "colour": _colour(steps[n.concept.id], colours, _NONE[theme]) if shown and shown.steps else "",
        }
        for n in ego.nodes
        if n.concept.id not in left
    ]  # fmt: skip
    edges = [
        {
            "from": e.a, "to": e.b, "weight": e.weight, "p": f"{e.there:.2g}", "q": f"{e.back:.2g}", "hand": e.by_hand,
        }
        for e in ego.edges
        if not left & {e.a, e.b}
    ]  # fmt: skip
    return {
        "nodes": nodes, "edges": edges, "centre": ego.centre.id, "selected": picture.selected,
        "edge": list(picture.edge) if picture.edge else None, "arrows": picture.arrows,
        "places": {c: list(at) for c, at in picture.places.items()}, "key": f"{picture.layer}:{ego.centre.id}",
        "legend": _legend(picture, steps, colours, _NONE[theme]), "said": said_of(picture),
    }  # fmt: skip


def said_of(picture: Picture) -> str:
    """The picture in a sentence, with its keys, for who does not see it."""
    ego = picture.ego
    return (
        f"{to_plain(ego.centre.name, _LONG)} with {len(ego.nodes) - 1:,} concepts around it and "
        f"{len(ego.edges):,} edges. "
        "Arrows walk to a neighbour, Enter puts it in the middle, E expands, X leaves out, M opens the menu, plus and "
        "minus zoom. The table beside it says the same in words."
    )


def shades(count: int, theme: str) -> list[str]:
    """So many shades from low to high.

    >>> shades(2, "light"), shades(1, "dark")
    (['#b5de2b', '#440154'], ['#fde725'])
    """
    ramp = _SHADES[theme]
    if count == 1:
        return [ramp[-1]]
    return [ramp[round(i * (len(ramp) - 1) / (count - 1))] for i in range(count)]


def _step(shown: Overlay | None, place: int) -> int:
    step = int(shown.bins[place]) if shown else NO_DATA
    return -1 if step == NO_DATA else step


def _colour(step: int, colours: list[str], none: str) -> str:
    return none if step < 0 else colours[step]


def _legend(picture: Picture, steps: Mapping[str, int], colours: list[str], none: str) -> dict[str, Any]:
    """Kinds, edges by hand and steps of the overlay, each with how many there are in the neighbourhood."""
    ego, shown = picture.ego, picture.shown
    counts = {kind: sum(n.concept.kind == kind for n in ego.nodes) for kind in KIND}
    items = [
        {
            "name": kind, "text": KIND[kind][2], "count": f"{counts[kind]:,}", "on": kind in picture.wish.kinds,
            "shape": "box" if kind == "topic" else "dot", "colour": _MARK[kind], "fixed": False,
        }
        for kind in KIND
    ]  # fmt: skip
    by_hand = sum(e.by_hand is not None for e in ego.edges)
    if by_hand:
        items.append({"name": "hand", "text": "by hand", "count": f"{by_hand:,}", "on": True, "shape": "dash",
                      "colour": "#8a94a3", "fixed": True})  # fmt: skip
    kinds = len(items)
    present = sorted(set(steps.values()), key=lambda s: (s < 0, s)) if shown and shown.steps else []
    for step in present:
        form = shown.kind.form if shown else ""
        low, high = (shown.steps[step].low, shown.steps[step].high) if shown and step >= 0 else (0.0, 0.0)
        text = "no data" if step < 0 else as_said(form, low) + (f"–{as_said(form, high)}" if high > low else "")
        items.append({
            "name": f"step{step}", "text": text, "count": f"({sum(s == step for s in steps.values()):,})",
            "on": step not in picture.hidden, "shape": "fill", "colour": _colour(step, colours, none), "fixed": False,
        })  # fmt: skip
    return {
        "items": items, "kinds": kinds, "title": shown.kind.title if shown else "",
        "empty": shown.empty if shown else "",
    }  # fmt: skip


@cache
def _source() -> str:
    here = Path(__file__).parent
    return "\n".join((here / f"canvas{part}.js").read_text("utf-8") for part in ("layout", "looks", "menu", ""))


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    """Defined once a process: defining it anew would mount a new canvas and lose the view."""
    component: Callable[..., object] = st.components.v2.component(
        "mathscale_graph_canvas", html=_HTML, css=_CSS, js=_source()
    )
    return component

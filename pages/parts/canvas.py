"""The graph canvas: an ego network in vis-network's hands, telling clicks back to Python.

vis-network ships inside the pyvis wheel and is inlined, so that nothing is fetched from outside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st

from mathscale_core.views.explore import Ego

HEIGHT = 520
_CSS = f"""
.canvas {{ height: {HEIGHT}px; border: 1px solid color-mix(in srgb, var(--st-text-color) 16%, transparent);
  border-radius: 10px; background: var(--st-background-color); overflow: hidden; }}
.canvas:has(:focus-visible) {{ outline: 2px solid var(--st-primary-color); }}
.canvas :focus {{ outline: none; }}
div.vis-tooltip {{ position: absolute; visibility: hidden; padding: 5px 8px; font: 13px sans-serif; border-radius: 6px;
  background: var(--st-secondary-background-color); color: var(--st-text-color);
  border: 1px solid color-mix(in srgb, var(--st-text-color) 25%, transparent); pointer-events: none; z-index: 5; }}
"""


@dataclass(frozen=True, slots=True)
class CanvasEvent:
    """What was done on the canvas in this run; both empty where nothing was.

    Attributes:
        picked: Concept that was clicked.
        opened: Concept that was double-clicked.
    """

    picked: str
    opened: str


def graph_canvas(ego: Ego, seeds: int, selected: str, key: str) -> CanvasEvent:
    """Draw an ego network; ``seeds`` are the centre's seeds, ``selected`` is the chosen node."""
    result = _component()(
        key=key, data=canvas_data(ego, seeds, selected), on_picked_change=_noted, on_opened_change=_noted
    )
    return CanvasEvent(str(getattr(result, "picked", None) or ""), str(getattr(result, "opened", None) or ""))


def canvas_data(ego: Ego, seeds: int, selected: str) -> dict[str, Any]:
    """What the canvas draws: names go in as data and are drawn as text, never as HTML."""
    centre = {"id": ego.centre.id, "label": ego.centre.name, "kind": ego.centre.kind, "seeds": seeds}
    around = [
        {"id": n.concept.id, "label": n.concept.name, "kind": n.concept.kind, "seeds": n.seeds} for n in ego.neighbours
    ]
    edges = [{"from": a, "to": b, "weight": w} for a, b, w in ego.edges]
    return {"nodes": [centre, *around], "edges": edges, "centre": ego.centre.id, "selected": selected}


def _noted() -> None:
    """Streamlit wants a callback for each trigger; the page reads the result itself."""


@cache
def _source() -> str:
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pyvis is not installed; run 'make install'")
    vis = Path(spec.submodule_search_locations[0]) / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return f"{vis.read_text('utf-8')}\n{(Path(__file__).parent / 'canvas.js').read_text('utf-8')}"


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    """Defined once a process: defining it anew would mount a new canvas and lose the view."""
    component: Callable[..., object] = st.components.v2.component(
        "mathscale_graph_canvas", html='<div class="canvas"></div>', css=_CSS, js=_source()
    )
    return component

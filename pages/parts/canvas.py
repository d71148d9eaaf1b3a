"""Pictures of the graph: an ego network in vis-network's hands, telling clicks back to Python, and a walk.

vis-network ships inside the pyvis wheel and is inlined, so that nothing is fetched from outside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st

from mathscale_core.views.explore import Ego
from mathscale_core.views.questions import Step
from mathscale_core.views.text import to_plain

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
_WALK_CSS = """
.walk-frame { overflow-x: auto; }
.walk { position: relative; box-sizing: content-box; min-width: 360px; display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 1.25fr); column-gap: 104px;
  padding: 26px 4px 8px; font: 14px/1.35 var(--st-font, sans-serif); color: var(--st-text-color); }
.walk svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; overflow: visible; }
.walk svg path { fill: none; stroke: #8a94a3; stroke-width: 1.6; }
.walk svg marker path { fill: #8a94a3; }
.walk .topics, .walk .kps { display: flex; flex-direction: column; gap: var(--walk-gap); justify-content: center; }
.walk .node { padding: 7px 12px; border: 1.5px solid; background: var(--st-background-color);
  overflow-wrap: break-word; }
.walk .node.topic { border-color: #2f6db5; border-radius: 6px; }
.walk .node.kp { border-color: #b8590f; border-radius: 18px; }
.walk .kind { display: block; font-size: 11px; opacity: .75; }
.walk .mark { position: absolute; transform: translate(-50%, -50%); white-space: nowrap; padding: 0 6px;
  border-radius: 9px; font-size: 12px; font-variant-numeric: tabular-nums;
  background: var(--st-secondary-background-color);
  border: 1px solid color-mix(in srgb, var(--st-text-color) 22%, transparent); }
.walk.narrow { column-gap: 72px; font-size: 12.5px; }
.walk.narrow .node { padding: 6px 9px; }
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
    centre = {"id": ego.centre.id, "label": to_plain(ego.centre.name), "kind": ego.centre.kind, "seeds": seeds}
    around = [
        {"id": n.concept.id, "label": to_plain(n.concept.name), "kind": n.concept.kind, "seeds": n.seeds}
        for n in ego.neighbours
    ]
    edges = [{"from": a, "to": b, "weight": w} for a, b, w in ego.edges]
    return {"nodes": [centre, *around], "edges": edges, "centre": ego.centre.id, "selected": selected}


def walk_canvas(steps: Sequence[Step], key: str) -> None:
    """Draw a walk: topics left, knowledge points right, a numbered arrow with its probability for every step."""
    if steps:
        _walk_component()(key=key, data=walk_data(steps))


def walk_data(steps: Sequence[Step]) -> dict[str, Any]:
    """What is drawn of a walk: each concept once, and a step for every move, the first from nowhere.

    ``said`` is the walk in words, for those who do not see it.
    """
    nodes = {s.concept: {"id": s.concept, "label": to_plain(s.name), "kind": s.kind} for s in reversed(steps)}
    before = ["", *(s.concept for s in steps)]
    moves = [
        {"from": b, "to": s.concept, "n": n, "p": "" if s.probability is None else f"{s.probability:.2g}"}
        for n, (b, s) in enumerate(zip(before, steps, strict=False), 1)
    ]
    said = "A walk: " + ", then ".join(f"{'topic' if s.kind == 'topic' else 'KP'} {to_plain(s.name)}" for s in steps)
    return {"nodes": [nodes[s] for s in dict.fromkeys(before[1:])], "steps": moves, "said": said}


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


@st.cache_resource(show_spinner=False)
def _walk_component() -> Callable[..., object]:
    component: Callable[..., object] = st.components.v2.component(
        "mathscale_walk_canvas", css=_WALK_CSS,
        html='<div class="walk-frame" tabindex="0"><div class="walk" role="img"></div></div>',
        js=(Path(__file__).parent / "walk.js").read_text("utf-8"),
    )  # fmt: skip
    return component

"""A walk as a picture: topics left, knowledge points right, and a numbered arrow for every step."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from mathscale_core.views.questions import Step
from mathscale_core.views.text import to_plain
from pages.parts.wording import kind_word, worded

_CSS = """
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
.walk.tight { min-width: 296px; column-gap: 64px; font-size: 12px; }
.walk.tight .node { padding: 5px 7px; }
.walk.tight .mark { font-size: 11px; padding: 0 4px; }
"""


def walk_canvas(steps: Sequence[Step], key: str) -> None:
    """Draw a walk: topics left, knowledge points right, a numbered arrow with its probability for every step."""
    if steps:
        _component()(key=key, data=walk_data(steps))


def walk_data(steps: Sequence[Step]) -> dict[str, Any]:
    """What is drawn of a walk: each concept once, and a step for every move, the first from nowhere.

    ``said`` is the walk in words, for those who do not see it.
    """
    nodes = {
        s.concept: {"id": s.concept, "label": to_plain(s.name), "kind": s.kind, "word": kind_word(s.kind)}
        for s in reversed(steps)
    }
    before = ["", *(s.concept for s in steps)]
    moves = [
        {"from": b, "to": s.concept, "n": n, "p": "" if s.probability is None else f"{s.probability:.2g}"}
        for n, (b, s) in enumerate(zip(before, steps, strict=False), 1)
    ]
    said = worded("A walk: ") + ", then ".join(f"{kind_word(s.kind)} {to_plain(s.name)}" for s in steps)
    return {"nodes": [nodes[s] for s in dict.fromkeys(before[1:])], "steps": moves, "said": said}


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    component: Callable[..., object] = st.components.v2.component(
        "mathscale_walk_canvas", css=_CSS,
        html='<div class="walk-frame" tabindex="0"><div class="walk" role="img"></div></div>',
        js=(Path(__file__).parent / "walk.js").read_text("utf-8"),
    )  # fmt: skip
    return component

"""A walk as a picture: names are data, never HTML."""

import re

from mathscale_core.views.questions import Step
from pages.parts.walkcanvas import walk_canvas, walk_data
from tests.pages.apps import ROOT


def test_a_walk_draws_each_concept_once_and_every_step() -> None:
    """A concept that is visited twice is one box; the first step comes from nowhere; no walk is no picture."""
    walk_canvas([], "none")
    steps = [
        Step("c_a", "A <b>", "topic", "start", 0.25),
        Step("c_b", "B", "topic", "topic step", None),
        Step("c_a", "A <b>", "topic", "topic step", 0.5),
        Step("c_x", "X", "kp", "to KP", 0.123456),
    ]
    data = walk_data(steps)
    assert [n["id"] for n in data["nodes"]] == ["c_a", "c_b", "c_x"]
    assert data["nodes"][0] == {"id": "c_a", "label": "A <b>", "kind": "topic", "word": "topic"}
    assert [(s["from"], s["to"], s["n"], s["p"]) for s in data["steps"]] == [
        ("", "c_a", 1, "0.25"), ("c_a", "c_b", 2, ""), ("c_b", "c_a", 3, "0.5"), ("c_a", "c_x", 4, "0.12"),
    ]  # fmt: skip
    assert data["said"] == "A walk: topic A <b>, then topic B, then topic A <b>, then KP X"


def test_the_walk_sets_names_as_text() -> None:
    """The only markup that its code writes is its own arrow head."""
    code = (ROOT / "pages" / "parts" / "walk.js").read_text("utf-8")
    assert code.count("innerHTML") == 1
    assert not re.search(r"https?://(?!www\.w3\.org)|fetch\(|eval\(|insertAdjacent", code)

"""The canvas draws data: names are data, never HTML; its code asks nothing of the outside."""

import re

from mathscale_core.records import Concept
from mathscale_core.views.explore import Ego, Neighbour
from mathscale_core.views.questions import Step
from pages.parts.canvas import _source, canvas_data, walk_canvas, walk_data
from tests.pages.apps import ROOT


def test_canvas_data_holds_centre_neighbours_and_edges() -> None:
    """Ids, names, kinds, seeds; each edge with its weight."""
    a, b = Concept("c_a", "topic", "A <b>"), Concept("c_b", "kp", "B")
    data = canvas_data(Ego(a, (Neighbour(b, 2, 0.5, 1.0, 4),), (("c_a", "c_b", 2),), 0), 7, "c_b")
    assert [n["id"] for n in data["nodes"]] == ["c_a", "c_b"]
    assert data["nodes"][0] == {"id": "c_a", "label": "A <b>", "kind": "topic", "seeds": 7}
    assert data["edges"] == [{"from": "c_a", "to": "c_b", "weight": 2}]
    assert (data["centre"], data["selected"]) == ("c_a", "c_b")


def test_the_component_inlines_vis_network_and_exports_one_function() -> None:
    """vis-network comes from the pyvis wheel; our part sets no HTML and loads nothing."""
    ours = _source().rsplit("// The graph canvas", 1)[1]
    assert len(_source()) > 400_000
    assert ours.count("export default function") == 1
    assert not re.search(r"innerHTML|https?://|fetch\(|eval\(", ours)


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
    assert data["nodes"][0] == {"id": "c_a", "label": "A <b>", "kind": "topic"}
    assert [(s["from"], s["to"], s["n"], s["p"]) for s in data["steps"]] == [
        ("", "c_a", 1, "0.25"), ("c_a", "c_b", 2, ""), ("c_b", "c_a", 3, "0.5"), ("c_a", "c_x", 4, "0.12"),
    ]  # fmt: skip
    assert data["said"] == "A walk: topic A <b>, then topic B, then topic A <b>, then KP X"


def test_the_walk_sets_names_as_text() -> None:
    """The only markup that its code writes is its own arrow head."""
    code = (ROOT / "pages" / "parts" / "walk.js").read_text("utf-8")
    assert code.count("innerHTML") == 1
    assert not re.search(r"https?://(?!www\.w3\.org)|fetch\(|eval\(|insertAdjacent", code)

"""The canvas draws data: names are data, never HTML; its code asks nothing of the outside."""

import re

from mathscale_core.records import Concept
from mathscale_core.views.explore import Ego, Neighbour
from pages.parts.canvas import _source, canvas_data


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

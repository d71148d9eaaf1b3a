"""The canvas draws data: names are data, never HTML; its code asks nothing of the outside."""

import re

import numpy as np
from streamlit.testing.v1 import AppTest

from mathscale_core.records import Concept
from mathscale_core.views.explore import Edge, Ego, Neighbour, Node, Wish
from mathscale_core.views.overlays import NO_DATA, OVERLAYS, Overlay, Step
from pages.parts.canvas import Picture, _source, canvas_data, event_of, said_of

A, B, C = Concept("c_a", "topic", "A <b>"), Concept("c_b", "kp", "B" * 300), Concept("c_c", "kp", "مثلث 😀")
EGO = Ego(
    A, (Neighbour(B, 2, 0.5, 1.0, 4), Neighbour(C, 1, 0.25, 0.125, 1)),
    (Node(A, 7, 2, 0, "", 0), Node(B, 4, 1, 1, "c_a", 1), Node(C, 1, 1, 1, "c_a", 2)),
    (Edge("c_a", "c_b", 2, 0.5, 1.0), Edge("c_a", "c_c", 1, 0.25, 0.125, 0)), 0,
)  # fmt: skip


def overlay(values: list[float], steps: tuple[Step, ...], bins: list[int]) -> Overlay:
    return Overlay(
        "seeds", OVERLAYS["seeds"], np.array(values), np.zeros(0, dtype=np.int32), steps,
        np.array(bins, dtype=np.uint8), bins.count(NO_DATA),
    )  # fmt: skip


def test_canvas_data_holds_the_concepts_and_edges() -> None:
    """Ids, names cut to what fits, kinds, seeds; each edge with weight and both probabilities, or by hand."""
    data = canvas_data(Picture(EGO, Wish(opened=("c_b",)), "c_b", ("c_a", "c_b"), starred=["c_c"], layer="v"))
    assert [n["id"] for n in data["nodes"]] == ["c_a", "c_b", "c_c"]
    first = data["nodes"][0]
    assert (first["label"], first["kind"], first["seeds"], first["degree"], first["ring"]) == (
        "A <b>",
        "topic",
        7,
        2,
        0,
    )
    assert [len(n["label"]) <= 48 for n in data["nodes"]] == [True] * 3
    assert [n["opened"] for n in data["nodes"]] == [False, True, False]
    assert [n["star"] for n in data["nodes"]] == [False, False, True]
    assert data["edges"][0] == {"from": "c_a", "to": "c_b", "weight": 2, "p": "0.5", "q": "1", "hand": None}
    assert data["edges"][1]["hand"] == 0
    assert (data["centre"], data["selected"], data["edge"]) == ("c_a", "c_b", ["c_a", "c_b"])


def test_the_layout_belongs_to_layer_and_middle() -> None:
    """A click, an overlay or a dragged place make no other layout; another version does."""
    one = canvas_data(Picture(EGO, Wish(), "c_b", layer="v1", places={"c_b": (1.0, 2.0)}))
    assert one["key"] == canvas_data(Picture(EGO, Wish(), "c_a", layer="v1", arrows=True))["key"]
    assert one["key"] != canvas_data(Picture(EGO, Wish(), "c_b", layer="v2"))["key"]
    assert one["places"] == {"c_b": [1.0, 2.0]}


def test_the_legend_counts_and_says_what_is_shown() -> None:
    """Kinds, edges by hand, and the steps of the overlay that occur, with how many have no data."""
    steps = (Step(1, 3, 5), Step(4, 9, 2))
    shown = overlay([7.0, 2.0, np.nan], steps, [1, 0, NO_DATA])
    data = canvas_data(Picture(EGO, Wish(kinds=("kp",)), "c_a", shown=shown, hidden=frozenset({0, 1})))
    items = {i["name"]: (i["text"], i["count"], i["on"]) for i in data["legend"]["items"]}
    assert items == {
        "topic": ("topic", "1", False), "kp": ("KP", "2", True), "hand": ("by hand", "1", True),
        "step0": ("1–3", "(1)", False), "step1": ("4–9", "(1)", False), "step-1": ("no data", "(1)", True),
    }  # fmt: skip
    # The middle is never left out.
    assert [n["id"] for n in data["nodes"]] == ["c_a", "c_c"]
    assert [(e["from"], e["to"]) for e in data["edges"]] == [("c_a", "c_c")]
    assert [n["value"] for n in data["nodes"]] == ["7", "no data"]


def test_an_overlay_without_data_says_so_and_colours_nothing() -> None:
    """The kinds stay as they are."""
    data = canvas_data(Picture(EGO, Wish(), "c_a", shown=overlay([np.nan] * 3, (), [NO_DATA] * 3)))
    assert data["legend"]["empty"].startswith("no data")
    assert {n["colour"] for n in data["nodes"]} == {""}


def test_the_picture_is_said_in_words() -> None:
    """What is in the middle, how much is around it, and the keys."""
    said = said_of(Picture(EGO, Wish(), "c_a"))
    assert said.startswith("A <b> with 2 concepts around it and 2 edges.")
    assert "Arrows walk" in said


def test_what_was_done_is_empty_where_nothing_was() -> None:
    """An unknown key, and one that holds something else."""

    def page() -> None:
        import streamlit as st

        from pages.parts.canvas import event_of

        st.session_state["odd"] = 7
        st.text(str(event_of("odd")) + str(event_of("none")))

    app = AppTest.from_function(page).run()
    assert [t.value for t in app.text] == ["{}{}"]
    assert callable(event_of)


def test_the_component_has_one_function_and_asks_for_nothing_outside() -> None:
    """Our parts set no HTML and name no address; the one script that they load is our own server's."""
    ours = _source()
    assert ours.count("export default async function") == 1
    assert not re.search(r"innerHTML|insertAdjacent|https?://|fetch\(|eval\(", ours.replace("${location.origin}", ""))
    assert ours.count("import(") == 1

"""An edge on screen."""

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.views import explore
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


def pair(demo: Workspace) -> tuple[str, explore.Neighbour]:
    middle = explore.search(demo, "", 1)[0].concept.id
    return middle, explore.neighbours(demo, middle)[0]


def test_an_edge_shows_weight_probabilities_and_seeds(demo: Workspace) -> None:
    """Both ends lead to their panels."""
    middle, other = pair(demo)
    app = open_page(demo, "explore", concept=middle, edge=f"{middle}~{other.concept.id}")
    assert not app.exception
    said = words(app)
    assert f"weight **{other.weight:,}**" in said
    assert f"p = **{other.there:.3g}**" in said
    assert f"p = **{other.back:.3g}**" in said
    assert len([e for e in app.expander if e.label == "Worked solution"]) == min(other.weight, 5)
    app.button(key=f"end-{other.concept.id}").click().run()
    assert address(app) == {"concept": middle, "selected": other.concept.id}


def test_an_edge_by_hand_and_one_that_is_not_there_say_so(demo: Workspace) -> None:
    """Without an edge the pair is shown, so that it can be linked."""
    middle, other = pair(demo)
    apply_edit(demo, {"kind": "edge", "a": middle, "b": other.concept.id, "weight": 0})
    app = open_page(demo, "explore", concept=middle, edge=f"{middle}~{other.concept.id}")
    assert not app.exception
    assert "weight **0**" in words(app)


def test_an_edge_of_a_concept_that_is_gone_is_said(demo: Workspace) -> None:
    """The picture stands all the same."""
    middle, _ = pair(demo)
    app = open_page(demo, "explore", concept=middle, edge=f"{middle}~c_gone")
    assert not app.exception
    assert "No edge leads to 'c_gone'" in words(app)
    assert app.slider(key="limit").value == 16

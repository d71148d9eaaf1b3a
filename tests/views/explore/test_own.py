"""Stars, visits and dragged positions, as pages read them."""

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.explore import drag, star, visit
from mathscale_core.pipeline.publish import publish
from mathscale_core.views.explore import dragged, starred, visited
from mathscale_core.views.explore.own import layers
from mathscale_core.workspace import Workspace
from tests.views.explore.small import named


def test_at_first_nothing_is_kept(workspace: Workspace) -> None:
    """No star, no visit, no position."""
    assert (starred(workspace), visited(workspace), dragged(workspace, "c_1"), layers(workspace)) == (
        [],
        [],
        {},
        ["draft"],
    )


def test_stars_and_visits_are_hits_of_who_made_them(workspace: Workspace) -> None:
    """With seeds and neighbours; what was merged is what stands for it, once; others have their own."""
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    for concept in (money, percent):
        star(workspace, concept.id)
        visit(workspace, concept.id)
    assert {h.concept for h in starred(workspace)} == {money, percent}
    assert starred(workspace.acting_as("Emmy")) == visited(workspace.acting_as("Emmy")) == []
    apply_edit(workspace, {"kind": "merge", "from": [percent.id], "into": money.id})
    assert [h.concept for h in starred(workspace)] == [h.concept for h in visited(workspace)] == [money]


def test_positions_go_on_from_version_to_version(workspace: Workspace) -> None:
    """A new version begins with those of the one before it; what is dragged then is its own; the old one keeps its."""
    money = named(workspace, "Money").id
    drag(workspace, layers(workspace)[0], money, {"c_a": (1.0, 2.0)})
    first = publish(workspace, "first").version
    assert layers(workspace) == [first, "draft"]
    assert dragged(workspace, money) == {"c_a": (1.0, 2.0)}
    drag(workspace, first, money, {"c_a": (5.0, 6.0)})
    apply_edit(workspace, {"kind": "rename", "concept": money, "name": "Prices"})
    assert dragged(workspace, money) == {"c_a": (5.0, 6.0)}
    second = publish(workspace, "second").version
    assert layers(workspace, "1") == [first, "draft"]
    assert layers(workspace, "2") == layers(workspace) == list(dict.fromkeys([second, first, "draft"]))
    assert dragged(workspace, money) == {"c_a": (5.0, 6.0)}

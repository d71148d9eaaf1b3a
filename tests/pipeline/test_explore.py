"""A star, a visit, a drag: kept for who did it, and never an edit of the graph."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError, NotAllowedError, NotFoundError
from mathscale_core.pipeline.explore import drag, star, tidy, visit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def test_a_star_is_put_on_and_taken_off(workspace: Workspace) -> None:
    """The graph and its log are as before."""
    concept, graph = workspace.store.concepts.concepts()[0].id, workspace.graph()
    star(workspace, concept)
    assert workspace.store.explore.starred(workspace.actor) == [concept]
    star(workspace, concept, starred=False)
    star(workspace, "c_gone", starred=False)
    assert workspace.store.explore.starred(workspace.actor) == []
    assert workspace.graph() is graph
    assert workspace.store.curation.events() == []


def test_what_is_not_there_gets_no_star_and_no_visit(workspace: Workspace) -> None:
    """An old address leaves no trace."""
    for act in (star, visit):
        with pytest.raises(NotFoundError, match="c_gone"):
            act(workspace, "c_gone")
    assert workspace.store.explore.visited(workspace.actor, 5) == []


def test_a_visit_and_a_drag_are_kept(workspace: Workspace) -> None:
    """By who did it, and by version and middle; tidying forgets."""
    concept = workspace.store.concepts.concepts()[0].id
    visit(workspace, concept)
    drag(workspace, "draft", concept, {"c_1": (3.0, 4.0)})
    assert workspace.store.explore.visited(workspace.actor, 5) == [concept]
    assert workspace.store.explore.dragged("draft", concept) == {"c_1": (3.0, 4.0)}
    tidy(workspace, ["draft"], concept)
    assert workspace.store.explore.dragged("draft", concept) == {}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e9])
def test_a_place_outside_of_any_picture_is_refused(workspace: Workspace, value: float) -> None:
    """Nothing of it is stored."""
    with pytest.raises(InputError):
        drag(workspace, "draft", "c_1", {"c_2": (0.0, value)})
    with pytest.raises(InputError):
        drag(workspace, "draft", "c_1", {f"c_{n}": (0.0, 0.0) for n in range(1000)})
    assert workspace.store.explore.dragged("draft", "c_1") == {}


def test_nobody_without_a_name_may(workspace: Workspace) -> None:
    """Every writing function asks."""
    nobody = workspace.acting_as("")
    with pytest.raises(NotAllowedError):
        star(nobody, "c")
    with pytest.raises(NotAllowedError):
        visit(nobody, "c")
    with pytest.raises(NotAllowedError):
        drag(nobody, "v", "c", {})
    with pytest.raises(NotAllowedError):
        tidy(nobody, [], "c")

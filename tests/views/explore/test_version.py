"""Which graph is shown: the draft, or a published version as it was."""

from itertools import combinations

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.publish import publish
from mathscale_core.pipeline.seeds import hold_seeds
from mathscale_core.testing.workspaces import SMALL
from mathscale_core.views.explore import ego, panel, seeds_of, shown
from mathscale_core.views.explore.version import seeds_with
from mathscale_core.workspace import Workspace
from tests.views.explore.small import named


def test_the_draft_is_shown_where_no_version_is_named(workspace: Workspace) -> None:
    """It is the very graph that curators work on."""
    assert shown(workspace) is workspace.draft()


@pytest.mark.parametrize("number", ["1", "x", "-1", "draft"])
def test_a_version_that_was_not_published_is_refused(workspace: Workspace, number: str) -> None:
    """The error says how to get back."""
    with pytest.raises(NotFoundError, match=number) as caught:
        shown(workspace, number)
    assert "draft" in caught.value.remedy


def test_a_published_version_stays_as_it_was(workspace: Workspace) -> None:
    """Names, seeds and neighbours are those of then; it is opened once."""
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    publish(workspace, "first")
    apply_edit(workspace, {"kind": "merge", "from": [percent.id], "into": money.id})
    apply_edit(workspace, {"kind": "rename", "concept": money.id, "name": "Prices"})
    assert shown(workspace, "1") is shown(workspace, "1")
    assert panel(workspace, money.id, "1").concept == money
    assert panel(workspace, percent.id, "1").seeds == len(seeds_of(workspace, percent.id, 50, version="1")) == 4
    assert ego(workspace, percent.id, version="1").centre == percent
    with pytest.raises(NotFoundError):
        ego(workspace, percent.id)


def test_seeds_with_several_concepts_carry_all_of_them(workspace: Workspace) -> None:
    """Counted against the labels; an unknown concept is carried by none."""
    cleaned = workspace.draft()
    topics = [c for c in workspace.store.concepts.concepts() if c.kind == "topic"]
    for a, b in combinations(topics, 2):
        wanted = sum({a.name, b.name} <= set(t) for t, _ in SMALL)
        assert len(seeds_with(cleaned, a.id, b.id)) == wanted
    assert seeds_with(cleaned, "c_gone") == seeds_with(cleaned, topics[0].id, "c_gone") == []
    assert seeds_with(cleaned) == []


def test_seeds_held_back_are_no_seeds_of_a_concept(workspace: Workspace) -> None:
    """The draft is without them at once."""
    money = named(workspace, "Money").id
    first = seeds_with(workspace.draft(), money)
    hold_seeds(workspace, first[:1], "odd")
    assert seeds_with(workspace.draft(), money) == first[1:]

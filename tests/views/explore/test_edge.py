"""An edge's panel: weight, probability both ways, and the seeds that make it."""

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.views.explore import edge, neighbours, seeds_of_edge
from mathscale_core.workspace import Workspace
from tests.views.explore.small import named, seeds_with


def test_a_pair_that_is_not_there_is_refused(workspace: Workspace) -> None:
    """A concept that the graph lacks, and one with itself."""
    money = named(workspace, "Money").id
    for other in ("c_gone", money, named(workspace, "Checking a solution").id):
        with pytest.raises(NotFoundError):
            edge(workspace, money, other)


def test_an_edge_has_its_weight_both_probabilities_and_its_seeds(workspace: Workspace) -> None:
    """From either end the same edge, with the probabilities swapped; seeds in order of import, in pages."""
    money, unit = named(workspace, "Money"), named(workspace, "Unit price")
    shown, back = edge(workspace, money.id, unit.id), edge(workspace, unit.id, money.id)
    assert (shown.a, shown.b, shown.weight, shown.seeds) == (money, unit, *[seeds_with("Money", "Unit price")] * 2)
    assert (back.there, back.back) == (shown.back, shown.there)
    (known,) = (n for n in neighbours(workspace, money.id) if n.concept == unit)
    assert shown.there == pytest.approx(known.there)
    assert shown.back == pytest.approx(known.back)
    assert not shown.by_hand
    lines = [s.line for s in seeds_of_edge(workspace, money.id, unit.id, 10)]
    assert lines == [4, 5, 6, 11]
    assert [s.line for s in seeds_of_edge(workspace, money.id, unit.id, 2, 2)] == lines[2:]


def test_an_edge_by_hand_keeps_the_count_of_its_seeds(workspace: Workspace) -> None:
    """The weight is the person's, the seeds are what they are; unlinked it weighs nothing."""
    money, unit = named(workspace, "Money").id, named(workspace, "Unit price").id
    apply_edit(workspace, {"kind": "edge", "a": money, "b": unit, "weight": 40})
    shown = edge(workspace, money, unit)
    assert (shown.weight, shown.seeds, shown.by_hand) == (40, 4, True)
    apply_edit(workspace, {"kind": "edge", "a": money, "b": unit, "weight": 0})
    shown = edge(workspace, money, unit)
    assert (shown.weight, shown.there, shown.back, shown.seeds, shown.by_hand) == (0, 0.0, 0.0, 4, True)


def test_two_concepts_without_an_edge_have_a_pair_all_the_same(workspace: Workspace) -> None:
    """So that one can link them."""
    shown = edge(workspace, named(workspace, "Linear equations").id, named(workspace, "Fractions").id)
    assert (shown.weight, shown.seeds, shown.by_hand) == (0, 0, False)

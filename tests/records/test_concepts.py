"""Concepts and compositions."""

from mathscale_core.records import Composition


def test_a_composition_is_the_set_that_its_walks_visited() -> None:
    """Repeats and order belong to the trace, not to the set."""
    assert Composition("m", 0, 1, (), (), "r").concepts == ()
    assert Composition("m", 0, 1, ("b", "a", "b"), ("x", "x"), "r").concepts == ("a", "b", "x")

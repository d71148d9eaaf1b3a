"""What the events so far have come to."""

from mathscale_core.curation import State
from tests.curation.editing import KNOWN, alias, change_kind, edit, merge, relate, rename


def test_nothing_is_said_at_first() -> None:
    """Kinds and names are those that came."""
    state = State(KNOWN)
    assert (state.kinds, state.names, state.merged) == (KNOWN.kinds, {}, {})
    assert state.holder(("topic", "name 1")) == "c_1"
    assert state.keys_of("c_1") == {"name 1"}


def test_what_an_event_of_the_log_makes_is_not_there_before_it() -> None:
    """Even where the store remembers it from an edit that was undone."""
    state = State(KNOWN, made={"c_1"})
    assert "c_1" not in state.kinds
    assert state.holder(("topic", "name 1")) is None


def test_names_lead_to_whom_the_edits_gave_them() -> None:
    """Renamed, aliased, taken away, and in another kind."""
    state = State(KNOWN)
    for row in (
        rename("c_1", "Sums"), alias("c_1", add=("Totals",)), alias("c_1", remove=("Name 1",)),
        change_kind("c_1", "kp"), merge("c_3", "c_2"),
    ):  # fmt: skip
        state.apply(edit(row))
    assert [state.holder(("kp", key)) for key in ("sum", "total", "name 1")] == ["c_1", "c_1", None]
    assert state.holder(("topic", "name 2")) == "c_3"


def test_the_way_up_the_tree_ends() -> None:
    """The nearest first."""
    state = State(KNOWN)
    for row in (relate("c_1", "c_2"), relate("c_2", "c_x")):
        state.apply(edit(row))
    assert (state.above("c_x"), state.above("c_1")) == (["c_2", "c_1"], [])

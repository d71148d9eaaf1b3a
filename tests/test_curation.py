"""Curation is a log of events; the graph's decisions are a fold over it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.curation import KINDS, Decisions, fold, read_edit
from mathscale_core.errors import InputError
from mathscale_core.records import EditEvent

concepts = st.lists(st.sampled_from(["c_1", "c_2", "c_3"]), max_size=6)


def edit(row: dict[str, Any], **changes: Any) -> EditEvent:
    arguments: dict[str, Any] = {"line": 3, "actor": "Ada", "at": "2026-01-01T00:00:00Z", "after": ""}
    return read_edit(row, **(arguments | changes))


def test_an_empty_log_decides_nothing() -> None:
    """No events, no decisions."""
    assert fold([]) == Decisions(frozenset())


@given(concepts, concepts)
def test_decisions_are_those_of_every_event(first: list[str], second: list[str]) -> None:
    """Restoring twice is restoring once, in whatever order."""
    events = [edit({"kind": "restore", "concept": c}) for c in first + second]
    assert fold(events) == fold(events[::-1]) == Decisions(frozenset(first) | frozenset(second))


def test_events_of_other_kinds_are_passed_over() -> None:
    """A log of a newer version still folds."""
    assert fold([EditEvent("e_1", "rename", {"concept": "c_1", "name": "B"}, "Ada", "", "")]) == Decisions(frozenset())


def test_an_edit_keeps_who_when_and_why() -> None:
    """The event holds the edit's own fields apart from its kind and reason."""
    event = edit({"kind": "restore", "concept": "c_1", "reason": "needed"})
    assert (event.kind, event.payload, event.reason) == ("restore", {"concept": "c_1"}, "needed")
    assert (event.actor, event.at) == ("Ada", "2026-01-01T00:00:00Z")
    assert edit({"kind": "restore", "concept": "c_1", "reason": None}).reason == ""


def test_equal_edits_at_other_places_are_other_events() -> None:
    """Place, person and time make an event; its reason does not."""
    row = {"kind": "restore", "concept": "c_1"}
    events = [
        edit(row),
        edit(row, after="e_0"),
        edit(row, actor="Bo"),
        edit(row, at="2026"),
        edit(row | {"concept": "c_2"}),
    ]
    assert len({event.id for event in events}) == len(events)
    assert edit(row | {"reason": "because"}).id == edit(row).id


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({}, "edit kind None"),
        ({"kind": "rename", "concept": "c_1"}, "edit kind 'rename'"),
        ({"kind": ["restore"], "concept": "c_1"}, "edit kind"),
        ({"kind": "restore"}, "concept: Field required"),
        ({"kind": "restore", "concept": ""}, "concept: String should have at least 1"),
        ({"kind": "restore", "concept": 5}, "concept: Input should be a valid string"),
        ({"kind": "restore", "concept": "c" * 2_001}, "concept: String should have at most"),
        ({"kind": "restore", "concept": "c_1", "concpet": "c_2"}, "concpet: Extra inputs"),
    ],
    ids=str,
)
def test_an_edit_of_another_form_is_refused_with_its_line(row: dict[str, Any], found: str) -> None:
    """The message names line and field, and says that nothing was applied."""
    with pytest.raises(InputError, match=r"^Line 3") as caught:
        edit(row)
    assert found in caught.value.found
    assert "Nothing was applied" in caught.value.remedy


def test_reading_an_edit_leaves_its_row_alone() -> None:
    """The row of the file can be shown again."""
    row = {"kind": KINDS[0], "concept": "c_1", "reason": "needed"}
    edit(row)
    assert row == {"kind": KINDS[0], "concept": "c_1", "reason": "needed"}

"""Edits are read once at the door: their forms, and what is refused with its line."""

from typing import Any

import pytest

from mathscale_core.curation import KINDS, made_by
from mathscale_core.curation.forms import FORMS
from mathscale_core.errors import InputError
from tests.curation.editing import add, alias, edit, rename, split


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
        ({"kind": "paint", "concept": "c_1"}, "edit kind 'paint'"),
        ({"kind": "undo", "event": "e_1"}, "edit kind 'undo'"),
        ({"kind": "rename", "concept": "c_1"}, "name: Field required"),
        ({"kind": "rename", "concept": "c_1", "name": " ... "}, "the name ' ... ' has 3 characters"),
        ({"kind": "rename", "concept": "c_1", "name": "x" * 121}, "has 121 characters"),
        ({"kind": "merge", "from": [], "into": "c_1"}, "from: List should have at least 1"),
        ({"kind": "merge", "from": "c_2", "into": "c_1"}, "from: Input should be a valid list"),
        ({"kind": "merge", "from": ["c_2"]}, "into: Field required"),
        ({"kind": "retag", "seeds": [], "add": ["c_1"]}, "either seeds or a rule"),
        ({"kind": "retag", "seeds": ["s_1"], "where": {"words": ["x"]}, "add": ["c_1"]}, "either seeds or a rule"),
        ({"kind": "retag", "where": {"words": [" "]}, "add": ["c_1"]}, "where: Value error, a rule narrows"),
        ({"kind": "edge", "a": "c_1", "b": "c_2", "weight": -1}, "weight: Input should be greater than or equal to 0"),
        ({"kind": "edge", "a": "c_1", "b": "c_2", "weight": 0.5}, "weight: Input should be a valid integer"),
        ({"kind": "relate", "a": "c_1", "b": "c_2", "as": "twin"}, "as: Input should be"),
        ({"kind": "split", "concept": "c_1", "into": [{"seeds": ["s_1"]}]}, "a part of the split has the name ''"),
        ({"kind": "alias", "concept": "c_1", "add": ["<" * 5000]}, "should have at most 2000"),
        ({"kind": "add", "as": "kp", "name": "?!"}, "has 2 characters"),
        ({"kind": "retag", "seeds": ["s_1"], "add": [5]}, "add.0: Input should be a valid string"),
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


def test_names_come_in_as_they_are_shown() -> None:
    """Of every kind that gives names; HTML, emoji and right-to-left letters are letters like others."""
    assert edit(rename("c_1", " <b>sums</b>\n of 2.")).payload["name"] == "<b>sums</b> of 2"
    assert edit(alias("c_1", add=("sums", "Sums", "جمع ➕"))).payload["add"] == ["Sums", "جمع ➕"]
    assert edit(add("kp", "limits .")).payload["name"] == "Limits"


def test_what_an_event_makes_is_named_in_it() -> None:
    """Ids of new concepts belong to the event: the log alone can be replayed elsewhere."""
    event = edit(split("c_1", {"name": "Mean", "seeds": ["s_1"]}, {"concept": "c_2", "seeds": ["s_2"]}))
    assert made_by(event) == (event.payload["into"][0]["id"],)
    assert made_by(edit(add("kp", "Sums", concept="c_own"))) == ("c_own",)
    assert made_by(edit(add("kp", "Sums")))[0].startswith("c_")
    assert made_by(edit(rename("c_1", "Sums"))) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_shows_a_line_of_itself(kind: str) -> None:
    """The messages quote it."""
    assert f'"kind": "{kind}"' in (FORMS[kind].__doc__ or "")

"""Every kind of edit is said in words, and knows which concepts it is about."""

from typing import Any

import pytest

from mathscale_core.curation import KINDS, read_edit, undo_event
from mathscale_core.records import EditEvent
from mathscale_core.views.editwords import about, in_words

NAMES = {"c_1": "Money", "c_2": "Prices", "c_3": "Sums"}
SAID: dict[str, list[tuple[dict[str, Any], str]]] = {
    "restore": [({"concept": "c_1"}, "Restored Money")],
    "delete": [({"concept": "c_1"}, "Deleted Money")],
    "rename": [({"concept": "c_1", "name": "cash"}, "Renamed Old name to Cash")],
    "alias": [
        ({"concept": "c_1", "add": ["cash", "coins"]}, "Added the names Cash, Coins of Money"),
        ({"concept": "c_1", "remove": ["cash"]}, "Took away the name cash of Money"),
    ],
    "define": [
        ({"concept": "c_1", "definition": "x" * 100}, f"Defined Money: {'x' * 79}…"),
        ({"concept": "c_1", "definition": ""}, "Took the definition of Money away"),
    ],
    "change-kind": [({"concept": "c_1", "to": "kp"}, "Made Money a KP")],
    "lock": [
        ({"concept": "c_1"}, "Locked Money"),
        ({"concept": "c_1", "locked": False}, "Unlocked Money"),
    ],
    "code": [({"concept": "c_1", "add": [{"scheme": "MSC", "code": "11A"}]}, "Added the code MSC 11A of Money")],
    "add": [({"as": "topic", "name": "logic"}, "Added the topic Logic")],
    "merge": [
        ({"from": ["c_1"], "into": "c_2"}, "Merged Money into Prices"),
        ({"from": ["c_1", "c_3", "c_4", "c_5", "c_6", "c_7"], "into": "c_2"},
         "Merged Money, Sums, c_4, c_5 and 2 more into Prices"),
    ],
    "split": [
        ({"concept": "c_1", "into": [{"name": "cash", "seeds": ["s_1"]}, {"concept": "c_2", "seeds": ["s_2"]}]},
         "Split Money: Cash, Prices taken out of it"),
    ],
    "retag": [
        ({"seeds": ["s_1"], "add": ["c_1"], "remove": ["c_2"]}, "For 1 seed: gave Money, took away Prices"),
        ({"where": {"words": ["a b", "c"], "concept": "c_2", "source": "x", "level": "high"}, "add": ["c_1"]},
         "For every seed with the words a b, c that carry Prices of the source x of the level high: gave Money"),
    ],
    "mark": [
        ({"seeds": ["s_1", "s_2"], "as": "cannot-be-tagged"}, "Marked 2 seeds that cannot be tagged"),
        ({"seeds": ["s_1"], "as": "vocabulary-gap"}, "Marked 1 seed as a gap of the vocabulary"),
        ({"seeds": ["s_1"], "as": "none"}, "Took the mark off 1 seed"),
    ],
    "relate": [
        ({"a": "c_1", "b": "c_2", "as": "parent-of"}, "Put Prices under Money"),
        ({"a": "c_1", "b": "c_2", "as": "same"}, "Said that Money and Prices are the same"),
        ({"a": "c_1", "b": "c_2", "as": "none"}, "Took the relation of Money and Prices away"),
    ],
    "edge": [
        ({"a": "c_1", "b": "c_2", "weight": 5}, "Set the edge of Money and Prices to 5"),
        ({"a": "c_1", "b": "c_2", "weight": 0}, "Unlinked Money and Prices"),
        ({"a": "c_1", "b": "c_2", "weight": None}, "Left the edge of Money and Prices to the seeds again"),
    ],
}  # fmt: skip


def event(kind: str, payload: dict[str, Any]) -> EditEvent:
    return read_edit({"kind": kind, **payload}, 1, actor="Emmy", at="2026-01-02", after="")


def test_every_kind_of_edit_has_its_words() -> None:
    """None is left out of the table, and none is unknown to it."""
    assert set(SAID) == set(KINDS)


@pytest.mark.parametrize(("kind", "payload", "text"), [(k, p, t) for k, rows in SAID.items() for p, t in rows])
def test_an_edit_is_said_as_a_sentence(kind: str, payload: dict[str, Any], text: str) -> None:
    """With the names of now, and for a rename the one before."""
    assert in_words(event(kind, payload), NAMES, {"c_1": "Old name"}) == text


def test_an_edit_of_a_later_program_is_named_by_its_kind() -> None:
    """It cannot be read, and is no reason to stop."""
    assert in_words(EditEvent("e_1", "paint", {}, "Emmy", "", ""), {}, {}) == "Paint"


def test_an_edit_is_about_what_it_names() -> None:
    """A retag about its concepts, also those of its rule; a split about its parts; an undo about what it took back."""
    retag = event("retag", {"where": {"concept": "c_2"}, "add": ["c_1"]})
    assert about(retag, []) == {"c_1", "c_2"}
    split = event("split", {"concept": "c_1", "into": [{"name": "cash", "seeds": ["s_1"]}]})
    assert about(split, []) == {"c_1", split.payload["into"][0]["id"]}
    assert about(event("mark", {"seeds": ["s_1"], "as": "none"}), []) == frozenset()
    back = undo_event(retag.id, actor="Emmy", at="2026-01-02", after=retag.id)
    again = undo_event(back.id, actor="Emmy", at="2026-01-02", after=back.id)
    assert about(again, [retag, back, again]) == {"c_1", "c_2"}

"""Curation is a log of events; the graph's decisions are a fold over it."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.curation import (
    KINDS,
    Decisions,
    Known,
    check_edits,
    check_undo,
    fold,
    read_edit,
    touched,
    undo_event,
)
from mathscale_core.errors import ConflictError, InputError, MathScaleError, NotFoundError
from mathscale_core.records import ConceptKind, EditEvent

TOPICS, KPS = ("c_1", "c_2", "c_3", "c_4"), ("c_x", "c_y")
KINDS_OF: dict[str, ConceptKind] = {**dict.fromkeys(TOPICS, "topic"), **dict.fromkeys(KPS, "kp")}
KNOWN = Known(KINDS_OF, {(kind, f"name {concept[2:]}"): concept for concept, kind in KINDS_OF.items()}, {"s_1", "s_2"})
concepts = st.lists(st.sampled_from(["c_1", "c_2", "c_3"]), max_size=6)


def edit(row: dict[str, Any], **changes: Any) -> EditEvent:
    arguments: dict[str, Any] = {"line": 3, "actor": "Ada", "at": "2026-01-01T00:00:00Z", "after": ""}
    return read_edit(row, **(arguments | changes))


def test_an_empty_log_decides_nothing() -> None:
    """No events, no decisions."""
    assert fold([]) == Decisions()
    check_edits([], [], KNOWN)
    with pytest.raises(NotFoundError, match="no event 'e_1'"):
        check_undo([], "e_1", KNOWN)


@given(concepts, concepts)
def test_decisions_are_those_of_every_event(first: list[str], second: list[str]) -> None:
    """Restoring twice is restoring once, in whatever order."""
    events = [edit({"kind": "restore", "concept": c}) for c in first + second]
    assert fold(events) == fold(events[::-1]) == Decisions(frozenset(first) | frozenset(second))


def test_events_of_other_kinds_are_passed_over() -> None:
    """A log of a newer version still folds."""
    assert fold([EditEvent("e_1", "paint", {"concept": "c_1", "colour": "blue"}, "Ada", "", "")]) == Decisions()


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
        ({"kind": "retag", "seeds": [], "add": ["c_1"]}, "seeds: List should have at least 1"),
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


def made(*rows: dict[str, Any]) -> list[EditEvent]:
    """A log of edits, one after the other, each fitting."""
    log: list[EditEvent] = []
    for row in rows:
        event = edit(row, after=log[-1].id if log else "")
        check_edits(log, [event], KNOWN)
        log.append(event)
    return log


def taken_back(log: list[EditEvent], number: int) -> list[EditEvent]:
    """The log after the undoing of its event of this number."""
    check_undo(log, log[number].id, KNOWN)
    return [*log, undo_event(log[number].id, actor="Bo", at="2027", after=log[-1].id)]


def rename(concept: str, name: str) -> dict[str, Any]:
    return {"kind": "rename", "concept": concept, "name": name}


def merge(into: str, *losers: str) -> dict[str, Any]:
    return {"kind": "merge", "from": list(losers), "into": into}


def retag(seed: str, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"kind": "retag", "seeds": [seed], "add": list(add), "remove": list(remove)}


def test_the_last_rename_counts() -> None:
    """Names are stored as they are shown."""
    log = made(rename("c_1", "first"), rename("c_1", "  second   try. "), rename("c_2", "other"))
    assert fold(log).names == {"c_1": "Second try", "c_2": "Other"}


def test_merges_form_chains_with_one_end() -> None:
    """Whoever was merged into a concept goes on with it; a restored loser keeps its winner."""
    log = made(
        {"kind": "restore", "concept": "c_1"}, merge("c_2", "c_1"), merge("c_3", "c_2"), merge("c_3", "c_4"),
        merge("c_x", "c_y"),
    )  # fmt: skip
    decided = fold(log)
    assert decided.merged == {"c_1": "c_3", "c_2": "c_3", "c_4": "c_3", "c_y": "c_x"}
    assert decided.restored == {"c_3"}


def test_merging_is_associative() -> None:
    """In whatever order three are merged into one, the same stands for all."""
    orders = [
        made(merge("c_2", "c_1"), merge("c_3", "c_2")),
        made(merge("c_3", "c_2"), merge("c_3", "c_1")),
        made(merge("c_3", "c_1", "c_2")),
    ]
    assert {str(sorted(fold(log).merged.items())) for log in orders} == {"[('c_1', 'c_3'), ('c_2', 'c_3')]"}


def test_retags_count_by_their_last_word_and_reach_merged_labels() -> None:
    """What stands for others is taken away with them; added, it is there itself."""
    log = made(
        retag("s_1", add=("c_1",), remove=("c_x",)), retag("s_1", remove=("c_1",), add=("c_x",)), merge("c_2", "c_3"),
        retag("s_2", remove=("c_2",)), retag("s_2", add=("c_2",)),
    )  # fmt: skip
    assert fold(log).retags == {
        ("s_1", "c_1"): False, ("s_1", "c_x"): True, ("s_2", "c_2"): True, ("s_2", "c_3"): False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "row", "error", "said"),
    [
        ([], rename("c_9", "New"), NotFoundError, "'c_9' is not there"),
        ([], rename("c_1", "NAME 2"), ConflictError, "c_2 already"),
        ([rename("c_2", "Free")], rename("c_1", "Frees"), ConflictError, "c_2 already"),
        ([rename("c_2", "Free")], rename("c_1", "Name 2"), ConflictError, "c_2 already"),
        ([merge("c_2", "c_3")], rename("c_1", "Name 3"), ConflictError, "c_2 already"),
        ([merge("c_2", "c_3")], rename("c_3", "Own"), ConflictError, "c_3 was merged into c_2"),
        ([merge("c_2", "c_3")], {"kind": "restore", "concept": "c_3"}, ConflictError, "merged into c_2"),
        ([merge("c_2", "c_3")], merge("c_3", "c_1"), ConflictError, "merged into c_2"),
        ([merge("c_2", "c_3")], merge("c_1", "c_3"), ConflictError, "merged into c_2"),
        ([merge("c_2", "c_3")], retag("s_1", add=("c_3",)), ConflictError, "merged into c_2"),
        ([], merge("c_1", "c_1"), InputError, "names a concept twice"),
        ([], merge("c_1", "c_2", "c_2"), InputError, "names a concept twice"),
        ([], merge("c_1", "c_x"), InputError, "c_x is a kp and c_1 a topic"),
        ([], merge("c_9", "c_1"), NotFoundError, "'c_9' is not there"),
        ([], retag("s_9", add=("c_1",)), NotFoundError, "'s_9' is not there"),
        ([], retag("s_1"), InputError, "adds [] and removes []"),
        ([], retag("s_1", add=("c_1",), remove=("c_1",)), InputError, "none of them both"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(
    before: list[dict[str, Any]], row: dict[str, Any], error: type[MathScaleError], said: str
) -> None:
    """Names are unique within a kind, merged concepts are edited through what stands for them."""
    log = made(*before)
    with pytest.raises(error) as caught:
        check_edits(log, [edit(row)], KNOWN)
    assert said in caught.value.message
    assert "Nothing was applied" in caught.value.remedy


def test_names_that_hinder_nobody_are_taken() -> None:
    """One's own other names, the same name in the other kind, and a name that a rename gave up."""
    log = made(
        rename("c_1", "Name 1"), rename("c_1", "Sums"), rename("c_x", "Sums"), rename("c_1", "Additions"),
        rename("c_2", "Sums"), merge("c_3", "c_4"), rename("c_3", "Name 4"),
    )  # fmt: skip
    assert fold(log).names["c_2"] == "Sums"


def test_an_old_edit_is_undone_without_those_after_it() -> None:
    """The rename stays when the merge before it goes."""
    log = taken_back(made(merge("c_2", "c_1"), rename("c_2", "Kept"), retag("s_1", add=("c_2",))), 0)
    decided = fold(log)
    assert (decided.merged, decided.names, decided.retags) == ({}, {"c_2": "Kept"}, {("s_1", "c_2"): True})
    assert decided.undone == {log[0].id}


@pytest.mark.parametrize(
    ("rows", "first", "depending"),
    [
        # The winner got the loser's name.
        ([merge("c_2", "c_1"), rename("c_2", "Name 1")], 0, [1]),
        # Somebody took the name that was given up.
        ([rename("c_1", "Sums"), rename("c_1", "Additions"), rename("c_2", "Sums")], 1, [2]),
        # The retag between is about others and hinders nothing.
        ([merge("c_2", "c_1"), retag("s_1", add=("c_3",)), rename("c_2", "Name 1"), rename("c_2", "Own")], 0, [2]),
    ],
)
def test_an_edit_on_which_later_ones_depend_stays_and_they_are_named(
    rows: list[dict[str, Any]], first: int, depending: list[int]
) -> None:
    """Exactly those that would not fit without it; undone themselves, they hinder no more."""
    log = made(*rows)
    with pytest.raises(ConflictError) as caught:
        check_undo(log, log[first].id, KNOWN)
    assert [n for n, event in enumerate(log) if f"{event.id} (" in caught.value.found] == depending
    for number in reversed(depending):
        log = taken_back(log, number)
    assert fold(taken_back(log, first)).undone == {log[first].id, *(log[n].id for n in depending)}


def test_an_undo_that_would_give_two_concepts_one_name_is_refused() -> None:
    """A concept that came in between holds the name that the undone rename had replaced."""
    log = made(rename("c_1", "Sums"), rename("c_1", "Additions"))
    later = Known({**KNOWN.kinds, "c_5": "topic"}, {**KNOWN.names, ("topic", "sum"): "c_5"})
    with pytest.raises(ConflictError, match="c_5 and c_1 would both be called 'sum'"):
        check_undo(log, log[1].id, later)


def test_an_undo_is_not_undone_and_nothing_twice() -> None:
    """The remedy says what to do instead."""
    log = taken_back(made(rename("c_1", "Sums")), 0)
    with pytest.raises(ConflictError, match="is an undo") as caught:
        check_undo(log, log[1].id, KNOWN)
    assert f"Do the edit {log[0].id} again" in caught.value.remedy
    with pytest.raises(ConflictError, match="was undone already"):
        check_undo(log, log[0].id, KNOWN)


def test_events_touch_concepts_or_seeds() -> None:
    """An undo touches what the undone edit touched."""
    log = taken_back(made(merge("c_2", "c_1"), retag("s_1", add=("c_2",)), rename("c_3", "New")), 0)
    assert [set(touched(e, log)) for e in log] == [{"c_1", "c_2"}, {"s_1"}, {"c_3"}, {"c_1", "c_2"}]


def any_edit() -> st.SearchStrategy[dict[str, Any]]:
    """An edit that may or may not fit."""
    some = st.sampled_from([*TOPICS, *KPS])
    few = st.lists(some, min_size=1, max_size=2, unique=True)
    return st.one_of(
        st.builds(rename, some, st.sampled_from(["Name 1", "Name 2", "Sums", "Terms", "Limits"])),
        st.builds(lambda into, losers: merge(into, *losers), some, few),
        st.builds(
            lambda seed, add, remove: retag(seed, add=tuple(add), remove=tuple(c for c in remove if c not in add)),
            st.sampled_from(["s_1", "s_2"]), few, few,
        ),
        st.builds(lambda concept: {"kind": "restore", "concept": concept}, some),
    )  # fmt: skip


def fitting(rows: list[dict[str, Any]]) -> list[EditEvent]:
    """The log of those edits that fit, one after the other."""
    log: list[EditEvent] = []
    for row in rows:
        event = edit(row, after=log[-1].id if log else "")
        try:
            check_edits(log, [event], KNOWN)
        except MathScaleError:
            continue
        log.append(event)
    return log


@given(st.lists(any_edit(), max_size=12), st.randoms(use_true_random=False))
def test_what_is_done_can_be_undone_in_any_allowed_order(rows: list[dict[str, Any]], random: Random) -> None:
    """There is always an edit on which none depends; with all undone the log decides nothing."""
    log = fitting(rows)
    left = [e.id for e in log]
    while left:
        allowed = []
        for event in left:
            try:
                check_undo(log, event, KNOWN)
            except ConflictError:
                continue
            allowed.append(event)
        assert left[-1] in allowed
        chosen = random.choice(allowed)
        log = [*log, undo_event(chosen, actor="Bo", at="2027", after=log[-1].id)]
        left.remove(chosen)
        # What is left still fits, one after the other.
        check_edits([], [e for e in log if e.id in left], KNOWN)
    decided = fold(log)
    assert (decided.names, decided.merged, decided.retags, decided.restored) == ({}, {}, {}, frozenset())


@given(st.lists(any_edit(), max_size=12))
def test_a_fold_has_one_outcome_and_no_merged_winner(rows: list[dict[str, Any]]) -> None:
    """The same log decides the same; chains are resolved."""
    log = fitting(rows)
    decided = fold(log)
    assert decided == fold(list(log))
    assert not set(decided.merged.values()) & set(decided.merged)
    assert not decided.restored & set(decided.merged)

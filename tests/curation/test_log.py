"""The log decides; edits are refused where they do not fit, and one is undone where none depends on it."""

from collections.abc import Collection
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.curation import (
    Decisions,
    Known,
    check_edits,
    check_undo,
    fold,
    made_by,
    misfits_of,
    touched,
    undo_event,
    undone_in,
)
from mathscale_core.errors import ConflictError, MathScaleError, NotFoundError
from mathscale_core.records import EditEvent
from tests.curation.editing import (
    KNOWN,
    add,
    any_edit,
    code,
    delete,
    edge,
    edit,
    fitting,
    lock,
    made,
    mark,
    merge,
    relate,
    rename,
    retag,
    split,
    taken_back,
)

concepts = st.lists(st.sampled_from(["c_1", "c_2", "c_3"]), max_size=6)


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


def test_nothing_is_undone_twice_and_the_undo_of_an_undo_does_it_again() -> None:
    """Undo, redo, undo: each is an event of its own."""
    log = taken_back(made(rename("c_1", "Sums")), 0)
    with pytest.raises(ConflictError, match="was undone already"):
        check_undo(log, log[0].id, KNOWN)
    again = taken_back(log, 1)
    assert fold(again).names == {"c_1": "Sums"}
    assert undone_in(again) == {log[1].id}
    assert fold(taken_back(again, 2)).names == {}


def test_what_hinders_a_redo_is_named() -> None:
    """Somebody took the name meanwhile."""
    log = taken_back(made(rename("c_1", "Sums")), 0)
    log.append(edit(rename("c_2", "Sums"), after=log[-1].id))
    check_edits(log[:-1], log[-1:], KNOWN)
    with pytest.raises(ConflictError) as caught:
        check_undo(log, log[1].id, KNOWN)
    assert log[2].id in caught.value.found


def test_events_touch_concepts_or_seeds() -> None:
    """An undo touches what the undone edit touched."""
    log = taken_back(made(merge("c_2", "c_1"), retag("s_1", add=("c_2",)), rename("c_3", "New")), 0)
    assert [set(touched(e, log)) for e in log] == [{"c_1", "c_2"}, {"s_1"}, {"c_3"}, {"c_1", "c_2"}]


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
    decided = fold(log, KNOWN)
    # What was made and taken back is there no more; nothing else is decided.
    assert decided == Decisions(undone=decided.undone, gone=decided.gone)
    assert decided.gone <= {made for e in log for made in made_by(e)}


@given(st.lists(any_edit(), max_size=12))
def test_a_fold_has_one_outcome_and_no_merged_winner(rows: list[dict[str, Any]]) -> None:
    """The same log decides the same; chains are resolved."""
    log = fitting(rows)
    decided = fold(log, KNOWN)
    assert decided == fold(list(log), KNOWN)
    assert not set(decided.merged.values()) & set(decided.merged)
    assert not decided.restored & set(decided.merged)
    # The tree has no circle, and nothing hangs on what is merged.
    for child, parent in decided.parents.items():
        above = [parent]
        while above[-1] in decided.parents:
            above.append(decided.parents[above[-1]])
            assert child not in above
    linked = {c for pair in (*decided.edges, *decided.relations) for c in pair} | {*decided.parents}
    assert not linked & set(decided.merged)


@given(st.lists(any_edit(), max_size=10), any_edit())
def test_an_undo_gives_back_what_was(rows: list[dict[str, Any]], last: dict[str, Any]) -> None:
    """Whatever the edit: done and undone, the log decides what it decided before, and redone what it did."""
    log = fitting(rows)
    try:
        event = edit(last, after=log[-1].id if log else "")
        check_edits(log, [event], KNOWN)
    except MathScaleError:
        return
    done = [*log, event]
    back = taken_back(done, len(log))
    before, then = fold(log, KNOWN), fold(back, KNOWN)
    assert replace(then, undone=before.undone, gone=before.gone) == before
    again = fold(taken_back(back, len(done)), KNOWN)
    assert replace(again, undone=fold(done, KNOWN).undone) == fold(done, KNOWN)


def test_the_tree_follows_merges_and_deletions() -> None:
    """Children go on with what stands for their parent; a winner below the merged one takes its place."""
    tree = made(relate("c_1", "c_2"), relate("c_2", "c_3"), relate("c_3", "c_x"))
    assert fold([*tree, edit(merge("c_4", "c_2"))]).parents == {"c_3": "c_4", "c_x": "c_3"}
    assert fold([*tree, edit(merge("c_3", "c_1"))]).parents == {"c_2": "c_3", "c_x": "c_3"}
    assert fold([*tree, edit(delete("c_2"))]).parents == {"c_3": "c_1", "c_x": "c_3"}
    assert fold([*tree, edit(relate("c_1", "c_3"))]).parents == {"c_2": "c_1", "c_3": "c_1", "c_x": "c_3"}
    assert fold([*tree, edit(relate("c_2", "c_3", "none"))]).parents == {"c_2": "c_1", "c_x": "c_3"}


def test_links_codes_and_relations_go_on_with_the_winner() -> None:
    """Unless something was said of the winner itself."""
    log = made(
        edge("c_1", "c_x", 5), edge("c_2", "c_x", 7), edge("c_1", "c_y", 0), relate("c_1", "c_3", "related"),
        code("c_1", "11A", "12B"), code("c_2", "11A"), lock("c_1"),
    )  # fmt: skip
    decided = fold([*log, edit(merge("c_2", "c_1"))])
    assert decided.edges == {("c_2", "c_x"): 7, ("c_2", "c_y"): 0}
    assert decided.relations == {("c_2", "c_3"): "related"}
    assert set(decided.codes) == {("c_2", "MSC", "11A"), ("c_2", "MSC", "12B")}
    assert decided.locked == {}


def test_what_is_made_is_there_from_its_event_on_and_gone_with_it() -> None:
    """Its seeds carry it, its name is taken, cleaning leaves it; undone it is deleted."""
    log = made(add("kp", "Sums", "s_1", concept="c_new"), retag("s_2", add=("c_new",)))
    decided = fold(log)
    assert (decided.names, decided.kinds) == ({"c_new": "Sums"}, {"c_new": "kp"})
    assert decided.restored == {"c_new"}
    assert decided.retags == {("s_1", "c_new"): True, ("s_2", "c_new"): True}
    with pytest.raises(ConflictError, match="later edit would not fit"):
        check_undo(log, log[0].id, KNOWN)
    assert fold(taken_back(taken_back(log, 1), 0)).gone == {"c_new"}


def test_a_split_gives_each_part_its_seeds_with_those_of_merged_labels() -> None:
    """By name a new concept, by id one that is there; what stands in no part stays."""
    log = made(
        merge("c_1", "c_4"), split("c_1", {"name": "Mean", "seeds": ["s_1"]}, {"concept": "c_2", "seeds": ["s_2"]})
    )
    mean = str(log[1].payload["into"][0]["id"])
    assert fold(log, KNOWN).retags == {
        ("s_1", "c_1"): False, ("s_1", "c_4"): False, ("s_1", mean): True,
        ("s_2", "c_1"): False, ("s_2", "c_4"): False, ("s_2", "c_2"): True,
    }  # fmt: skip
    assert fold(log, KNOWN).kinds == {mean: "topic"}


class Labelled:
    """Seeds with the labels that they came with, for rules."""

    def __init__(self, labels: dict[str, tuple[str, set[str]]]) -> None:
        self.labels = labels

    def carrying(self, concepts: Collection[str]) -> set[str]:
        """By their own labels."""
        return {seed for seed, (_, carried) in self.labels.items() if carried & set(concepts)}

    def saying(self, words: Collection[str], source: str, level: str) -> set[str]:
        """All words; these seeds have neither source nor level."""
        return {s for s, (text, _) in self.labels.items() if all(w in text for w in (*words, source, level))}


def test_a_rule_holds_for_seeds_that_come_later() -> None:
    """A retag by rule and a split by words decide anew on the labels of now."""
    log = made(
        {"kind": "retag", "where": {"words": ["percent"]}, "add": ["c_x"]},
        split("c_1", {"name": "Median", "words": ["median"]}, {"name": "Mean", "words": ["mean"]}),
    )
    median, mean = (str(part["id"]) for part in log[1].payload["into"])
    seeds = Labelled({"s_1": ("the median and the mean", {"c_1"}), "s_2": ("ten percent mean", {"c_2"})})
    assert fold(log, KNOWN, seeds).retags == {
        ("s_2", "c_x"): True, ("s_1", "c_1"): False, ("s_1", median): True,
    }  # fmt: skip
    seeds.labels["s_9"] = ("a mean", {"c_1"})
    assert fold(log, KNOWN, seeds).retags[("s_9", mean)] is True
    assert fold(log, KNOWN).retags == {}


def test_what_no_longer_fits_is_found() -> None:
    """New data took the name that a rename gave, and a concept is no more: the event is named with what hinders it."""
    log = made(rename("c_1", "Sums"), rename("c_2", "Terms"))
    assert misfits_of(log, KNOWN) == {}
    later = Known(
        {c: kind for c, kind in KNOWN.kinds.items() if c != "c_2"} | {"c_5": "topic"},
        {**KNOWN.names, ("topic", "sum"): "c_5"},
    )
    assert {event: type(error) for event, error in misfits_of(log, later).items()} == {
        log[0].id: ConflictError, log[1].id: NotFoundError,
    }  # fmt: skip


def test_marks_stand_until_taken_away() -> None:
    """A seed that cannot be tagged says so."""
    log = made(mark("s_1", "cannot-be-tagged"), mark("s_2", "vocabulary-gap"), mark("s_1", "none"))
    assert fold(log).marks == {"s_2": "vocabulary-gap"}

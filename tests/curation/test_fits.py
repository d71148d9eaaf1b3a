"""What cannot be is refused, and what asks for a reason says why."""

from typing import Any

import pytest

from mathscale_core.curation import check_edits, fold
from mathscale_core.errors import ConflictError, InputError, MathScaleError, NotFoundError
from tests.curation.editing import (
    KNOWN,
    add,
    alias,
    change_kind,
    code,
    delete,
    edge,
    edit,
    lock,
    made,
    mark,
    merge,
    relate,
    rename,
    retag,
    split,
)


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
        ([delete("c_1")], rename("c_1", "Own"), ConflictError, "c_1 was deleted"),
        ([delete("c_1")], merge("c_1", "c_2"), ConflictError, "c_1 was deleted"),
        ([delete("c_2")], rename("c_1", "Name 2"), ConflictError, "which was deleted"),
        ([], alias("c_1"), InputError, "no alias is named"),
        ([], alias("c_1", add=("Name 2",)), ConflictError, "c_2 already"),
        ([], alias("c_1", remove=("Name 1",)), ConflictError, "no alias of c_1"),
        ([], alias("c_1", remove=("Other",)), ConflictError, "no alias of c_1"),
        ([], change_kind("c_1", "topic"), ConflictError, "is a topic already"),
        ([rename("c_x", "Name 1")], change_kind("c_1", "kp"), ConflictError, "is a name of c_x"),
        ([relate("c_1", "c_2")], change_kind("c_1", "kp"), ConflictError, "stand wrongly in the tree"),
        ([], code("c_1"), ConflictError, "no code is named"),
        ([], code("c_1", remove=("1",)), ConflictError, "MSC 1 is no code of c_1"),
        ([], add("topic", "Name 1"), ConflictError, "c_1 already"),
        ([], add("topic", "Own", concept="c_1"), ConflictError, "c_1 is there already"),
        ([], add("topic", "Own", "s_9"), NotFoundError, "'s_9' is not there"),
        ([], split("c_1", {"name": "Own"}), InputError, "gets no seed"),
        ([], split("c_1", {"concept": "c_1", "seeds": ["s_1"]}), InputError, "goes to c_1"),
        ([], split("c_1", {"concept": "c_x", "seeds": ["s_1"]}), InputError, "goes to c_x"),
        (
            [],
            split("c_1", {"name": "A", "seeds": ["s_1"]}, {"name": "B", "seeds": ["s_1"]}),
            InputError,
            "share a seed",
        ),
        ([], split("c_1", {"name": "A", "seeds": ["s_1"]}, {"name": "a", "seeds": ["s_2"]}), InputError, "or a name"),
        ([], split("c_1", {"name": "Name 2", "seeds": ["s_1"]}), ConflictError, "c_2 already"),
        ([], mark("s_9", "cannot-be-tagged"), NotFoundError, "'s_9' is not there"),
        ([], relate("c_1", "c_1"), InputError, "c_1 is named twice"),
        ([], relate("c_x", "c_1"), InputError, "was to stand above the topic"),
        ([relate("c_1", "c_2"), relate("c_2", "c_3")], relate("c_3", "c_1"), ConflictError, "run in a circle"),
        ([], relate("c_1", "c_2", "none"), ConflictError, "have no relation"),
        ([], edge("c_1", "c_1", 1), InputError, "c_1 is named twice"),
        ([], edge("c_1", "c_2", None), ConflictError, "no weight by hand"),
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


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (delete("c_1") | {"reason": " "}, "a delete says why"),
        (split("c_1", {"name": "Own", "seeds": ["s_1"]}) | {"reason": ""}, "a split says why"),
        (rename("c_2", "Own"), "c_2 was locked by Ada"),
        (merge("c_2", "c_3"), "c_2 was locked by Ada"),
        (merge("c_3", "c_2"), "c_2 was locked by Ada"),
        (relate("c_3", "c_2"), "c_2 was locked by Ada"),
        (lock("c_2", locked=False), "c_2 was locked by Ada"),
        (retag("s_1", remove=("c_x",)), "Ada decided by hand on c_x for the seed s_1"),
    ],
    ids=str,
)
def test_overruling_asks_for_a_reason(row: dict[str, Any], why: str) -> None:
    """A lock, or what another person decided; with a reason it goes through."""
    log = made(lock("c_2"), retag("s_1", add=("c_x",)))
    with pytest.raises(InputError) as caught:
        check_edits(log, [edit(row, actor="Bo")], KNOWN)
    assert why in caught.value.found
    check_edits(log, [edit(row | {"reason": "seen in class"}, actor="Bo")], KNOWN)


@pytest.mark.parametrize("row", [lock("c_2", locked=False), retag("s_1", remove=("c_x",)), rename("c_1", "Own")])
def test_ones_own_word_is_taken_back_without_a_reason(row: dict[str, Any]) -> None:
    """Nobody is overruled."""
    check_edits(made(lock("c_2"), retag("s_1", add=("c_x",))), [edit(row)], KNOWN)

"""Which questions enter a release, why the others do not, and a digest that is the content and nothing else."""

import dataclasses
from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.dataset import POLICY_ACTOR, Standing, item_digest, release_digest, select
from mathscale_core.records import Accept, Question, digest

BASE = Question(
    "q_0", "What is 2 + 2?", "It is 4.", "4", "numeric", "elementary", "generated", ("T",), ("x",), "m_1", ("s_1",),
    "generate@1", "offline", "g_1",
)  # fmt: skip
#: Every check made, none failed, the answer recomputed; then what may be otherwise.
PROVED = Standing("", answered=True, verified=True, failed="", proved=True)
ACCEPTS: tuple[Accept, ...] = get_args(Accept)


def outcome(standing: Standing, accept: Accept) -> str:
    """Who accepted the one question, or why it was left out."""
    chosen = select([("it", standing, 1)], accept)
    assert chosen.items + sum(chosen.excluded.values()) == 1
    return chosen.accepted["it"] if chosen.items else next(iter(chosen.excluded))


@pytest.mark.parametrize("accept", ACCEPTS)
def test_of_no_questions_none_is_taken(accept: Accept) -> None:
    """The empty release has a digest too, and another for each filter and graph."""
    chosen = select(list[tuple[str, Standing, int]](), accept)
    assert (chosen.accepted, chosen.items, chosen.by_people, chosen.by_policy, chosen.excluded) == ({}, 0, 0, 0, {})
    assert len({release_digest([], a, g) for a in ACCEPTS for g in ("g_1", "g_2")}) == 6


@pytest.mark.parametrize(
    ("accept", "changes", "wanted"),
    [
        # a person's word goes before everything
        ("reviewed", {"person": "accept", "verified": False}, "people"),
        ("checked", {"person": "accept", "failed": "form"}, "people"),
        ("any", {"person": "accept"}, "people"),
        ("any", {"person": "reject"}, "a person said reject"),
        ("checked", {"person": "fix"}, "a person said fix"),
        ("reviewed", {"person": "flag"}, "a person said flag"),
        # reviewed: only what a person accepted
        ("reviewed", {}, "no person accepted it"),
        ("reviewed", {"person": "skip"}, "no person accepted it"),
        # checked: every check was made, nothing failed and the answer was recomputed
        ("checked", {}, POLICY_ACTOR),
        ("checked", {"verified": False}, "it was not verified"),
        ("checked", {"verified": False, "failed": "form"}, "it was not verified"),
        ("checked", {"failed": "form"}, "failed check: form"),
        ("checked", {"proved": False}, "its answer was not recomputed independently"),
        # any: whatever has an answer
        ("any", {"verified": False, "proved": False}, "any"),
        ("any", {"failed": "form"}, "any"),
    ],
)
def test_a_question_is_taken_or_left_with_a_reason(accept: Accept, changes: Mapping[str, object], wanted: str) -> None:
    """People before policy; an unknown state is never taken for a pass."""
    assert outcome(dataclasses.replace(PROVED, **changes), accept) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("accept", ACCEPTS)
def test_a_question_without_an_answer_is_never_taken(accept: Accept) -> None:
    """Not even when a person accepted it."""
    assert outcome(dataclasses.replace(PROVED, person="accept", answered=False), accept) == "it has no answer"


standings = st.builds(
    Standing, st.sampled_from(["", "accept", "reject", "fix", "flag", "skip"]), st.booleans(), st.booleans(),
    st.sampled_from(["", "form"]), st.booleans(),
)  # fmt: skip


@given(st.lists(st.tuples(standings, st.integers(1, 9)), max_size=8), st.sampled_from(ACCEPTS))
def test_taken_and_left_add_up(rows: list[tuple[Standing, int]], accept: Accept) -> None:
    """Every candidate is counted once; those that stand alike enter together; the commonest reason comes first."""
    chosen = select([(n, standing, number) for n, (standing, number) in enumerate(rows)], accept)
    assert chosen.items + sum(chosen.excluded.values()) == sum(number for _, number in rows)
    assert chosen.items == sum(rows[n][1] for n in chosen.accepted)
    assert chosen.by_people == sum(rows[n][1] for n, by in chosen.accepted.items() if by == "people")
    assert chosen.by_policy == sum(rows[n][1] for n, by in chosen.accepted.items() if by == POLICY_ACTOR)
    assert list(chosen.excluded.values()) == sorted(chosen.excluded.values(), reverse=True)
    if accept == "checked":
        for n, by in chosen.accepted.items():
            standing = rows[n][0]
            assert by == "people" or (standing.verified and standing.proved and not standing.failed)


@given(st.lists(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64), max_size=5), st.text(max_size=5))
def test_a_release_digest_is_that_of_the_whole_list(items: list[str], version: str) -> None:
    """Taken in one after the other, the digests come to what they come to as one JSON value."""
    version = version.encode("utf-8", "ignore").decode()
    assert release_digest(iter(items), "any", version) == digest([items, "any", version])


CONTENT = {
    "question": "Other?", "solution": "Other.", "answer": "5", "topics": ("U",), "kps": ("y",), "composition": "m_2",
    "seeds": ("s_2",), "prompt": "generate@2", "provider": "endpoint:model",
}  # fmt: skip
DRESSING = {"revision": "q_9", "level": "high", "format": "open", "family": "f", "nearness": 0.5, "item": "q_8"}


@pytest.mark.parametrize("field", CONTENT)
def test_what_a_trainer_reads_and_where_it_came_from_make_the_digest(field: str) -> None:
    """Another text, concept or parent is another item."""
    other = dataclasses.replace(BASE, **{field: CONTENT[field]})  # type: ignore[arg-type]
    assert item_digest(other) != item_digest(BASE)


@pytest.mark.parametrize("field", DRESSING)
def test_nothing_else_makes_the_digest(field: str) -> None:
    """Names, marks and the way there do not change what an item is."""
    other = dataclasses.replace(BASE, **{field: DRESSING[field]})  # type: ignore[arg-type]
    assert item_digest(other) == item_digest(BASE)

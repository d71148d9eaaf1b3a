"""Which questions enter a release, why the others do not, and a digest that is the content and nothing else."""

import dataclasses
import random
from collections.abc import Mapping
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.dataset import POLICY_ACTOR, PROOF_CHECK, item_digest, release_items, select
from mathscale_core.records import Accept, Question

BASE = Question(
    "q_0", "What is 2 + 2?", "It is 4.", "4", "numeric", "elementary", "generated", ("T",), ("x",), "m_1", ("s_1",),
    "generate@1", "offline", "g_1",
)  # fmt: skip
PROVED = {"form": "pass", PROOF_CHECK: "pass", "test_overlap": "unknown"}
#: Check name to its current version.
REQUIRED = {"form": "2", PROOF_CHECK: "1", "test_overlap": "1"}
ACCEPTS: tuple[Accept, ...] = get_args(Accept)


def numbered(n: int, **changes: Any) -> Question:
    return dataclasses.replace(BASE, revision=f"q_{n}", question=f"What is {n} + 2?", **changes)


def current(states: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The states as results of the current versions."""
    return {name: (state, REQUIRED[name]) for name, state in states.items()}


def outcome(states: dict[str, str], people: str, accept: Accept, **changes: Any) -> str:
    """Who accepted the one question, or why it was left out."""
    question = numbered(1, **changes)
    verdicts = {question.revision: {"people": people}} if people else {}
    checks = {question.revision: current(states)} if states else {}
    chosen = select([question], checks, verdicts, accept, "g_1", REQUIRED)
    assert len(chosen.items) + sum(chosen.excluded.values()) == 1
    return chosen.items[0][1] if chosen.items else next(iter(chosen.excluded))


@pytest.mark.parametrize("accept", ACCEPTS)
def test_of_no_questions_none_is_taken(accept: Accept) -> None:
    """The empty release has a digest too, and another for each filter and graph."""
    chosen = select([], {}, {}, accept, "g_1", REQUIRED)
    assert (chosen.items, chosen.excluded, len(chosen.digest)) == ((), {}, 64)
    assert release_items(chosen) == []
    assert len({select([], {}, {}, a, g, REQUIRED).digest for a in ACCEPTS for g in ("g_1", "g_2")}) == 6


@pytest.mark.parametrize(
    ("accept", "people", "states", "wanted"),
    [
        # a person's word goes before everything
        ("reviewed", "accept", {}, "people"),
        ("checked", "accept", {"form": "fail"}, "people"),
        ("any", "accept", {}, "people"),
        ("any", "reject", PROVED, "a person said reject"),
        ("checked", "fix", PROVED, "a person said fix"),
        ("reviewed", "flag", PROVED, "a person said flag"),
        # reviewed: only what a person accepted
        ("reviewed", "", PROVED, "no person accepted it"),
        ("reviewed", "skip", PROVED, "no person accepted it"),
        # checked: every check was made, nothing failed and the answer was recomputed
        ("checked", "", PROVED, POLICY_ACTOR),
        ("checked", "", {}, "it was not verified"),
        ("checked", "", {PROOF_CHECK: "pass"}, "it was not verified"),
        ("checked", "", {"form": "fail", PROOF_CHECK: "pass"}, "it was not verified"),
        ("checked", "", PROVED | {"form": "fail", "test_overlap": "fail"}, "failed check: form"),
        ("checked", "", PROVED | {PROOF_CHECK: "unknown"}, "its answer was not recomputed independently"),
        # any: whatever has an answer
        ("any", "", {}, "any"),
        ("any", "", {"form": "fail"}, "any"),
    ],
)
def test_a_question_is_taken_or_left_with_a_reason(
    accept: Accept, people: str, states: dict[str, str], wanted: str
) -> None:
    """People before policy; an unknown state is never taken for a pass."""
    assert outcome(states, people, accept) == wanted


@pytest.mark.parametrize("accept", ACCEPTS)
@pytest.mark.parametrize("answer", ["", " \n"])
def test_a_question_without_an_answer_is_never_taken(accept: Accept, answer: str) -> None:
    """Not even when a person accepted it."""
    assert outcome(PROVED, "accept", accept, answer=answer) == "it has no answer"


@pytest.mark.parametrize("accept", ACCEPTS)
def test_planted_questions_are_neither_taken_nor_counted(accept: Accept) -> None:
    """What was made wrong on purpose is no candidate."""
    planted = numbered(1, source="planted")
    chosen = select([planted, numbered(2)], {}, {"q_1": {"people": "accept"}}, accept, "g_1", REQUIRED)
    assert all(question.revision == "q_2" for question, _ in chosen.items)
    assert len(chosen.items) + sum(chosen.excluded.values()) == 1


def test_a_check_of_another_version_is_as_good_as_none() -> None:
    """When a check's rules changed, a question is verified again before it is taken as checked; others are not."""
    results = current(PROVED) | {"form": ("pass", "1")}
    chosen = select([BASE], {"q_0": results}, {}, "checked", "g_1", REQUIRED)
    assert (chosen.items, chosen.excluded) == ((), {"it was not verified": 1})
    retired = current(PROVED) | {"taste": ("fail", "1")}
    assert len(select([BASE], {"q_0": retired}, {}, "checked", "g_1", REQUIRED).items) == 1


states = st.dictionaries(st.sampled_from(sorted(REQUIRED)), st.sampled_from(["pass", "fail", "unknown"]))
drawn = st.lists(st.tuples(states, st.sampled_from(["", "accept", "reject", "fix", "flag"]), st.booleans()), max_size=8)


@given(drawn, st.sampled_from(ACCEPTS), st.integers(0, 99))
def test_taken_and_left_add_up_and_the_digest_is_order_free(
    rows: list[tuple[dict[str, str], str, bool]], accept: Accept, rng: int
) -> None:
    """Every candidate is counted once; the order of writing changes the items' order and nothing else."""
    questions = [numbered(n, answer="4" if filled else "") for n, (_, _, filled) in enumerate(rows)]
    said = {f"q_{n}": found for n, (found, _, _) in enumerate(rows)}
    checks = {revision: current(found) for revision, found in said.items()}
    verdicts = {f"q_{n}": {"people": word} for n, (_, word, _) in enumerate(rows)}
    chosen = select(questions, checks, verdicts, accept, "g_1", REQUIRED)
    assert len(chosen.items) + sum(chosen.excluded.values()) == len(rows)
    taken = [q.revision for q, _ in chosen.items]
    assert taken == [q.revision for q in questions if q.revision in taken]
    shuffled = random.Random(rng).sample(questions, len(questions))
    other = select(shuffled, checks, verdicts, accept, "g_1", REQUIRED)
    assert (other.digest, other.excluded) == (chosen.digest, chosen.excluded)
    assert {q.revision for q, _ in other.items} == set(taken)
    if accept == "checked":
        assert all(
            by == "people" or (said[q.revision].get(PROOF_CHECK) == "pass" and "fail" not in said[q.revision].values())
            for q, by in chosen.items
        )


CONTENT = {
    "question": "Other?", "solution": "Other.", "answer": "5", "topics": ("U",), "kps": ("y",), "composition": "m_2",
    "seeds": ("s_2",), "prompt": "generate@2", "provider": "endpoint:model",
}  # fmt: skip
DRESSING = {"revision": "q_9", "level": "high", "format": "open", "family": "f", "nearness": 0.5, "item": "q_8"}


@pytest.mark.parametrize("field", CONTENT)
def test_what_a_trainer_reads_and_where_it_came_from_make_the_digest(field: str) -> None:
    """Another text, concept or parent is another item and another release."""
    other = dataclasses.replace(BASE, **{field: CONTENT[field]})  # type: ignore[arg-type]
    assert item_digest(other) != item_digest(BASE)
    assert (
        select([other], {}, {}, "any", "g_1", REQUIRED).digest != select([BASE], {}, {}, "any", "g_1", REQUIRED).digest
    )


@pytest.mark.parametrize("field", DRESSING)
def test_nothing_else_makes_the_digest(field: str) -> None:
    """Names, marks and the way there do not change what an item is."""
    other = dataclasses.replace(BASE, **{field: DRESSING[field]})  # type: ignore[arg-type]
    assert item_digest(other) == item_digest(BASE)


def test_who_accepted_is_no_part_of_the_digest() -> None:
    """People accept and policies accept the same content, and the membership says who."""
    by_policy = select([BASE], {"q_0": current(PROVED)}, {}, "checked", "g_1", REQUIRED)
    by_people = select([BASE], {"q_0": current(PROVED)}, {"q_0": {"people": "accept"}}, "checked", "g_1", REQUIRED)
    assert by_policy.digest == by_people.digest
    assert [item.accepted_by for s in (by_policy, by_people) for item in release_items(s)] == [POLICY_ACTOR, "people"]
    assert [item.digest for item in release_items(by_people)] == [item_digest(BASE)]

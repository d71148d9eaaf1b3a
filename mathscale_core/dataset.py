"""Releases: which questions enter, and a digest that says exactly what they are.

Comes in: how questions stand, as checks and people say, with their numbers. Goes out: which of these standings enter
and why the others do not, and a digest over contents, filter and graph version: no times, names, people or job ids.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from mathscale_core.records import Accept, Question, digest

#: Actor of verdicts that a rule gives and not a person.
POLICY_ACTOR = "policy:checked"
#: The check that must pass for ``checked``: the answer was recomputed by something other than its maker.
PROOF_CHECK = "recompute"
#: What a reader of questions calls those that stand alike.
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a question when it is judged.

    Attributes:
        person: People's verdict; ``""``, ``skip`` and ``withdrawn`` decide nothing.
        answered: Whether it has an answer.
        verified: Whether every required check was made in its current version.
        failed: The first check that failed, ``""`` where none did.
        proved: Whether its answer was recomputed by something other than its maker.
    """

    person: str
    answered: bool
    verified: bool
    failed: str
    proved: bool


@dataclass(frozen=True, slots=True)
class Selection(Generic[Key]):
    """What a release would hold.

    Attributes:
        accepted: Those that enter, by their key, with who accepts them.
        items: Number of questions that enter.
        by_people: Of these, accepted by a person.
        by_policy: Of these, accepted by the rule.
        excluded: Reason to number of questions left out, most first.
    """

    accepted: Mapping[Key, str]
    items: int
    by_people: int
    by_policy: int
    excluded: Mapping[str, int]


def select(standings: Iterable[tuple[Key, Standing, int]], accept: Accept) -> Selection[Key]:
    """Choose the questions of a release; those that stand alike enter together or not at all.

    Args:
        standings: A key, how its questions stand, and how many they are. Planted ones are no candidates.
        accept: ``reviewed``: accepted by a person; ``checked``: every required check made, none failed and the
            answer recomputed, and no person against it; ``any``: whatever is not rejected by a person and has an
            answer.
    """
    accepted: dict[Key, str] = {}
    taken: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for key, standing, number in standings:
        accepted_by, reason = judge(standing, accept)
        if accepted_by:
            accepted[key] = accepted_by
            taken[accepted_by] += number
        else:
            left[reason] += number
    return Selection(accepted, taken.total(), taken["people"], taken[POLICY_ACTOR], dict(left.most_common()))


def judge(standing: Standing, accept: Accept) -> tuple[str, str]:
    """Who accepts a question that stands so, or ``""`` and why it is left out."""
    if standing.person in {"reject", "fix", "flag"}:
        return "", f"a person said {standing.person}"
    if not standing.answered:
        return "", "it has no answer"
    if standing.person == "accept":
        return "people", ""
    if accept == "reviewed":
        return "", "no person accepted it"
    if accept == "any":
        return "any", ""
    if not standing.verified:
        return "", "it was not verified"
    if standing.failed:
        return "", f"failed check: {standing.failed}"
    if not standing.proved:
        return "", "its answer was not recomputed independently"
    return POLICY_ACTOR, ""


def item_digest(question: Question) -> str:
    """Content digest of one item: texts, concepts and parents.

    This says what the digest is; ``adapters/store/entering`` works out the same for millions.
    """
    parents = [question.composition, list(question.seeds), question.prompt, question.provider]
    return digest(
        [question.question, question.solution, question.answer, list(question.topics), list(question.kps), parents]
    )


def release_digest(items: Iterable[str], accept: Accept, graph_version: str) -> str:
    """A release's digest: that of ``[sorted item digests, accept, graph version]``, without having them all at once.

    Args:
        items: The items' digests, sorted.
        accept: How they were accepted.
        graph_version: Graph version that they were taken under.
    """
    total = hashlib.sha256(b"[[")
    part = ""
    for item in items:
        total.update(f'{part}"{item}"'.encode())
        part = ","
    total.update(f"],{json.dumps(accept)},{json.dumps(graph_version, ensure_ascii=False)}]".encode())
    return total.hexdigest()

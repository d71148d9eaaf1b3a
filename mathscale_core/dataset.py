"""Releases: which questions enter, and a digest that says exactly what they are.

Comes in: questions with their check states and verdicts. Goes out: the release's items, the reasons of those
left out, and a digest over contents, filter and graph version: no times, names, people or job ids.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mathscale_core.records import Accept, Question, ReleaseItem, digest

#: Actor of verdicts that a rule gives and not a person.
POLICY_ACTOR = "policy:checked"
#: The check that must pass for ``checked``: the answer was recomputed by something other than its maker.
PROOF_CHECK = "recompute"


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
class Selection:
    """What a release would hold.

    Attributes:
        items: The questions taken, in order of writing, with who accepted each.
        excluded: Reason to number of questions left out.
        digest: The release's digest.
    """

    items: tuple[tuple[Question, str], ...]
    excluded: Mapping[str, int]
    digest: str


def select(
    questions: Sequence[Question],
    checks: Mapping[str, Mapping[str, tuple[str, str]]],
    verdicts: Mapping[str, Mapping[str, str]],
    accept: Accept,
    graph_version: str,
    required: Mapping[str, str],
) -> Selection:
    """Choose the questions of a release.

    Args:
        questions: Candidates in order of writing. Planted ones are never taken.
        checks: Revision to check name to (state, version of the check).
        verdicts: Revision to latest verdict of ``people`` and of ``policy``.
        accept: ``reviewed``: accepted by a person; ``checked``: every required check made, none failed and the
            answer recomputed, and no person against it; ``any``: whatever is not rejected by a person and has an
            answer.
        graph_version: Graph version, part of the digest.
        required: Check name to its current version; a result of another version does not count.
    """
    taken: list[tuple[Question, str]] = []
    left: Counter[str] = Counter()
    for question in questions:
        if question.source == "planted":
            continue
        results = checks.get(question.revision, {})
        states = {name: state for name, (state, version) in results.items() if required.get(name) == version}
        standing = Standing(
            verdicts.get(question.revision, {}).get("people", ""),
            bool(question.answer.strip()),
            all(name in states for name in required),
            min((name for name, state in states.items() if state == "fail"), default=""),
            states.get(PROOF_CHECK) == "pass",
        )
        accepted_by, reason = judge(standing, accept)
        if accepted_by:
            taken.append((question, accepted_by))
        else:
            left[reason] += 1
    contents = sorted(item_digest(q) for q, _ in taken)
    return Selection(tuple(taken), dict(sorted(left.items())), digest([contents, accept, graph_version]))


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
    """Content digest of one item: texts, concepts and parents."""
    parents = [question.composition, list(question.seeds), question.prompt, question.provider]
    return digest(
        [question.question, question.solution, question.answer, list(question.topics), list(question.kps), parents]
    )


def release_items(selection: Selection) -> list[ReleaseItem]:
    """The membership rows of a selection."""
    return [ReleaseItem(q.revision, item_digest(q), accepted_by) for q, accepted_by in selection.items]

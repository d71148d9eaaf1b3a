"""Releases: which questions enter, and a digest that says exactly what they are.

Comes in: questions with their check states and verdicts. Goes out: the release's items, the reasons of those
left out, and a digest over contents, filter and graph version: no times, names, people or job ids.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mathscale_core.records import Accept, Question, ReleaseItem, digest

#: Actor of verdicts that a rule gives and not a person.
POLICY_ACTOR = "policy:checked"
#: The check that must pass for ``checked``: the answer was recomputed by something other than its maker.
PROOF_CHECK = "recompute"


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
        person = verdicts.get(question.revision, {}).get("people", "")
        accepted_by, reason = _judge(question, states, person, accept, required)
        if accepted_by:
            taken.append((question, accepted_by))
        else:
            left[reason] += 1
    contents = sorted(item_digest(q) for q, _ in taken)
    return Selection(tuple(taken), dict(sorted(left.items())), digest([contents, accept, graph_version]))


def item_digest(question: Question) -> str:
    """Content digest of one item: texts, concepts and parents."""
    parents = [question.composition, list(question.seeds), question.prompt, question.provider]
    return digest(
        [question.question, question.solution, question.answer, list(question.topics), list(question.kps), parents]
    )


def release_items(selection: Selection) -> list[ReleaseItem]:
    """The membership rows of a selection."""
    return [ReleaseItem(q.revision, item_digest(q), accepted_by) for q, accepted_by in selection.items]


def _judge(
    question: Question, states: Mapping[str, str], person: str, accept: Accept, required: Collection[str]
) -> tuple[str, str]:
    if person in {"reject", "fix", "flag"}:
        return "", f"a person said {person}"
    if not question.answer.strip():
        return "", "it has no answer"
    if person == "accept":
        return "people", ""
    if accept == "reviewed":
        return "", "no person accepted it"
    if accept == "any":
        return "any", ""
    if any(name not in states for name in required):
        return "", "it was not verified"
    failed = sorted(name for name, state in states.items() if state == "fail")
    if failed:
        return "", f"failed check: {failed[0]}"
    if states.get(PROOF_CHECK) != "pass":
        return "", "its answer was not recomputed independently"
    return POLICY_ACTOR, ""

"""Concept graph → suggested twins → a person's decisions → edits of the log.

A suggestion never edits. A decision makes one edit (a merge) or one for each pair (a relation), with what spoke for it
as its reason; ``later`` makes none. What is undone in the log is undone here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.store.suggestions import Decision
from mathscale_core.errors import EmptyError, InputError
from mathscale_core.pipeline.edits import apply_edits, undo
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report
from mathscale_core.records import Progress
from mathscale_core.seeds.rows import Row
from mathscale_core.twins.clusters import among, seeds_in
from mathscale_core.twins.pairs import THRESHOLD, Pair, Twins, evidence, find_twins, pair_of, pairs_among, score
from mathscale_core.twins.precision import DECISIONS
from mathscale_core.workspace import Workspace

_KIND = "suggest"


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a computation of suggestions came to.

    Attributes:
        suggestions: Pairs found.
        new: Those that were not suggested before.
        left: Pairs that wait for a decision.
        version: The graph version.
    """

    suggestions: int
    new: int
    left: int
    version: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What one decision did.

    Attributes:
        id: Id of the decision.
        members: Concepts that it was about.
        events: Ids of its edits.
    """

    id: str
    members: tuple[str, ...]
    events: tuple[str, ...]


def suggest(workspace: Workspace, report: Report, *, threshold: float = THRESHOLD) -> Suggested:
    """Compute the suggestions anew for the graph as it stands; decisions stay."""
    require(workspace, "suggest")
    report(Progress(_KIND, 0, 1))
    graph, store = workspace.draft().graph, workspace.store
    found = find_twins(graph, store.concepts.all_aliases(), threshold=threshold)
    new = store.suggestions.replace(found, graph.version, workspace.now())
    report(Progress(_KIND, 1, 1))
    return Suggested(len(found), new, len(store.suggestions.waiting()), graph.version)


def decide(
    workspace: Workspace,
    members: Sequence[str],
    decision: str,
    *,
    winner: str = "",
    why: str = "",
    expected: str | None = None,
) -> Decided:
    """Decide on two or more concepts.

    Args:
        workspace: Where.
        members: Concept ids.
        decision: One of ``twins.precision.DECISIONS``.
        winner: Into which they are merged, or which is the parent of the others; the first without it.
        why: A person's own reason; without one it is what spoke for it. Where one of them is locked there is no other.
        expected: Id of the log's last event that the person saw, None where that does not matter.

    Raises:
        InputError: There are fewer than two, the winner is none of them, or the decision is not known.
        NotFoundError: A concept is not there.
        ConflictError: A concept was merged or deleted, or somebody edited it since ``expected``.
    """
    require(workspace, "decide")
    first = winner or next(iter(members), "")
    _require_decision(members, decision, first)
    others = [c for c in members if c != first]
    store = workspace.store
    with store.transaction():
        known = among(store.suggestions.waiting(), members)
        locked = {*members} & store.edits.locked().keys()
        edits = _edits(first, others, decision)
        rows = [
            Row(line, {**edit, "reason": why or ("" if locked else evidence(pairs, known))})
            for line, (edit, pairs) in enumerate(edits, 1)
        ]
        events = apply_edits(workspace, rows, expected=expected)
        done = workspace.new_id("d", decision, *members)
        by_event = [(pair, e.id) for e, (_, pairs) in zip(events, edits, strict=True) for pair in pairs]
        store.suggestions.append(
            [
                Decision(done, *pair, decision, known[pair].signals if pair in known else None, event, workspace.actor)
                for pair, event in by_event or [(pair, "") for pair in pairs_among(members)]
            ],
            workspace.now(),
        )
    return Decided(done, tuple(members), tuple(e.id for e in events))


def undo_decision(workspace: Workspace, decision: str = "") -> Decided:
    """Take a decision back with its edits, the actor's last one where none is named; its pairs wait again.

    Raises:
        EmptyError: The actor has decided nothing that still counts.
        ConflictError: A later edit depends on one of its edits.
    """
    require(workspace, "undo_decision")
    store = workspace.store
    with store.transaction():
        mine = [
            d for d in store.suggestions.decisions() if (d.id == decision if decision else d.actor == workspace.actor)
        ]
        if not mine:
            raise EmptyError(
                "There is no decision to take back.",
                "one that you made and that still counts.",
                "Decide on a pair first.",
            )
        rows = [d for d in mine if d.id == mine[-1].id]
        events = tuple(dict.fromkeys(d.event for d in rows if d.event))
        for event in reversed(events):
            undo(workspace, event, "decision taken back")
        store.suggestions.take_back(rows[0].id)
        store.suggestions.put_back(_as_suggested(workspace, rows), workspace.now())
    return Decided(rows[0].id, tuple(dict.fromkeys(c for d in rows for c in d.pair)), events)


def _require_decision(members: Sequence[str], decision: str, first: str) -> None:
    if decision not in DECISIONS:
        raise InputError(
            f"There is no decision {decision!r}.", f"one of {', '.join(DECISIONS)}.", "Choose one of them."
        )
    if len(members) < 2 or len(set(members)) < len(members) or first not in members:
        raise InputError(
            f"The decision {decision} names {len(set(members))} concepts and {first or 'none'} as the first.",
            "two or more different concepts, and one of them as the winner or parent.",
            "Tick at least two.",
        )


def _edits(first: str, others: Sequence[str], decision: str) -> list[tuple[dict[str, Any], list[Pair]]]:
    """The edits of a decision, each with the pairs that it decides."""
    if decision == "later":
        return []
    if decision == "merge":
        return [({"kind": "merge", "from": list(others), "into": first}, pairs_among([first, *others]))]
    if decision == "parent-of":
        return [({"kind": "relate", "a": first, "b": c, "as": decision}, [pair_of(first, c)]) for c in others]
    return [({"kind": "relate", "a": a, "b": b, "as": decision}, [(a, b)]) for a, b in pairs_among([first, *others])]


def _as_suggested(workspace: Workspace, rows: Sequence[Decision]) -> list[Twins]:
    """Pairs of a decision as they were suggested; those that were not are left out."""
    kinds = workspace.store.concepts.kinds()
    seeds = seeds_in(workspace.draft().graph, {c for d in rows for c in d.pair})
    return [
        Twins(*d.pair, kinds[d.a], score(d.signals), d.signals, seeds.get(d.a, 0) + seeds.get(d.b, 0))
        for d in rows
        if d.signals
    ]

"""Merge every waiting pair above a value of a signal: only of one that people have found right, and counted first."""

from dataclasses import dataclass

from mathscale_core.adapters.store.suggestions import POLICY, Decision
from mathscale_core.errors import ConflictError, EmptyError, InputError
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.people import require
from mathscale_core.seeds.rows import Row
from mathscale_core.twins.clusters import clusters, seeds_in
from mathscale_core.twins.pairs import evidence, pairs_among
from mathscale_core.twins.precision import ENOUGH, SURE, standings
from mathscale_core.twins.signals import SIGNALS
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MergedAbove:
    """What merging everything above a value of a signal comes to.

    Attributes:
        signal: Name of the signal.
        value: Least value.
        pairs: Pairs that have it.
        merges: Merges that they come to, each of up to eight concepts.
        locked: Pairs that are left out because one of them is locked.
        events: Ids of the edits; none where it was only counted.
    """

    signal: str
    value: float
    pairs: int
    merges: int
    locked: int
    events: tuple[str, ...] = ()


def merge_above(workspace: Workspace, signal: str, value: float, *, do: bool = False) -> MergedAbove:
    """Merge every waiting pair of at least this value of a signal, or count them first.

    The edits are one batch; each merge can be undone alone.

    Args:
        workspace: Where.
        signal: Name of the signal.
        value: Least value of it.
        do: Merge; else nothing is written.

    Raises:
        InputError: There is no such signal.
        ConflictError: Too few decisions say that the signal is right.
        EmptyError: No pair is to be merged.
    """
    require(workspace, "merge_above")
    store = workspace.store
    with store.transaction():
        _require_open(workspace, signal)
        waiting = [t for t in store.suggestions.waiting() if (t.signals.known().get(signal) or 0.0) >= value]
        locked = store.edits.locked()
        free = [t for t in waiting if locked.keys().isdisjoint(t.pair)]
        found = clusters(free, seeds_in(workspace.draft().graph, {c for t in free for c in t.pair}))
        counted = MergedAbove(signal, value, len(free), len(found), len(waiting) - len(free))
        if not do:
            return counted
        if not found:
            raise EmptyError(
                f"No waiting pair has {signal} of {value:g} or more.", "one at least.", "Take a smaller value."
            )
        known = {t.pair: t for t in free}
        rows = [
            Row(line, {
                "kind": "merge", "from": list(c.members[1:]), "into": c.members[0],
                "reason": f"{signal} at least {value:g}: {evidence(pairs_among(c.members), known)}",
            })
            for line, c in enumerate(found, 1)
        ]  # fmt: skip
        events = apply_edits(workspace, rows)
        for cluster, event in zip(found, events, strict=True):
            done = workspace.new_id("d", "merge", *cluster.members)
            signals = {t.pair: t.signals for t in cluster.pairs}
            store.suggestions.append(
                [
                    Decision(done, *pair, "merge", signals.get(pair), event.id, f"{POLICY}{signal}")
                    for pair in pairs_among(cluster.members)
                ],
                workspace.now(),
            )
    return MergedAbove(signal, value, counted.pairs, counted.merges, counted.locked, tuple(e.id for e in events))


def _require_open(workspace: Workspace, signal: str) -> None:
    """Refuse a signal that people have not found right often enough."""
    if signal not in SIGNALS:
        raise InputError(f"There is no signal {signal!r}.", f"one of {', '.join(SIGNALS)}.", "Choose one of them.")
    standing = standings(workspace.store.suggestions.judged())[signal]
    if not standing.is_open:
        share = "none" if standing.precision is None else f"{standing.precision:.0%}"
        raise ConflictError(
            f"{standing.decided} decisions on pairs that {standing.signal} spoke for, {share} of them right.",
            f"at least {ENOUGH} decisions, {SURE:.0%} of them right.",
            "Decide on more pairs one by one; what the signal says is not sure enough to be merged unseen.",
        )

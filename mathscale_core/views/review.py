"""The reviewer's queue: which question comes next, how many are left, and what was done today.

The order is that of the revisions' ids: content hashes, so as good as random, and the same for everybody. A question
on which the actor's own verdict stands is not in the actor's queue; planted ones are in none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mathscale_core.adapters.store.bank import COUNTED, BankFilter
from mathscale_core.views.bank import count, read_filter
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Today:
    """An actor's standing verdicts of this day (UTC): their number, and by verdict."""

    total: int
    by_verdict: dict[str, int]


def queue(workspace: Workspace, address: Mapping[str, str]) -> BankFilter:
    """The actor's queue under an address (as in ``views.bank``).

    ``waiting=mine`` also takes what others have judged; without it only what nobody has.
    """
    wanted = replace(read_filter(workspace, address), unseen_by=workspace.actor, verdicts=())
    sources = tuple(s for s in wanted.sources if s != "planted")
    judged = () if address.get("waiting") == "mine" else ("", "skip")
    return replace(wanted, sources=sources, verdicts=judged)


def next_item(workspace: Workspace, wanted: BankFilter, after: str = "") -> str:
    """The question that comes behind this one in the queue, from the beginning again at its end; ``""`` for none."""
    return workspace.store.questions.next_found(wanted, after)


def upcoming(workspace: Workspace, wanted: BankFilter, number: int) -> list[str]:
    """The first questions of the queue, in its order."""
    found: list[str] = []
    while len(found) < number:
        item = next_item(workspace, wanted, found[-1] if found else "")
        if not item or item in found:
            break
        found.append(item)
    return found


def left(workspace: Workspace, wanted: BankFilter) -> tuple[int, bool]:
    """Number of questions in the queue, counted up to a bound, and whether there are more."""
    found = count(workspace, wanted)
    return min(found, COUNTED), found > COUNTED


def today(workspace: Workspace) -> Today:
    """What the actor has said today."""
    counts = workspace.store.questions.verdicts_since(workspace.actor, workspace.now()[:10])
    return Today(sum(counts.values()), counts)

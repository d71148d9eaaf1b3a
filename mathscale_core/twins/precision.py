"""How often each signal was right, as people decided; and whether it may merge by itself.

Comes in: decisions on pairs with the signals that they had then. Goes out: for each signal how many pairs it spoke for
were decided, and how many of them were one thing. A signal that was right nearly always, and often enough, may open the
merging of everything above a value of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mathscale_core.twins.signals import SIGNALS, SPEAKS, Signals

#: Decisions of a signal, and the share of them that must be right, before it may merge without a look at each.
ENOUGH, SURE = 30, 0.95
#: Decisions that say that two concepts are one.
RIGHT = frozenset({"merge", "same"})
#: What may be said of twins; ``later`` decides nothing.
DECISIONS = ("merge", "parent-of", "same", "related", "different", "later")


@dataclass(frozen=True, slots=True)
class Standing:
    """What decisions say of one signal.

    Attributes:
        signal: Its name.
        decided: Pairs that it spoke for and that were decided.
        right: Those of them that are one thing.
    """

    signal: str
    decided: int
    right: int

    @property
    def precision(self) -> float | None:
        """Share that was right, None where nothing was decided."""
        return self.right / self.decided if self.decided else None

    @property
    def is_open(self) -> bool:
        """Whether everything above a value of the signal may be merged at once."""
        return self.decided >= ENOUGH and self.right >= SURE * self.decided


def standings(decided: Iterable[tuple[Signals, str]]) -> dict[str, Standing]:
    """Each signal's standing; ``decided`` are pairs' signals and what was decided, ``later`` left out."""
    counts = {name: [0, 0] for name in SIGNALS}
    for signals, decision in decided:
        if decision == "later":
            continue
        for name, value in signals.known().items():
            if value >= SPEAKS[name]:
                counts[name][0] += 1
                counts[name][1] += decision in RIGHT
    return {name: Standing(name, *found) for name, found in counts.items()}

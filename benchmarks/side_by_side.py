"""Two ways to do one thing, timed one after the other on the same machine: the ratio is the claim.

Comes in: two functions and how much work each does. Goes out: printed lines, and a refusal when the ratio is
below what is claimed. Seconds are printed, never judged.
"""

import os
import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One way to do it.

    Attributes:
        name: Name as printed.
        run: Does the work once.
        amount: How many items one run does; sides with different amounts are compared by the item.
    """

    name: str
    run: Callable[[], object]
    amount: int = 1


def seconds_per_item(side: Side, repeats: int = 3) -> float:
    """Seconds an item: the fastest of several runs, printed."""
    best = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        side.run()
        best = min(best, time.perf_counter() - began)
    print(f"  {side.name}: {best:.4f} s for {side.amount:,} = {best / side.amount:.3g} s each")
    return best / side.amount


def side_by_side(
    title: str, sizes: Mapping[str, int], ours: Side, peer: Side, *, at_least: float | None = None, repeats: int = 3
) -> float:
    """How many times faster ours is than the peer, by the item.

    Args:
        title: What is done.
        sizes: Sizes of the input.
        ours: The program's way.
        peer: The other way.
        at_least: The claimed ratio; None reports only.
        repeats: Runs of each side, the fastest counts.

    Raises:
        AssertionError: The ratio is below the claim.
    """
    print(title)
    print("  " + ", ".join(f"{count:,} {name}" for name, count in sizes.items()))
    print(f"  {os.cpu_count()} CPUs, {platform.machine()}, Python {platform.python_version()}")
    ratio = seconds_per_item(peer, repeats) / seconds_per_item(ours, repeats)
    print(f"  ratio {ratio:.1f}" + ("" if at_least is None else f" (claimed: at least {at_least:g})"), flush=True)
    if at_least is not None and ratio < at_least:
        raise AssertionError(f"{title}: {ratio:.2f} times as fast, claimed at least {at_least:g}.")
    return ratio

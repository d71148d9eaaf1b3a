"""Requests and tokens a minute: never more in any sixty seconds, first come first served, and nobody waits for ever."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.models.limits import WINDOW, Charge, Limits


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Move the clock and let others run."""
        self.now += seconds
        await asyncio.sleep(0)


def limits(clock: Clock, requests: int = 0, tokens: int = 0) -> Limits:
    return Limits(requests, tokens, clock=clock, sleep=clock.sleep)


def admitted(held: Limits, sizes: Sequence[int]) -> list[Charge]:
    async def all_at_once() -> list[Charge]:
        return list(await asyncio.gather(*map(held.admit, sizes)))

    return asyncio.run(all_at_once())


def test_without_limits_nobody_waits() -> None:
    """0 is no limit."""
    clock = Clock()
    assert [c.at for c in admitted(limits(clock), [10**9] * 100)] == [1000.0] * 100


def test_the_request_after_the_last_waits_for_the_first_to_leave() -> None:
    """Three a minute: the fourth comes when the first is a minute old."""
    clock = Clock()
    assert [c.at for c in admitted(limits(clock, requests=3), [0] * 7)] == [1000.0] * 3 + [1060.0] * 3 + [1120.0]


def test_tokens_wait_until_enough_have_left() -> None:
    """A hundred a minute."""
    clock = Clock()
    assert [c.at - 1000 for c in admitted(limits(clock, tokens=100), [60, 40, 1, 99, 100])] == [0, 0, 60, 60, 120]


def test_a_request_above_the_limit_is_admitted_alone() -> None:
    """It would wait for ever; those after it wait until it has left."""
    clock = Clock()
    assert [c.at - 1000 for c in admitted(limits(clock, tokens=100), [1, 500, 1])] == [0, 60, 120]


def test_a_correction_makes_room_and_takes_it() -> None:
    """What was charged too high admits the next at once, what was charged too low keeps it waiting."""

    async def run(real: int) -> float:
        clock = Clock()
        held = limits(clock, tokens=100)
        held.correct(await held.admit(90), real)
        return (await held.admit(50)).at - 1000

    assert asyncio.run(run(20)) == 0
    assert asyncio.run(run(90)) == WINDOW
    assert asyncio.run(run(500)) == WINDOW


def test_a_correction_is_seen_by_who_waits_already() -> None:
    """The one that waits is admitted within about a second."""

    async def run() -> float:
        clock = Clock()
        held = limits(clock, tokens=100)
        first = await held.admit(100)
        waiting = asyncio.create_task(held.admit(10))
        await asyncio.sleep(0)
        held.correct(first, 5)
        return (await waiting).at - 1000

    assert asyncio.run(run()) <= 2


def test_a_correction_that_comes_late_changes_nothing() -> None:
    """What has left the window is no longer counted."""

    async def run() -> list[float]:
        clock = Clock()
        held = limits(clock, tokens=100)
        first = await held.admit(100)
        second = await held.admit(100)
        held.correct(first, 0)
        return [second.at - 1000, (await held.admit(100)).at - 1000]

    assert asyncio.run(run()) == [60, 120]


@given(
    st.integers(0, 6),
    st.integers(0, 200),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 300), st.integers(0, 90)), max_size=30),
)
def test_no_sixty_seconds_hold_more_than_the_limits(
    requests: int, tokens: int, arrivals: list[tuple[int, int, int]]
) -> None:
    """Whatever arrives when, corrected downwards or not; who came first is admitted first, and everybody is."""

    async def run() -> list[tuple[float, int]]:
        clock = Clock()
        held = limits(clock, requests, tokens)
        seen = []
        for pause, size, real in arrivals:
            clock.now += pause
            charge = await held.admit(size)
            held.correct(charge, min(size, real))
            seen.append((charge.at, charge.tokens))
        return seen

    seen = asyncio.run(run())
    assert len(seen) == len(arrivals)
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)
    for at, _ in seen:
        within = [s for a, s in seen if at - WINDOW < a <= at]
        if requests:
            assert len(within) <= requests
        if tokens:
            assert sum(within) <= tokens or sum(s > 0 for s in within) == 1


@pytest.mark.parametrize("count", [1, 5])
def test_waiting_ends_when_the_waiter_is_cancelled(count: int) -> None:
    """A cancelled waiter gives its turn to the next."""

    async def run() -> float:
        clock = Clock()
        held = limits(clock, requests=1)
        await held.admit(0)
        waiting = [asyncio.create_task(held.admit(0)) for _ in range(count)]
        await asyncio.sleep(0)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return (await held.admit(0)).at

    assert asyncio.run(run()) == 1060.0

"""Requests and tokens a minute, kept by the client before a server has to refuse.

A sliding window: what was admitted counts for the sixty seconds after its admission, so that no sixty seconds hold more
than the limit. Who asked first is admitted first. Tokens are charged by an estimate and corrected when the reply says
how many they were; a single request above the limit is admitted alone, or it would wait for ever.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

WINDOW = 60.0
#: A correction may make room before the oldest charge leaves the window: so often it is looked for.
_LOOK = 1.0


@dataclass(slots=True)
class Charge:
    """What one admitted request counts for.

    Attributes:
        at: When it was admitted, seconds of the clock.
        tokens: Tokens that it counts for now.
        counts: Whether it still counts.
    """

    at: float
    tokens: int
    counts: bool = False


class Limits:
    """Admits requests within both limits; 0 is no limit."""

    def __init__(
        self,
        requests_per_minute: int = 0,
        tokens_per_minute: int = 0,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._most_requests = requests_per_minute
        self._most_tokens = tokens_per_minute
        self._clock = clock
        self._sleep = sleep
        self._window: deque[Charge] = deque()
        self._tokens = 0
        # asyncio's lock wakes its waiters in the order in which they came.
        self._turn = asyncio.Lock()

    async def admit(self, tokens: int) -> Charge:
        """Wait until a request of about so many tokens may be sent."""
        if not self._most_requests and not self._most_tokens:
            return Charge(self._clock(), tokens)
        async with self._turn:
            while (wait := self._wait(tokens)) > 0:
                await self._sleep(min(wait, _LOOK))
            charge = Charge(self._clock(), tokens, counts=True)
            self._window.append(charge)
            self._tokens += tokens
            return charge

    def correct(self, charge: Charge, tokens: int) -> None:
        """Say how many tokens an admitted request really took; of use as long as it counts."""
        if charge.counts:
            self._tokens += tokens - charge.tokens
        charge.tokens = tokens

    def _wait(self, tokens: int) -> float:
        """Seconds until there is room, 0 where there is."""
        now = self._clock()
        while self._window and self._window[0].at + WINDOW <= now:
            gone = self._window.popleft()
            gone.counts = False
            self._tokens -= gone.tokens
        wait = 0.0
        if self._most_requests and len(self._window) >= self._most_requests:
            wait = self._window[len(self._window) - self._most_requests].at + WINDOW - now
        if self._most_tokens and 0 < self._tokens > self._most_tokens - tokens:
            left = self._tokens
            for charge in self._window:
                left -= charge.tokens
                if left + tokens <= self._most_tokens or left <= 0:
                    return max(wait, charge.at + WINDOW - now)
        return wait

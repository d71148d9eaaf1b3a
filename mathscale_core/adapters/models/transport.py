"""HTTP under the SDK: what leaves, what comes back, and for how long.

Each attempt, the SDK's retries included, passes here: it is counted, waits for the limits, carries only the headers
of the protocol, ends in time as a whole, and may not bring more bytes than a reply can have. Imported when a client is
made: the SDK takes a while to load.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

import aiohttp
import httpx2
import openai

from mathscale_core.adapters.models.limits import Charge, Limits
from mathscale_core.adapters.models.registry import is_loopback
from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint

#: No reply of the most tokens that an endpoint can ask for is longer.
MAX_BODY = 8_000_000
#: Seconds until a machine that does not answer at all is given up.
_CONNECT = 10.0
#: Where in an answer of :class:`Connection` its charge is.
CHARGE = "charge"
#: The SDK also takes headers from environment variables that belong to another server; these alone are sent.
_HEADERS = {"host", "content-length", "content-type", "accept", "user-agent", "connection", "idempotency-key"}


class Connection(openai.DefaultAioHttpClient):
    """An HTTP client for one endpoint.

    Attributes:
        attempts: How many HTTP requests were sent.
    """

    def __init__(self, endpoint: Endpoint, key: str, limits: Limits) -> None:
        # A proxy for the outside is none for this machine.
        outside = not is_loopback(endpoint.base_url)
        super().__init__(
            timeout=httpx2.Timeout(endpoint.timeout, connect=min(_CONNECT, endpoint.timeout), pool=None),
            limits=httpx2.Limits(max_connections=endpoint.concurrency, max_keepalive_connections=endpoint.concurrency),
            follow_redirects=False,
            trust_env=outside,
        )
        self.attempts = 0
        self._endpoint = endpoint
        self._authorization = f"Bearer {key}" if key else ""
        self._limits = limits

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:  # noqa: ANN401 (passed on)
        """Send one request and read its whole answer.

        Raises:
            ModelError: The answer is longer than any reply, or packed although that was not asked for.
            httpx2.TimeoutException: The answer was not whole in time.
            httpx2.TransportError: The server could not be reached or broke off.
        """
        request.headers = httpx2.Headers(self._allowed(request.headers.multi_items()))
        # Bytes are tokens at about four to one; the reply is charged at its most until it is known.
        charge = await self._limits.admit(len(request.content) // 4 + self._endpoint.max_tokens)
        self.attempts += 1
        try:
            async with asyncio.timeout(self._endpoint.timeout):
                response = await super().send(request, **{**options, "stream": True})
                try:
                    whole = await self._read(response, charge)
                finally:
                    await response.aclose()
        except TimeoutError as error:
            raise httpx2.ReadTimeout("no whole answer in time", request=request) from error
        except (aiohttp.ClientError, UnicodeError) as error:
            raise httpx2.RemoteProtocolError(type(error).__name__, request=request) from error
        if not whole.is_success:
            self._limits.correct(charge, 0)
        return whole

    def _allowed(self, headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        # A packed answer could be far longer than its bytes tell.
        sent = [(n, v) for n, v in headers if n.lower() in _HEADERS] + [("accept-encoding", "identity")]
        return [*sent, ("authorization", self._authorization)] if self._authorization else sent

    async def _read(self, response: httpx2.Response, charge: Charge) -> httpx2.Response:
        if response.headers.get("content-encoding", "identity").lower() not in {"identity", ""}:
            raise ModelError(
                f"{self._endpoint.base_url} answered with packed bytes, which were not asked for.",
                "plain JSON.",
                "Switch off compression in the server or in the proxy before it.",
            )
        parts, size = [], 0
        async for part in response.aiter_raw():
            parts.append(part)
            size += len(part)
            if size > MAX_BODY:
                raise ModelError(
                    f"{self._endpoint.base_url} answered with more than {MAX_BODY // 1_000_000} MB.",
                    "one reply.",
                    "Check the address; look into the server's log.",
                )
        content = b"".join(parts)
        # As bytes: a header may hold any.
        headers = [(n, v) for n, v in response.headers.raw if n.lower() != b"x-should-retry"]
        if response.status_code == 501 or (response.status_code == 429 and b"insufficient_quota" in content):
            # It will not be better the next time: the SDK's own sign for that.
            headers.append((b"x-should-retry", b"false"))
        return httpx2.Response(
            response.status_code,
            headers=headers,
            content=content,
            request=response.request,
            extensions={**response.extensions, CHARGE: charge},
        )

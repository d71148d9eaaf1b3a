"""The client of OpenAI's protocol: one request to one reply, over any server that speaks it.

It implements ``ports.Model``. The SDK retries what is worth it; here is what it leaves open: JSON by schema where the
server can be held to it, the server's own dialect, replies that are of no use, errors that say what to do. Nothing
heavy is loaded before the first request.
"""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from mathscale_core.adapters.models.completion import Completion, read_completion
from mathscale_core.adapters.models.dialect import Dialect
from mathscale_core.adapters.models.limits import Limits
from mathscale_core.adapters.models.schemas import Schema, schema_of
from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint, ModelReply, ModelRequest

if TYPE_CHECKING:
    import httpx2
    import openai

    from mathscale_core.adapters.models.transport import Connection

#: A shorter key could be a word of a reply.
_TELLING_KEY = 8
_SEEDS = 2**63


def provider_name(endpoint: Endpoint) -> str:
    """Model and address as one text: it is stored with each reply and tells cached replies apart.

    The endpoint's own name is not in it: renamed, it is still the same model.
    """
    return f"{endpoint.model}@{endpoint.base_url}"


def open_model(endpoint: Endpoint, secrets: Mapping[str, str]) -> "OpenAIModel":
    """The client of an endpoint, with its key from the environment that is passed in.

    Raises:
        ModelError: The variable that should hold the key does not, or holds something that cannot be one.
    """
    if not endpoint.key_env:
        return OpenAIModel(endpoint)
    key = secrets.get(endpoint.key_env, "").strip()
    if not key:
        raise ModelError(
            f"The environment variable {endpoint.key_env} is not set.",
            f"the key of the endpoint {endpoint.name}.",
            f"Set {endpoint.key_env} where the program is started, and start it again.",
        )
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise ModelError(
            f"The environment variable {endpoint.key_env} holds blanks, line breaks or letters that no key has.",
            f"the key of the endpoint {endpoint.name}.",
            "Set it again, without anything around the key.",
        )
    return OpenAIModel(endpoint, key)


class OpenAIModel:
    """A model behind an endpoint.

    Attributes:
        endpoint: The endpoint.
        wasted_tokens: Tokens of replies that were paid for and of no use, such as those cut off.
    """

    def __init__(self, endpoint: Endpoint, key: str = "") -> None:
        self.endpoint = endpoint
        self.wasted_tokens = 0
        self._key = key
        self._dialect = Dialect.of(endpoint.structured)
        self._limits = Limits(endpoint.requests_per_minute, endpoint.tokens_per_minute)
        self._sent_before = 0
        self._connection: Connection | None = None
        self._client: openai.AsyncOpenAI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __repr__(self) -> str:
        return f"OpenAIModel({self.name!r})"

    @property
    def name(self) -> str:
        """Model and address, see :func:`provider_name`."""
        return provider_name(self.endpoint)

    @property
    def attempts(self) -> int:
        """How many HTTP requests were sent, retries and refused ones included."""
        return self._sent_before + (self._connection.attempts if self._connection else 0)

    @property
    def dialect(self) -> Dialect:
        """What the server has turned out to take."""
        return self._dialect

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answer one request.

        A further sample of an equal request is asked for with a seed of its own.

        Raises:
            ModelError: The server cannot be reached, refuses, fails, or its reply is of no use.
        """
        parameters = dict(request.parameters)
        if request.sample and isinstance(parameters.get("seed"), int):
            parameters["seed"] = (parameters["seed"] + request.sample) % _SEEDS
        answer = await self.ask(request.text, parameters, schema_of(request), request.task)
        return ModelReply(answer.text, self.name, answer.tokens, prompt_tokens=answer.prompt_tokens)

    async def ask(self, text: str, parameters: Mapping[str, Any], schema: Schema, title: str) -> Completion:
        """Send one user message and read the answer; raises what :meth:`complete` raises."""
        from mathscale_core.adapters.models import failures
        from mathscale_core.adapters.models.transport import CHARGE

        quote = failures.quoting(self._key)
        response = await self._answered(text, parameters, schema, title)
        if failures.is_html(response):
            raise failures.of_html(response, self.endpoint, quote)
        answer = read_completion(self._without_key(response.content), self.endpoint, quote)
        if answer.tokens:
            self._limits.correct(response.extensions[CHARGE], answer.tokens)
        if answer.problem:
            self.wasted_tokens += answer.tokens
            raise answer.problem
        return answer

    async def close(self) -> None:
        """Close the connections; the next request opens new ones."""
        connection, self._connection, self._client = self._connection, None, None
        if connection is not None:
            self._sent_before += connection.attempts
            await connection.aclose()

    async def __aenter__(self) -> "OpenAIModel":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _answered(
        self, text: str, parameters: Mapping[str, Any], schema: Schema, title: str
    ) -> "httpx2.Response":
        """The answer of status 200, asked for in the dialect that the server takes."""
        import aiohttp
        import httpx2
        import openai

        from mathscale_core.adapters.models import failures

        quote = failures.quoting(self._key)
        client = self._opened()
        while True:
            dialect = self._dialect
            body = {
                **dialect.sampling(parameters, self.endpoint.max_tokens),
                **dialect.form(schema, title),
                "model": self.endpoint.model,
                "messages": [{"role": "user", "content": text}],
            }
            try:
                return await client.post("/chat/completions", cast_to=httpx2.Response, body=body)
            except openai.APIStatusError as error:
                if self._dialect is not dialect:
                    # Another request has meanwhile been refused the same and learned from it.
                    continue
                learned = dialect.after(error.status_code, failures.words_of(error.response), body)
                if learned is None:
                    raise failures.of_status(error.response, self.endpoint, quote) from None
                self._dialect = learned
            except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, aiohttp.ClientError, OSError) as error:
                raise failures.of_connection(error, self.endpoint, quote) from None

    def _opened(self) -> "openai.AsyncOpenAI":
        """The SDK's client in the running loop; one of a loop that has ended cannot be used."""
        import openai

        from mathscale_core.adapters.models.transport import Connection

        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._sent_before = self.attempts
            self._loop = loop
            self._connection = Connection(self.endpoint, self._key, self._limits)
            # The key goes into the header where it is sent; the SDK, its logs and errors never have it.
            self._client = openai.AsyncOpenAI(
                base_url=self.endpoint.base_url,
                api_key="none",
                timeout=self._connection.timeout,
                max_retries=self.endpoint.retries,
                http_client=self._connection,
            )
        return self._client

    def _without_key(self, body: bytes) -> bytes:
        """A server that repeats the key in its reply would have it stored."""
        return body.replace(self._key.encode(), b"[key]") if len(self._key) >= _TELLING_KEY else body

"""One conversation with an endpoint, for the tests of the client."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.models.client import OpenAIModel
from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint, ModelReply, ModelRequest

#: A key that must not be seen anywhere.
KEY = "sk-marker-0123456789abcdef"


@dataclass
class Talk:
    """How a conversation ended.

    Attributes:
        replies: What was answered.
        error: The error that ended it, None where there was none.
        attempts: HTTP requests that it took.
        notes: What the server turned out not to take.
        wasted: Tokens of replies of no use.
    """

    replies: list[ModelReply]
    error: ModelError | None
    attempts: int
    notes: tuple[str, ...]
    wasted: int

    @property
    def said(self) -> str:
        """The whole error as people see it."""
        assert self.error
        return f"{self.error.message} {self.error.remedy}"


def request(text: str = "What?", *, sample: int = 0, parameters: Mapping[str, Any] | None = None) -> ModelRequest:
    """A request of extraction."""
    return ModelRequest("s_1", "extract", "extract@1", text, {"question": text}, parameters or {}, sample)


def talk(endpoint: Endpoint, *requests: ModelRequest, key: str = "", at_once: bool = False) -> Talk:
    """Ask one request after the other, or all at once, until one fails."""

    async def run() -> Talk:
        replies: list[ModelReply] = []
        error = None
        async with OpenAIModel(endpoint, key) as model:
            try:
                if at_once:
                    replies += await asyncio.gather(*map(model.complete, requests))
                else:
                    for each in requests or (request(),):
                        replies.append(await model.complete(each))
            except ModelError as failed:
                error = failed
        return Talk(replies, error, model.attempts, model.dialect.differences(), model.wasted_tokens)

    return asyncio.run(run())

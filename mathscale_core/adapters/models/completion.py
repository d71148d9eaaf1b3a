"""The answer of a server: read once, here, from bytes to text and tokens, or to the error that says what is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint

#: Counts beyond this are no counts.
_MOST_TOKENS = 1_000_000_000
#: What some servers leave at the end of a reply although it ended it.
_ENDING = re.compile(r"(?:\s*(?:</s>|<\|[A-Za-z0-9_]{1,40}\|>|<eos>|<end_of_turn>))+\s*\Z")
#: What some models think aloud before they answer.
_THINKING = re.compile(r"\A\s*<think>.*?</think>\s*", re.DOTALL)


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")

    content: str | list[Any] | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    model_config = ConfigDict(extra="ignore")

    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    model_config = ConfigDict(extra="ignore")

    choices: list[_Choice]
    model: object = ""
    # Its form is nobody's concern but the accountant's: an odd one costs no reply.
    usage: object = None


class _Usage(BaseModel):
    model_config = ConfigDict(extra="ignore")

    prompt_tokens: int = Field(default=0, ge=0, le=_MOST_TOKENS)
    completion_tokens: int = Field(default=0, ge=0, le=_MOST_TOKENS)
    total_tokens: int = Field(default=0, ge=0, le=_MOST_TOKENS)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a server answered.

    Attributes:
        text: The reply, without the tokens that end it.
        model: The model that the server says it was, ``""`` where it does not say.
        tokens: Tokens of prompt and reply together, 0 where the server does not say.
        prompt_tokens: Of the tokens, those of the prompt.
        problem: Why the reply is of no use although it was made and paid for; None where it is.
    """

    text: str
    model: str
    tokens: int
    prompt_tokens: int
    problem: ModelError | None = None


def read_completion(body: bytes, endpoint: Endpoint, quote: Callable[[str], str]) -> Completion:
    """Read the body of an answer of status 200; ``quote`` makes a server's words fit for a message.

    Raises:
        ModelError: It is no answer of the protocol.
    """
    try:
        read = _Completion.model_validate_json(body)
    except ValidationError:
        raise ModelError(
            f"{endpoint.base_url} answered {quote(body[:2000].decode('utf-8', 'replace'))!r}.",
            "a chat completion of OpenAI's protocol.",
            "Check the address: as a rule it ends in /v1. Look into the server's log.",
        ) from None
    tokens, prompt_tokens = _counted(read.usage)
    model = quote(read.model)[:200] if isinstance(read.model, str) else ""
    if not read.choices:
        return Completion("", model, tokens, prompt_tokens, _none_of("no choice", endpoint))
    choice = read.choices[0]
    text = _plain(choice.message.content)
    text = _ENDING.sub("", _THINKING.sub("", text))
    problem = _problem(choice, text, endpoint, quote)
    return Completion(text, model, tokens, prompt_tokens, problem)


def _problem(choice: _Choice, text: str, endpoint: Endpoint, quote: Callable[[str], str]) -> ModelError | None:
    if choice.finish_reason == "length":
        return ModelError(
            f"The reply of {endpoint.model} was cut off at {endpoint.max_tokens} tokens.",
            "a whole reply.",
            f"Raise max_tokens of the endpoint {endpoint.name}, or use a model that writes less.",
        )
    if choice.finish_reason == "content_filter":
        return ModelError(
            f"The server's content filter withheld the reply of {endpoint.model}.",
            "a reply.",
            "Look at the question, or use another endpoint.",
        )
    if choice.message.refusal:
        return ModelError(
            f"{endpoint.model} refused: {quote(choice.message.refusal)!r}.",
            "a reply.",
            "Look at the question, or use another model.",
        )
    if not text.strip():
        return _none_of("an empty reply", endpoint)
    return None


def _none_of(what: str, endpoint: Endpoint) -> ModelError:
    return ModelError(
        f"{endpoint.model} at {endpoint.base_url} answered with {what}.",
        "a reply with text.",
        "Ask again; if it stays so, look into the server's log or use another model.",
    )


def _plain(content: str | list[Any] | None) -> str:
    if not isinstance(content, list):
        return content or ""
    parts = [part.get("text") for part in content if isinstance(part, dict)]
    return "".join(part for part in parts if isinstance(part, str))


def _counted(usage: object) -> tuple[int, int]:
    """Tokens in all and of the prompt, as far as they are told; the two never contradict each other."""
    try:
        told = _Usage.model_validate(usage if isinstance(usage, dict) else {})
    except ValidationError:
        return 0, 0
    tokens = max(told.total_tokens, told.prompt_tokens + told.completion_tokens)
    return tokens, min(told.prompt_tokens, tokens)

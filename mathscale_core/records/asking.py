"""Models and what they are asked, jobs and how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server of models that speaks OpenAI's protocol; its key is never here, only the name of its variable.

    Attributes:
        name: Name in this workspace.
        base_url: Address up to the version, such as ``http://127.0.0.1:8000/v1``.
        model: Model that it is asked for.
        key_env: Environment variable that holds the key, ``""`` where none is needed.
        concurrency: Most requests at once.
        requests_per_minute: Most requests a minute, 0 for no limit.
        tokens_per_minute: Most tokens a minute, 0 for no limit.
        timeout: Seconds until a request is given up.
        retries: How often a refused or failed request is sent again.
        max_tokens: Most tokens of one reply.
        structured: How JSON is asked for: ``json_schema``, ``json_object``, ``none``, or ``auto`` for what it takes.
        input_price: Price of a million prompt tokens, None where unknown.
        output_price: Price of a million reply tokens, None where unknown.
        currency: Currency of the prices.
    """

    name: str
    base_url: str
    model: str
    key_env: str = ""
    concurrency: int = 8
    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    timeout: float = 120.0
    retries: int = 4
    max_tokens: int = 2048
    structured: str = "auto"
    input_price: float | None = None
    output_price: float | None = None
    currency: str = "USD"

    def cost(self, prompt_tokens: int, reply_tokens: int) -> float | None:
        """The price of so many tokens, None where a price is not known."""
        if self.input_price is None or self.output_price is None:
            return None
        return (prompt_tokens * self.input_price + reply_tokens * self.output_price) / 1_000_000


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One request to a model.

    Attributes:
        id: The item of the job that asks.
        task: ``extract``, ``generate``, ``twins``, or ``layout``, which no model is asked for.
        prompt: Prompt name and version.
        text: Rendered prompt.
        inputs: What the prompt was rendered from; the offline provider reads this instead of the text.
        parameters: Sampling parameters of the call.
        sample: Sample index among equal requests.
    """

    id: str
    task: Literal["extract", "generate", "twins", "layout"]
    prompt: str
    text: str
    inputs: Mapping[str, Any]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    sample: int = 0


@dataclass(frozen=True, slots=True)
class ModelReply:
    """What a model answered.

    Attributes:
        text: The reply, a JSON object in text for both tasks.
        provider: Which provider and model made it; ``offline:...`` where no language model was used.
        tokens: Tokens of prompt and reply together, 0 where none were spent.
        cached: Whether it came from the reply cache.
        prompt_tokens: Of the tokens, those of the prompt; the two kinds have prices of their own.
    """

    text: str
    provider: str
    tokens: int = 0
    cached: bool = False
    prompt_tokens: int = 0


@dataclass(frozen=True, slots=True)
class JobCounts:
    """How far a job is; ``ok + uncertain + failed + skipped + pending = asked`` at every moment.

    Attributes:
        asked: Items of the job.
        ok: Items done.
        uncertain: Items answered with "could not tell".
        failed: Items that failed.
        skipped: Items left out on purpose.
        pending: Items not yet done.
    """

    asked: int
    ok: int
    uncertain: int
    failed: int
    skipped: int
    pending: int


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a long call, for a progress bar.

    Attributes:
        station: Station of the loop, in a word.
        done: Items done.
        total: Items in all, 0 where unknown.
        note: What is going on.
    """

    station: str
    done: int
    total: int
    note: str = ""

"""What a server takes of the protocol, learned from its refusals and remembered, so that it is refused once only.

Servers differ in three things: whether they can be held to a JSON schema, how they name the limit of tokens, and which
sampling parameters they accept. A dialect is what one server takes; a refusal that names one of these gives the next.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mathscale_core.adapters.models.schemas import Schema

#: From the strictest way of asking for JSON to none.
_WAYS = ("json_schema", "json_object", "none")
#: Statuses that refuse what was asked, not who asks or how often.
_REFUSING = {400, 404, 422, 501}
_FORMAT = re.compile(
    r"response_format|json_schema|json_object|json mode|structured|schema|grammar|guided", re.IGNORECASE
)
_NOT_TAKEN = re.compile(
    r"unsupported|not support|n't support|unrecogni[sz]ed|unknown|unexpected|not permitted|not allowed|invalid|"
    r"only the default|must be|strictly",
    re.IGNORECASE,
)
_TOO_MANY = re.compile(r"too large|too many|at most|maximum|exceed|less than|range|between", re.IGNORECASE)
#: Without these a request still means the same; every other parameter is somebody's wish.
_OPTIONAL = ("temperature", "seed", "top_p")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server takes.

    Attributes:
        structured: How JSON is asked for: ``json_schema``, ``json_object`` or ``none``.
        adapts: Whether a refusal may lower ``structured``.
        limit: Name of the parameter that limits the tokens of a reply.
        without: Sampling parameters that are left out.
    """

    structured: str = "json_schema"
    adapts: bool = True
    limit: str = "max_tokens"
    without: frozenset[str] = frozenset()

    @staticmethod
    def of(structured: str) -> "Dialect":
        """Where a conversation begins; ``auto`` tries the schema first."""
        return Dialect() if structured == "auto" else Dialect(structured, adapts=False)

    def form(self, schema: Schema, title: str) -> dict[str, Any]:
        """The part of a request that asks for JSON of a schema; the title is the schema's name."""
        if self.structured == "none":
            return {}
        if self.structured == "json_object":
            return {"response_format": {"type": "json_object"}}
        described = {"name": title, "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": described}}

    def sampling(self, parameters: Mapping[str, Any], max_tokens: int) -> dict[str, Any]:
        """The part of a request that says how to sample."""
        return {k: v for k, v in parameters.items() if k not in self.without} | {self.limit: max_tokens}

    def after(self, status: int, said: str, body: Mapping[str, Any]) -> "Dialect | None":
        """The dialect to try after a refusal, None where the refusal is about something else.

        Args:
            status: HTTP status.
            said: The server's words.
            body: The request that was refused.
        """
        if status not in _REFUSING:
            return None
        if (
            "max_tokens" in body
            and _names(said, "max_tokens")
            and not _TOO_MANY.search(said)
            and _NOT_TAKEN.search(said)
        ):
            return replace(self, limit="max_completion_tokens")
        for name in _OPTIONAL:
            if name in body and _names(said, name) and _NOT_TAKEN.search(said):
                return replace(self, without=self.without | {name})
        if self.adapts and "response_format" in body and _FORMAT.search(said):
            return replace(self, structured=_WAYS[_WAYS.index(self.structured) + 1])
        return None

    def differences(self) -> tuple[str, ...]:
        """What a server made different from what was meant, for people."""
        said = [f"{name} is left out: the server does not take it" for name in sorted(self.without)]
        if self.limit != "max_tokens":
            said.append(f"tokens are limited by {self.limit}: the server does not take max_tokens")
        if self.adapts and self.structured != _WAYS[0]:
            said.append(f"the server refuses a JSON schema; JSON is asked for by {_ASKED[self.structured]}")
        return tuple(said)


_ASKED = {"json_object": "json_object", "none": "the prompt alone"}


def _names(said: str, parameter: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9_]){parameter}(?![A-Za-z0-9_])", said) is not None

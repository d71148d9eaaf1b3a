"""The test of an endpoint: one small real request, and what it shows.

Whether a server can be held to a schema is seen, not asked: the schema wants a field that the prompt does not mention.
A server that takes the schema and does not keep to it leaves that field out.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from mathscale_core.adapters.models.client import OpenAIModel
from mathscale_core.adapters.models.registry import is_open
from mathscale_core.adapters.models.schemas import CONCEPTS
from mathscale_core.errors import ModelError
from mathscale_core.extraction.json_object import first_json_object
from mathscale_core.extraction.replies import read_concepts
from mathscale_core.records import Endpoint

#: A small question of the kind that extraction asks.
TEXT = """Name the topic and the knowledge points of this mathematics question. Do not solve it.

Question: What is $\\frac{1}{2} + \\frac{1}{3}$?

Answer with one JSON object and nothing else:
{"topics": ["..."], "knowledge_points": ["..."]}"""
_SHOWN = 200
_MARK, _MARKED = "checked", "yes"


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What one real request showed.

    Attributes:
        endpoint: Name of the endpoint.
        ok: Whether the reply could be read as the concepts that it was asked for.
        seconds: From sending to the whole reply.
        model: The model that the server says it is, ``""`` where it does not say.
        structured: What the server was seen to keep to: ``json_schema``, ``json_object`` (taken, which cannot be seen)
            or ``none``.
        tokens: Tokens of prompt and reply, 0 where the server does not say.
        requests: HTTP requests that it took.
        reply: The beginning of the reply.
        notes: What else people should know, one sentence each.
    """

    endpoint: str
    ok: bool
    seconds: float
    model: str
    structured: str
    tokens: int
    requests: int
    reply: str
    notes: tuple[str, ...]


async def probe(model: OpenAIModel, clock: Callable[[], float] = time.perf_counter) -> ProbeResult:
    """Ask once; a server that refuses the schema is asked again without. The model is closed afterwards.

    Raises:
        ModelError: What the server said or why it could not be asked.
    """
    marked = {
        **CONCEPTS,
        "properties": {**CONCEPTS["properties"], _MARK: {"type": "string", "enum": [_MARKED]}},
        "required": [*CONCEPTS["required"], _MARK],
    }
    async with model:
        began = clock()
        answer = await model.ask(TEXT, {"temperature": 0.0}, marked, "probe")
        seconds = clock() - began
    taken, kept = model.dialect.structured, _marked(answer.text)
    notes = [*warnings_of(model.endpoint), *model.dialect.differences()]
    if taken == "json_schema" and not kept:
        notes.append("the server takes a JSON schema but does not keep to it; replies are read tolerantly")
        taken = "none"
    if not answer.tokens:
        notes.append("the server does not say how many tokens it used")
    ok = _readable(answer.text)
    if not ok:
        notes.append("the reply holds no topics and knowledge points")
    return ProbeResult(
        model.endpoint.name, ok, seconds, answer.model, taken, answer.tokens, model.attempts, _shown(answer.text),
        tuple(notes),
    )  # fmt: skip


def warnings_of(endpoint: Endpoint) -> tuple[str, ...]:
    """What can be said of an endpoint before it is asked."""
    if endpoint.key_env and is_open(endpoint.base_url):
        return ("the key goes over the network unencrypted: the address is http, not https",)
    return ()


def _shown(text: str) -> str:
    """The beginning on one line: what a model writes may move a terminal's cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_SHOWN]


def _marked(text: str) -> bool:
    try:
        return first_json_object(text).get(_MARK) == _MARKED
    except ModelError:
        return False


def _readable(text: str) -> bool:
    try:
        topics, kps, _ = read_concepts(text)
    except ModelError:
        return False
    return bool(topics or kps)

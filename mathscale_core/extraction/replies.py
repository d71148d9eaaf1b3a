"""Extraction through a model: the request for one seed and the reading of the reply (MathScale, section 2.1).

Only the question is shown to the model, not the answer. The reply is parsed once, here, and becomes names.
"""

import json
import re
from itertools import islice
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.errors import ModelError
from mathscale_core.prompts import Prompt
from mathscale_core.records import ModelRequest, Seed

#: Characters of a reply that are read, and places in it where an object may begin.
MAX_REPLY = 200_000
MAX_OPENINGS = 200


class ConceptReply(BaseModel):
    """What the model is asked to answer: 1-2 topics and 1-5 knowledge points; more are cut off."""

    model_config = ConfigDict(extra="ignore", str_max_length=500)

    topics: list[str] = Field(min_length=0, max_length=20)
    knowledge_points: list[str] = Field(min_length=0, max_length=40)
    certainty: list[float] = Field(default_factory=list)


def extraction_request(seed: Seed, prompt: Prompt) -> ModelRequest:
    """The request that asks for one seed's concepts."""
    return ModelRequest(
        id=seed.id,
        task="extract",
        prompt=prompt.version,
        text=prompt.render({"question": seed.question}),
        inputs={"question": seed.question},
        parameters={"temperature": 0.0},
    )


def read_concepts(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[float, ...]]:
    """Topics (at most 2), knowledge points (at most 5) and, where given, the certainty of each in that order.

    Raises:
        ModelError: The reply holds no JSON object of the wanted form.
    """
    try:
        reply = ConceptReply.model_validate(first_json_object(text))
    except ValidationError as error:
        raise unusable_reply(text, '{"topics": [...], "knowledge_points": [...]}') from error
    topics = tuple(t for t in reply.topics if t.strip())[:2]
    kps = tuple(k for k in reply.knowledge_points if k.strip())[:5]
    given, named = tuple(reply.certainty), len(topics) + len(kps)
    fits = len(given) == named and all(0 <= c <= 1 for c in given)
    return topics, kps, given if fits else (1.0,) * named


def first_json_object(text: str) -> dict[str, Any]:
    """The first JSON object in a reply, also from within prose or a code fence.

    Raises:
        ModelError: There is none.
    """
    decoder = json.JSONDecoder()
    # LaTeX in the prose around it is full of braces; an object that says something opens with a name.
    openings = re.finditer(r"\{\s*\"", text[:MAX_REPLY])
    for opening in islice(openings, MAX_OPENINGS):
        try:
            value, _ = decoder.raw_decode(text[:MAX_REPLY], opening.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    raise unusable_reply(text, "a JSON object")


def unusable_reply(text: str, wanted: str) -> ModelError:
    """The error for a reply that cannot be read."""
    return ModelError(
        f"The model answered {text[:80]!r}.", wanted, "Resume the job to ask again, or use another model."
    )

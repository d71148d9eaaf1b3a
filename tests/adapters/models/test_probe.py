"""The test of an endpoint: one call where the server can, and the truth about what it can."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from mathscale_core.adapters.models.client import OpenAIModel
from mathscale_core.adapters.models.probe import ProbeResult, probe, warnings_of
from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint
from mathscale_core.testing.scripted import concept_reply
from mathscale_core.testing.server import (
    Body,
    Reply,
    Script,
    ScriptedServer,
    answers_all,
    failure,
    message_of,
    refusing,
)
from tests.adapters.models.talk import KEY

TICKS = iter(range(1, 1000))


def probed(script: Script, **changes: Any) -> tuple[ProbeResult, ScriptedServer]:
    with ScriptedServer(script, key=KEY) as server:
        model = OpenAIModel(replace(server.endpoint(), **changes), KEY)
        return asyncio.run(probe(model, clock=lambda: float(next(TICKS)))), server


def keeps_to_the_schema(body: Body) -> str:
    """A server that can be held to a schema: every field that it wants is there."""
    properties = body["response_format"]["json_schema"]["schema"]["properties"]
    return json.dumps({n: part["enum"][0] if "enum" in part else ["Fractions"] for n, part in properties.items()})


def test_a_server_that_keeps_to_the_schema_takes_one_call() -> None:
    """Seconds, model, tokens and the beginning of the reply are told."""
    seen, server = probed(keeps_to_the_schema)
    assert (seen.endpoint, seen.ok, seen.structured, seen.requests) == ("scripted", True, "json_schema", 1)
    assert (seen.seconds, seen.model, seen.tokens, seen.notes) == (1.0, "scripted-model", 18, ())
    assert seen.reply.startswith('{"topics": ["Fractions"]')
    assert len(server.requests) == 1
    assert "checked" not in message_of(server.requests[0].body)


def test_a_server_that_takes_the_schema_and_ignores_it_is_seen_through() -> None:
    """Its reply can be read all the same."""
    seen, _ = probed(answers_all)
    assert (seen.ok, seen.structured, seen.requests) == (True, "none", 1)
    assert "does not keep to it" in seen.notes[0]


def test_a_server_that_refuses_the_schema_is_asked_again() -> None:
    """With an object, and then without anything."""

    def objects_only(body: Body) -> Any:
        if body.get("response_format", {}).get("type") == "json_schema":
            return failure(400, "response_format json_schema is not supported")
        return concept_reply(["Fractions"], ["Adding"])

    seen, _ = probed(objects_only)
    assert (seen.ok, seen.structured, seen.requests) == (True, "json_object", 2)
    seen, _ = probed(refusing("response_format", answers_all))
    assert (seen.ok, seen.structured, seen.requests) == (True, "none", 3)
    assert "refuses a JSON schema" in seen.notes[0]


def test_a_model_that_cannot_do_it_answers_and_is_not_ok() -> None:
    """Its words are shown, cut short."""
    seen, _ = probed(lambda _: Reply("I like\n\x1b[2J fractions. " * 40, usage=None), structured="none")
    assert (seen.ok, seen.structured, seen.tokens) == (False, "none", 0)
    assert len(seen.reply) == 200
    assert seen.reply.startswith("I like [2J fractions. I like")
    assert [note for note in seen.notes if "no topics" in note]
    assert [note for note in seen.notes if "how many tokens" in note]


def test_a_failure_is_the_servers_own_words() -> None:
    """An error, and the key in no part of it."""
    with pytest.raises(ModelError, match="Loading the model") as caught:
        probed(lambda _: failure(503, f"Loading the model for {KEY}"))
    assert KEY not in caught.value.message


def test_a_key_that_others_can_read_is_pointed_out() -> None:
    """Over http to another machine; without a key, over TLS or on this machine there is nothing to say."""
    paid = Endpoint("paid", "http://example.org/v1", "gpt", "MARKER_KEY")
    assert "unencrypted" in warnings_of(paid)[0]
    elsewhere = replace(paid, base_url="https://example.org/v1")
    for fine in (replace(paid, key_env=""), elsewhere, replace(paid, base_url="http://127.0.0.1:1/v1")):
        assert warnings_of(fine) == ()

"""The client against a server that is not ours: ``transformers serve`` with a tiny local model."""

import asyncio
from collections.abc import Iterator

import pytest

from mathscale_core.adapters.models.client import OpenAIModel
from mathscale_core.adapters.models.probe import probe
from mathscale_core.errors import ModelError
from mathscale_core.extraction.replies import extraction_request, read_concepts
from mathscale_core.generation.requests import generation_request, read_question
from mathscale_core.prompts import load
from mathscale_core.records import Composition, Endpoint, ModelReply, ModelRequest
from mathscale_core.testing.workspaces import labelled_seed
from tests.served import served_model


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The served model."""
    with served_model(tmp_path_factory.mktemp("served")) as (address, name):
        yield Endpoint("served", address, name, timeout=60.0, retries=1, max_tokens=200)


def ask(endpoint: Endpoint, request: ModelRequest) -> ModelReply:
    async def run() -> ModelReply:
        async with OpenAIModel(endpoint) as model:
            return await model.complete(request)

    return asyncio.run(run())


def test_its_reply_to_an_extraction_is_read(endpoint: Endpoint) -> None:
    """The prompt that ships, sent, answered and read; both kinds of tokens are told."""
    reply = ask(endpoint, extraction_request(labelled_seed(1), load("extract")))
    assert read_concepts(reply.text) == (("Fractions",), ("Adding fractions",), (1.0, 1.0))
    assert 0 < reply.prompt_tokens < reply.tokens
    assert reply.provider == f"{endpoint.model}@{endpoint.base_url}"


def test_its_question_is_read(endpoint: Endpoint) -> None:
    """With temperature and seed, which it takes."""
    composition = Composition("m_1", 0, 1, ("c_1",), ("c_2",), "r_1")
    request = generation_request(
        composition, ["Fractions"], ["Adding fractions"], [labelled_seed(2)], load("generate"), rng=3
    )
    question = read_question(ask(endpoint, request), request, "g_1")
    assert question.question.startswith("A jug holds $2$ litres")
    assert (question.answer, question.topics) == ("5", ("Fractions",))


def test_it_takes_a_schema_and_does_not_keep_to_it(endpoint: Endpoint) -> None:
    """Which the test of the endpoint sees and says; the reply is read all the same."""
    seen = asyncio.run(probe(OpenAIModel(endpoint)))
    assert (seen.ok, seen.structured, seen.requests) == (True, "none", 1)
    assert "does not keep to it" in seen.notes[0]


def test_a_model_that_it_cannot_load_is_its_own_error(endpoint: Endpoint) -> None:
    """Its words are shown."""
    other = Endpoint("served", endpoint.base_url, "no/such-model", timeout=60.0, retries=0)
    with pytest.raises(ModelError, match=r"answered [45]"):
        ask(other, extraction_request(labelled_seed(1), load("extract")))

"""The client against a real HTTP server that follows a script: replies, dialects, and every way to fail."""

import asyncio
import contextlib
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from mathscale_core.adapters.models.client import OpenAIModel, open_model, provider_name
from mathscale_core.errors import ModelError
from mathscale_core.extraction.replies import read_concepts
from mathscale_core.ports import Model
from mathscale_core.records import Endpoint, ModelReply
from mathscale_core.testing.server import (
    Answer,
    Hang,
    Raw,
    Reply,
    ScriptedServer,
    answers_all,
    failure,
    in_turn,
    page,
    refusing,
)
from tests.adapters.models.talk import KEY, request, talk
from tests.shell import free_port


def test_nothing_heavy_is_loaded_before_the_first_request() -> None:
    """The client and the station that uses it are imported without the SDK, aiohttp and httpx2."""
    code = (
        "import sys; import mathscale_core.adapters.models.client, mathscale_core.pipeline.endpoints; "
        "sys.exit(bool({'openai', 'aiohttp', 'httpx2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_model_that_was_asked_nothing_has_sent_nothing() -> None:
    """Closing it is no request, and it never shows its key."""
    model = OpenAIModel(Endpoint("local", "http://127.0.0.1:1/v1", "qwen"), KEY)
    seam: Model = model
    assert (seam.name, model.attempts, model.wasted_tokens) == ("qwen@http://127.0.0.1:1/v1", 0, 0)
    asyncio.run(model.close())
    assert model.attempts == 0
    assert KEY not in repr(model)


def test_the_name_tells_model_and_address_and_not_the_label() -> None:
    """A renamed endpoint finds its cached replies; another model or server does not."""
    local = Endpoint("local", "http://127.0.0.1:1/v1", "qwen")
    assert provider_name(local) == provider_name(replace(local, name="other"))
    others = [replace(local, model="llama"), replace(local, base_url="http://127.0.0.1:2/v1")]
    assert len({provider_name(e) for e in (local, *others)}) == 3


def test_a_request_becomes_a_reply() -> None:
    """One user message, the sampling parameters and a schema go out; text and both kinds of tokens come back."""
    with ScriptedServer(lambda _: Reply('{"topics": []} </s>', usage=(30, 12))) as server:
        endpoint = replace(server.endpoint(), max_tokens=99)
        ended = talk(endpoint, request("Über?", parameters={"temperature": 0.5, "seed": 3}))
        body = server.requests[0].body
    assert ended.replies == [ModelReply('{"topics": []}', provider_name(endpoint), 42, prompt_tokens=30)]
    assert (ended.attempts, ended.notes) == (1, ())
    assert body["messages"] == [{"role": "user", "content": "Über?"}]
    assert (body["model"], body["temperature"], body["seed"], body["max_tokens"]) == ("scripted-model", 0.5, 3, 99)
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["topics", "knowledge_points"]


def test_a_further_sample_has_a_seed_of_its_own() -> None:
    """Equal requests would get equal replies from a server that keeps to its seed."""
    with ScriptedServer(answers_all) as server:
        samples = [request(sample=n, parameters={"seed": 2**63 - 1}) for n in (0, 1)]
        talk(server.endpoint(), *samples, request(sample=1))
        assert [r.body.get("seed") for r in server.requests] == [2**63 - 1, 0, None]


def test_one_client_serves_many_requests_at_once() -> None:
    """Each gets its own reply."""
    with ScriptedServer(lambda body: body["messages"][0]["content"]) as server:
        ended = talk(server.endpoint(), *[request(f"Number {n}") for n in range(40)], at_once=True)
    assert [r.text for r in ended.replies] == [f"Number {n}" for n in range(40)]


def test_a_client_can_be_used_in_one_loop_after_the_other() -> None:
    """Connections of a loop that has ended are not used again; attempts are counted on."""
    with ScriptedServer(answers_all) as server:
        model = OpenAIModel(server.endpoint())

        async def ask() -> str:
            try:
                return (await model.complete(request())).text
            finally:
                await model.close()

        assert asyncio.run(ask()) == asyncio.run(ask())
        assert model.attempts == 2


@pytest.mark.parametrize(
    ("parameter", "first", "last"),
    [
        ("response_format", {"response_format"}, set()),
        ("max_tokens", {"max_tokens"}, {"max_completion_tokens"}),
        ("temperature", {"temperature"}, set()),
        ("seed", {"seed"}, set()),
    ],
)
def test_what_a_server_refuses_is_left_out_from_then_on(parameter: str, first: set[str], last: set[str]) -> None:
    """It is refused once only, and the replies can be read."""
    with ScriptedServer(refusing(parameter, answers_all)) as server:
        parameters = {"temperature": 0.0, "seed": 1}
        ended = talk(server.endpoint(), *[request(f"{n}", parameters=parameters) for n in range(3)])
        bodies = [set(r.body) for r in server.requests]
    assert all(read_concepts(r.text)[0] for r in ended.replies)
    refused = 2 if parameter == "response_format" else 1
    assert ended.attempts == len(bodies) == 3 + refused
    assert all(first <= body for body in bodies[:refused])
    assert all(not first & body and last <= body for body in bodies[refused:])
    assert ended.notes


def test_many_refused_at_once_learn_together() -> None:
    """Each request is refused at most once for each way of asking."""
    with ScriptedServer(refusing("response_format", answers_all)) as server:
        ended = talk(server.endpoint(), *[request(f"{n}") for n in range(20)], at_once=True)
        assert len(server.requests) == ended.attempts <= 60
    assert len(ended.replies) == 20


def test_a_form_that_a_person_chose_is_not_given_up() -> None:
    """The refusal is told."""
    with ScriptedServer(refusing("response_format", answers_all)) as server:
        ended = talk(replace(server.endpoint(), structured="json_object"))
    assert "'response_format' is not supported" in ended.said
    assert ended.attempts == 1


FAILURES: list[tuple[str, Callable[[], Answer], str]] = [
    ("html", lambda: page("Log in"), "HTML page (title 'Log in')"),
    ("html 404", lambda: page("Not here", 404), "answered 404 with an HTML page"),
    ("not found", lambda: failure(404, "The model `qwen` does not exist."), "The model `qwen` does not exist."),
    ("server error", lambda: failure(500, "CUDA out of memory"), "answered 500: 'CUDA out of memory'"),
    ("limits", lambda: failure(429, "Slow down."), "answered 429: 'Slow down.'"),
    ("redirection", lambda: Raw(b"", 302, headers={"Location": "http://127.0.0.1:1/"}), "points to"),
    ("broken JSON", lambda: Raw(b'{"choices": [{"mess'), "a chat completion of OpenAI's protocol"),
    ("no JSON", lambda: Raw(b"OK", type="text/plain"), "answered 'OK'"),
    ("nothing", lambda: Raw(b""), "answered ''"),
    ("no choice", lambda: Raw(b'{"choices": []}'), "no choice"),
    ("cut off", lambda: Reply('{"topics": ["Fra', "length"), "cut off at 2048 tokens"),
    ("withheld", lambda: Reply("", "content_filter"), "content filter"),
    ("refused", lambda: Reply(None, refusal="I can't."), 'refused: "I can\'t."'),
    ("empty", lambda: Reply(None), "an empty reply"),
]


@pytest.mark.parametrize(("answer", "said"), [case[1:] for case in FAILURES], ids=[case[0] for case in FAILURES])
def test_every_failure_says_what_it_is(answer: Callable[[], Answer], said: str) -> None:
    """Found, wanted, do next, and the key in none of them."""
    with ScriptedServer(lambda _: answer(), key=KEY) as server:
        ended = talk(server.endpoint(), key=KEY)
    assert ended.error is not None
    assert said in ended.said
    assert all([ended.error.found, ended.error.wanted, ended.error.remedy])
    assert KEY not in ended.said


def test_a_dead_endpoint_asks_whether_it_runs() -> None:
    """Nobody listens at the port."""
    ended = talk(Endpoint("dead", f"http://127.0.0.1:{free_port()}/v1", "qwen", retries=1), key=KEY)
    assert "Nothing answers at" in ended.said
    assert "Is it running?" in ended.said
    assert ended.attempts == 2


def test_a_host_that_can_be_none_is_named() -> None:
    """The address is repeated."""
    ended = talk(Endpoint("far", "http://a..b/v1", "qwen", retries=0))
    assert "The host of http://a..b/v1 is not known" in ended.said


def test_an_address_that_cannot_be_one_says_why() -> None:
    """In the words of the library that refuses it."""
    ended = talk(Endpoint("far", "http://127.1:80/v1", "qwen", retries=0))
    assert "http://127.1:80/v1 is no address that can be asked (127.1" in ended.said


def test_a_server_without_tls_is_told_from_a_dead_one() -> None:
    """The address says https and the server speaks http."""
    with ScriptedServer(answers_all) as server:
        ended = talk(replace(server.endpoint(), base_url=server.base_url.replace("http:", "https:")))
    assert "over TLS" in ended.said
    assert "http rather than https" in ended.said


def test_a_wrong_key_names_its_variable_and_never_the_key() -> None:
    """The server repeats the key in its refusal; the error and all that hangs on it do not."""
    with ScriptedServer(answers_all, key="the-right-one") as server:
        ended = talk(replace(server.endpoint(), key_env="MARKER_KEY"), key=KEY)
    assert "answered 401: 'Incorrect API key provided: [key].'" in ended.said
    assert "MARKER_KEY" in ended.said
    assert ended.error is not None
    assert ended.error.__cause__ is None
    assert KEY not in repr(ended.error)


def test_a_key_that_a_reply_repeats_is_not_stored() -> None:
    """A reply goes into the store and the cache."""
    with ScriptedServer(lambda _: f"Your key is {KEY}.", key=KEY) as server:
        assert talk(server.endpoint(), key=KEY).replies[0].text == "Your key is [key]."


def test_tokens_of_a_reply_of_no_use_are_counted() -> None:
    """They were paid for."""
    with ScriptedServer(in_turn(Reply("yes"), Reply("ye", "length", usage=(30, 2048)))) as server:
        ended = talk(server.endpoint(), request(), request())
    assert ended.wasted == 2078
    assert [r.tokens for r in ended.replies] == [18]


def test_a_key_is_read_when_the_model_is_opened() -> None:
    """The variable's value without the blanks around it; without a variable there is no key."""
    local = Endpoint("local", "http://127.0.0.1:1/v1", "qwen")
    with ScriptedServer(answers_all, key=KEY) as server:
        model = open_model(replace(server.endpoint(), key_env="MARKER_KEY"), {"MARKER_KEY": f" {KEY}\n"})

        async def ask() -> str:
            async with model:
                return (await model.complete(request())).text

        assert read_concepts(asyncio.run(ask()))[0]
    assert open_model(local, {"MARKER_KEY": KEY}).attempts == 0


@pytest.mark.parametrize(
    ("secrets", "said"),
    [
        ({}, "MARKER_KEY is not set"),
        ({"MARKER_KEY": " "}, "MARKER_KEY is not set"),
        ({"MARKER_KEY": f"{KEY}\n{KEY}"}, "MARKER_KEY holds blanks"),
        ({"MARKER_KEY": f"{KEY}ü"}, "MARKER_KEY holds blanks"),
    ],
)
def test_a_missing_key_is_named_before_anything_is_sent(secrets: dict[str, str], said: str) -> None:
    """By its variable; what is there is not shown."""
    with pytest.raises(ModelError) as caught:
        open_model(Endpoint("paid", "http://127.0.0.1:1/v1", "gpt", "MARKER_KEY"), secrets)
    assert said in caught.value.message
    assert KEY not in f"{caught.value.message} {caught.value.remedy}"


def test_a_cancelled_request_leaves_the_client_usable() -> None:
    """A job that stops does not wait for a server that hangs."""
    with ScriptedServer(in_turn(Hang(), answers_all)) as server:

        async def run() -> str:
            async with OpenAIModel(server.endpoint()) as model:
                first = asyncio.create_task(model.complete(request()))
                while not server.requests:
                    await asyncio.sleep(0.01)
                first.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await first
                return (await model.complete(request())).text

        assert read_concepts(asyncio.run(run()))[0]


def test_whatever_bytes_a_server_sends_a_reply_or_an_error_of_ours_comes_of_it() -> None:
    """Answers that are changed at random places: nothing else is raised, and the key is in no message."""
    rng = random.Random(5)
    body = b'{"choices": [{"message": {"content": "yes"}, "finish_reason": "stop"}], "usage": {"total_tokens": 3}}'
    whole = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body

    def changed() -> bytes:
        answer = bytearray(whole)
        for _ in range(rng.choice((0, 1, 3, 10))):
            place = rng.randrange(len(answer))
            answer[place : place + rng.randrange(4)] = rng.randbytes(rng.randrange(4)) or b"x"
        return bytes(answer)

    def serve(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, contextlib.suppress(ConnectionError):
                    connection.recv(100_000)
                    connection.sendall(changed())

    async def ask_often(endpoint: Endpoint) -> list[str]:
        said = []
        async with OpenAIModel(endpoint, KEY) as model:
            for _ in range(150):
                try:
                    said.append((await model.complete(request())).text)
                except ModelError as error:
                    said.append(f"{error.message} {error.remedy}")
        return said

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        said = asyncio.run(ask_often(Endpoint("odd", f"http://127.0.0.1:{port}/v1", "qwen", timeout=2.0, retries=0)))
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(10)
    assert len(said) == 150
    assert "yes" in said
    assert len(set(said)) > 3
    assert not [text for text in said if KEY in text]

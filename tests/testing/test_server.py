"""The scripted server over plain HTTP: it answers by its script, records what it was asked, and fails as it is told."""

import http.client
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

import pytest

from mathscale_core.extraction.replies import read_concepts
from mathscale_core.generation.requests import read_question
from mathscale_core.prompts import load
from mathscale_core.records import ModelReply, ModelRequest
from mathscale_core.testing.server import (
    Body,
    BreakOff,
    Drip,
    Hang,
    Huge,
    Raw,
    Reply,
    ScriptedServer,
    answers_all,
    failure,
    in_turn,
    message_of,
    page,
    refusing,
)


def ask(
    server: ScriptedServer, text: str = "Hello", *, key: str = "", path: str = "/chat/completions", **more: Any
) -> Any:
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": text}], **more}).encode()
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    with urllib.request.urlopen(urllib.request.Request(server.base_url + path, body, headers), timeout=10) as answer:
        return json.load(answer)


def refused(server: ScriptedServer, **more: Any) -> tuple[int, str, Mapping[str, str]]:
    with pytest.raises(urllib.error.HTTPError) as caught:
        ask(server, **more)
    with caught.value as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_it_was_asked_nothing_at_first_and_ends_with_its_block() -> None:
    """It listens on the loopback alone, and its port is closed afterwards."""
    with ScriptedServer(lambda _: "yes") as server:
        assert server.requests == []
        assert server.base_url.startswith("http://127.0.0.1:")
        assert server.endpoint().base_url == server.base_url
    with pytest.raises(urllib.error.URLError, match="refused"):
        ask(server)


def test_a_text_becomes_a_chat_completion() -> None:
    """With its tokens, and the request is recorded with headers and body."""
    with ScriptedServer(lambda body: f"You said {message_of(body)}.") as server:
        answer = ask(server, "hi", key="k", seed=4)
        [received] = server.requests
    assert answer["choices"][0]["message"]["content"] == "You said hi."
    assert answer["usage"] == {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    assert (received.text, received.body["seed"], received.headers["authorization"]) == ("hi", 4, "Bearer k")


def test_a_reply_can_be_cut_off_refused_and_without_an_account() -> None:
    """As its fields say."""
    script = in_turn(Reply("a", "length"), Reply(None, refusal="No."), Reply("b", usage=None, seconds=0.01))
    with ScriptedServer(script) as server:
        cut, no, bare = ask(server), ask(server), ask(server)
    assert cut["choices"][0]["finish_reason"] == "length"
    assert no["choices"][0]["message"] == {"role": "assistant", "content": None, "refusal": "No."}
    assert "usage" not in bare


def test_a_wrong_key_is_refused_in_words_that_repeat_it() -> None:
    """As some servers do; the right one is served."""
    with ScriptedServer(lambda _: "yes", key="right") as server:
        status, said, _ = refused(server, key="wrong")
        assert (status, "provided: wrong" in said) == (401, True)
        assert refused(server)[0] == 401
        assert ask(server, key="right")["choices"]
        assert len(server.requests) == 3


def test_its_models_are_listed_and_other_paths_are_not_found() -> None:
    """Only chat requests are among the requests."""
    with ScriptedServer(lambda _: "yes") as server:
        with urllib.request.urlopen(f"{server.base_url}/models", timeout=10) as answer:
            assert json.load(answer)["data"][0]["id"] == server.endpoint().model
        assert refused(server, path="/embeddings")[0] == 404
        assert server.requests == []


def test_failures_and_pages_come_as_they_are_told() -> None:
    """Status, body, type and headers."""
    script = in_turn(failure(429, "Slow.", headers={"Retry-After": "1"}), page("Log in", 502), Raw(b"{", 418))
    with ScriptedServer(script) as server:
        status, said, headers = refused(server)
        assert (status, json.loads(said)["error"]["message"], headers["Retry-After"]) == (429, "Slow.", "1")
        status, said, headers = refused(server)
        assert (status, "<title>Log in</title>" in said) == (502, True)
        assert headers["Content-Type"].startswith("text/html")
        assert refused(server)[:2] == (418, "{")


def test_a_parameter_can_be_refused() -> None:
    """Without it the other script is followed."""
    with ScriptedServer(refusing("seed", lambda _: "yes")) as server:
        status, said, _ = refused(server, seed=1)
        assert (status, json.loads(said)["error"]["param"]) == (400, "seed")
        assert ask(server)["choices"]


def test_a_body_that_is_no_json_is_refused() -> None:
    """The script is not asked."""
    with ScriptedServer(lambda _: "yes") as server:
        host = server.base_url.removeprefix("http://").split("/")[0]
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request("POST", "/v1/chat/completions", b"{")
        assert connection.getresponse().status == 400
        connection.close()
        assert server.requests == []


@pytest.mark.parametrize("answer", [Hang(), Drip(pause=0.01), Drip(pause=0.01, headers=True)], ids=repr)
def test_what_never_ends_ends_with_the_server(answer: Hang | Drip) -> None:
    """Whoever waits for it is let go."""
    ended = threading.Event()

    def wait(server: ScriptedServer) -> None:
        try:
            ask(server)
        except (OSError, ValueError, http.client.HTTPException):
            ended.set()

    with ScriptedServer(lambda _: answer) as server:
        waiting = threading.Thread(target=wait, args=(server,))
        waiting.start()
        while not server.requests:
            assert not ended.wait(0.01)
    waiting.join(10)
    assert ended.is_set()


def test_a_body_can_be_huge_or_break_off() -> None:
    """So many bytes, or fewer than were promised."""
    with ScriptedServer(in_turn(Huge(300_000), BreakOff(b'{"a'), BreakOff())) as server:
        with urllib.request.urlopen(urllib.request.Request(f"{server.base_url}/chat/completions", b"{}")) as answer:
            assert len(answer.read()) == 300_000
        with pytest.raises(http.client.IncompleteRead):
            ask(server)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            ask(server)


def _extraction(question: str) -> Body:
    return {"messages": [{"role": "user", "content": load("extract").render({"question": question})}]}


def test_concepts_are_told_by_the_prompt_and_recur() -> None:
    """The same question gets the same concepts, and over many questions each concept is named often."""
    replies = [str(answers_all(_extraction(f"What is {n} + {n}?"))) for n in range(60)]
    assert replies[0] == answers_all(_extraction("What is 0 + 0?"))
    read = [read_concepts(reply) for reply in replies]
    assert all(1 <= len(topics) <= 2 and 2 <= len(kps) <= 5 for topics, kps, _ in read)
    names = [name for topics, kps, _ in read for name in (*topics, *kps)]
    assert min(names.count(name) for name in set(names)) >= 5


def test_questions_are_well_formed_and_each_another() -> None:
    """They end with their answer and are about the knowledge points of the prompt."""
    questions = set()
    for n in range(60):
        values = {"topics": "- Sums", "kps": f"- Adding {n}", "examples": "(none)"}
        text = load("generate").render(values)
        inputs = {"composition": f"m_{n}", "topics": ["Sums"], "kps": ["Adding"], "shots": []}
        request = ModelRequest(f"m_{n}/0", "generate", "generate@1", text, inputs)
        written = str(answers_all({"messages": [{"role": "user", "content": text}], "seed": 0}))
        question = read_question(ModelReply(written, "scripted"), request, "g_1")
        assert f"Adding {n}" in question.question
        assert question.solution.endswith(f"The answer is {question.answer}.")
        questions.add(question.question)
    assert len(questions) == 60

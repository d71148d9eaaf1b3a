"""What leaves and what comes back, over real HTTP: headers, time, bytes."""

from dataclasses import replace

import pytest

from mathscale_core.adapters.models.transport import MAX_BODY
from mathscale_core.testing.server import (
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
)
from tests.adapters.models.talk import KEY, request, talk


def test_only_what_the_protocol_needs_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Headers that the SDK takes from variables of another server stay here; the key is the endpoint's own."""
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "of-another-server")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Secret: of-another-server\nAuthorization: Bearer of-another-server")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with ScriptedServer(answers_all, key=KEY) as server:
        assert talk(server.endpoint(), key=KEY).replies
        sent = server.requests[0].headers
    assert sent["authorization"] == f"Bearer {KEY}"
    assert sent["accept-encoding"] == "identity"
    assert "of-another-server" not in str(sent)
    assert not [name for name in sent if name.startswith(("openai", "x-"))]


def test_without_a_key_no_key_is_sent() -> None:
    """Not even an empty one."""
    with ScriptedServer(answers_all) as server:
        assert talk(server.endpoint()).replies
        assert "authorization" not in server.requests[0].headers


def test_a_proxy_for_the_outside_is_none_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on the loopback is asked directly."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with ScriptedServer(answers_all) as server:
        assert talk(server.endpoint()).replies


@pytest.mark.parametrize("answer", [Hang(), Drip(), Drip(headers=True)], ids=repr)
def test_an_answer_that_never_ends_is_given_up(answer: Hang | Drip) -> None:
    """Each attempt has the endpoint's timeout as a whole, also where a byte comes now and then."""
    with ScriptedServer(lambda _: answer) as server:
        ended = talk(replace(server.endpoint(), timeout=1.0, retries=1))
    assert "gave no whole answer within 1 seconds" in ended.said
    assert "timeout of scripted" in ended.said
    assert ended.attempts == 2


def test_a_huge_answer_is_not_taken_in() -> None:
    """Fifty megabytes are refused after the first eight, without another try."""
    with ScriptedServer(lambda _: Huge(50_000_000)) as server:
        ended = talk(replace(server.endpoint(), retries=3))
    assert f"more than {MAX_BODY // 1_000_000} MB" in ended.said
    assert ended.attempts == 1


def test_packed_bytes_are_not_unpacked() -> None:
    """A small body could be a huge text."""
    with ScriptedServer(lambda _: Raw(b"\x1f\x8b", headers={"Content-Encoding": "gzip"})) as server:
        assert "packed" in talk(server.endpoint()).said


@pytest.mark.parametrize("answer", [BreakOff(), BreakOff(b'{"choices": [')], ids=repr)
def test_an_answer_that_breaks_off_is_asked_for_again(answer: BreakOff) -> None:
    """And is an error when it stays so."""
    with ScriptedServer(in_turn(answer, answers_all)) as server:
        assert len(talk(replace(server.endpoint(), retries=1)).replies) == 1
    with ScriptedServer(lambda _: answer) as server:
        ended = talk(replace(server.endpoint(), retries=1))
    assert "broke off" in ended.said
    assert ended.attempts == 2


def test_what_will_not_be_better_is_asked_once() -> None:
    """A server that cannot do it, and an account without money."""
    poor = Raw(b'{"error": {"code": "insufficient_quota", "message": "You exceeded your quota."}}', 429)
    for answer in (failure(501, "Not implemented."), poor):
        with ScriptedServer(lambda _, said=answer: said) as server:  # type: ignore[misc]
            ended = talk(replace(server.endpoint(), retries=5))
        assert ended.attempts == 1


def test_a_server_that_says_how_long_to_wait_is_obeyed() -> None:
    """After a 429 with retry-after the request is sent again."""
    busy = failure(429, "Too many requests.", headers={"Retry-After": "0.05"})
    with ScriptedServer(in_turn(busy, busy, answers_all)) as server:
        ended = talk(replace(server.endpoint(), retries=2))
        assert (len(ended.replies), ended.attempts, len(server.requests)) == (1, 3, 3)
    with ScriptedServer(lambda _: busy) as server:
        ended = talk(replace(server.endpoint(), retries=2))
    assert "answered 429: 'Too many requests.'" in ended.said
    assert ended.attempts == 3


def test_a_failed_attempt_gives_its_tokens_back() -> None:
    """A second attempt within a tight limit does not wait a minute for the first."""
    broken = failure(503, "Loading.", headers={"Retry-After": "0.01"})
    with ScriptedServer(in_turn(broken, Reply("yes"))) as server:
        endpoint = replace(server.endpoint(), retries=1, tokens_per_minute=3000, max_tokens=2000)
        assert [r.text for r in talk(endpoint, request()).replies] == ["yes"]


def test_headers_may_hold_any_bytes() -> None:
    """They are not shown, and the reply counts."""
    reply = b'{"choices": [{"message": {"content": "yes"}}]}'
    with ScriptedServer(lambda _: Raw(reply, headers={"X-Served-By": "caf\xe9"})) as server:
        assert [r.text for r in talk(server.endpoint()).replies] == ["yes"]

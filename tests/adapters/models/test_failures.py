"""What a server or the way to it did wrong becomes a message: found, wanted, do next, and never the key."""

import ssl

import aiohttp
import httpx2
import pytest
from aiohttp.client_reqrep import ConnectionKey

from mathscale_core.adapters.models import failures
from mathscale_core.records import Endpoint
from tests.adapters.models.talk import KEY

LOCAL = Endpoint("local", "http://127.0.0.1:8000/v1", "qwen")
QUOTE = failures.quoting(KEY)


def answer(status: int, body: str | bytes = "", **headers: str) -> httpx2.Response:
    return httpx2.Response(status, content=body.encode() if isinstance(body, str) else body, headers=headers)


def test_nothing_said_is_nothing_quoted() -> None:
    """Without a key nothing is replaced."""
    assert failures.quoting("")("") == ""
    assert failures.quoting("")("a key") == "a key"


def test_words_are_quoted_on_one_line_cut_short_and_without_the_key() -> None:
    """The key is taken out before the cut, so that no half of it is left."""
    assert QUOTE("a\n\x1b[31mb\u202e  c") == "a [31mb c"
    long = QUOTE("x" * 290 + KEY + "y" * 100)
    assert (len(long), long[290:295]) == (300, "[key]")
    assert KEY[:8] not in QUOTE("x" * 295 + KEY)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"error": {"message": "No.", "param": "seed"}}', "No. (seed)"),
        ('{"error": {"message": "No seed.", "param": "seed"}}', "No seed."),
        ('{"error": "No."}', "No."),
        ('{"message": "No."}', "No."),
        ('{"detail": "No."}', "No."),
        ('{"detail": [{"loc": ["body", "seed"], "msg": "Extra"}, {"msg": "More"}]}', "Extra (body.seed); More"),
        ("plain words", "plain words"),
        ("", ""),
        ("[" * 50_000, "[" * 50_000),
        ('{"a": 1}', '{"a": 1}'),
        (b"\xff", "\ufffd"),
    ],
)
def test_a_servers_words_are_found_in_every_form(body: str | bytes, said: str) -> None:
    """OpenAI's, FastAPI's, and none at all."""
    assert failures.words_of(answer(400, body)) == said


@pytest.mark.parametrize(
    ("status", "key_env", "remedy"),
    [
        (401, "OPENAI_API_KEY", "environment variable OPENAI_API_KEY"),
        (403, "", "key_env of local"),
        (404, "", "Check the model's name"),
        (413, "", "max_tokens"),
        (429, "", "requests_per_minute"),
        (500, "", "log"),
        (400, "", "settings of the endpoint local"),
    ],
)
def test_each_status_has_its_advice(status: int, key_env: str, remedy: str) -> None:
    """The server's own words are shown, without the key that it repeats."""
    endpoint = Endpoint("local", "http://127.0.0.1:8000/v1", "qwen", key_env)
    error = failures.of_status(answer(status, f'{{"error": "Wrong: {KEY}"}}'), endpoint, QUOTE)
    assert error.found == f"http://127.0.0.1:8000/v1 answered {status}: 'Wrong: [key]'."
    assert remedy in error.remedy
    assert error.wanted


def test_a_text_that_is_too_long_is_told_from_other_refusals() -> None:
    """In the words of several servers."""
    for said in ("maximum context length is 4096", "the prompt is too long", "context window exceeded"):
        assert "reads more" in failures.of_status(answer(400, said), LOCAL, QUOTE).remedy


def test_a_server_that_says_nothing_is_not_quoted() -> None:
    """Its status is all there is."""
    assert failures.of_status(answer(400), LOCAL, QUOTE).found.endswith("answered 400 without a word.")


def test_a_redirection_is_not_followed() -> None:
    """Where it points to is shown."""
    error = failures.of_status(answer(307, location=f"https://elsewhere/{KEY}"), LOCAL, QUOTE)
    assert "points to 'https://elsewhere/[key]'" in error.found


@pytest.mark.parametrize(("status", "remedy"), [(200, "/v1"), (404, "/v1"), (502, "proxy before it")])
def test_a_page_is_known_by_its_type_or_its_beginning(status: int, remedy: str) -> None:
    """Its title is shown in plain text."""
    page = f"\n<!DOCTYPE html><title>\n Sign &amp; in {KEY}\n</title>"
    for response in (answer(status, page), answer(status, page, **{"content-type": "text/html"})):
        assert failures.is_html(response)
        error = failures.of_html(response, LOCAL, QUOTE)
        assert "HTML page (title 'Sign & in [key]')" in error.found
        assert remedy in error.remedy
    assert "HTML page, not" in failures.of_html(answer(200, "<html>"), LOCAL, QUOTE).found
    assert not failures.is_html(answer(200, "{}"))


HOST = ConnectionKey("no-such-host", 80, is_ssl=False, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)
CONNECTION: list[tuple[BaseException, str]] = [
    (aiohttp.ClientConnectorDNSError(HOST, OSError(-2, "Name or service not known")), "is not known."),
    (ssl.SSLError(1, "certificate verify failed"), "over TLS (certificate verify failed)"),
    (ConnectionRefusedError(111, "Connect call failed"), "Nothing answers at"),
    (httpx2.ConnectTimeout("slow"), "could not be reached."),
    (TimeoutError(), "gave no whole answer within 120 seconds"),
    (httpx2.ReadTimeout("slow"), "gave no whole answer within 120 seconds"),
    (aiohttp.ServerDisconnectedError(), "broke off"),
    (ConnectionResetError(104, "Connection reset by peer"), "broke off before its answer was whole ([Errno 104]"),
    (BrokenPipeError(32, "Broken pipe"), "broke off before its answer was whole"),
    (httpx2.RemoteProtocolError("x"), "speaks no HTTP"),
    (UnicodeError("label empty"), "is not known"),
    (OSError(24, "Too many open files"), "could not be asked ([Errno 24] Too many open files)"),
]


@pytest.mark.parametrize(("cause", "said"), CONNECTION, ids=lambda value: type(value).__name__)
def test_what_the_connection_broke_on_is_found_under_what_hides_it(cause: BaseException, said: str) -> None:
    """The SDK and the transport wrap it; a chain that goes round ends."""
    outer = httpx2.ConnectTimeout("wrapped") if isinstance(cause, ConnectionRefusedError) else RuntimeError("wrapped")
    outer.__cause__ = cause
    cause.__context__ = outer
    error = failures.of_connection(outer, LOCAL, QUOTE)
    assert said in error.found
    assert error.found.endswith(".")
    assert error.remedy

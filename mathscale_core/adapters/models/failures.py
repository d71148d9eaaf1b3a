"""From what went wrong on the way to a server to an error that says what to do.

What a server says is shown as its own words, cut short, on one line, and without the key.
"""

import html
import json
import re
import ssl
from collections.abc import Callable, Iterator

import aiohttp
import httpx2
import openai

from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint

_SHOWN = 300
_HTML = re.compile(rb"\A\s*(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TOO_LONG = re.compile(r"context.{0,20}(?:length|window|size)|too long|maximum.{0,30}tokens", re.IGNORECASE)


def quoting(key: str) -> Callable[[str], str]:
    """A function that makes a server's words fit for a message: one line, cut short, without the key."""

    def quote(text: str) -> str:
        if key:
            text = text.replace(key, "[key]")
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

    return quote


def is_html(response: httpx2.Response) -> bool:
    """Whether the server answered with a page for people."""
    return "html" in response.headers.get("content-type", "").lower() or bool(_HTML.match(response.content))


def of_html(response: httpx2.Response, endpoint: Endpoint, quote: Callable[[str], str]) -> ModelError:
    """The error for a page: there is another program at that address, or something between us and the server."""
    title = _TITLE.search(response.content[:100_000].decode("utf-8", "replace"))
    named = f" (title {quote(html.unescape(title.group(1)))!r})" if title else ""
    found = f"{endpoint.base_url} answered {response.status_code} with an HTML page{named}, not with OpenAI's protocol."
    if response.status_code >= 500:
        remedy = "Look at the server: a proxy before it seems to answer in its place. Then retry."
    else:
        remedy = "Check the address: as a rule it ends in /v1. A proxy or login page on the way answers so too."
    return ModelError(found, "a server that speaks OpenAI's protocol.", remedy)


def words_of(response: httpx2.Response) -> str:
    """What a server says in an error, from the forms that there are: a message in JSON, or the text itself."""
    text = response.content[:100_000].decode("utf-8", "replace")
    try:
        said = _message(json.loads(text))
    except (ValueError, RecursionError):
        return text
    return said or text


def _message(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(filter(None, map(_message, value[:5])))
    if isinstance(value, dict):
        parts = (_message(value.get(name)) for name in ("error", "message", "detail", "msg"))
        said = next(filter(None, parts), "")
        # FastAPI names the field apart from the message, OpenAI the parameter.
        place = value.get("loc") or value.get("param")
        place = ".".join(map(str, place)) if isinstance(place, list) else place
        return f"{said} ({place})" if said and isinstance(place, str) and place not in said else said
    return ""


def of_status(response: httpx2.Response, endpoint: Endpoint, quote: Callable[[str], str]) -> ModelError:
    """The error for an answer that is none: a redirection, a refusal, a failure of the server."""
    status = response.status_code
    if 300 <= status < 400:
        place = quote(response.headers.get("location", "nowhere"))
        return ModelError(
            f"{endpoint.base_url} answers {status} and points to {place!r}; the key is not taken there.",
            "the server itself.",
            "Set base_url to the address where the server really is.",
        )
    if is_html(response):
        return of_html(response, endpoint, quote)
    said = words_of(response)
    wanted, remedy = _advice(status, said, endpoint)
    words = f": {quote(said)!r}" if said.strip() else " without a word"
    return ModelError(f"{endpoint.base_url} answered {status}{words}.", wanted, remedy)


def _advice(status: int, said: str, endpoint: Endpoint) -> tuple[str, str]:
    if status in {401, 403}:
        if not endpoint.key_env:
            return (
                "a server that needs no key.",
                f"Name the environment variable of its key in key_env of {endpoint.name}.",
            )
        return "a key that the server accepts.", f"Check the key in the environment variable {endpoint.key_env}."
    if status == 404:
        return (
            f"the model {endpoint.model!r} at this address.",
            "Check the model's name and the address: as a rule it ends in /v1.",
        )
    if status == 429:
        return (
            "room within the server's limits.",
            f"Set requests_per_minute and tokens_per_minute of {endpoint.name}, or look at the account; then retry.",
        )
    if status == 413 or _TOO_LONG.search(said):
        return (
            "a request that the model takes.",
            f"Lower max_tokens of {endpoint.name}, or use a model that reads more.",
        )
    if status >= 500:
        return "a server that works.", "Look into the server's log, then retry the job."
    return "a request that the server takes.", f"Check the model and the settings of the endpoint {endpoint.name}."


def of_connection(error: BaseException, endpoint: Endpoint, quote: Callable[[str], str]) -> ModelError:
    """The error for a server that could not be reached, broke off, or gave no answer in time."""
    chain = list(_chain(error))
    found, wanted, remedy = _connection(chain, endpoint)
    # aiohttp's own words repeat the address; those of the operating system and of TLS say what happened.
    said = next((str(e) for e in chain if isinstance(e, OSError) and not isinstance(e, aiohttp.ClientError)), "")
    said = said or next((str(e) for e in chain if isinstance(e, aiohttp.InvalidURL)), "")
    return ModelError(found + (f" ({quote(said)})." if said else "."), wanted, remedy)


def _connection(chain: list[BaseException], endpoint: Endpoint) -> tuple[str, str, str]:
    place = endpoint.base_url

    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(e, kinds) for e in chain)

    if has(aiohttp.InvalidURL, httpx2.InvalidURL):
        return f"{place} is no address that can be asked", "an address such as http://127.0.0.1:8000/v1.", "Correct it."
    if has(aiohttp.ClientConnectorDNSError, UnicodeError):
        return (
            f"The host of {place} is not known",
            "a host that there is.",
            "Check the address, and whether this machine has a network.",
        )
    if has(aiohttp.ClientSSLError, ssl.SSLError):
        return (
            f"{place} could not be reached over TLS",
            "a server with a certificate that this machine trusts.",
            "Check whether the address is http rather than https, and the server's certificate.",
        )
    if has(ConnectionRefusedError):
        return (
            f"Nothing answers at {place}",
            "a server.",
            f"Is it running? Start it at {place}, or correct the address.",
        )
    # Before the timeouts: the transport takes every broken connection for one.
    if has(aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError, ConnectionResetError, BrokenPipeError):
        return f"{place} broke off before its answer was whole", "a whole answer.", "Look into its log, then retry."
    if has(httpx2.ConnectTimeout, aiohttp.ConnectionTimeoutError):
        return (
            f"{place} could not be reached",
            "a server.",
            "Check the address, the network and the server, then retry.",
        )
    if has(httpx2.TimeoutException, TimeoutError, openai.APITimeoutError):
        return (
            f"{place} gave no whole answer within {endpoint.timeout:g} seconds",
            "an answer.",
            f"Raise the timeout of {endpoint.name}, lower its max_tokens or concurrency, or look at the server's load.",
        )
    if has(aiohttp.ClientResponseError, httpx2.ProtocolError):
        return f"What answers at {place} speaks no HTTP", "an HTTP server.", "Check the address and its port."
    return f"{place} could not be asked", "a server.", "Check the address, the network and the server."


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__

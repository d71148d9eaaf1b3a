"""What the server answers beside its screens: health for all, commands for the workspace's own user."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from mathscale_core.bundled import vis_network
from mathscale_core.cli.forward import TOKEN
from mathscale_core.testing.workspaces import small_workspace
from pages.parts import routes
from pages.parts.serving import OWNER, close_workspace, current, use_workspace

ASKED = json.dumps({"argv": ["graph", "stats"], "cwd": "/"}).encode()


@pytest.fixture
def token(tmp_path: Path) -> Iterator[str]:
    """That of a served workspace."""
    small_workspace(tmp_path).close()
    use_workspace(tmp_path / "workspace", url="http://127.0.0.1:8501")
    current()
    yield str(json.loads((tmp_path / "workspace" / "owner.json").read_text("utf-8"))["token"])
    close_workspace()


def _request(body: bytes, headers: Mapping[str, str], client: str) -> Request:
    scope = {
        "type": "http", "method": "POST", "path": "/command", "query_string": b"", "client": (client, 5000),
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(scope, receive)


def posted(
    body: bytes, token: str, *, host: str = "127.0.0.1:8501", client: str = "127.0.0.1"
) -> tuple[int, list[dict[str, Any]]]:
    """Status and lines of an answer."""

    async def ask() -> tuple[Response, bytes]:
        response = await routes.command(_request(body, {TOKEN: token, "Host": host}, client))
        parts = [bytes(part) async for part in getattr(response, "body_iterator", _nothing())]
        return response, b"".join(parts)

    response, lines = asyncio.run(ask())
    return response.status_code, [json.loads(line) for line in lines.splitlines()]


async def _nothing() -> AsyncIterator[bytes]:
    for part in list[bytes]():
        yield part


def test_health_of_no_workspace_is_an_error(tmp_path: Path) -> None:
    """Status 503, as those who watch servers expect."""
    use_workspace(tmp_path / "none")
    response = asyncio.run(routes.healthz(_request(b"", {}, "127.0.0.1")))
    assert response.status_code == 503
    assert json.loads(bytes(response.body))["status"] == "error"


def test_health_of_a_served_workspace_is_open_to_all_and_has_no_secrets(token: str) -> None:
    """No token is needed, and none is told."""
    response = asyncio.run(routes.healthz(_request(b"", {}, "192.0.2.1")))
    assert response.status_code == 200
    found = json.loads(bytes(response.body))
    assert set(found) == {
        "status", "version", "workspace", "format_version", "since", "open_jobs", "last_ingest", "last_error",
        "database_bytes", "free_disk_bytes",
    }  # fmt: skip
    assert token not in str(found)


def test_a_command_is_run_and_told_in_lines(token: str) -> None:
    """The last one is its result."""
    status, lines = posted(ASKED, token)
    assert status == 200
    assert lines[-1]["result"]["seeds"] == 12


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_this_machine_has_several_names(host: str, token: str) -> None:
    """All of them are its own."""
    assert posted(ASKED, token, host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "192.0.2.1", "", "[", "a b", "evil@127.0.0.1"],
)
def test_a_request_under_a_strange_name_is_refused(host: str, token: str) -> None:
    """A page of another site can point a name of its own at this machine."""
    assert posted(ASKED, token, host=host) == (403, [])


def test_a_request_from_another_machine_is_refused(token: str) -> None:
    """Even with the token."""
    assert posted(ASKED, token, client="192.0.2.1") == (403, [])


def test_a_request_without_the_token_is_refused(token: str) -> None:
    """With none, a part of it, or one that is no ASCII."""
    for wrong in ("", token[:-1], token + "x", "ü"):
        assert posted(ASKED, wrong) == (403, [])
    OWNER.close()
    assert posted(ASKED, token) == (403, [])


def test_what_is_no_command_is_told(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """400 for what cannot be read, 413 for what is too long to be."""
    assert posted(b"{", token) == (400, [])
    monkeypatch.setattr(routes, "MOST_BYTES", 10)
    assert posted(ASKED, token) == (413, [])


def test_a_command_does_not_run_on_a_workspace_that_was_opened_after_it_was_admitted(
    token: str, tmp_path: Path
) -> None:
    """Its token is looked at again when the workspace is lent."""
    small_workspace(tmp_path, name="other").close()
    other = tmp_path / "other"
    body = json.dumps({"argv": ["settings", "--set", "person=Zoe"], "cwd": "/"}).encode()

    async def ask() -> list[bytes]:
        response = await routes.command(_request(body, {TOKEN: token, "Host": "127.0.0.1:8501"}, "127.0.0.1"))
        assert response.status_code == 200
        OWNER.switch(other)
        return [bytes(part) async for part in getattr(response, "body_iterator", _nothing())]

    lines = [json.loads(part) for part in asyncio.run(ask())]
    assert "another workspace" in lines[-1]["error"]["found"]
    assert current().root == other
    assert current().settings.person == "local"


def test_vis_network_is_handed_out_as_a_script_that_browsers_keep() -> None:
    """It is larger than all else on the page, and does not change."""
    client = TestClient(Starlette(routes=routes.ROUTES))
    answer = client.get("/vis-network.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "max-age=86400"
    assert answer.content == vis_network().read_bytes()

"""The commands on endpoints, and a real request over the command line."""

import os
from pathlib import Path

import pytest

from mathscale_core.testing.server import ScriptedServer, answers_all, failure
from tests.shell import Shell, free_port, in_process

KEY = "sk-marker-0123456789abcdef"


@pytest.fixture
def empty(nowhere: Shell) -> Shell:
    """An empty workspace."""
    nowhere("init")
    return nowhere


def add(shell: Shell, name: str = "local", url: str = "http://127.0.0.1:8000/v1", *more: str) -> dict[str, object]:
    return dict(shell("endpoints", "add", "--name", name, "--base-url", url, "--model", "qwen", *more))


def test_a_new_workspace_has_none(empty: Shell) -> None:
    """The offline provider is the default."""
    assert empty("endpoints", "list") == {"endpoints": [], "default": "offline"}


def test_endpoints_are_added_chosen_and_removed(empty: Shell) -> None:
    """Every field has its flag; what was not given is the default of the record."""
    flags = (
        "--key-env", "QWEN_KEY", "--concurrency", "3", "--requests-per-minute", "60", "--tokens-per-minute", "9000",
        "--timeout", "30", "--retries", "1", "--max-tokens", "512", "--structured", "json_object",
        "--input-price", "0.5", "--output-price", "1.5", "--currency", "EUR", "--default",
    )  # fmt: skip
    add(empty)
    rows = {row["name"]: row for row in add(empty, "paid", "https://example.org/v1/", *flags)["endpoints"]}  # type: ignore[attr-defined]
    assert rows["local"] == {
        "name": "local", "base_url": "http://127.0.0.1:8000/v1", "model": "qwen", "key_env": "", "concurrency": 8,
        "requests_per_minute": 0, "tokens_per_minute": 0, "timeout": 120.0, "retries": 4, "max_tokens": 2048,
        "structured": "auto", "input_price": None, "output_price": None, "currency": "USD", "key": "none",
    }  # fmt: skip
    assert rows["paid"] == {
        "name": "paid", "base_url": "https://example.org/v1", "model": "qwen", "key_env": "QWEN_KEY", "concurrency": 3,
        "requests_per_minute": 60, "tokens_per_minute": 9000, "timeout": 30.0, "retries": 1, "max_tokens": 512,
        "structured": "json_object", "input_price": 0.5, "output_price": 1.5, "currency": "EUR", "key": "missing",
    }  # fmt: skip
    assert empty("endpoints", "list")["default"] == "paid"
    assert empty("endpoints", "default", "local")["default"] == "local"
    assert empty("endpoints", "default", "offline")["default"] == "offline"
    assert [row["name"] for row in empty("endpoints", "remove", "local")["endpoints"]] == ["paid"]


def test_people_read_lines(empty: Shell) -> None:
    """Name, model and address, and whether the key is there."""
    add(empty, "paid", "https://example.org/v1", "--key-env", "QWEN_KEY")
    text = empty.done("endpoints", "list", as_json=False).out
    assert "paid: qwen at https://example.org/v1, 8 requests at once" in text
    assert "its key, QWEN_KEY, is missing" in text


def test_a_field_that_does_not_fit_is_a_failure(empty: Shell) -> None:
    """A key in the wrong place is not repeated, and nothing is kept of it."""
    words = ("endpoints", "add", "--name", "paid", "--base-url", "https://example.org/v1", "--model", "qwen")
    error = empty.fails(*words, "--key-env", KEY)
    assert error["kind"] == "bad_input"
    assert KEY not in str(error)
    assert empty.fails(*words, "--concurrency", "0")["kind"] == "bad_input"
    assert empty.fails("endpoints", "remove", "paid")["kind"] == "not_found"
    assert empty.fails("endpoints", "default", "paid")["kind"] == "not_found"
    assert empty.fails("endpoints", "test", "paid")["kind"] == "not_found"


def test_a_test_asks_the_server(empty: Shell) -> None:
    """One request; what it showed is the result, in JSON and in lines."""
    with ScriptedServer(answers_all) as server:
        add(empty, "local", server.base_url)
        result = empty("endpoints", "test", "local")
        text = empty.done("endpoints", "test", "local", as_json=False).out
        assert len(server.requests) == 2
    assert {k: result[k] for k in ("endpoint", "ok", "structured", "tokens", "requests", "model")} == {
        "endpoint": "local", "ok": True, "structured": "none", "tokens": 18, "requests": 1, "model": "qwen",
    }  # fmt: skip
    assert result["seconds"] >= 0
    assert '"topics"' in result["reply"]
    assert "does not keep to it" in text


def test_a_test_that_fails_says_the_servers_words(empty: Shell) -> None:
    """Exit 1, kind ``model``."""
    with ScriptedServer(lambda _: failure(500, "CUDA out of memory")) as server:
        add(empty, "local", server.base_url)
        error = empty.fails("endpoints", "test", "local")
    assert error["kind"] == "model"
    assert "CUDA out of memory" in error["message"]
    add(empty, "dead", f"http://127.0.0.1:{free_port()}/v1")
    assert "Is it running?" in empty.fails("endpoints", "test", "dead")["remedy"]


def test_the_key_comes_from_the_environment_of_the_process(
    empty: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It reaches the server and neither the output nor any file of the workspace."""
    monkeypatch.setitem(os.environ, "MARKER_KEY", KEY)
    with ScriptedServer(answers_all, key=KEY) as server:
        add(empty, "paid", server.base_url, "--key-env", "MARKER_KEY")
        done = in_process("endpoints", "test", "paid", workspace=empty.workspace)
        assert server.requests[-1].headers["authorization"] == f"Bearer {KEY}"
    assert done.code == 0, done
    assert done.result["ok"] is True
    assert KEY not in done.out + done.err
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path

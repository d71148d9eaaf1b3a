"""The worker in a process of its own: what it is started with, and when it leaves the job alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.testing.scripted import (
    SCRIPTED,
    question_requests,
)
from mathscale_core.testing.server import ScriptedServer
from mathscale_core.testing.server import writes_questions as served_questions
from mathscale_core.worker import main
from tests.jobs import job_of


def test_main_refuses_a_provider_that_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A job that names a provider without saying where it is has failed, with nothing asked."""
    folder = job_of(tmp_path, question_requests(1))
    (folder.path / "spec.json").write_text(json.dumps({**folder.spec, "provider": "elsewhere", "endpoint": None}))
    assert main([str(folder.path)], {}) == 1
    assert "unknown provider 'elsewhere'" in capsys.readouterr().err
    assert (folder.state()[0], folder.asked()) == ("failed", [])


def test_without_its_key_a_job_fails_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason names the variable, and nothing was asked."""
    folder = job_of(tmp_path, question_requests(3), endpoint=replace(SCRIPTED, key_env="SOME_KEY"))
    assert main([str(folder.path)], {"OTHER": "x"}) == 1
    state, reason = folder.state()
    assert (state, folder.asked(), folder.counts().pending) == ("failed", [], 3)
    assert "SOME_KEY is not set" in reason
    assert "SOME_KEY is not set" in capsys.readouterr().err
    assert "SOME_KEY is not set" in folder.log_lines(10)[-1]


def test_a_job_stopped_before_its_worker_began_is_left_alone(tmp_path: Path) -> None:
    """Paused while the process was starting, it stays paused; nothing is asked."""
    folder = job_of(tmp_path, question_requests(3), endpoint=None)
    folder.set_state("paused")
    assert main([str(folder.path), "--detached"], {}) == 0
    assert (folder.state()[0], folder.counts().pending) == ("paused", 3)


def test_a_wish_that_comes_while_the_worker_begins_is_heard(tmp_path: Path) -> None:
    """Whoever starts it forgets the wishes of before; one that it finds is meant for it."""
    folder = job_of(tmp_path, question_requests(3), endpoint=None)
    folder.wish("cancel")
    assert main([str(folder.path), "--detached"], {}) == 0
    assert (folder.state()[0], folder.counts().pending, folder.take_wish()) == ("cancelled", 3, "")


def test_main_asks_the_endpoint_of_the_job_with_the_key_of_the_environment(tmp_path: Path) -> None:
    """Every request carries the key, which is nowhere in the folder; tokens come back measured."""
    with ScriptedServer(served_questions, key="marker-key-1234") as server:
        endpoint = replace(server.endpoint(), key_env="SOME_KEY", concurrency=3)
        folder = job_of(tmp_path, question_requests(7), endpoint=endpoint)
        assert main([str(folder.path)], {"SOME_KEY": "marker-key-1234"}) == 0
        assert len(server.requests) == 7
    tally = folder.tally()
    assert (folder.state(), tally.ok, tally.requests) == (("done", ""), 7, 7)
    assert (tally.prompt_tokens, tally.tokens) == (7 * 11, 7 * 18)
    assert all(b"marker-key" not in p.read_bytes() for p in folder.path.rglob("*") if p.is_file())

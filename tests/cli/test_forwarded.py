"""The app's side of a forwarded command: read, run on the open workspace, told in lines."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from mathscale_core.cli.forwarded import Asked, answer, read_asked, run_asked
from mathscale_core.errors import InputError, WorkspaceError
from mathscale_core.ports import silent
from mathscale_core.records import ModelReply, ModelRequest
from mathscale_core.testing.scripted import writes_questions
from mathscale_core.testing.workspaces import answered_by, small_workspace
from mathscale_core.workspace import Workspace


class Lender:
    """Lends a workspace and knows whether it is back; or cannot lend it."""

    def __init__(self, workspace: Workspace, error: Exception | None = None) -> None:
        self.workspace = workspace
        self.error = error
        self.out = 0
        self.ended_by: list[type[BaseException]] = []

    @contextmanager
    def __call__(self) -> Iterator[Workspace]:
        """The workspace, for as long as the block lasts."""
        if self.error:
            raise self.error
        self.out += 1
        try:
            yield self.workspace
        except BaseException as error:
            self.ended_by.append(type(error))
            raise
        finally:
            self.out -= 1


class Waiting:
    """A model that writes questions, once it is let."""

    name = "waiting"

    def __init__(self) -> None:
        self.let = threading.Event()

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Wait, then answer."""
        await asyncio.to_thread(self.let.wait)
        return ModelReply(writes_questions(request), self.name)


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Lender]:
    workspace = small_workspace(tmp_path)
    yield Lender(workspace)
    workspace.close()


def asked(*words: object, cwd: object = "/") -> Asked:
    return Asked(argv=[str(w) for w in words], cwd=str(cwd))


def told(lender: Lender, *words: object, ending: bool = False) -> list[dict[str, Any]]:
    """All lines of a command."""

    async def all_lines() -> list[bytes]:
        return [line async for line in answer(lender, asked(*words), lambda: ending)]

    return [json.loads(line) for line in asyncio.run(all_lines())]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"argv": [], "cwd": "/"}',
        b'{"argv": "init", "cwd": "/"}',
        b'{"argv": [1], "cwd": "/"}',
        b'{"argv": ["init"], "cwd": "home"}',
        b'{"argv": ["init"], "cwd": "/", "workspace": "/"}',
        b"\xff",
    ],
)
def test_what_is_not_in_our_form_is_refused(body: bytes) -> None:
    """Words and the folder they are said in, no more and no less."""
    with pytest.raises(InputError):
        read_asked(body)


def test_words_and_folder_are_read() -> None:
    """As JSON."""
    assert read_asked(b'{"argv": ["graph", "stats"], "cwd": "/home"}') == asked("graph", "stats", cwd="/home")


def test_a_command_gives_its_result(lender: Lender) -> None:
    """That of the workspace that was lent, whatever the words name."""
    done = run_asked(lender, asked("graph", "stats", "--json", "--workspace", "elsewhere"), silent)
    assert set(done) == {"result"}
    result = done["result"]
    assert isinstance(result, dict)
    assert (result["seeds"], result["topics"]) == (12, 4)
    assert lender.out == 0


def test_relative_paths_start_where_the_client_is(lender: Lender, tmp_path: Path) -> None:
    """The result names them as the client did."""
    (tmp_path / "more.jsonl").write_text('{"question": "What is $3 + 39$?", "answer": "42"}\n', "utf-8")
    done = run_asked(lender, asked("seeds", "import", "more.jsonl", cwd=tmp_path), silent)
    assert isinstance(done["result"], dict)
    assert done["result"]["imported"] == 1
    run_asked(lender, asked("sample", "-n", 5), silent)
    run_asked(lender, asked("generate", "-n", 2), silent)
    run_asked(lender, asked("release", "make", "--name", "r", "--accept", "any"), silent)
    words = ("export", "--release", "r", "--format", "jsonl", "--output", "sub/out.jsonl")
    done = run_asked(lender, asked(*words, cwd=tmp_path), silent)
    assert isinstance(done["result"], dict)
    assert done["result"]["path"] == "sub/out.jsonl"
    assert (tmp_path / "sub" / "out.jsonl").exists()


def test_an_error_of_ours_keeps_its_parts(lender: Lender) -> None:
    """Kind, found, wanted, remedy."""
    done = run_asked(lender, asked("jobs", "show", "j_none"), silent)
    assert isinstance(done["error"], dict)
    assert done["error"]["kind"] == "not_found"
    assert done["error"]["found"] == "There is no job 'j_none'."
    assert set(done["error"]) == {"kind", "found", "wanted", "remedy"}


@pytest.mark.parametrize("words", ["nothing", "sample -n many", "graph", "--version"])
def test_wrong_use_neither_prints_nor_ends_the_process(
    words: str, lender: Lender, capsys: pytest.CaptureFixture[str]
) -> None:
    """The text is for the client."""
    done = run_asked(lender, asked(*words.split()), silent)
    assert set(done) == {"usage"}
    assert done["usage"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("words", ["run", "health"])
def test_what_is_for_a_process_of_its_own_is_refused(words: str, lender: Lender) -> None:
    """The app neither serves itself nor asks itself how it is."""
    done = run_asked(lender, asked(*words.split()), silent)
    assert isinstance(done["error"], dict)
    assert words in done["error"]["found"]


def test_a_mistake_of_the_program_is_told_without_its_words(lender: Lender, caplog: pytest.LogCaptureFixture) -> None:
    """The client learns its name, the log all of it."""
    lender.error = ZeroDivisionError("key=abc")
    done = run_asked(lender, asked("graph", "stats"), silent)
    assert isinstance(done["error"], dict)
    assert "ZeroDivisionError" in done["error"]["found"]
    assert "abc" not in json.dumps(done)
    assert "key=abc" in caplog.text


def test_where_no_workspace_opens_that_is_the_error(lender: Lender) -> None:
    """As for a command of its own."""
    lender.error = WorkspaceError("It is closed.", "an open one.", "Open it.")
    done = run_asked(lender, asked("graph", "stats"), silent)
    assert isinstance(done["error"], dict)
    assert (done["error"]["kind"], done["error"]["found"]) == ("workspace", "It is closed.")


def test_progress_comes_before_the_result(lender: Lender) -> None:
    """And the result is the last line."""
    run_asked(lender, asked("sample", "-n", 5), silent)
    run_asked(lender, asked("generate", "-n", 3), silent)
    lines = [line for line in told(lender, "verify") if line != {"alive": True}]
    assert {next(iter(line)) for line in lines[:-1]} == {"progress"}
    assert lines[0]["progress"]["station"] == "verify"
    assert lines[-1]["result"]["questions"] == 3


def test_a_command_stops_where_the_app_ends(lender: Lender) -> None:
    """At its next progress; the workspace is back."""
    run_asked(lender, asked("sample", "-n", 5), silent)
    lines = told(lender, "generate", "-n", 3, ending=True)
    assert lines[-1]["error"]["kind"] == "interrupted"
    assert lender.out == 0


def test_a_command_stops_where_its_client_has_gone(lender: Lender) -> None:
    """What it reports then is an interruption to it, and it gives the workspace back."""
    run_asked(lender, asked("sample", "-n", 5), silent)
    model = Waiting()
    waiting = Lender(answered_by(lender.workspace, model))

    async def leave() -> None:
        lines = answer(waiting, asked("generate", "-n", "3"), lambda: False)
        assert json.loads(await anext(lines)) in ({"alive": True}, {"progress": ANY})
        await lines.aclose()
        model.let.set()
        while waiting.out:
            await asyncio.sleep(0.01)

    asyncio.run(leave())
    assert waiting.ended_by == [KeyboardInterrupt]

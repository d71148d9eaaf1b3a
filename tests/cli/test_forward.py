"""A command sends itself to the app that holds the workspace; what it prints is what it would print alone."""

import http.client
import json
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from mathscale_core.cli.forward import TOKEN, App, app_of, forward, health
from mathscale_core.errors import InputError, MathScaleError, WorkspaceError
from mathscale_core.pipeline.demo import RELEASE
from mathscale_core.records import Progress
from tests.e2e.browser import served
from tests.shell import Done, Shell, free_port, in_process

OWNER = {"pid": 1, "since": "2026-01-02", "what": "the app", "url": "http://127.0.0.1:8501", "token": "t"}


@contextmanager
def answering(lines: Sequence[object], status: int = 200) -> Iterator[tuple[App, list[dict[str, Any]]]]:
    """An app that answers every command with these lines, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append({"token": self.headers[TOKEN], "path": self.path, **json.loads(body)})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name in the base class)
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield App(f"http://127.0.0.1:{server.server_port}", "secret", 1, "2026-01-02"), asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def forwarded(lines: Sequence[object], status: int = 200) -> tuple[object, list[Progress]]:
    """What becomes of an answer."""
    seen: list[Progress] = []
    with answering(lines, status) as (app, _):
        return forward(app, ["graph", "stats"], seen.append), seen


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "{",
        json.dumps({"pid": 1, "since": "", "what": "mathscale verify"}),
        json.dumps({**OWNER, "url": "http://192.0.2.1:8501"}),
        json.dumps({**OWNER, "url": "https://127.0.0.1:8501"}),
        json.dumps({**OWNER, "url": "http://127.0.0.1"}),
        json.dumps({**OWNER, "url": "http://["}),
        json.dumps({**OWNER, "url": "http://127.0.0.1:99999"}),
        json.dumps({**OWNER, "pid": None}),
    ],
)
def test_an_owner_file_may_name_no_app(text: str | None, tmp_path: Path) -> None:
    """It is not there, cannot be read, or is of a command; a token never goes to another machine."""
    if text is not None:
        (tmp_path / "owner.json").write_text(text, "utf-8")
    assert app_of(tmp_path) is None


def test_an_owner_file_names_its_app(tmp_path: Path) -> None:
    """Address, token, process and since when."""
    (tmp_path / "owner.json").write_text(json.dumps(OWNER), "utf-8")
    assert app_of(tmp_path) == App("http://127.0.0.1:8501", "t", 1, "2026-01-02")


def test_the_words_and_the_folder_are_sent_with_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is the one that relative paths start from."""
    monkeypatch.chdir(tmp_path)
    with answering([{"result": {"seeds": 3}}]) as (app, asked):
        assert forward(app, ["graph", "stats"], lambda _: None) == {"seeds": 3}
    assert asked == [
        {"token": "secret", "path": "/command", "argv": ["graph", "stats"], "cwd": str(tmp_path.resolve())}
    ]


def test_progress_is_reported_and_signs_of_life_are_not() -> None:
    """Until the result."""
    step = {"station": "verify", "done": 1, "total": 2, "note": ""}
    result, seen = forwarded([{"alive": True}, {"progress": step}, {"alive": True}, {"result": {}}])
    assert (result, seen) == ({}, [Progress("verify", 1, 2)])


def test_an_error_comes_back_as_it_was() -> None:
    """Kind, message and remedy."""
    error = {"kind": "not_found", "found": "No such job.", "wanted": "a job.", "remedy": "Look."}
    with pytest.raises(MathScaleError) as raised:
        forwarded([{"error": error}])
    assert (raised.value.kind, raised.value.message, raised.value.remedy) == (
        "not_found", "No such job. Wanted: a job.", "Look.",
    )  # fmt: skip


def test_an_interruption_there_is_one_here() -> None:
    """The app ended, and paused the job."""
    with pytest.raises(KeyboardInterrupt):
        forwarded([{"error": {"kind": "interrupted", "found": "", "wanted": "", "remedy": ""}}])


def test_wrong_use_there_is_wrong_use_here() -> None:
    """Of an app of another version."""
    with pytest.raises(SystemExit, match="usage: mathscale"):
        forwarded([{"usage": "usage: mathscale"}])


@pytest.mark.parametrize("lines", [[], [{"alive": True}], ["nonsense"]])
def test_an_app_that_ends_before_the_command_is_told(lines: list[object]) -> None:
    """Nobody knows what was done: it says where to look."""
    with pytest.raises(WorkspaceError) as raised:
        forwarded(lines)
    assert "jobs list" in raised.value.remedy


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_app_that_does_not_take_commands_of_ours_is_no_answer(status: int) -> None:
    """The workspace is held then, as by any other process."""
    assert forwarded([], status) == (None, [])


@pytest.mark.parametrize("status", [400, 413])
def test_an_app_that_cannot_read_the_words_says_so(status: int) -> None:
    """They are at fault."""
    with pytest.raises(InputError):
        forwarded(["too long"], status)


def test_nobody_there_is_no_answer() -> None:
    """An app that was killed leaves its owner file."""
    app = App(f"http://127.0.0.1:{free_port()}", "t", 1, "")
    assert forward(app, ["graph", "stats"], lambda _: None) is None
    assert health(app) is None


@contextmanager
def hanging_up() -> Iterator[App]:
    """An app that takes the words of one command and goes away without a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            with server.accept()[0] as connection:
                while b'"argv"' not in connection.recv(65536):
                    pass

        thread = threading.Thread(target=take)
        thread.start()
        yield App(f"http://127.0.0.1:{server.getsockname()[1]}", "t", 1, "")
        thread.join()


def test_an_app_that_has_the_words_and_does_not_answer_is_told() -> None:
    """The command may have run: it is no app that is not there."""
    with hanging_up() as app, pytest.raises(WorkspaceError) as raised:
        forward(app, ["graph", "stats"], lambda _: None)
    assert "jobs list" in raised.value.remedy


# -- the real app ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def app(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A served copy of the demo workspace: its folder and its address."""
    import shutil

    root = Path(shutil.copytree(demo_folder, tmp_path_factory.mktemp("forward") / "workspace"))
    with served(root) as address:
        yield root, address


def start(root: Path, *words: str, cwd: Path | None = None) -> "subprocess.Popen[str]":
    """A command in a process of its own."""
    command = [sys.executable, "-m", "mathscale_core", *words, "--workspace", str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd)


def ended(process: "subprocess.Popen[str]") -> Done:
    """What it left behind."""
    out, err = process.communicate(timeout=120)
    return Done(process.returncode, out, err)


def test_a_reading_command_gives_what_it_gives_alone(
    app: tuple[Path, str], demo_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``graph stats``, as JSON and for people, byte for byte."""
    root, _ = app
    alone = Shell(demo_copy, capsys)
    assert in_process("graph", "stats", workspace=root).out == alone.done("graph", "stats").out
    said = ended(start(root, "graph", "stats"))
    assert (said.code, said.out) == (0, alone.done("graph", "stats", as_json=False).out)


def test_a_writing_command_runs_in_the_app(app: tuple[Path, str]) -> None:
    """``generate``: its job is done, its progress on standard error, and the app knows its questions."""
    root, _ = app
    done = in_process("generate", "-n", 5, "--offline", workspace=root)
    assert done.code == 0, done
    assert (done.result["asked"], done.result["ok"] + done.result["failed"] + done.result["skipped"]) == (5, 5)
    known = {job["id"]: job for job in in_process("jobs", "list", workspace=root).result["jobs"]}
    assert known[done.result["job"]]["state"] == "done"
    assert "verify" in in_process("verify", workspace=root).err


def test_a_failing_command_fails_alike(app: tuple[Path, str]) -> None:
    """Exit code 1, kind, message and remedy."""
    root, _ = app
    done = in_process("jobs", "show", "j_none", workspace=root)
    assert (done.code, done.error["kind"]) == (1, "not_found")
    assert done.err == f"{done.error['message']}\nDo next: {done.error['remedy']}\n"


def test_a_relative_path_is_the_clients(app: tuple[Path, str], tmp_path: Path) -> None:
    """The file lies where the command was given, and is named as it was."""
    root, _ = app
    words = ("export", "--release", RELEASE, "--format", "jsonl", "--output", "out.jsonl", "--json")
    done = ended(start(root, *words, cwd=tmp_path))
    assert done.result["path"] == "out.jsonl"
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == done.result["rows"]


def test_settings_change_in_the_app(app: tuple[Path, str]) -> None:
    """The next command sees them, and so do pages."""
    root, _ = app
    assert in_process("settings", "--set", "minimum_seeds=3", workspace=root).result["minimum_seeds"] == 3
    assert in_process("graph", "stats", workspace=root).result["dropped"] > 0
    assert in_process("settings", "--set", "minimum_seeds=2", workspace=root).code == 0
    assert in_process("init", workspace=root).result["workspace"] == str(root)


def test_health_is_the_apps_own(app: tuple[Path, str]) -> None:
    """Answers of jobs are looked for."""
    root, address = app
    found = in_process("health", workspace=root).result
    assert found["status"] in {"ok", "degraded"}
    assert found["since"]
    for _ in range(200):
        if found["last_ingest"]:
            break
        time.sleep(0.1)
        found = health(App(address, "", 1, "")) or {}
    assert found["last_ingest"]


def test_an_app_is_not_served_twice(app: tuple[Path, str]) -> None:
    """The message says where it is served."""
    root, address = app
    done = in_process("run", "--port", free_port(), workspace=root)
    assert (done.code, done.error["kind"]) == (1, "workspace_held")
    assert address in done.error["message"]


def _post(address: str, body: bytes, **headers: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("POST", "/command", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_commands_of_strangers_are_refused(app: tuple[Path, str]) -> None:
    """Without the token, with a wrong one, or under another name of this machine: 403, and nothing is run."""
    root, address = app
    token = json.loads((root / "owner.json").read_text("utf-8"))["token"]
    assert stat.S_IMODE((root / "owner.json").stat().st_mode) == 0o600
    body = json.dumps({"argv": ["settings", "--set", "person=Mallory"], "cwd": "/"}).encode()
    assert _post(address, body) == 403
    assert _post(address, body, **{TOKEN: "x" * len(token)}) == 403
    assert _post(address, body, **{TOKEN: token, "Host": "evil.example"}) == 403
    assert _post(address, b"{", **{TOKEN: token}) == 400
    assert in_process("settings", workspace=root).result["person"] == "local"


def test_ctrl_c_pauses_the_job_in_the_app(app: tuple[Path, str]) -> None:
    """Exit code 130 at once; the job is paused with what it has, and can be resumed."""
    root, _ = app
    assert in_process("sample", "-n", 5000, "--rng", 9, workspace=root).code == 0
    process = start(root, "generate", "-n", "3000", "--offline")
    assert under_way(process)
    process.send_signal(signal.SIGINT)
    done = ended(process)
    assert (done.code, done.out) == (130, ""), done
    assert "Interrupted" in done.err
    for _ in range(60):
        job = in_process("jobs", "list", workspace=root).result["jobs"][0]
        if job["state"] != "running":
            break
    assert (job["state"], job["asked"]) == ("paused", 3000)
    assert job["ok"] > 0
    assert job["pending"] > 0
    cancelled = in_process("jobs", "cancel", job["id"], workspace=root).result["jobs"][0]
    assert cancelled["state"] == "cancelled"


def under_way(process: "subprocess.Popen[str]") -> bool:
    """Whether a generating command says that some of its questions are there."""
    assert process.stderr
    return any(re.match(r"generate [1-9]", line) for line in process.stderr)


HOLD = """
import json, sys, time
from pathlib import Path
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.workspace import open_workspace
door = {"url": sys.argv[2], "token": "t"}
held = open_workspace(Path(sys.argv[1]), LocalExecutor(), what="the app", door=door)
print("held", flush=True)
sys.stdin.read()
"""


def test_an_app_that_does_not_answer_holds_the_workspace(demo_copy: Path) -> None:
    """Kind ``workspace_held``, with its process and since when."""
    command = [sys.executable, "-c", HOLD, str(demo_copy), f"http://127.0.0.1:{free_port()}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        done = in_process("graph", "stats", workspace=demo_copy)
        again = in_process("run", "--port", free_port(), workspace=demo_copy)
    assert (done.code, done.error["kind"], again.error["kind"]) == (1, "workspace_held", "workspace_held")
    assert f"process {holder.pid} (the app) since " in done.error["message"]

"""The server: the workspace is open before the first visit, and given back whatever goes on in it."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.shell import fetched, free_port, in_process

ROOT = Path(__file__).parents[1]


@contextmanager
def running(workspace: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """The app as ``streamlit run app.py`` starts it, without the command line."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "MATHSCALE_WORKSPACE": str(workspace)}
    log = workspace.parent / "server.log"
    with (
        log.open("w+") as said,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said, text=True) as process,
    ):
        try:
            assert fetched(port, "/_stcore/health", process) == (200, "ok")
            yield process
        finally:
            process.terminate()
            process.wait(60)
    assert "Traceback" not in log.read_text("utf-8")


def test_without_a_workspace_the_server_stands_and_says_so(tmp_path: Path) -> None:
    """Health is 503, pages are served, and nothing is made."""
    port = free_port()
    with running(tmp_path / "none", port) as process:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30)
        said = json.loads(refused.value.read())
        refused.value.close()
        assert (refused.value.code, said["status"]) == (503, "error")
        assert "There is no workspace at" in said["last_error"]
        assert fetched(port, "/", process)[0] == 200
    assert not (tmp_path / "none").exists()


def test_before_the_first_visit_commands_are_taken_and_a_running_one_is_paused_at_the_end(demo_copy: Path) -> None:
    """The end of the app is an interruption to the command, whose job can be resumed; the workspace is given back."""
    port = free_port()
    with running(demo_copy, port) as process:
        assert json.loads(fetched(port, "/healthz", process)[1])["since"]
        assert in_process("sample", "-n", 5000, "--rng", 9, workspace=demo_copy).code == 0
        command = [sys.executable, "-m", "mathscale_core", "generate", "-n", "3000", "--workspace", str(demo_copy)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as client:
            assert client.stderr
            assert any(re.match(r"generate [1-9]", line) for line in client.stderr)
            process.send_signal(signal.SIGTERM)
            said = client.stderr.read()
            assert client.wait(60) == 130
        assert "Interrupted" in said
        process.wait(60)
    assert not (demo_copy / "owner.json").exists()
    job = in_process("jobs", "list", workspace=demo_copy).result["jobs"][0]
    assert (job["state"], job["asked"]) == ("paused", 3000)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8623"),
        ("0.0.0.0", "http://127.0.0.1:8623"),
        ("192.0.2.1", ""),
    ],
)
def test_commands_reach_the_server_where_it_listens(address: str, url: str) -> None:
    """On the loopback address, or nowhere."""
    code = (
        "import sys, app; from streamlit import config; config.set_option('server.address', sys.argv[1]); "
        "config.set_option('server.port', 8623); print('url', app._own_url())"
    )
    command = [sys.executable, "-c", code, address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.splitlines()[-1] == f"url {url}"


def test_connections_send_at_once() -> None:
    """A connection that is taken after the word has Nagle's algorithm off; a socket that does not listen is let be."""
    code = (
        "import socket, app\n"
        "server, other = socket.create_server(('127.0.0.1', 0)), socket.socket()\n"
        "app.send_at_once()\n"
        "client = socket.create_connection(server.getsockname())\n"
        "taken, _ = server.accept()\n"
        "print([s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for s in (taken, other)])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[1, 0]"

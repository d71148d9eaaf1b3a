"""Serving the app: the port, the process, and the workspace that is given over and back."""

import argparse
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mathscale_core.cli.serve import port_number, served_already
from tests.shell import Shell, fetched, free_port


@pytest.mark.parametrize("text", ["0", "-1", "65536", "1e3", ""])
def test_a_port_is_a_number_from_1_to_65535(text: str) -> None:
    """Others are wrong use."""
    assert port_number("8501") == 8501
    with pytest.raises((argparse.ArgumentTypeError, ValueError)):
        port_number(text)


def test_a_port_in_use_is_named(shell: Shell) -> None:
    """The message says which and what to do; the workspace is given back."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        error = shell.fails("run", "--port", port)
    assert error["kind"] == "bad_input"
    assert str(port) in error["message"]
    assert "--port" in error["remedy"]
    assert not (shell.workspace / "owner.json").exists()
    assert shell("seeds", "list")["seeds"] == 390


def test_a_workspace_that_no_app_serves_is_not_served_already(shell: Shell) -> None:
    """Nor one whose app left its owner file behind."""
    nothing = argparse.Namespace()
    assert served_already(shell.workspace, nothing) is None
    owner = {"pid": 1, "since": "2026-01-02", "what": "the app", "url": f"http://127.0.0.1:{free_port()}", "token": "t"}
    (shell.workspace / "owner.json").write_text(json.dumps(owner), "utf-8")
    assert served_already(shell.workspace, nothing) is None
    assert shell("seeds", "list")["seeds"] == 390


def test_the_app_is_served_until_ctrl_c(shell: Shell, tmp_path: Path) -> None:
    """It says where, answers on 127.0.0.1, and afterwards the workspace can be had again."""
    port = free_port()
    command = [sys.executable, "-m", "mathscale_core", "run", "--port", str(port), "--workspace", str(shell.workspace)]
    with (
        (tmp_path / "said.txt").open("w+") as said,
        subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, text=True) as process,
    ):
        try:
            assert fetched(port, "/_stcore/health", process) == (200, "ok")
            status, page = fetched(port, "/", process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
        said.seek(0)
        text = said.read()
    assert status == 200
    assert "<title>" in page
    assert f"http://127.0.0.1:{port}" in text
    assert "Traceback" not in text
    assert shell("seeds", "list")["seeds"] == 390

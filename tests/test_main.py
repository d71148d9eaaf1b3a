"""The door of the command line: environment, standard streams, exit code."""

import subprocess
import sys
from pathlib import Path


def test_the_exit_code_is_the_commands(tmp_path: Path) -> None:
    """0 done, 1 failed, 2 wrong use."""
    for words, code in ((["--version"], 0), (["graph", "stats", "--workspace", str(tmp_path)], 1), (["nothing"], 2)):
        done = subprocess.run([sys.executable, "-m", "mathscale_core", *words], capture_output=True, check=False)
        assert done.returncode == code


def test_a_reader_that_goes_away_is_no_failure(demo_copy: Path) -> None:
    """``mathscale mix expect | head``: no traceback."""
    command = [sys.executable, "-m", "mathscale_core", "mix", "expect", "--json", "--workspace", str(demo_copy)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait(60) == 0
    assert "Traceback" not in said
    assert "Exception" not in said


def test_the_workspace_is_named_by_the_environment(demo_copy: Path) -> None:
    """``MATHSCALE_WORKSPACE`` is the default; and output is UTF-8 whatever the machine's own encoding is."""
    environment = {"MATHSCALE_WORKSPACE": str(demo_copy), "PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "mathscale_core", "families", "list", "--json"]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith('{"families": ')

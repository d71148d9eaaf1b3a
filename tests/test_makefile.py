"""``make run``: the demo workspace appears whole or not at all, and only where there is room for it."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Stands for the installed program: ``demo`` makes a workspace, ``run`` says which one it serves.
PROGRAM = """#!/bin/sh
if [ "$1" = demo ]; then mkdir -p "$3" && touch "$3/workspace.duckdb"; else echo "serves $3"; fi
"""


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """A virtual environment that is up to date."""
    folder = tmp_path / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "mathscale").write_text(PROGRAM)
    (folder / "bin" / "mathscale").chmod(0o755)
    for stamp in ("python.stamp", "core.stamp"):
        (folder / stamp).touch()
    return folder


def _make_run(venv: Path, workspace: str) -> "subprocess.CompletedProcess[str]":
    command = ["make", "--silent", "run", f"VENV={venv}", f"WORKSPACE={workspace}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("there", [True, False])
def test_the_demo_is_built_at_its_place(venv: Path, tmp_path: Path, slash: str, *, there: bool) -> None:
    """Where nothing is and in an empty folder, with or without a slash at the end; served again, it is kept."""
    place = tmp_path / "my place"
    if there:
        place.mkdir()
    for _ in range(2):
        done = _make_run(venv, f"{place}{slash}")
        assert (done.returncode, done.stdout, done.stderr) == (0, f"serves {place}\n", "")
        assert [p.name for p in place.iterdir()] == ["workspace.duckdb"]
    assert {p.name for p in tmp_path.iterdir()} == {"venv", "my place"}


def test_other_things_are_left_alone(venv: Path, tmp_path: Path) -> None:
    """A folder that holds something else is named and not touched, and nothing is built."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear")
    done = _make_run(venv, str(tmp_path / "letters"))
    assert done.returncode == 2
    assert f"Found {tmp_path / 'letters'}, which holds other things. Wanted: " in done.stdout
    assert "Do next: " in done.stdout
    assert sorted(p.name for p in tmp_path.rglob("*") if venv not in p.parents) == ["letter.txt", "letters", "venv"]

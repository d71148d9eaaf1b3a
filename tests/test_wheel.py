"""The wheel, installed in an empty environment: it carries the app and the data, and needs no checkout."""

import importlib.util
import json
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.shell import fetched, free_port

ROOT = Path(__file__).parents[1]


def _run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=170, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    # The build tool is taken from this environment where it is there; else pip fetches it as for any build.
    isolation = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    built = _run(
        sys.executable, "-m", "pip", "wheel", "--no-deps", "--disable-pip-version-check", *isolation,
        "--wheel-dir", folder, ROOT, cwd=folder,
    )  # fmt: skip
    if built.returncode and "No matching distribution found for hatchling" in built.stderr:
        pytest.skip("the build tool hatchling is neither here nor can it be fetched: pip install hatchling")
    assert built.returncode == 0, built.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with nothing but the wheel and, beside it, the packages that it needs."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    interpreter = home / "bin" / "python"
    words = ["--no-deps", "--no-index", "--disable-pip-version-check"]
    done = _run(sys.executable, "-m", "pip", "--python", interpreter, "install", *words, wheel, cwd=home)
    assert done.returncode == 0, done.stderr
    # A folder named by a .pth file is searched, but .pth files inside it are not read: an editable checkout stays out.
    (site,) = home.glob("lib/python*/site-packages")
    (site / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return interpreter


def test_the_installed_program_is_the_wheels_own(python: Path, tmp_path: Path) -> None:
    """The package and all that ships beside it are inside the environment."""
    code = "from mathscale_core.bundled import bundled; print(bundled('app.py'), bundled('pages'), bundled('data'))"
    done = _run(python, "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    home = python.parents[1]
    assert all(Path(path).is_relative_to(home) for path in done.stdout.split())
    shipped = {p.name for p in (ROOT / "data").rglob("*") if p.is_file()}
    assert shipped <= {p.name for p in home.rglob("bundle/data/**/*")}


def test_the_installed_program_turns_the_loop_and_serves_the_app(python: Path, tmp_path: Path) -> None:
    """``mathscale demo`` outside the checkout ends with its release; ``mathscale run`` answers over HTTP."""
    command = python.with_name("mathscale")
    done = _run(command, "demo", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["release"] == "demo"
    assert result["accepted"] > 0
    assert (tmp_path / "workspace" / "workspace.duckdb").is_file()
    port = free_port()
    with (
        (tmp_path / "said.txt").open("w+") as said,
        subprocess.Popen(
            [command, "run", "--port", str(port)], cwd=tmp_path, stdout=said, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        try:
            assert fetched(port, "/_stcore/health", process) == (200, "ok")
            status, page = fetched(port, "/", process)
        finally:
            process.terminate()
            process.wait(60)
        said.seek(0)
        text = said.read()
    assert status == 200
    assert "<title>" in page
    assert "Traceback" not in text

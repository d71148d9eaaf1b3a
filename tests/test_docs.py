"""The documents tell the truth: tree, commands, pages, data files."""

import json
import re
import subprocess
from pathlib import Path

from mathscale_core.cli.main import COMMANDS
from mathscale_core.families import FAMILIES
from pages.parts.roles import PAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _tree() -> dict[str, str]:
    """README's tree: path to phrase."""
    block = re.search(r"## The tree\n.*?```\n(.*?)```", README, re.DOTALL)
    assert block
    paths: dict[str, str] = {}
    stack: list[tuple[int, str]] = []
    for line in block.group(1).splitlines():
        found = re.match(r"( *)(\S+)\s{2,}(\S.*)", line)
        assert found, line
        depth, name = len(found.group(1)), found.group(2)
        stack = [(d, n) for d, n in stack if d < depth]
        stack.append((depth, name))
        paths["".join(n for _, n in stack)] = found.group(3)
    return paths


def _listed_by_git() -> set[str]:
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {name for name in done.stdout.splitlines() if (ROOT / name).exists()}


def test_the_tree_in_readme_is_the_real_tree() -> None:
    """Every path of the tree exists; every top-level entry, core module or package, and page is in it."""
    tree = _tree()
    for path in tree:
        assert (ROOT / path).exists(), path
    files = _listed_by_git() or {str(p.relative_to(ROOT)) for p in ROOT.glob("*")}
    top = {name.split("/")[0] + ("/" if "/" in name else "") for name in files}
    core = {
        f"mathscale_core/{p.name}{'/' if p.is_dir() else ''}"
        for p in (ROOT / "mathscale_core").iterdir()
        if p.name not in {"__init__.py", "py.typed", "__pycache__"}
    }
    screens = {f"pages/{p.name}" for p in (ROOT / "pages").glob("[!_]*.py")} | {"pages/parts/"}
    assert (top | core | screens) - set(tree) - {".gitignore"} == set()


def test_readme_opens_with_how_to_start_and_how_to_test() -> None:
    """``make run`` and ``make test`` are on the first screen."""
    first = "\n".join(README.splitlines()[:40])
    assert "make run" in first
    assert "make test" in first


def test_every_command_and_page_is_documented() -> None:
    """Each command stands in README's table, and each of the table's commands is there."""
    table = README.split("## Commands")[1].split("\n## ")[0]
    documented = set(re.findall(r"^\| `([a-z ]+?)(?: [A-Z<\[(-].*?)?`", table, re.MULTILINE))
    assert {" ".join(c.words) for c in COMMANDS} == documented
    for title, _ in PAGES.values():
        assert re.search(rf"\*\*{title}\*\*", README), title


def test_the_data_readme_counts_what_is_there() -> None:
    """File, rows and licence of every data file."""
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    counted = {
        name: int(rows) for name, rows in re.findall(r"^\| `([\w/.]+)` \| (\d+) \|.*CC0-1.0 \|$", text, re.MULTILINE)
    }
    real = {
        str(p.relative_to(ROOT / "data")): p.read_text("utf-8").count("\n") for p in (ROOT / "data").rglob("*.jsonl")
    }
    assert counted == real
    flaws = [json.loads(line)["flaw"] for line in (ROOT / "data" / "flawed.jsonl").read_text("utf-8").splitlines()]
    for flaw in set(flaws):
        assert re.search(rf"`{flaw}`\s+{flaws.count(flaw)}\b", text), flaw


def test_numbers_in_readme_are_the_real_ones() -> None:
    """Seeds, families and test items are counted, not remembered."""
    seeds = sum(p.read_text("utf-8").count("\n") for p in (ROOT / "data" / "seeds").glob("*.jsonl"))
    assert f"{seeds} seed problems" in README
    assert f"{len(FAMILIES)} problem families" in README


def test_readme_has_decisions_and_changes() -> None:
    """Both are there, and changes name a version."""
    assert "## Decisions" in README
    assert re.search(r"## Changes\n+### \d+\.\d+", README)

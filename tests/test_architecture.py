"""The house rules that a machine can check: sizes, doors, records, a test for every module."""

import ast
import dataclasses
import inspect
import re
from pathlib import Path

import pytest

from mathscale_core import records
from mathscale_core.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
CORE = sorted((ROOT / "mathscale_core").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("[!_]*.py"))
PARTS = sorted((ROOT / "pages" / "parts").glob("[!_]*.py"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", [*CORE, *PAGES, *PARTS], ids=_name)
def test_a_module_is_one_idea_and_says_which(path: Path) -> None:
    """At most 400 lines (a page 150), and a docstring at its head."""
    text = path.read_text("utf-8")
    assert text.count("\n") <= (150 if path in PAGES else 400)
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", [p for p in CORE if "families" not in p.parts], ids=_name)
def test_every_module_has_a_test_of_its_name(path: Path) -> None:
    """Tests mirror the modules; families are tested all alike in one place."""
    inside = path.relative_to(ROOT / "mathscale_core")
    # Constants and plain records have nothing to test.
    if not any(
        isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) for n in ast.walk(ast.parse(path.read_text("utf-8")))
    ):
        return
    folder = ROOT / "tests" / inside.parent
    if inside.name == "__init__.py":
        # A package's own code is tested under the package's name, or by the tests of its parts.
        assert (folder.parent / f"test_{inside.parent.name}.py").is_file() or list(folder.glob("test_*.py"))
    else:
        assert (folder / f"test_{inside.stem.strip('_')}.py").is_file()


@pytest.mark.parametrize("path", [*PAGES, *PARTS], ids=_name)
def test_every_screen_has_a_test(path: Path) -> None:
    """Pages and their parts are tested by name."""
    assert (ROOT / "tests" / path.parent.relative_to(ROOT) / f"test_{path.stem}.py").is_file()


@pytest.mark.parametrize("path", [p for p in [*CORE, *PAGES, *PARTS] if "adapters" not in p.parts], ids=_name)
def test_sql_stays_behind_the_store(path: Path) -> None:
    """No SQL outside adapters."""
    assert not re.search(
        r"\b(?:SELECT\b.+\bFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET)\b", path.read_text("utf-8")
    )


@pytest.mark.parametrize("path", [p for p in CORE if p.name != "__main__.py"], ids=_name)
def test_the_environment_is_read_at_the_door_only(path: Path) -> None:
    """``app.py`` and ``__main__.py`` read the environment; nothing else does."""
    assert not re.search(r"environ\.get|getenv|environ\[[^\]]+\](?!\s*=)|\*\*os\.environ", path.read_text("utf-8"))


@pytest.mark.parametrize("path", [*PAGES, *PARTS], ids=_name)
def test_screens_hold_no_algorithm(path: Path) -> None:
    """A screen shows what views prepare: it loads no numerical library and no adapter but the executor."""
    allowed = {"mathscale_core.adapters.executors"}
    forbidden = {n for n in _imports(path) if re.match(r"(?:numpy|scipy|networkx|duckdb|mathscale_core\.adapters)", n)}
    assert forbidden - allowed == set()


def test_records_are_frozen_slotted_and_documented() -> None:
    """Every record is a frozen, slotted dataclass, and each field has a line in the docstring."""
    for _, record in inspect.getmembers(records, dataclasses.is_dataclass):
        assert vars(record)["__dataclass_params__"].frozen, record
        assert "__slots__" in vars(record), record
        for field in dataclasses.fields(record):
            assert re.search(rf"^\s+{field.name}: ", inspect.getdoc(record) or "", re.MULTILINE), (record, field.name)


def test_every_command_says_what_it_does() -> None:
    """Help for each, and no two alike."""
    assert len({c.words for c in COMMANDS}) == len(COMMANDS)
    assert all(c.help for c in COMMANDS)


def test_every_error_of_the_tree_is_drawn_in_it() -> None:
    """The tree in the docstring of ``errors`` is the tree."""
    from mathscale_core import errors

    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, errors.MathScaleError)]
    drawn = inspect.getdoc(errors) or ""
    for error in classes:
        if error is not errors.MathScaleError:
            assert re.search(rf"{error.__name__}\s+{error.kind}\b", drawn), error

"""The preview of an import: what the import then does, and nothing stored."""

import csv
import io
import json
from pathlib import Path

import pytest

from mathscale_core.errors import InputError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.questions import import_questions
from mathscale_core.pipeline.seeds import import_seeds
from mathscale_core.records import Rejected
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace, write_rows
from mathscale_core.views.imports import SHOWN, forms_of, preview_import, rejected_csv


def test_a_file_without_rows_is_previewed_as_such(tmp_path: Path) -> None:
    """No column, no record; an empty file is refused."""
    workspace = fresh_workspace(tmp_path)
    path = tmp_path / "a.jsonl"
    path.write_text("\n", "utf-8")
    found = preview_import(workspace, path)
    assert (found.columns, found.read, found.new, found.complete, found.problem) == ((), 0, 0, True, None)
    path.write_text("", "utf-8")
    with pytest.raises(InputError, match="empty"):
        preview_import(workspace, path)


def test_the_preview_says_what_the_import_does(tmp_path: Path) -> None:
    """Counts and refused lines are the same, for seeds and for questions; the preview writes nothing."""
    workspace = small_workspace(tmp_path)
    import_benchmark(
        workspace, write_rows(tmp_path / "t.jsonl", [{"question": "What is 2 + 3?", "answer": "5"}]), "own"
    )
    rows = [
        {"question": f"What is ${n} + 90$?", "answer": f"{n + 90}", "level": "unheard" if n == 7 else "high"}
        for n in range(120)
    ]
    rows += [{"question": "Seed 1: what is 1+1?", "answer": "2"}, {"question": "what is 2+3", "answer": "5"}, rows[0]]
    path = write_rows(tmp_path / "a.jsonl", rows)
    for kind in ("seeds", "questions"):
        writes = workspace.store.writes
        found = preview_import(workspace, path, kind)
        assert workspace.store.writes == writes
        assert (found.read, found.new, found.duplicates, found.rejected_count) == (123, 119, 2, 2)
        assert (len(found.shown), [r.line for r in found.rejected]) == (SHOWN, [8, 122])
        other = fresh_workspace(tmp_path / kind) if kind == "seeds" else workspace
        if kind == "seeds":
            done = import_seeds(other, path)
            assert (done.imported, done.duplicates) == (121, 1)
        else:
            staged = import_questions(workspace, path, label="none")
            assert (staged.imported, staged.duplicates, len(staged.rejected)) == (119, 2, 2)


def test_columns_are_suggested_shown_and_can_be_changed(tmp_path: Path) -> None:
    """With samples of their cells; what a person says stands; a source's last map comes first."""
    workspace = fresh_workspace(tmp_path)
    path = write_rows(
        tmp_path / "a.jsonl", [{"Problem": f"What is {n}?", "Solution": f"{n}", "id": n} for n in range(9)]
    )
    found = preview_import(workspace, path)
    assert {c.name: c.field for c in found.columns} == {"Problem": "question", "Solution": "solution", "id": ""}
    assert found.columns[0].samples == ("What is 0?", "What is 1?", "What is 2?")
    assert (found.mapping, found.remembered, found.new) == ({"Problem": "question", "Solution": "solution"}, False, 9)
    changed = {"Problem": "question", "Solution": "answer"}
    assert preview_import(workspace, path, columns=changed).shown[3].answer == "3"
    import_seeds(workspace, path, source="s", columns=changed)
    again = preview_import(workspace, path, source="s")
    assert (again.mapping, again.remembered, again.new, again.duplicates) == (changed, True, 0, 9)


@pytest.mark.parametrize(
    ("columns", "found"), [({}, "columns Frage"), ({"Frage": "answer", "Antwort": "answer"}, "Two columns")]
)
def test_a_table_that_cannot_be_read_so_says_why_with_its_columns(
    tmp_path: Path, columns: dict[str, str], found: str
) -> None:
    """So that the columns can be mapped."""
    path = tmp_path / "a.csv"
    path.write_text("Frage,Antwort\nWas?,7\n", "utf-8")
    preview = preview_import(fresh_workspace(tmp_path), path, columns=columns)
    assert preview.problem is not None
    assert found in preview.problem.message
    assert [c.name for c in preview.columns] == ["Frage", "Antwort"]


def test_published_rows_and_test_items_need_no_mapping(tmp_path: Path) -> None:
    """Their form says what is what."""
    workspace = fresh_workspace(tmp_path)
    path = write_rows(tmp_path / "a.jsonl", [{"question": "a", "answer": "b\n#### 4"}])
    seeds, tests = preview_import(workspace, path), preview_import(workspace, path, "tests")
    assert (seeds.form, seeds.mapping, seeds.new) == ("gsm8k", {}, 1)
    assert (tests.form, tests.mapping, tests.new, tests.shown[0].answer) == ("gsm8k", {}, 1, "4")
    assert "own" in forms_of("tests")
    assert "parquet" in forms_of("seeds")


def test_of_a_large_file_only_the_beginning_is_read(tmp_path: Path) -> None:
    """The counts say so."""
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for n in range(2_000):
            file.write(json.dumps({"question": f"What is {n}?", "answer": "1", "text": "x" * 10_000}) + "\n")
    found = preview_import(fresh_workspace(tmp_path), path)
    assert (found.complete, found.read, found.new) == (False, SHOWN, SHOWN)


def test_refused_rows_are_a_table_that_no_spreadsheet_runs(tmp_path: Path) -> None:
    """Line, reason and the row as it stands in the file; what begins like a formula is made text."""
    path = tmp_path / "a.csv"
    path.write_text("question\n=2+2\nWhy?\n")
    assert rejected_csv(path, []) == "line,reason,row\n"
    refused = [Rejected(2, 'found "a", wanted b'), *(Rejected(3, f"{sign}1+1") for sign in "=+-@")]
    rows = list(csv.DictReader(io.StringIO(rejected_csv(path, refused))))
    assert rows[0] == {"line": "2", "reason": 'found "a", wanted b', "row": "'=2+2"}
    assert {row["row"] for row in rows[1:]} == {"Why?"}
    assert rejected_csv(tmp_path / "a.parquet", refused[:1]).endswith(",\n")
    assert [row["reason"][0] for row in rows[1:]] == ["'"] * 4

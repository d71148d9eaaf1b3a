"""Import on screen: from a file to its preview, its columns, and what became of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.uploads import FOLDER, keep_upload
from mathscale_core.records import Rejected
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.imports import KINDS
from mathscale_core.workspace import Workspace
from pages.parts.upload import BECOMES
from tests.pages.apps import open_page, words


def _script() -> None:
    import streamlit as st

    from pages.parts.shell import clear_errors
    from pages.parts.upload import import_file

    with clear_errors():
        import_file(st.session_state["workspace"], st.session_state["path"], st.session_state["kind"])


def shown(workspace: Workspace, content: str | bytes, kind: str = "seeds", name: str = "rows.jsonl") -> AppTest:
    """The panel for a file that was sent."""
    body = content.encode() if isinstance(content, str) else content
    app = AppTest.from_function(_script, default_timeout=60)
    app.session_state["workspace"] = workspace
    app.session_state["path"] = keep_upload(workspace, "key", name, body)
    app.session_state["kind"] = kind
    return app.run()


def jsonl(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        ("", "a.jsonl", "is empty"),
        (b"PK\x03\x04 a spreadsheet", "a.csv", "binary or packed"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.json", "is not UTF-8"),
        ("Café?".encode("latin-1"), "a.csv", "is not UTF-8"),
        (b"no parquet", "a.parquet", "cannot be read as Parquet"),
        ('[{"question": "a"}', "a.json", "ends in the middle"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_in_clear_words(
    tmp_path: Path, content: str | bytes, name: str, found: str
) -> None:
    """Found, wanted and what to do; no button to import."""
    app = shown(fresh_workspace(tmp_path), content, name=name)
    assert not app.exception
    assert found in words(app)
    assert "Do next" in words(app)
    assert not app.button


def test_seeds_go_from_preview_to_store(tmp_path: Path) -> None:
    """The button says the number; the file that was sent is gone afterwards."""
    workspace = small_workspace(tmp_path)
    rows = [{"Problem": f"What is ${n} + 50$?", "Answer": f"{n + 50}"} for n in range(4)] + [{"Problem": ""}]
    app = shown(workspace, jsonl(rows))
    assert not app.exception
    assert [metric.value for metric in app.metric] == ["5", "4", "0", "1"]
    assert "What is $0 + 50$?" in words(app)
    assert "Line 5: Found no question" in words(app)
    [button] = app.button
    assert button.label == "Import 4 seeds"
    button.click().run()
    _, outcome = app.session_state["import-outcome"]
    assert (outcome["read"], outcome["imported"], outcome["duplicates"], len(outcome["rejected"])) == (5, 4, 0, 1)
    assert workspace.store.seeds.count() == 16
    assert list((workspace.root / FOLDER).iterdir()) == []


def test_columns_can_be_mapped_otherwise(tmp_path: Path) -> None:
    """What is chosen is what is imported, and it is remembered for the source."""
    workspace = fresh_workspace(tmp_path)
    app = shown(workspace, "Frage,Note\nWas ist 1 + 1?,2\n", name="schule.csv")
    assert "columns Frage, Note" in words(app).replace("\\", "")
    assert not app.button
    columns = {box.label: box for box in app.selectbox if box.label in {"Frage", "Note"}}
    columns["Frage"].select("question")
    columns["Note"].select("answer").run()
    assert app.button(key="import").label == "Import 1 seed"
    app.button(key="import").click().run()
    assert workspace.store.imports.column_map("schule") == {"Frage": "question", "Note": "answer"}


def test_finished_questions_and_test_items_come_in_too(tmp_path: Path) -> None:
    """As staged questions and as items; neither is a seed."""
    workspace = fresh_workspace(tmp_path)
    rows = [{"query": "What is $1 + 1$?", "response": "The answer is: 2"}]
    app = shown(workspace, jsonl(rows), "questions", "set.jsonl")
    app.selectbox(key="label").select("none").run()
    app.button(key="import").click().run()
    assert not app.exception
    assert [q.answer for q in workspace.store.questions.by_source("imported")] == ["2"]
    app = shown(workspace, jsonl([{"question": "What is $1 + 2$?", "answer": "3"}]), "tests", "exam.jsonl")
    assert app.button(key="import").label == "Import 1 test item"
    app.button(key="import").click().run()
    assert workspace.store.benchmarks.datasets() == {"exam": 1}
    assert workspace.store.seeds.count() == 0


def test_a_file_with_nothing_new_has_no_button(tmp_path: Path) -> None:
    """It says so."""
    workspace = small_workspace(tmp_path)
    app = shown(workspace, jsonl([{"question": "Seed 1: what is 1+1?", "answer": "2"}]))
    assert "Nothing of this file is new here" in words(app)
    assert not app.button


@pytest.mark.parametrize("kind", KINDS)
def test_what_became_of_a_file_is_said_until_it_is_put_away(tmp_path: Path, kind: str) -> None:
    """With refused rows to download, where there are any."""
    workspace = small_workspace(tmp_path)
    app = open_page(workspace, "seeds", tab="import", into=kind)
    outcome = {
        "kind": kind, "file": "<b>.csv", "read": 3, "imported": 1, "duplicates": 1,
        "rejected": (Rejected(2, "broken"),), "table": "line,reason,row\n2,broken,x\n", "more": ["So."],
    }  # fmt: skip
    app.session_state["import-outcome"] = (tmp_path / "another", outcome)
    assert not app.run().success, "another workspace's outcome is not said here"
    app.session_state["import-outcome"] = (workspace.root, outcome)
    app.run()
    assert not app.exception
    assert f"1 {BECOMES[kind][0]} imported from \\<b\\>\\.csv" in app.success[0].value  # type: ignore[index]
    assert "3 rows = 1 imported + 1 here already + 1 refused" in words(app)
    [refused] = app.get("download_button")
    assert refused.proto.label == "Download the 1 refused"
    app.button(key="put-away").click().run()
    assert not app.success


def test_each_kind_says_its_command(tmp_path: Path) -> None:
    """For files that are too large to send."""
    wanted: dict[str, str] = {"seeds": "seeds import", "questions": "questions import", "tests": "bench import"}
    opened: Callable[[str], AppTest] = lambda kind: open_page(workspace, "seeds", tab="import", into=kind)  # noqa: E731
    workspace = fresh_workspace(tmp_path)
    for kind, command in wanted.items():
        assert f"mathscale {command} FILE" in words(opened(kind))

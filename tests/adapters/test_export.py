"""A release as JSON lines, Alpaca, chat, CSV or Parquet: the same items give the same bytes, and nothing is lost."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.export import ENDING, FIELDS, FORMATS, render_release, write_release
from mathscale_core.errors import InputError

ITEM: dict[str, Any] = {
    "revision": "q_1", "question": "A pen costs \\$2.\nWhat do $3$ cost?", "solution": "They cost \\$6.",
    "answer": "\\$6", "topics": ["Money"], "kps": ["Multiplication", "Grüße"], "level": "elementary",
    "source": "generated", "composition": "m_1", "prompt": "generate@1", "seeds": [], "graph_version": "g_1",
    "provider": "offline", "family": "",
}  # fmt: skip
OTHER = ITEM | {"revision": "q_2", "solution": "The answer is \\$6.", "seeds": ["s_1", "s_2"]}

plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
items = st.lists(
    st.fixed_dictionaries({
        name: st.lists(plain, max_size=2) if name in {"topics", "kps", "seeds"} else plain
        for name in ITEM
    }),
    max_size=4,
)  # fmt: skip


def exported(folder: Path, form: str, rows: list[dict[str, Any]], fields: tuple[str, ...] = FIELDS) -> Path:
    path = folder / f"release.{form}"
    write_release(path, form, rows, fields)
    return path


def lines(path: Path) -> list[Any]:
    # Not splitlines: a question may hold other line separators.
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_release_is_an_empty_file_of_its_form(tmp_path: Path, form: str) -> None:
    """No items, no lines; a Parquet file keeps its columns."""
    path = exported(tmp_path, form, [])
    if form == "csv":
        assert path.read_text("utf-8-sig").strip() == ",".join(FIELDS)
    elif form == "parquet":
        assert (pq.read_table(path).num_rows, pq.read_table(path).column_names) == (0, list(FIELDS))
    else:
        assert path.read_bytes() == b""


def test_json_lines_hold_the_fields_in_the_order_asked_for(tmp_path: Path) -> None:
    """The id is the revision; nothing is added."""
    assert lines(exported(tmp_path, "jsonl", [ITEM, OTHER], ("answer", "id"))) == [
        {"answer": "\\$6", "id": "q_1"},
        {"answer": "\\$6", "id": "q_2"},
    ]
    assert list(lines(exported(tmp_path, "jsonl", [ITEM]))[0]) == list(FIELDS)


def test_alpaca_rows_are_instruction_and_response(tmp_path: Path) -> None:
    """The response ends with the answer, said once; the id comes where it was asked for."""
    first, second = lines(exported(tmp_path, "alpaca", [ITEM, OTHER]))
    assert first == {
        "instruction": ITEM["question"], "input": "", "output": "They cost \\$6.\nThe answer is \\$6.", "id": "q_1",
    }  # fmt: skip
    assert second["output"] == "The answer is \\$6."
    assert "id" not in lines(exported(tmp_path, "alpaca", [ITEM], ("question",)))[0]


def test_chat_rows_are_a_question_and_its_response(tmp_path: Path) -> None:
    """Two messages, user and assistant."""
    [row] = lines(exported(tmp_path, "chat", [ITEM]))
    assert [(m["role"], m["content"]) for m in row["messages"]] == [
        ("user", ITEM["question"]),
        ("assistant", "They cost \\$6.\nThe answer is \\$6."),
    ]
    assert row["id"] == "q_1"
    assert list(lines(exported(tmp_path, "chat", [ITEM], ("question",)))[0]) == ["messages"]


@given(items)
def test_json_lines_and_parquet_give_the_items_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    """Every field of every item, with any characters in it."""
    folder = tmp_path_factory.mktemp("export")
    wanted = [{name: row["revision"] if name == "id" else row[name] for name in FIELDS} for row in rows]
    assert lines(exported(folder, "jsonl", rows)) == wanted
    assert pq.read_table(exported(folder, "parquet", rows)).to_pylist() == wanted


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_release_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    """No time, place or order of a mapping gets into the file."""
    first = exported(tmp_path, form, [ITEM, OTHER]).read_bytes()
    again = exported(tmp_path / "elsewhere", form, [dict(reversed(ITEM.items())), OTHER]).read_bytes()
    assert again == first
    assert exported(tmp_path, form, [OTHER, ITEM]).read_bytes() != first


@pytest.mark.parametrize("form", FORMATS)
def test_a_release_that_fails_leaves_the_old_file(tmp_path: Path, form: str) -> None:
    """An item without a field that was asked for stops the export, and nothing is half-written."""
    path = exported(tmp_path, form, [ITEM])
    before = path.read_bytes()
    broken = {name: value for name, value in ITEM.items() if name != "question"}
    with pytest.raises(KeyError):
        exported(tmp_path, form, [ITEM, broken])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_place_for_a_release(tmp_path: Path) -> None:
    """The error names the place."""
    with pytest.raises(InputError, match="Cannot write"):
        write_release(tmp_path, "jsonl", [ITEM], FIELDS)


@pytest.mark.parametrize("form", FORMATS)
def test_a_download_has_the_bytes_of_the_file(tmp_path: Path, form: str) -> None:
    """What is rendered is what would be written; every format has an ending."""
    assert render_release(form, [ITEM, OTHER], FIELDS) == exported(tmp_path, form, [ITEM, OTHER]).read_bytes()
    assert set(ENDING) == set(FORMATS)


def test_a_spreadsheet_shows_text_and_runs_nothing() -> None:
    """Lists are joined; a negative number stays one, what would be a formula gets an apostrophe; lines stay whole."""
    rows = [ITEM | {"answer": text} for text in ("-3", "-1,200.5", "=1+1", "-x", "@a", "+A1", "\t=1", "7")]
    text = render_release("csv", rows, ("id", "question", "kps", "answer")).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text)))
    assert read[0] == ["id", "question", "kps", "answer"]
    assert read[1] == ["q_1", ITEM["question"], "Multiplication; Grüße", "-3"]
    assert [row[3] for row in read[1:]] == ["-3", "-1,200.5", "'=1+1", "'-x", "'@a", "'+A1", "'\t=1", "7"]


def test_a_parquet_file_is_written_in_groups(tmp_path: Path) -> None:
    """So many rows are in memory at once, however many there are; none is lost at a border."""
    rows = [ITEM | {"revision": f"q_{n}"} for n in range(50_001)]
    path = tmp_path / "release.parquet"
    write_release(path, "parquet", iter(rows), ("id", "seeds"))
    file = pq.ParquetFile(path)
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [50_000, 1]
    assert file.read()["id"].to_pylist() == [row["revision"] for row in rows]

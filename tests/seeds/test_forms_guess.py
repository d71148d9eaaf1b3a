"""The form and the container of a file are known by its ending and its first rows."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mathscale_core.records import BenchmarkItem, Seed
from mathscale_core.seeds.forms import (
    BENCHMARK_FORMS,
    SEED_FORMS,
    cells_of,
    container_of,
    guess_form,
    read_benchmark,
)
from tests.seeds.written import csv_file, jsonl, only_reason, seeds


@pytest.mark.parametrize(
    ("row", "as_seeds", "as_benchmark"),
    [
        ({"question": "a"}, "jsonl", "own"),
        ({"question": "a", "answer": "b\n#### 4"}, "gsm8k", "gsm8k"),
        ({"question": "a", "answer": "4", "data_topic": "tal"}, "mwpbench", "mwpbench"),
        ({"question": "a", "options": ["b"], "label": "A"}, "jsonl", "agieval"),
    ],
)
def test_the_form_is_guessed_from_the_first_good_row(
    tmp_path: Path, row: dict[str, object], as_seeds: str, as_benchmark: str
) -> None:
    """A broken line before it does not matter."""
    path = tmp_path / "rows.jsonl"
    path.write_text("{broken\n" + json.dumps(row) + "\n", "utf-8")
    assert guess_form(path, SEED_FORMS) == as_seeds
    assert guess_form(path, BENCHMARK_FORMS) == as_benchmark


def test_a_table_is_known_by_its_ending(tmp_path: Path) -> None:
    """CSV files are tables for seeds and a form of one's own for benchmarks."""
    path = csv_file(tmp_path, "question,answer\nWhat?,7\n", "TABLE.CSV")
    assert guess_form(path, SEED_FORMS) == "csv"
    assert guess_form(path, BENCHMARK_FORMS) == "own"


@pytest.mark.parametrize(
    ("name", "text", "container"),
    [
        ("a.tsv", "question\tanswer\n", "tsv"),
        ("a.TAB", "question\tanswer\n", "tsv"),
        ("a.jsonl", '[{"question": "a"}]', "jsonl"),
        ("a.json", ' [{"question": "a"}]', "json"),
        ("a.json", '{\n "rows": [{"question": "a"}]}', "json"),
        ("a.json", '{"question": "a"}\n{"question": "b"}\n', "jsonl"),
        ("a.txt", '{"question": "a"}\n', "jsonl"),
        ("a.txt", '[\n{"question": "a"}]', "json"),
        ("a", "PAR1", "parquet"),
    ],
)
def test_the_container_is_known_by_ending_and_beginning(tmp_path: Path, name: str, text: str, container: str) -> None:
    """A JSON file may be an array or hold a row a line; a form that is a container says so itself."""
    path = csv_file(tmp_path, text, name)
    assert container_of(path) == container
    assert container_of(path, "gsm8k") == container
    assert container_of(path, "csv") == "csv"


@pytest.mark.parametrize("form", ["json", "parquet", "tsv"])
def test_the_same_rows_are_the_same_seeds_in_every_container(tmp_path: Path, form: str) -> None:
    """Published forms are found in them too."""
    rows = [{"question": f"What is {n} + 1?", "answer": f"{n} + 1 is {n + 1}.\n#### {n + 1}"} for n in range(3)]
    path = tmp_path / f"own.{form}"
    if form == "json":
        path.write_text(json.dumps({"rows": rows}), "utf-8")
    elif form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        cells = [f'{row["question"]}\t"{row["answer"]}"' for row in rows]
        path.write_text("\n".join(["question\tanswer", *cells]), "utf-8")
    assert guess_form(path, SEED_FORMS) == ("tsv" if form == "tsv" else "gsm8k")
    wanted = [s.id for s in seeds(jsonl(tmp_path, *rows), "gsm8k") if isinstance(s, Seed)]
    assert [s.id for s in seeds(path, "gsm8k") if isinstance(s, Seed)] == wanted
    assert [i.answer for i in read_benchmark(path, "gsm8k") if isinstance(i, BenchmarkItem)] == ["1", "2", "3"]


def test_a_nested_column_as_question_is_rejected_with_its_kind(tmp_path: Path) -> None:
    """As an object in JSON is."""
    path = tmp_path / "own.parquet"
    pq.write_table(pa.table({"question": [{"text": "a"}], "answer": ["1"]}), path)
    assert "nested column (struct<text: string>)" in only_reason(seeds(path, "parquet"))


def test_the_cells_of_columns_are_shown_as_they_stand(tmp_path: Path) -> None:
    """Filled ones, of the first rows, for every column that any of them has."""
    assert cells_of(jsonl(tmp_path), "jsonl") == {}
    path = jsonl(tmp_path, {"a": "x", "b": None}, {"a": 2, "c": ["y"]}, {"a": "late"})
    assert cells_of(path, "jsonl", rows=2) == {"a": ["x", "2"], "b": [], "c": ["['y']"]}

"""Published forms become test items, named by their rows; what is published is read whole."""

import re
from collections import Counter
from pathlib import Path

import pytest

from mathscale_core.records import BenchmarkItem, Rejected, Seed
from mathscale_core.seeds.forms import (
    BENCHMARK_FORMS,
    SEED_FORMS,
    guess_form,
    read_benchmark,
)
from mathscale_core.seeds.text import to_stored
from tests.seeds.written import csv_file, jsonl, seeds

# -- benchmark items ----------------------------------------------------------------------------------------


def test_an_item_is_named_by_its_row_in_the_published_file(tmp_path: Path) -> None:
    """A rejected or blank row before it does not shift the name."""
    path = tmp_path / "mine.jsonl"
    path.write_text('{"question": "a"}\n\n{"question": "b", "answer": 4}\n', "utf-8")
    rejected, item = read_benchmark(path, "own")
    assert isinstance(rejected, Rejected)
    assert "Found no answer" in rejected.reason
    assert isinstance(item, BenchmarkItem)
    assert (item.id, item.dataset, item.row, item.subject, item.answer) == ("mine/3", "mine", 3, "mine", "4")


def test_a_data_set_can_be_given_a_name(tmp_path: Path) -> None:
    """The given name stands in the id; a published sub-topic stays the subject."""
    path = jsonl(tmp_path, {"question": "a", "answer": "4", "data_topic": "MATH.Algebra"})
    [item] = read_benchmark(path, "mwpbench", dataset="half")
    assert isinstance(item, BenchmarkItem)
    assert (item.id, item.dataset, item.subject, item.level) == ("half/1", "half", "MATH.Algebra", "competition")


def test_agieval_rows_keep_options_and_solution(tmp_path: Path) -> None:
    """Raw AGIEval never mixes with an MwpBench edition, and only a list of texts is a list of options."""
    row = {"question": "a", "options": ["(A)4", "(B)$x$"], "label": "B", "other": {"solution": "because"}}
    good, bad = read_benchmark(jsonl(tmp_path, row, row | {"options": "(A)4"}, name="sat-math.jsonl"), "agieval")
    assert isinstance(good, BenchmarkItem)
    assert (good.id, good.options, good.answer) == ("agieval-raw.sat-math/1", ("(A)4", "(B)$x$"), "B")
    assert good.solution == "because"
    assert isinstance(bad, Rejected)
    assert "options" in bad.reason


def test_a_table_of_items_splits_its_options(tmp_path: Path) -> None:
    """Options stand in one cell, separated by semicolons."""
    text = "question,answer,options,level\nWhich is even?,B,3; 4,middle\n"
    [item] = read_benchmark(csv_file(tmp_path, text), "own")
    assert isinstance(item, BenchmarkItem)
    assert (item.options, item.level) == (("3", "4"), "middle")


# -- published data -----------------------------------------------------------------------------------------


def test_every_seed_of_gsm8k_is_read(published: Path) -> None:
    """7,473 seeds with a number for an answer, none rejected."""
    read = seeds(published / "gsm8k" / "train.jsonl", "gsm8k")
    assert Counter(type(row) for row in read) == {Seed: 7_473}
    assert guess_form(published / "gsm8k" / "train.jsonl", SEED_FORMS) == "gsm8k"
    for row in read:
        assert isinstance(row, Seed)
        assert re.fullmatch(r"-?[\d,.]+", row.answer)
        assert "<<" not in row.solution
        assert row.solution


@pytest.mark.parametrize(
    ("name", "form", "dataset", "items"),
    [
        ("gsm8k/test.jsonl", "gsm8k", "gsm8k", 1_319),
        ("college_math/test.jsonl", "mwpbench", "college_math", 2_818),
        ("fresh_gaokao_math_2023/test.jsonl", "mwpbench", "fresh_gaokao_math_2023", 30),
        ("agieval/sat-math.jsonl", "agieval", "agieval-raw.sat-math", 220),
    ],
)
def test_every_item_of_the_published_benchmarks_is_read(
    published: Path, name: str, form: str, dataset: str, items: int
) -> None:
    """The form is guessed, no row is lost, and each item has a name of its own."""
    path = published / name
    assert guess_form(path, BENCHMARK_FORMS) == form
    read = list(read_benchmark(path, form))
    assert Counter(type(row) for row in read) == {BenchmarkItem: items}
    assert {row.id for row in read if isinstance(row, BenchmarkItem)} == {f"{dataset}/{n}" for n in range(1, items + 1)}
    assert all(
        row.answer == to_stored(row.answer, money_only=form == "gsm8k")
        for row in read
        if isinstance(row, BenchmarkItem)
    )


def test_the_sub_topics_of_college_math_have_their_published_sizes(published: Path) -> None:
    """Seven sub-topics, sized as MwpBench states."""
    read = read_benchmark(published / "college_math" / "test.jsonl", "mwpbench")
    subjects = Counter(row.subject for row in read if isinstance(row, BenchmarkItem))
    assert subjects == {
        "college_math.algebra": 1_000, "college_math.precalculus": 500, "college_math.calculus": 500,
        "college_math.differential_equation": 309, "college_math.linear_algebra": 260,
        "college_math.probability": 139, "college_math.vector_calculus": 110,
    }  # fmt: skip

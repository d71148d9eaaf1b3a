r"""Published forms become seeds, in stored text and with their line; the rest is named."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import InputError
from mathscale_core.records import FORMATS, LEVELS, BenchmarkItem, Question, Rejected, Seed
from mathscale_core.seeds.forms import (
    BENCHMARK_FORMS,
    MWPBENCH_DATASETS,
    read_benchmark,
    split_gsm8k_answer,
)
from mathscale_core.seeds.text import formulas
from mathscale_core.validation.checks import Surroundings, run_checks
from tests.seeds.written import csv_file, jsonl, one_seed, only_reason, seeds

# -- seeds: what a row becomes ------------------------------------------------------------------------------


def test_a_file_without_rows_has_no_seeds(tmp_path: Path) -> None:
    """Nothing in, nothing out, in every form that is no table."""
    for form in ("jsonl", "gsm8k", "mwpbench"):
        assert seeds(jsonl(tmp_path), form) == []


def test_a_row_of_ones_own_is_a_seed_in_stored_text(tmp_path: Path) -> None:
    """Money is told from mathematics, names are split, and the rest is kept."""
    seed = one_seed(
        tmp_path, question="A pen costs $2. Solve $x = 2$.", answer=2, solution="$x = 2$", level="University",
        format="expression", topics="Algebra; Money;Algebra", kps=["Linear equations "], licence="MIT",
    )  # fmt: skip
    assert seed.question == r"A pen costs \$2. Solve $x = 2$."
    assert (seed.answer, seed.solution, seed.level, seed.format) == ("2", "$x = 2$", "college", "expression")
    assert (seed.topics, seed.kps) == (("Algebra", "Money"), ("Linear equations",))
    assert (seed.source, seed.split, seed.licence, seed.line) == ("own", "train", "MIT", 1)


def test_the_id_is_the_content_and_not_the_place(tmp_path: Path) -> None:
    """Equal question and answer have one id in every file and line; another answer has another."""
    row = {"question": "What is 2 + 2?", "answer": "4"}
    first = seeds(jsonl(tmp_path, row, row | {"answer": "5"}, row | {"source": "b", "level": "high"}))
    ids = [seed.id for seed in first if isinstance(seed, Seed)]
    assert ids[0] == ids[2] != ids[1]


def test_a_source_that_is_named_wins_over_the_row_and_the_file(tmp_path: Path) -> None:
    """The name given at import, then the row's, then the file's."""
    path = jsonl(tmp_path, {"question": "a", "source": "row"}, {"question": "b"})
    assert [s.source for s in seeds(path, source="given") if isinstance(s, Seed)] == ["given", "given"]
    assert [s.source for s in seeds(path) if isinstance(s, Seed)] == ["row", "own"]


def test_the_format_is_guessed_where_none_is_written(tmp_path: Path) -> None:
    """Options on lines of their own make a choice; what is written stands."""
    options = "Which is prime?\n(A) 4\n(B) 5"
    assert one_seed(tmp_path, question=options).format == "choice"
    assert one_seed(tmp_path, question=options, format="open").format == "open"
    assert one_seed(tmp_path, question="What is 2 + 2?").format == "numeric"


def test_gsm8k_rows_have_solution_and_answer_apart(tmp_path: Path) -> None:
    """Calculator marks go, the last line is the answer, every dollar is money."""
    answer = "She pays $2 x 3 = $<<2*3=6>>6 and $4 x 1 = $<<4*1=4>>4.\n#### 1,010"
    seed = one_seed(tmp_path, "gsm8k", question="Pens cost $2 and $4. How much?", answer=answer)
    assert seed.solution == r"She pays \$2 x 3 = \$6 and \$4 x 1 = \$4."
    assert (seed.answer, seed.level, seed.source) == ("1,010", "elementary", "gsm8k")
    assert formulas(seed.question) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ("", "")),
        ("no last line", ("no last line", "")),
        ("#### 4", ("", "4")),
        ("a\n#### 4\nb\n#### 5", ("a\n#### 4\nb", "5")),
        ("2 < 3 <<1+1=2>>2 >> 1\n#### 2", ("2 < 3 2 >> 1", "2")),
    ],
)
def test_a_gsm8k_answer_is_split_at_its_last_mark(text: str, wanted: tuple[str, str]) -> None:
    """Only the marks of the calculator are cut out; other angle brackets stay."""
    assert split_gsm8k_answer(text) == wanted


@pytest.mark.parametrize(("topic", "dataset", "level"), MWPBENCH_DATASETS)
def test_mwpbench_rows_take_data_set_and_level_from_their_topic(
    tmp_path: Path, topic: str, dataset: str, level: str
) -> None:
    """Every published data_topic is known, with and without a sub-topic."""
    for written in (topic, f"{topic}.Sub_Topic"):
        seed = one_seed(tmp_path, "mwpbench", question="What is $x$?", answer="1", data_topic=written, license="MIT")
        assert (seed.source, seed.level, seed.licence) == (dataset, level, "MIT")
        # Word problems translated from Chinese and GSM8K have no LaTeX; the others do.
        assert bool(formulas(seed.question)) is (dataset not in {"gsm8k", "math23k", "ape210k"})


# -- seeds: columns -----------------------------------------------------------------------------------------


def test_columns_of_other_names_are_mapped(tmp_path: Path) -> None:
    """Tables and JSON lines can call their fields what they like."""
    columns = {"prompt": "question", "label": "answer"}
    for path, form in (
        (csv_file(tmp_path, "prompt,label\nWhat?,7\n"), "csv"),
        (jsonl(tmp_path, {"prompt": "What?", "label": 7}), "jsonl"),
    ):
        [seed] = seeds(path, form, columns=columns)
        assert isinstance(seed, Seed)
        assert (seed.question, seed.answer) == ("What?", "7")


def test_a_mapped_column_wins_over_one_of_the_same_name(tmp_path: Path) -> None:
    """Who maps a column to the question means it."""
    path = jsonl(tmp_path, {"question": "old", "rewritten": "new"}, {"question": "only"})
    rows = seeds(path, columns={"rewritten": "question"})
    assert [row.question for row in rows if isinstance(row, Seed)] == ["new", "only"]


def test_a_wrong_mapping_is_refused_before_reading(tmp_path: Path) -> None:
    """An unknown field and a field mapped twice are named with the fields that there are."""
    path = jsonl(tmp_path, {"question": "a"})
    with pytest.raises(InputError, match="unknown field 'questoin'") as caught:
        seeds(path, columns={"a": "questoin"})
    assert "question" in caught.value.wanted
    with pytest.raises(InputError, match="Two columns are mapped to question"):
        seeds(path, columns={"a": "question", "b": "question"})


def test_a_table_without_a_question_column_is_refused_whole(tmp_path: Path) -> None:
    """The columns found are named and how to map one; in JSON lines each row is rejected instead."""
    with pytest.raises(InputError, match="has the columns problem, answer") as caught:
        seeds(csv_file(tmp_path, "problem,answer\nWhat?,7\n"), "csv")
    assert "--map" in caught.value.remedy
    rows = seeds(jsonl(tmp_path, {"problem": "What?"}, {"question": "Who?"}))
    assert [type(row) for row in rows] == [Rejected, Seed]
    assert "Found no question" in only_reason(rows[:1])


# -- seeds: rows that cannot be used ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, "Found no question"),
        ({"question": None}, "Found no question"),
        ({"question": ""}, "Found no question"),
        ({"question": " \n "}, "Found no question"),
        ({"question": ["What?"]}, "Found list in question"),
        ({"question": {"text": "What?"}}, "Found dict in question"),
        ({"question": True}, "Found bool in question"),
        ({"question": "a" * 100_001}, "Found 100,001 characters in question"),
        ({"question": "a", "answer": [1, [2]]}, "Found list in answer"),
        ({"question": "a", "source": {"name": "b"}}, "Found dict in source"),
        ({"question": "a", "level": "hard"}, "Found the level 'hard'"),
        ({"question": "a", "format": "essay"}, "Found the format 'essay'"),
        ({"question": "a", "topics": [["b"]]}, "Found list in topics"),
        ({"question": "a", "kps": {"b": 1}}, "Found dict in kps"),
    ],
    ids=str,
)
def test_a_row_of_a_wrong_kind_is_rejected_with_its_reason(
    tmp_path: Path, fields: dict[str, object], found: str
) -> None:
    """Line and reason are named, and the good row after it is a seed."""
    bad, good = seeds(jsonl(tmp_path, fields, {"question": "good"}))
    assert isinstance(bad, Rejected)
    assert bad.line == 1
    assert found in bad.reason
    assert "Wanted: " in bad.reason
    assert isinstance(good, Seed)
    assert good.line == 2


@pytest.mark.parametrize(
    ("form", "fields", "found"),
    [
        ("gsm8k", {"question": "a"}, "Found no answer"),
        ("gsm8k", {"question": "a", "answer": "5"}, "Found no '#### N'"),
        ("gsm8k", {"question": "a", "answer": "5\n####"}, "Found no '#### N'"),
        ("mwpbench", {"question": "a", "answer": "5"}, "Found no data_topic"),
        ("mwpbench", {"question": "a", "answer": "5", "data_topic": "gsm8kk"}, "Found the data_topic 'gsm8kk'"),
    ],
)
def test_a_row_of_another_form_is_rejected(tmp_path: Path, form: str, fields: dict[str, str], found: str) -> None:
    """What a published form promises is asked for."""
    assert found in only_reason(seeds(jsonl(tmp_path, fields), form))


def test_html_and_script_are_kept_as_text_and_fail_the_form_check(tmp_path: Path) -> None:
    """Import loses nothing; what is not fit to be shown is found by the check."""
    for question in ("What is <b>2 + 2</b>?", "<script>alert(1)</script> What is 2 + 2?"):
        seed = one_seed(tmp_path, question=question, answer="4")
        assert seed.question == question
        item = Question("q_1", seed.question, "It is 4.", seed.answer, seed.format, "", "imported", (), ())
        [result] = run_checks([item], Surroundings({}, {}, None), ["form"])
        assert result.state == "fail"
        assert "HTML" in result.reason


def test_a_cell_that_a_spreadsheet_would_run_is_rejected(tmp_path: Path) -> None:
    """A question does not begin with an equals sign; an answer with a minus sign is a number."""
    rows = seeds(csv_file(tmp_path, 'question,answer\n"=1+1",2\nWhat is 1 - 3?,-2\n'), "csv")
    assert [type(row) for row in rows] == [Rejected, Seed]
    assert "formula" in only_reason(rows[:1])


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


names = st.sampled_from([
    "question", "answer", "solution", "level", "format", "topics", "kps", "source", "licence", "data_topic", "options",
    "label", "other",
])  # fmt: skip


@given(st.lists(st.dictionaries(names, values, max_size=6) | values, max_size=5))
def test_every_row_becomes_a_record_or_a_rejection_in_every_form(
    tmp_path_factory: pytest.TempPathFactory, rows: list[object]
) -> None:
    """Read = good + rejected, whatever the rows hold; good ones have known words and stored text."""
    path = jsonl(tmp_path_factory.mktemp("any"), *rows)
    for form in ("jsonl", "gsm8k", "mwpbench"):
        read = seeds(path, form)
        assert [row.line for row in read] == list(range(1, len(rows) + 1))
        for row in read:
            if isinstance(row, Seed):
                assert row.question.strip()
                assert row.format in FORMATS
                assert row.level in {"", *LEVELS}
                assert len(re.findall(r"(?<!\\)\$", row.question)) == 2 * len(formulas(row.question))
    for form in BENCHMARK_FORMS:
        items = list(read_benchmark(path, form))
        assert len(items) == len(rows)
        assert all(item.answer for item in items if isinstance(item, BenchmarkItem))

"""Importing finished questions: every row accounted for, labelled or counted as unlabelled, never a seed."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.adapters.offline import extractor_name
from mathscale_core.errors import InputError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.questions import QuestionImport, import_questions
from mathscale_core.records import Progress
from mathscale_core.testing.workspaces import NOON, fresh_workspace, small_workspace, write_rows

LINES = st.lists(
    st.one_of(
        st.integers(0, 8).map(lambda n: json.dumps({"question": f"What is ${n} + 1$?", "answer": str(n + 1)})),
        st.integers(0, 8).map(lambda n: json.dumps({"question": f"  what is {n}+1 ", "solution": f"Answer is {n}."})),
        st.just('{"question": "broken'),
        st.just('{"question": "No answer?"}'),
        st.just("   "),
    ),
    max_size=12,
)  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n", '{"question": "What?"}\n', "nonsense"])
def test_a_file_of_which_nothing_can_be_used_is_refused(tmp_path: Path, text: str) -> None:
    """The error says why, and nothing was stored."""
    workspace = fresh_workspace(tmp_path)
    path = tmp_path / "none.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        import_questions(workspace, path, "jsonl", columns={"a": "licence"}, label="none")
    assert workspace.store.writes == 0


@settings(deadline=None, max_examples=25)
@given(LINES, LINES)
def test_what_was_read_is_imported_a_duplicate_or_rejected(first: list[str], second: list[str]) -> None:
    """Read is imported + duplicates + rejected for every file, and a file done again gives nothing new."""
    with TemporaryDirectory() as folder:
        workspace = fresh_workspace(Path(folder))
        for n, lines in enumerate((first, second, first)):
            path = Path(folder) / f"{n}.jsonl"
            path.write_text("\n".join(lines) + "\n", "utf-8")
            before = workspace.store.questions.count("imported")
            try:
                result = import_questions(workspace, path, "jsonl", label="none")
            except InputError:
                assert workspace.store.questions.count("imported") == before
                continue
            assert result.read == result.imported + result.duplicates + len(result.rejected)
            assert result.imported == result.labelled + result.unlabelled
            assert workspace.store.questions.count("imported") == before + result.imported
            assert n < 2 or result.imported == 0
        workspace.close()


def test_imported_questions_are_staged_and_no_seeds(tmp_path: Path) -> None:
    """Source, licence, provenance and labels are kept; the graph is the same; nothing is checked or accepted yet."""
    workspace = small_workspace(tmp_path)
    version, seeds = workspace.graph().graph.version, workspace.store.seeds.count()
    rows: list[dict[str, Any]] = [
        {"question": "What is $20 + 22$?", "answer": "42", "topics": ["Sums"], "kps": ["Adding"], "license": "CC0"},
        {"question": "What is $20 + 23$?", "solution": "It is 43. The answer is: 43"},
    ]
    told: list[Progress] = []
    path = write_rows(tmp_path / "set.jsonl", rows)
    result = import_questions(workspace, path, source="own", licence="MIT", label="none", report=told.append)
    assert (result.read, result.imported, result.labelled, result.unlabelled) == (2, 2, 1, 1)
    first, second = workspace.store.questions.by_source("imported")
    assert (first.topics, first.kps, first.licence, first.dataset) == (("Sums",), ("Adding",), "CC0", "own")
    assert first.parameters == {"labels": "given"}
    assert (second.answer, second.licence, second.topics, second.parameters) == ("43", "MIT", (), {})
    assert workspace.store.questions.latest_verdicts() == {}
    assert (workspace.graph().graph.version, workspace.store.seeds.count()) == (version, seeds)
    assert (told[-1].done, told[-1].total) == (2, 2)


def test_twins_of_seeds_of_the_bank_and_of_test_items_stay_out(tmp_path: Path) -> None:
    """In any dress; those of seeds and questions are duplicates, those of test items are rejected with their line."""
    workspace = small_workspace(tmp_path)
    tests = write_rows(tmp_path / "tests.jsonl", [{"question": "What is $2 + 3$?", "answer": "5"}])
    import_benchmark(workspace, tests, "own")
    rows: list[dict[str, Any]] = [
        {"question": "seed 1: What is 1+1 ?", "answer": "2"},
        {"question": "What is 90 + 9?", "answer": "99"},
        {"question": "what  is $90+9$", "answer": "99"},
        {"question": "What is 2+3?", "answer": "5"},
    ]
    result = import_questions(workspace, write_rows(tmp_path / "set.jsonl", rows), label="none")
    assert (result.imported, result.duplicates) == (1, 2)
    assert [(row.line, "benchmark item" in row.reason) for row in result.rejected] == [(4, True)]


def test_rows_without_labels_are_labelled_by_the_offline_tagger(tmp_path: Path) -> None:
    """Where it is certain of a topic and a KP; who labelled stands with the question."""
    workspace = fresh_workspace(tmp_path)
    rows: list[dict[str, Any]] = [
        {"question": "Solve the quadratic equation $x^2 - 5x + 6 = 0$ by factoring.", "answer": "2, 3"},
        {"question": "Who?", "answer": "Nobody"},
        {"question": "What is $1 + 1$?", "answer": "2", "topics": ["Sums"]},
    ]
    result = import_questions(workspace, write_rows(tmp_path / "set.jsonl", rows))
    assert (result.imported, result.labelled, result.unlabelled) == (3, 2, 1)
    solved, nobody, given_ones = workspace.store.questions.by_source("imported")
    assert solved.topics and solved.kps
    assert solved.parameters == {"labels": extractor_name()}
    assert (nobody.topics, nobody.kps, nobody.parameters) == ((), (), {})
    assert (given_ones.topics, given_ones.kps) == (("Sums",), ())


def test_well_known_names_are_taken_and_maps_remembered(tmp_path: Path) -> None:
    """Where no column is the question; a map of a person's own comes first for the next file of the source."""
    workspace = fresh_workspace(tmp_path)
    path = write_rows(
        tmp_path / "set.jsonl", [{"query": "What is $1 + 1$?", "response": "The answer is: 2", "id": "7"}]
    )
    done = import_questions(workspace, path, label="none")
    assert (done.imported, done.mapping) == (1, {"query": "question", "response": "solution"})
    other = write_rows(tmp_path / "set2.jsonl", [{"query": "x", "q2": "What is $1 + 2$?", "a2": "3"}])
    mapping = {"q2": "question", "a2": "answer"}
    assert import_questions(workspace, other, source="s", columns=mapping, label="none").imported == 1
    next_file = write_rows(tmp_path / "set3.jsonl", [{"query": "x", "q2": "What is $1 + 3$?", "a2": "4"}])
    assert import_questions(workspace, next_file, source="s", label="none").mapping == mapping


def test_a_file_broken_at_its_end_changes_nothing(tmp_path: Path) -> None:
    """It is read through before the first row is stored."""
    workspace = fresh_workspace(tmp_path)
    path = tmp_path / "set.json"
    rows = [{"question": f"What is {n} + 1?", "answer": str(n + 1)} for n in range(5_000)]
    path.write_text(json.dumps(rows)[:-1], "utf-8")
    with pytest.raises(InputError, match="ends in the middle"):
        import_questions(workspace, path, label="none")
    assert workspace.store.questions.count("imported") == 0
    path.write_text(json.dumps(rows), "utf-8")
    assert import_questions(workspace, path, label="none").imported == 5_000


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    """The error names the forms that there are."""
    with pytest.raises(InputError, match="gsm8k, mwpbench"):
        import_questions(fresh_workspace(tmp_path), tmp_path / "any.jsonl", "xml")


def test_two_imports_at_once_store_a_question_once(tmp_path: Path) -> None:
    """The second waits for the batch of the first, and finds its question known."""
    workspace = fresh_workspace(tmp_path)
    paths = [
        write_rows(
            tmp_path / f"{n}.jsonl", [{"question": "What is $20 + 22$?", "solution": f"Way {n}.", "answer": "42"}]
        )
        for n in (1, 2)
    ]
    results: list[QuestionImport] = []
    other = Thread(target=lambda: results.append(import_questions(workspace, paths[1], label="none")))

    def clock() -> datetime:
        if not other.ident:
            other.start()
            other.join(0.3)
        return NOON

    results.append(import_questions(replace(workspace, clock=clock), paths[0], label="none"))
    other.join()
    assert sorted((r.imported, r.duplicates) for r in results) == [(0, 1), (1, 0)]
    assert workspace.store.questions.count("imported") == 1

"""Importing test items: rows are accounted for, and seeds that turn out to be test items are withdrawn."""

from pathlib import Path
from threading import Thread

import pytest

from mathscale_core.errors import ConflictError, InputError, MathScaleError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace, write_rows


def rows(*questions: str) -> list[dict[str, str]]:
    return [{"question": q, "answer": "1"} for q in questions]


@pytest.mark.parametrize("text", ["", "{}", '{"question": "What?"}'])
def test_a_file_without_a_usable_row_is_refused(tmp_path: Path, text: str) -> None:
    """Empty, or without a question and its answer: nothing is stored."""
    workspace = fresh_workspace(tmp_path)
    path = tmp_path / "tests.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        import_benchmark(workspace, path, "own")
    assert workspace.store.benchmarks.count() == 0


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    """The error names those that there are."""
    with pytest.raises(InputError, match="agieval"):
        import_benchmark(fresh_workspace(tmp_path), tmp_path / "any.jsonl", "xml")


def test_every_row_is_new_known_or_rejected(tmp_path: Path) -> None:
    """Published duplicates are kept and counted; importing again adds nothing."""
    workspace = fresh_workspace(tmp_path)
    path = write_rows(tmp_path / "quiz.jsonl", [*rows("A?", "B?", "a ?"), {"question": "no answer"}])
    first, second = (import_benchmark(workspace, path, "own") for _ in range(2))
    for result, new in ((first, 3), (second, 0)):
        assert (result.read, result.imported, result.known) == (4, new, 3 - new)
        assert [r.line for r in result.rejected] == [4]
        assert (result.duplicate_of_count, result.datasets) == (1, {"quiz": 3})
        assert result.withdrawn_seeds == ()


def test_a_data_set_may_be_named(tmp_path: Path) -> None:
    """Items are called by data set and row in the file."""
    workspace = fresh_workspace(tmp_path)
    import_benchmark(workspace, write_rows(tmp_path / "quiz.jsonl", rows("A?", "B?")), "own", dataset="mine")
    assert [row["id"] for row in workspace.store.benchmarks.texts()] == ["mine/1", "mine/2"]


def test_seeds_that_turn_out_to_be_test_items_are_withdrawn_and_listed(tmp_path: Path) -> None:
    """They leave the graph, whose version changes; importing again lists none; they cannot come back as seeds."""
    workspace = small_workspace(tmp_path)
    before = workspace.graph().graph
    seeds = [labelled_seed(1), labelled_seed(9)]
    path = write_rows(tmp_path / "quiz.jsonl", rows(*(s.question.upper() for s in seeds), "Another?"))
    result = import_benchmark(workspace, path, "own")
    after = workspace.graph().graph
    assert result.withdrawn_seeds == tuple(sorted(s.id for s in seeds))
    assert (workspace.store.seeds.count(), workspace.store.seeds.count("withdrawn")) == (10, 2)
    assert (before.seeds, after.seeds) == (12, 10)
    assert before.version != after.version
    assert import_benchmark(workspace, path, "own").withdrawn_seeds == ()
    again = add_seeds(workspace, [labelled_seed(1, ["Money"])])
    assert (again.imported, len(again.rejected)) == (0, 1)
    assert workspace.graph().graph.version == after.version


def test_a_benchmark_that_names_no_seed_leaves_the_graph(tmp_path: Path) -> None:
    """The version stays."""
    workspace = small_workspace(tmp_path)
    version = workspace.graph().graph.version
    import_benchmark(workspace, write_rows(tmp_path / "quiz.jsonl", rows("A?")), "own")
    assert workspace.graph().graph.version == version


def test_items_are_not_stored_without_their_withdrawals(tmp_path: Path) -> None:
    """When the seeds cannot be withdrawn (here the reason cannot be written) no item is there either."""
    workspace = small_workspace(tmp_path)
    path = write_rows(tmp_path / "quiz\udcff.jsonl", rows(labelled_seed(1).question))
    with pytest.raises(MathScaleError):
        import_benchmark(workspace, path, "own", dataset="quiz")
    assert (workspace.store.benchmarks.count(), workspace.store.seeds.count()) == (0, 12)


def test_of_two_files_of_one_name_at_once_the_second_is_refused(tmp_path: Path) -> None:
    """It looks whose the ids are when the first is done."""
    workspace = fresh_workspace(tmp_path)
    first = write_rows(tmp_path / "a.jsonl", rows("How many are 2 and 2?"))
    second = write_rows(tmp_path / "b.jsonl", rows("How many are 3 and 3?"))
    refused: list[ConflictError] = []

    def late() -> None:
        try:
            import_benchmark(workspace, second, "own", dataset="test")
        except ConflictError as error:
            refused.append(error)

    other = Thread(target=late)
    with workspace.store.transaction():
        other.start()
        # Long enough to come as far as it can.
        other.join(0.5)
        import_benchmark(workspace, first, "own", dataset="test")
    other.join()
    assert [error.found for error in refused] == ["1 rows of b.jsonl have ids of other items, first test/1."]


def test_another_file_of_the_same_name_is_not_taken_for_the_first(tmp_path: Path) -> None:
    """Its rows would have the ids of other items: it is refused, and goes in under a name of its own."""
    workspace = fresh_workspace(tmp_path)
    for folder, word in (("a", "red"), ("b", "blue")):
        (tmp_path / folder).mkdir()
        line = f'{{"question": "How many {word} balls are 2 and 2?", "answer": "4"}}\n'
        (tmp_path / folder / "test.jsonl").write_text(line, "utf-8")
    assert import_benchmark(workspace, tmp_path / "a" / "test.jsonl", "own").imported == 1
    assert import_benchmark(workspace, tmp_path / "a" / "test.jsonl", "own").known == 1
    with pytest.raises(ConflictError, match="first test/1"):
        import_benchmark(workspace, tmp_path / "b" / "test.jsonl", "own")
    assert import_benchmark(workspace, tmp_path / "b" / "test.jsonl", "own", dataset="other").imported == 1

"""Importing seeds: every row is accounted for, test items stay out, labels become taggings."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.adapters.store.seedfinder import SeedFilter
from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.edits import undo
from mathscale_core.pipeline.seeds import add_seeds, hold_seeds, import_seeds, release_seeds, retag
from mathscale_core.records import Progress, Seed
from mathscale_core.testing.workspaces import NOON, fresh_workspace, labelled_seed, small_workspace, write_rows

#: Lines of a file: good rows, equal questions in other dress, rows that cannot be used, and lines that are no rows.
LINES = st.lists(
    st.one_of(
        st.integers(0, 8).map(lambda n: json.dumps({"question": f"What is ${n} + 1$?", "answer": str(n + 1)})),
        st.integers(0, 8).map(lambda n: json.dumps({"question": f"  what is {n}+1 ", "answer": "?"})),
        st.just('{"question": "broken'),
        st.just('{"answer": "no question"}'),
        st.just('{"question": "", "answer": "1"}'),
        st.just('{"question": "What level?", "level": "unheard of"}'),
        st.just('["a list"]'),
        st.just("   "),
        st.text(alphabet=st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=10),
    ),
    max_size=12,
)


def test_no_seeds_are_no_change(tmp_path: Path) -> None:
    """Adding none stores none."""
    workspace = fresh_workspace(tmp_path)
    result = add_seeds(workspace, [])
    assert (result.read, result.imported, result.duplicates, result.rejected) == (0, 0, 0, ())
    assert workspace.store.writes == 0


@settings(deadline=None, max_examples=25)
@given(LINES, LINES)
def test_what_was_read_is_imported_a_duplicate_or_rejected(first: list[str], second: list[str]) -> None:
    """Read is imported + duplicates + rejected for every file; the store grows by what was imported; no file twice."""
    with TemporaryDirectory() as folder:
        workspace = fresh_workspace(Path(folder))
        for n, lines in enumerate((first, second, first)):
            path = Path(folder) / f"{n}.jsonl"
            path.write_text("\n".join(lines), "utf-8")
            before = workspace.store.seeds.count()
            try:
                result = import_seeds(workspace, path, "jsonl")
            except InputError:
                assert workspace.store.seeds.count() == before
                continue
            assert result.read == result.imported + result.duplicates + len(result.rejected)
            assert workspace.store.seeds.count() == before + result.imported
            assert [r.line for r in result.rejected] == sorted(r.line for r in result.rejected)
            assert all(r.reason for r in result.rejected)
            assert n < 2 or result.imported == 0
        workspace.close()


def test_a_file_with_one_broken_line_gives_the_others(tmp_path: Path) -> None:
    """Line 3 is reported with its number and reason, the rest is there."""
    path = tmp_path / "five.jsonl"
    rows = [json.dumps({"question": f"What is {n} squared?", "answer": str(n * n)}) for n in range(5)]
    rows[2] = '{"question": '
    path.write_text("\n".join(rows), "utf-8")
    workspace = fresh_workspace(tmp_path)
    told: list[Progress] = []
    result = import_seeds(workspace, path, source="squares", split="dev", report=told.append)
    assert (result.read, result.imported, result.duplicates) == (5, 4, 0)
    assert [(r.line, "broken JSON" in r.reason) for r in result.rejected] == [(3, True)]
    assert workspace.store.seeds.states() == [{"source": "squares", "state": "active", "n": 4}]
    assert (told[-1].station, told[-1].done, told[-1].total) == ("seeds", 4, 4)


@pytest.mark.parametrize("text", ['{"question": ""}', '{"a": 1}\n[]\n', "nonsense"])
def test_a_file_of_which_nothing_can_be_used_is_refused(tmp_path: Path, text: str) -> None:
    """The error gives the first reason with its line, and nothing was stored."""
    workspace = fresh_workspace(tmp_path)
    path = tmp_path / "none.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="none can be used; line 1"):
        import_seeds(workspace, path, "jsonl")
    assert (workspace.store.seeds.count(), workspace.store.writes) == (0, 0)


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    """The error names the forms that there are."""
    with pytest.raises(InputError, match="gsm8k, mwpbench, csv, tsv, json, jsonl, parquet"):
        import_seeds(fresh_workspace(tmp_path), tmp_path / "any.jsonl", "xml")


def test_columns_of_other_names_are_mapped(tmp_path: Path) -> None:
    """A table with columns of its own is read through the map; its form is guessed from its name."""
    path = tmp_path / "table.csv"
    path.write_text('Frage,Antwort\nWas ist 2 + 2?,4\n"Was kostet ""es""?",2\n', "utf-8")
    workspace = fresh_workspace(tmp_path)
    result = import_seeds(workspace, path, columns={"Frage": "question", "Antwort": "answer"})
    assert (result.read, result.imported) == (2, 2)
    assert {s.question for s in workspace.store.concepts.without_tagging("any")} == {
        "Was ist 2 + 2?",
        'Was kostet "es"?',
    }


def test_a_seed_equal_to_a_test_item_is_refused(tmp_path: Path) -> None:
    """Its question in other dress is still the test item; the row is rejected with its line and reason."""
    workspace = fresh_workspace(tmp_path)
    tests = write_rows(tmp_path / "tests.jsonl", [{"question": "What is $2 + 3$?", "answer": "5"}])
    import_benchmark(workspace, tests, "own")
    seeds = write_rows(
        tmp_path / "seeds.jsonl",
        [{"question": "What is 7 + 8?", "answer": "15"}, {"question": "what is 2+3 ?", "answer": "five"}],
    )
    result = import_seeds(workspace, seeds, "jsonl")
    assert (result.read, result.imported, result.duplicates) == (2, 1, 0)
    assert [(r.line, "benchmark item" in r.reason) for r in result.rejected] == [(2, True)]
    assert workspace.store.seeds.count() == 1


def test_labels_become_concepts_and_taggings(tmp_path: Path) -> None:
    """Spellings of one name are one concept; a name that ships brings its definition; certainty is one."""
    workspace = fresh_workspace(tmp_path)
    add_seeds(
        workspace,
        [labelled_seed(1, ["Money"], ["unit prices"]), labelled_seed(2, ["money "], ["Unit price", "Haggling"])],
    )
    concepts = {c.name: c for c in workspace.store.concepts.concepts()}
    assert set(concepts) == {"Money", "Unit price", "Haggling"}
    assert concepts["Unit price"].definition != ""
    assert concepts["Haggling"].definition == ""
    tags = workspace.store.concepts.tags_of(labelled_seed(2, ["money "], ["Unit price", "Haggling"]).id)
    assert [(t["name"], t["origin"], t["certainty"]) for t in tags] == [
        ("Money", "given", 1.0), ("Haggling", "given", 1.0), ("Unit price", "given", 1.0),
    ]  # fmt: skip


def test_a_seed_that_is_there_already_changes_no_label(tmp_path: Path) -> None:
    """Imported again with other labels it is a duplicate, and the graph stays."""
    workspace = small_workspace(tmp_path)
    version = workspace.graph().graph.version
    result = add_seeds(workspace, [labelled_seed(1, ["Money"], ["Haggling"])])
    assert (result.imported, result.duplicates) == (0, 1)
    assert workspace.graph().graph.version == version


def test_seeds_are_not_stored_without_their_labels(tmp_path: Path) -> None:
    """Killed between the two, nothing is stored, and importing again brings seeds and labels."""
    workspace = fresh_workspace(tmp_path)
    seeds = [labelled_seed(1, ["Money"], ["Unit price"])]
    looks = iter([NOON])

    def killed_at_the_second_look() -> datetime:
        for time in looks:
            return time
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_seeds(replace(workspace, clock=killed_at_the_second_look), seeds)
    assert (workspace.store.seeds.count(), workspace.store.concepts.concepts(), workspace.store.writes) == (0, [], 0)
    assert add_seeds(workspace, seeds).imported == 1
    assert [t["name"] for t in workspace.store.concepts.tags_of(seeds[0].id)] == ["Money", "Unit price"]


def test_a_map_is_remembered_for_its_source_and_may_ignore_columns(tmp_path: Path) -> None:
    """Only columns that the next file has are taken from it; an empty map is a map."""
    workspace = fresh_workspace(tmp_path)
    columns = {"Frage": "question", "level": "ignore", "gone": "answer"}
    first = write_rows(tmp_path / "a.jsonl", [{"Frage": "What is 1 + 1?", "level": "Klasse 3"}])
    assert import_seeds(workspace, first, source="s", columns=columns).mapping == columns
    second = write_rows(tmp_path / "b.jsonl", [{"Frage": "What is 1 + 2?", "level": "Klasse 4"}])
    assert import_seeds(workspace, second, source="s").mapping == {"Frage": "question", "level": "ignore"}
    with pytest.raises(InputError, match="none can be used"):
        import_seeds(workspace, write_rows(tmp_path / "c.jsonl", [{"Frage": "x"}]), source="s", columns={})


def test_held_seeds_leave_the_graph_and_come_back_whole(tmp_path: Path) -> None:
    """With their labels; to hold a held one changes nothing; a withdrawn one cannot be moved."""
    workspace = small_workspace(tmp_path)
    version = workspace.graph().graph.version
    ids = [row["id"] for row in workspace.store.seedfinder.page(SeedFilter(), 3)]
    assert set(hold_seeds(workspace, ids[:2], "unclear").seeds) == set(ids[:2])
    assert hold_seeds(workspace, ids[:1]).unchanged == 1
    assert workspace.graph().graph.seeds == 10
    facts = workspace.store.seedfinder.facts(ids[0])
    assert facts and (facts["state"], facts["state_reason"]) == ("held", "unclear")
    assert release_seeds(workspace, ids[:2]).unchanged == 0
    assert workspace.graph().graph.version == version
    question = workspace.store.seeds.by_id(ids)[ids[2]].question
    hold_seeds(workspace, [ids[2]])
    tests = write_rows(tmp_path / "tests.jsonl", [{"question": question, "answer": "1"}])
    assert import_benchmark(workspace, tests, "own").withdrawn_seeds == (ids[2],)
    for move in (hold_seeds, release_seeds):
        with pytest.raises(ConflictError, match="withdrawn"):
            move(workspace, [ids[0], ids[2]])
        with pytest.raises(NotFoundError, match="s_nobody"):
            move(workspace, [ids[0], "s_nobody"])
    assert workspace.store.seeds.count() == 11


def test_seeds_are_tagged_by_hand_through_the_log(tmp_path: Path) -> None:
    """By id, name or alias; a new name makes a concept; one event, which can be taken back."""
    workspace = small_workspace(tmp_path)
    ids = [row["id"] for row in workspace.store.seedfinder.page(SeedFilter(), 2)]
    money = next(c.id for c in workspace.store.concepts.concepts() if c.name == "Money")
    [event] = retag(workspace, ids, add=[money, "unit prices"], remove=["Fractions"], reason="as read")
    assert (event.kind, event.reason, event.payload["seeds"]) == ("retag", "as read", ids)
    names = {tag["name"] for tag in workspace.store.concepts.tags_of(ids[0])}
    assert names == {"Money", "Unit price", "Adding and subtracting fractions"}
    retag(workspace, ids[:1], add=["Knots"], kind="topic")
    assert {t["name"]: t["kind"] for t in workspace.store.concepts.tags_of(ids[0])}["Knots"] == "topic"
    undo(workspace, event.id)
    assert "Fractions" in {tag["name"] for tag in workspace.store.concepts.tags_of(ids[0])}


@pytest.mark.parametrize(
    ("arguments", "error", "found"),
    [
        ({}, InputError, "nothing to change"),
        ({"add": ["Knots"]}, InputError, "'Knots' is new"),
        ({"add": ["c_nothing"], "kind": "kp"}, NotFoundError, "c_nothing"),
        ({"add": ["?"], "kind": "kp"}, NotFoundError, "no concept"),
        ({"remove": ["Knots"]}, NotFoundError, "no concept 'Knots'"),
    ],
)
def test_a_tag_that_means_nothing_is_refused(
    tmp_path: Path, arguments: dict[str, Any], error: type[Exception], found: str
) -> None:
    """And nothing is written."""
    workspace = small_workspace(tmp_path)
    seed = workspace.store.seedfinder.page(SeedFilter(), 1)[0]["id"]
    writes = workspace.store.writes
    with pytest.raises(error, match=found):
        retag(workspace, [seed], **arguments)
    with pytest.raises((NotFoundError, InputError)):
        retag(workspace, ["s_nobody"], add=["Money"])
    assert workspace.store.writes == writes


def test_a_test_item_that_comes_while_seeds_are_stored_withdraws_them(tmp_path: Path) -> None:
    """It comes before the look at what is known, or after the seeds are there; never between the two."""
    workspace = fresh_workspace(tmp_path)
    seed = labelled_seed(1)
    path = write_rows(tmp_path / "tests.jsonl", [{"question": seed.question, "answer": "2"}])
    other = Thread(target=import_benchmark, args=(workspace, path, "own"))

    class Seeds(list[Seed]):
        """Seeds at whose second reading, after the look at what is known, somebody else begins to write."""

        read = 0

        def __iter__(self) -> Iterator[Seed]:
            self.read += 1
            if self.read == 2:
                other.start()
                other.join(0.3)
            return super().__iter__()

    add_seeds(workspace, Seeds([seed]))
    other.join()
    assert workspace.store.benchmarks.count() == 1
    assert (workspace.store.seeds.count("active"), workspace.store.seeds.count("withdrawn")) == (0, 1)

"""Commands on what comes in: seeds, finished questions, benchmark items."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from mathscale_core.bundled import seed_files
from mathscale_core.testing.workspaces import write_rows
from tests.shell import SHARED, Shell, needs_data


def test_an_empty_workspace_has_no_seeds(empty: Shell) -> None:
    """Lists of nothing."""
    assert empty("seeds", "list") == {"seeds": 0, "sources": []}
    assert empty("bench", "list") == {"items": 0, "datasets": {}}


def test_a_file_larger_than_the_page_takes_comes_in(empty: Shell, tmp_path: Path) -> None:
    """Only a row has a limit: of 210 MB the good rows are imported, and each row that is too long is named."""
    file = tmp_path / "large.jsonl"
    with file.open("wb") as out:
        for n in range(210):
            # The hole between is read as a row of a million characters, and takes no room on the disk.
            out.write(f'{{"question": "What is ${n} + {n}$?", "answer": "{2 * n}"}}\n'.encode())
            out.seek(1_000_100, 1)
            out.write(b"\n")
    assert file.stat().st_size > 200 * 2**20
    done = empty("seeds", "import", file)
    assert (done["read"], done["imported"], done["rejected_count"]) == (420, 210, 210)
    assert {row["line"] for row in done["rejected"]} <= set(range(2, 421, 2))


def test_every_row_is_imported_a_duplicate_or_rejected(empty: Shell, tmp_path: Path) -> None:
    """The counts add up, and a rejected row is named by line and reason."""
    file = write_rows(
        tmp_path / "own.jsonl",
        [
            {"question": "What is $1 + 1$?", "answer": "2"},
            {"question": "What is  $1 + 1$ ?", "answer": "2"},
            {"answer": "3"},
            {"question": "What is $2 + 2$?", "answer": 4},
        ],
    )
    done = empty("seeds", "import", file, "--source", "mine", "--split", "dev")
    assert {**done, "rejected": 0} == {
        "read": 4,
        "imported": 2,
        "duplicates": 1,
        "rejected_count": 1,
        "rejected": 0,
        "mapping": {},
    }
    assert [row["line"] for row in done["rejected"]] == [3]
    assert "question" in done["rejected"][0]["reason"]
    assert empty("seeds", "list") == {"seeds": 2, "sources": [{"source": "mine", "state": "active", "seeds": 2}]}
    again = empty("seeds", "import", file)
    assert (again["imported"], again["duplicates"], again["rejected_count"]) == (0, 3, 1)


def test_columns_of_other_names_are_mapped(empty: Shell, tmp_path: Path) -> None:
    """``--map COLUMN=FIELD``, more than once; a column's own name may hold an equals sign."""
    file = tmp_path / "exam.csv"
    file.write_text("Problem,a=b,Key\nWhat is 5 times 6?,middle,30\n", "utf-8")
    done = empty("seeds", "import", file, "--map", "Problem=question", "--map", "a=b=level", "--map", "Key=answer")
    assert (done["read"], done["imported"]) == (1, 1)


@pytest.mark.parametrize("pair", ["Problem", "Problem=colour"])
def test_a_mapping_that_means_nothing_is_refused(pair: str, empty: Shell, tmp_path: Path) -> None:
    """It lacks the equals sign, or names no field."""
    file = tmp_path / "exam.csv"
    file.write_text("Problem,answer\nWhat is 5 times 6?,30\n", "utf-8")
    assert empty.fails("seeds", "import", file, "--map", pair)["kind"] == "bad_input"
    assert empty("seeds", "list")["seeds"] == 0


def test_rejected_rows_are_shown_up_to_a_hundred(empty: Shell, tmp_path: Path) -> None:
    """Their number is whole, their list is not."""
    lines: list[Mapping[str, object]] = [{"question": "What is $1 + 1$?", "answer": "2"}, *([{"answer": "1"}] * 150)]
    done = empty("seeds", "import", write_rows(tmp_path / "own.jsonl", lines))
    assert done["rejected_count"] == 150
    assert len(done["rejected"]) == 100


def test_a_map_is_remembered_for_the_next_file_of_a_source(empty: Shell, tmp_path: Path) -> None:
    """And said in the result; another source knows nothing of it."""
    for n in (1, 2):
        (tmp_path / f"{n}.tsv").write_text(f"Aufgabe\tLösung\tlevel\nWas ist {n} + 5?\t{n + 5}\tKlasse 3\n", "utf-8")
    pairs = {"Aufgabe": "question", "Lösung": "answer", "level": "ignore"}
    maps = [word for column, field in pairs.items() for word in ("--map", f"{column}={field}")]
    first = empty("seeds", "import", tmp_path / "1.tsv", "--source", "schule", *maps)
    assert (first["imported"], first["mapping"]) == (1, pairs)
    second = empty("seeds", "import", tmp_path / "2.tsv", "--source", "schule")
    assert (second["imported"], second["mapping"]) == (1, pairs)
    error = empty.fails("seeds", "import", tmp_path / "2.tsv", "--source", "other")
    assert "Aufgabe" in error["message"]


def test_a_thousand_foreign_pairs_are_accounted_for_row_by_row(shell: Shell, tmp_path: Path) -> None:
    """One broken line, ten twins; they are staged questions, never seeds; a second import changes nothing."""
    rows = [
        json.dumps(
            {"query": f"Foreign {n}: what is {n} + {n * 7}?", "response": f"It is {n * 8}. The answer is: {n * 8}"}
        )
        for n in range(1000)
    ]
    lines = [*rows[:500], rows[0][:-9], *rows[500:], *(row.replace("what is", "What  is") for row in rows[:10])]
    file = tmp_path / "foreign.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    before = shell("seeds", "list")["seeds"], shell("graph", "stats")["version"]
    wanted = {"read": 1011, "imported": 1000, "duplicates": 10, "rejected_count": 1}
    arguments = ("questions", "import", file, "--source", "foreign", "--licence", "MIT", "--label", "none")
    done = shell(*arguments)
    assert {name: done[name] for name in wanted} == wanted
    assert [row["line"] for row in done["rejected"]] == [501]
    assert (done["labelled"], done["unlabelled"]) == (0, 1000)
    assert done["mapping"] == {"query": "question", "response": "solution"}
    again = shell(*arguments)
    assert {name: again[name] for name in wanted} == wanted | {"imported": 0, "duplicates": 1010}
    assert (shell("seeds", "list")["seeds"], shell("graph", "stats")["version"]) == before
    assert shell("verify", "--checks", "form")["imported"] == 1000


def test_seeds_are_found_held_back_and_put_back(shell: Shell) -> None:
    """Held ones leave the graph, keep their tags, and come back whole."""
    stats = shell("graph", "stats")
    found = shell("seeds", "find", "--text", "rectangle", "--tagged", "tagged", "--limit", "2")
    assert found["total"] > len(found["seeds"]) == 2
    ids = [row["id"] for row in found["seeds"]]
    done = shell("seeds", "hold", *ids, "--reason", "needs a figure")
    assert (sorted(done["seeds"]), done["unchanged"]) == (sorted(ids), 0)
    assert shell("graph", "stats")["seeds"] == stats["seeds"] - 2
    held = shell("seeds", "find", "--state", "held")
    assert {row["id"]: row["state_reason"] for row in held["seeds"]} == dict.fromkeys(ids, "needs a figure")
    assert all(row["tags"] for row in held["seeds"])
    assert shell("seeds", "hold", ids[0])["unchanged"] == 1
    assert sorted(shell("seeds", "unhold", *ids)["seeds"]) == sorted(ids)
    assert shell("graph", "stats")["version"] == stats["version"]
    assert shell.fails("seeds", "hold", ids[0], "s_nobody")["kind"] == "not_found"
    assert shell("seeds", "find", "--state", "held")["total"] == 0


def test_a_seed_is_tagged_by_hand(shell: Shell) -> None:
    """By name or id, with a new name too; the edit stands in the log and is found by its concept."""
    seed = shell("seeds", "find", "--limit", "1")["seeds"][0]["id"]
    assert shell.fails("seeds", "tag", seed, "--add", "Knots of string")["kind"] == "bad_input"
    done = shell("seeds", "tag", seed, "--add", "Knots of string", "--kind", "kp", "--reason", "why not")
    assert [e["id"] for e in shell("graph", "log")["events"]][-1:] == done["events"]
    assert [row["id"] for row in shell("seeds", "find", "--concept", "knots of strings")["seeds"]] == [seed]
    shell("seeds", "tag", seed, "--remove", "Knots of string")
    assert shell("seeds", "find", "--concept", "Knots of string")["total"] == 0
    assert shell.fails("seeds", "find", "--concept", "Nothing like it")["kind"] == "not_found"


def test_an_imported_test_item_withdraws_its_seed(shell: Shell, tmp_path: Path) -> None:
    """The seed is named, the graph is another one, and the seed cannot come back."""
    before = shell("graph", "stats")
    seed = json.loads(seed_files()[0].read_text("utf-8").splitlines()[0])
    file = write_rows(tmp_path / "exam.jsonl", [{"question": seed["question"], "answer": seed["answer"]}])
    done = shell("bench", "import", file, "--form", "own", "--dataset", "exam")
    assert done["datasets"] == {"exam": 1}
    assert len(done["withdrawn_seeds"]) == 1
    after = shell("graph", "stats")
    assert after["seeds"] == before["seeds"] - 1
    assert after["version"] != before["version"]
    rows_again = [seed, {"question": "What is $3 + 90$?", "answer": "93"}]
    again = shell("seeds", "import", write_rows(tmp_path / "again.jsonl", rows_again))
    assert (again["imported"], again["rejected_count"], again["rejected"][0]["line"]) == (1, 1, 1)
    assert "benchmark item" in again["rejected"][0]["reason"]


@needs_data
def test_gsm8k_is_imported_whole(empty: Shell) -> None:
    """7,473 seeds, as published."""
    done = empty("seeds", "import", SHARED / "gsm8k" / "train.jsonl")
    assert (done["read"], done["imported"], done["duplicates"], done["rejected_count"]) == (7473, 7473, 0, 0)
    assert empty("seeds", "list")["sources"] == [{"source": "gsm8k", "state": "active", "seeds": 7473}]


@needs_data
def test_the_published_benchmarks_are_imported_whole(empty: Shell) -> None:
    """1,319 GSM8K, 2,818 College Math, 30 Fresh Gaokao and 220 SAT items, duplicates of one set kept."""
    for name, count in (
        ("gsm8k/test.jsonl", 1319),
        ("college_math/test.jsonl", 2818),
        ("fresh_gaokao_math_2023/test.jsonl", 30),
        ("agieval/sat-math.jsonl", 220),
    ):
        done = empty("bench", "import", SHARED / name)
        assert (done["read"], done["imported"], done["rejected_count"]) == (count, count, 0)
        assert list(done["datasets"].values()) == [count]
    assert empty("bench", "list")["items"] == 1319 + 2818 + 30 + 220

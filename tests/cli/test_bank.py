"""Commands on what goes out: releases, exports, lineage."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mathscale_core.adapters.export import FIELDS
from tests.shell import Shell, rows


def test_an_empty_workspace_has_nothing_to_release(nowhere: Shell) -> None:
    """Making one from nothing fails and leaves nothing; the list is empty."""
    nowhere("init")
    assert nowhere("release", "list") == {"releases": []}
    assert nowhere.fails("release", "make", "--name", "first", "--accept", "any")["kind"] == "nothing_to_do"
    assert nowhere("release", "list") == {"releases": []}


def test_a_release_counts_who_accepted(shell: Shell) -> None:
    """``checked`` is accepted by the policy; what was left out is counted by reason."""
    made = shell("release", "make", "--name", "checked", "--accept", "checked")
    assert made["items"] == made["accepted_by_policy"] == 240
    assert made["accepted_by_people"] == 0
    assert shell("release", "list")["releases"][-1] == made


def test_unreviewed_questions_are_in_no_reviewed_release(shell: Shell) -> None:
    """``reviewed`` is the default, and nobody has reviewed the demo's questions."""
    before = rows(shell.workspace)
    error = shell.fails("release", "make", "--name", "mine")
    assert error["kind"] == "nothing_to_do"
    assert "240" in error["message"]
    assert rows(shell.workspace) == before


def test_views_of_the_bank_are_saved_listed_and_deleted(shell: Shell) -> None:
    """The same that the Questions page has; a name that is taken, empty or unknown is refused."""
    assert shell("questions", "views") == {"views": []}
    [view] = shell("questions", "views", "--save", "Hard ones", "--address", "level=competition&look=cards")["views"]
    assert (view["name"], view["address"], view["actor"]) == ("Hard ones", "level=competition&look=cards", "local")
    assert shell.fails("questions", "views", "--save", "Hard ones")["kind"] == "conflict"
    assert shell.fails("questions", "views", "--save", " ")["kind"] == "bad_input"
    assert shell.fails("questions", "views", "--delete", "Others")["kind"] == "not_found"
    assert shell.done("questions", "views", "--save", "a", "--delete", "b").code == 2
    assert shell("questions", "views", "--delete", "Hard ones") == {"views": []}


def test_the_same_selection_is_the_same_release(shell: Shell) -> None:
    """Made again under its name it is the one that is there; other contents need another name."""
    first = shell("release", "make", "--name", "once", "--accept", "any")
    before = rows(shell.workspace)
    assert shell("release", "make", "--name", "once", "--accept", "any") == first
    assert shell.fails("release", "make", "--name", "once", "--accept", "checked")["kind"] == "conflict"
    assert rows(shell.workspace) == before


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("jsonl", set(FIELDS)),
        ("alpaca", {"instruction", "input", "output", "id"}),
        ("chat", {"messages", "id"}),
    ],
)
def test_an_export_has_a_line_for_each_item(form: str, keys: set[str], shell: Shell, tmp_path: Path) -> None:
    """The result says how many and where; the same release gives the same bytes."""
    files = [tmp_path / "new folder" / "a.jsonl", tmp_path / "b.jsonl"]
    for file in files:
        done = shell("export", "--release", "demo", "--format", form, "--output", file)
        assert (done["path"], done["rows"], done["skipped"]) == (str(file), 240, {})
    lines = [json.loads(line) for line in files[0].read_text("utf-8").splitlines()]
    assert len(lines) == 240
    assert all(set(line) == keys for line in lines)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_fields_are_chosen_in_the_order_given(shell: Shell, tmp_path: Path) -> None:
    """``--fields`` names what is written; an unknown field is refused before anything is."""
    file = tmp_path / "out.parquet"
    shell("export", "--release", "demo", "--format", "parquet", "--output", file, "--fields", "answer, question")
    assert pq.read_table(file).column_names == ["answer", "question"]
    words = ["export", "--release", "demo", "--format", "jsonl", "--output", tmp_path / "x.jsonl"]
    assert shell.fails(*words, "--fields", "answer,colour")["kind"] == "bad_input"
    assert not (tmp_path / "x.jsonl").exists()


def test_lineage_leads_from_a_question_to_its_seeds_and_back(shell: Shell, tmp_path: Path) -> None:
    """Question → seeds, composition, release; seed → question; composition → question; release → questions."""
    file = tmp_path / "out.jsonl"
    shell("export", "--release", "demo", "--format", "jsonl", "--output", file)
    item = json.loads(file.read_text("utf-8").splitlines()[0])
    of_question = shell("lineage", item["id"])
    assert of_question["parents"]["seeds"] == item["seeds"]
    assert of_question["parents"]["composition"] == [item["composition"]]
    assert of_question["children"] == {"releases": ["demo"]}
    assert item["id"] in shell("lineage", item["seeds"][0])["children"]["questions"]
    of_composition = shell("lineage", item["composition"])
    assert of_composition["children"]["questions"] == [item["id"]]
    concept = of_composition["parents"]["concepts"][0]
    assert item["composition"] in shell("lineage", concept)["children"]["compositions"]
    assert item["id"] in shell("lineage", "demo")["parents"]["questions"]


def test_lineage_of_nothing_is_not_found(shell: Shell) -> None:
    """An id that nothing has."""
    assert shell.fails("lineage", "q_none")["kind"] == "not_found"


def test_an_export_replaces_nothing_unless_told_to(shell: Shell, tmp_path: Path) -> None:
    """A file in the way is a conflict; a folder that is made is named."""
    words = ["export", "--release", "demo", "--format", "csv", "--output", tmp_path / "new" / "a.csv"]
    assert shell(*words)["made_folder"] == str(tmp_path / "new")
    before = (tmp_path / "new" / "a.csv").read_bytes()
    (tmp_path / "new" / "a.csv").write_text("mine")
    assert shell.fails(*words)["kind"] == "conflict"
    assert (tmp_path / "new" / "a.csv").read_text() == "mine"
    assert "made_folder" not in shell(*words, "--overwrite")
    assert (tmp_path / "new" / "a.csv").read_bytes() == before


def test_the_bank_is_listed_under_filters(shell: Shell) -> None:
    """They combine; planted ones are there only when asked for; a filter that is none is refused."""
    every = shell("questions", "list", "-n", "1000")
    assert (every["total"], every["more"], len(every["questions"])) == (240, False, 240)
    high = shell("questions", "list", "--level", "high", "--checks", "passed", "-n", "1000")["questions"]
    assert {(q["level"], q["check_state"]) for q in high} == {("high", "passed")}
    page = shell("questions", "list", "--level", "high", "-n", "2", "--offset", "1")["questions"]
    assert [q["id"] for q in page] == [q["id"] for q in high[1:3]]
    assert {q["source"] for q in shell("questions", "list", "--source", "planted")["questions"]} == {"planted"}
    assert shell("questions", "list", "--check", "form=fail")["total"] == 0
    assert shell("questions", "list", "--release", "demo", "--verdict", "none")["total"] == 240
    for wrong in (["--level", "hard"], ["--check", "form=bad"], ["--checks", "ok"]):
        assert shell.fails("questions", "list", *wrong)["kind"] == "bad_input"


def test_a_question_is_mended_by_a_new_revision(shell: Shell) -> None:
    """What is not given stays; the older revision cannot be mended again; both are shown."""
    (old,) = shell("questions", "list", "-n", "1")["questions"]
    made = shell("questions", "edit", old["id"], "--answer", "$-1$", "--reason", "sign")
    assert (made["question"], made["checks"]["recompute"]) == (old["id"], "unknown")
    shown = shell("questions", "show", made["revision"])
    assert (shown["question"], shown["answer"], shown["newest"]) == (old["question"], "$-1$", made["revision"])
    assert [(r["id"], r["reason"]) for r in shown["revisions"]] == [(made["revision"], "sign"), (old["id"], "")]
    assert shell("questions", "show", old["id"])["newest"] == made["revision"]
    assert shell.fails("questions", "edit", old["id"], "--answer", "2")["kind"] == "conflict"
    assert shell.fails("questions", "show", "q_none")["kind"] == "not_found"

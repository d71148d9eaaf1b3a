"""Commands on concepts and their graph."""

import json
from pathlib import Path

import pytest

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.testing.workspaces import write_rows
from mathscale_core.workspace import open_workspace
from tests.shell import Shell, rows


def test_extraction_counts_every_seed_once(empty: Shell, tmp_path: Path) -> None:
    """The outcomes add up to the seeds; done again, all are skipped and nothing is asked."""
    questions = [
        "What is $25\\%$ of $80$?",
        "Solve the equation $3x + 5 = 20$ for $x$.",
        "A train travels $120$ km in $2$ hours. What is its average speed?",
        "zzz qqq",
    ]
    empty("seeds", "import", write_rows(tmp_path / "own.jsonl", [{"question": q, "answer": "1"} for q in questions]))
    done = empty("extract")
    assert done["seeds"] == 4
    assert done["ok"] + done["uncertain"] + done["failed"] + done["skipped"] == 4
    assert done["ok"] > 0
    assert done["failed"] == 0
    assert "offline" in done["provider"]
    jobs = empty("jobs", "list")["jobs"]
    again = empty("extract", "--offline")
    assert (again["ok"], again["uncertain"], again["skipped"]) == (0, 0, 4)
    assert empty("jobs", "list")["jobs"] == jobs


def test_graph_stats_has_three_kinds_of_edges(shell: Shell) -> None:
    """Exactly three, and the version stays the same as long as nothing changes."""
    stats = shell("graph", "stats")
    assert set(stats["edges"]) == {"topic_topic", "topic_kp", "kp_kp"}
    assert all(n > 0 for n in stats["edges"].values())
    assert shell("graph", "stats") == stats


def test_a_dropped_concept_is_restored_by_an_edit(shell: Shell, tmp_path: Path) -> None:
    """The log tells who did it and why; the version changes with the graph."""
    shell("settings", "--set", "minimum_seeds=6", "--set", "person=Ada")
    before = shell("graph", "stats")
    concept = before["dropped_concepts"][0]["id"]
    edits = write_rows(tmp_path / "edits.jsonl", [{"kind": "restore", "concept": concept, "reason": "wanted"}])
    done = shell("graph", "edit", edits)
    after = shell("graph", "stats")
    assert len(done["events"]) == 1
    assert done["version"] == after["version"] != before["version"]
    assert after["dropped"] == before["dropped"] - 1
    event = shell("graph", "log")["events"][0]
    assert (event["id"], event["kind"], event["concept"]) == (done["events"][0], "restore", concept)
    assert (event["actor"], event["reason"]) == ("Ada", "wanted")


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": "restore", "concept": "c_none", "reason": ""}',
        '{"kind": "paint", "concept": "c_none"}',
        '{"kind": "restore"}',
        "{",
        "[]",
    ],
)
def test_edits_are_applied_all_or_none(line: str, shell: Shell, tmp_path: Path) -> None:
    """A bad second line keeps the first from being applied, and is named."""
    shell("settings", "--set", "minimum_seeds=6")
    stats = shell("graph", "stats")
    before = rows(shell.workspace)
    good = json.dumps({"kind": "restore", "concept": stats["dropped_concepts"][0]["id"], "reason": ""})
    (tmp_path / "edits.jsonl").write_text(f"{good}\n{line}\n", "utf-8")
    error = shell.fails("graph", "edit", tmp_path / "edits.jsonl")
    assert error["kind"] in {"bad_input", "not_found"}
    assert "ine 2" in error["message"]
    assert rows(shell.workspace) == before
    assert shell("graph", "stats") == stats


def test_an_edit_is_undone_by_its_id(shell: Shell, tmp_path: Path) -> None:
    """The log says which events count; undone twice, or what is not there, is refused."""
    before = shell("graph", "stats")
    topic, other, *_ = (c["id"] for c in shell("mix", "expect")["concepts"] if c["kind"] == "topic")
    edits = write_rows(tmp_path / "edits.jsonl", [{"kind": "merge", "from": [topic], "into": other}])
    (event,) = shell("graph", "edit", edits)["events"]
    assert shell("graph", "stats")["topics"] == before["topics"] - 1
    undone = shell("graph", "undo", event, "--reason", "they differ")
    assert undone["version"] == before["version"]
    log = shell("graph", "log")["events"]
    assert [(e["id"], e["state"]) for e in log] == [(event, "undone"), (*undone["events"], "undo")]
    assert log[1]["reason"] == "they differ"
    assert shell.fails("graph", "undo", event)["kind"] == "conflict"
    assert shell.fails("graph", "undo", "e_gone")["kind"] == "not_found"


def test_guided_extraction_says_who_served(shell: Shell) -> None:
    """Also the offline tagger can be guided, and says so; an endpoint that is not there is said too."""
    done = shell("extract", "--vocabulary", "guided", "--offline")
    assert (done["provider"].endswith(" guided"), done["ok"]) == (True, 0)
    assert done["skipped"] == done["seeds"] > 0
    assert shell.fails("extract", "--endpoint", "nowhere")["kind"] == "not_found"


def test_names_of_the_shelf_are_adopted_or_dismissed(demo_copy: Path, shell: Shell) -> None:
    """The shelf lists them by seeds; an adopted one is a concept, a dismissed one is gone."""
    workspace = open_workspace(demo_copy, LocalExecutor())
    one, two, *_ = workspace.store.seeds.question_keys().values()
    workspace.store.shelf.add([(one, "kp", "Juggling"), (two, "kp", "juggling"), (one, "topic", "Circus")], "m", "")
    workspace.close()
    listed = shell("graph", "shelf")
    assert [(s["kind"], s["name"], s["seeds"]) for s in listed["shelf"]] == [
        ("kp", "Juggling", 2), ("topic", "Circus", 1),
    ]  # fmt: skip
    assert listed["waiting"] == 2
    # Beside each name the nearest concepts of its kind, the nearest first.
    for name in listed["shelf"]:
        scores = [near["score"] for near in name["nearest"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
    adopted = shell("graph", "adopt", "--kind", "kp", "--name", "juggling")
    assert (adopted["seeds"], len(adopted["events"])) == (2, 1)
    assert adopted["concept"] in {c["id"] for c in shell("mix", "expect")["concepts"]}
    assert shell("graph", "dismiss", "--kind", "topic", "--name", "Circus") == {"seeds": 1}
    assert shell("graph", "shelf")["waiting"] == 0
    assert shell.fails("graph", "adopt", "--kind", "topic", "--name", "Circus")["kind"] == "not_found"


def test_a_name_of_the_shelf_becomes_another_name(demo_copy: Path, shell: Shell) -> None:
    """Of the concept that is named; two edits."""
    workspace = open_workspace(demo_copy, LocalExecutor())
    one = next(iter(workspace.store.seeds.question_keys().values()))
    workspace.store.shelf.add([(one, "topic", "Circus")], "m", "")
    workspace.close()
    near = shell("graph", "shelf")["shelf"][0]["nearest"][0]["id"]
    done = shell("graph", "adopt", "--kind", "topic", "--name", "circus", "--as-alias-of", near)
    assert (done["concept"], done["seeds"], len(done["events"])) == (near, 1, 2)
    assert shell("graph", "shelf")["waiting"] == 0

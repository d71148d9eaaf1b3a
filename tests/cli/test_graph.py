"""Commands on concepts and their graph."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.shell import SHARED, Shell, rows

needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the published data sets are not at {SHARED}")


def _write(path: Path, lines: Iterable[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


@pytest.fixture
def empty(nowhere: Shell) -> Shell:
    """Commands on an empty workspace."""
    nowhere("init")
    return nowhere


def test_extraction_counts_every_seed_once(empty: Shell, tmp_path: Path) -> None:
    """The outcomes add up to the seeds; done again, all are skipped and nothing is asked."""
    questions = [
        "What is $25\\%$ of $80$?",
        "Solve the equation $3x + 5 = 20$ for $x$.",
        "A train travels $120$ km in $2$ hours. What is its average speed?",
        "zzz qqq",
    ]
    empty("seeds", "import", _write(tmp_path / "own.jsonl", [{"question": q, "answer": "1"} for q in questions]))
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
    edits = _write(tmp_path / "edits.jsonl", [{"kind": "restore", "concept": concept, "reason": "wanted"}])
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

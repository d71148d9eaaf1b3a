"""Suggestions and decisions by command."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import write_rows
from tests.shell import Shell


@pytest.fixture
def twins(empty: Shell, tmp_path: Path) -> Shell:
    """A workspace with a slip of the pen in it."""
    rows = [
        {"question": f"Factor ${n}x^2 - 1$.", "answer": str(n), "topics": ["Algebra"], "kps": [name]}
        for n, name in enumerate(2 * ["Factoring trinomials", "Factoring trinoials"], 2)
    ]
    empty("seeds", "import", write_rows(tmp_path / "own.jsonl", rows))
    return empty


def test_pairs_are_listed_with_signals_and_reason(twins: Shell) -> None:
    """Computed at the first call; ``--limit`` says how many."""
    done = twins("graph", "suggest")
    (pair,) = done["suggestions"]
    assert set(pair) == {"a", "b", "names", "kind", "score", "signals", "reason"}
    assert set(pair["names"]) == {"Factoring trinomials", "Factoring trinoials"}
    assert pair["signals"]["spelling"] > 0.9
    assert (done["left"], done["decided"]) == (1, 0)
    assert twins("graph", "suggest", "--limit", "0")["suggestions"] == []


def test_a_decision_takes_the_pair_off_the_list_and_undo_brings_it_back(twins: Shell) -> None:
    """By its event, as any edit; computing anew does not bring it back."""
    pair = twins("graph", "suggest")["suggestions"][0]
    done = twins("graph", "decide", pair["a"], pair["b"], "--as", "different", "--reason", "as taught")
    after = twins("graph", "suggest", "--recompute")
    assert (after["suggestions"], after["left"], after["decided"]) == ([], 0, 1)
    twins("graph", "undo", done["events"][0])
    assert twins("graph", "suggest")["left"] == 1


def test_a_wrong_decision_is_refused(twins: Shell) -> None:
    """A concept that is not there fails with its kind; a decision that is none is wrong use."""
    assert twins.done("graph", "decide", "c_1", "c_2", "--as", "merge").code == 1
    assert twins.done("graph", "decide", "c_1", "c_2", "--as", "twins").code == 2


def test_people_read_pairs_with_their_ids(twins: Shell) -> None:
    """Two lines a pair."""
    said = twins.done("graph", "suggest", as_json=False).out
    assert "Factoring trinomials" in said
    assert "spelled alike 0.97" in said
    assert said.count("c_") == 2


def test_asking_a_model_says_its_cost_first(twins: Shell) -> None:
    """``--preview`` asks nobody; the offline provider is no language model."""
    twins("endpoints", "add", "--name", "local", "--base-url", "http://127.0.0.1:1/v1", "--model", "m")
    said = twins("graph", "suggest", "--endpoint", "local", "--preview")
    assert said["asking"]["pairs"] == 1
    assert said["asking"]["tokens"] > 100
    assert twins("jobs", "list")["jobs"] == []
    assert "price unknown" in twins.done("graph", "suggest", "--endpoint", "local", "--preview", as_json=False).out
    refused = twins.done("graph", "suggest", "--preview", "--endpoint", "offline")
    assert refused.code == 1

"""Audits by command: draw, judge by a file, and read how right the tags are."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import write_rows
from tests.shell import Shell


@pytest.fixture
def labelled(empty: Shell, tmp_path: Path) -> Shell:
    """Ten seeds with two labels each."""
    rows = [
        {"question": f"What cost {n} apples at 3 each?", "answer": str(3 * n), "topics": ["Money"], "kps": ["Price"]}
        for n in range(2, 12)
    ]
    empty("seeds", "import", write_rows(tmp_path / "own.jsonl", rows))
    return empty


def test_without_an_audit_or_tags_it_says_what_to_do(empty: Shell) -> None:
    """Failures with their kinds."""
    assert empty.done("graph", "audit").error["kind"] == "not_found"
    assert empty.done("graph", "audit", "--start", "5", "--origin", "given").error["kind"] == "nothing_to_do"


def test_a_sample_is_drawn_judged_and_counted(labelled: Shell, tmp_path: Path) -> None:
    """Nothing is known before; then precision and recall with the ends of their intervals."""
    drawn = labelled("graph", "audit", "--start", "4", "--rng", "3")
    assert (drawn["sampled"], drawn["origin"], drawn["done"], len(drawn["items"])) == (4, "given", 0, 4)
    assert [drawn[key] for key in ("precision", "recall", "low", "high")] == [None] * 4
    first, *others = drawn["items"]
    wrong = next(t["id"] for t in first["tags"] if t["name"] == "Price")
    rows = [{"item": first["item"], "wrong": [wrong]}, *({"item": one["item"]} for one in others)]
    done = labelled("graph", "audit", "--marks", write_rows(tmp_path / "marks.jsonl", rows))
    assert (done["right"], done["wrong"], done["missing"], done["items"]) == (7, 1, 0, [])
    assert (done["precision"], done["recall"]) == (0.875, 1.0)
    assert done["low"] == pytest.approx(0.5291, abs=1e-4)
    assert done["high"] == pytest.approx(0.9776, abs=1e-4)
    assert labelled("graph", "audit", "--show") == done
    (event,) = [e for e in labelled("graph", "log")["events"] if e["remove"]]
    assert (event["seeds"], event["remove"]) == ([first["item"]], [wrong])


def test_a_file_is_taken_in_whole_or_not_at_all(labelled: Shell, tmp_path: Path) -> None:
    """A line that is no mark, or of an item that was not drawn, leaves all as it was."""
    drawn = labelled("graph", "audit", "--start", "2")
    good = {"item": drawn["items"][0]["item"]}
    for bad, kind in (({"item": "s_gone"}, "not_found"), ({"items": []}, "bad_input")):
        path = write_rows(tmp_path / "marks.jsonl", [good, bad])
        assert labelled.done("graph", "audit", "--marks", path).error["kind"] == kind
    assert labelled.done("graph", "audit", "--marks", write_rows(tmp_path / "none.jsonl", [])).code == 1
    assert labelled("graph", "audit")["done"] == 0

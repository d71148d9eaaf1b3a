"""Commands on what people say."""

from pathlib import Path

from tests.shell import Shell


def test_there_is_nothing_to_review_or_take_back_at_first(nowhere: Shell) -> None:
    """An empty workspace has no queue; taking back is refused."""
    nowhere("init")
    assert nowhere("review", "next") == {"items": [], "left": 0, "more": False}
    assert nowhere.fails("review", "undo")["kind"] == "nothing_to_do"


def test_verdicts_leave_the_queue_and_come_back_when_taken_back(shell: Shell, tmp_path: Path) -> None:
    """The queue's order lasts; planted questions are in none."""
    first, second = shell("review", "next", "-n", "2")["items"]
    path = tmp_path / "verdicts.jsonl"
    path.write_text(f'{{"item": "{first}", "verdict": "accept"}}\n{{"item": "q_none", "verdict": "accept"}}\n', "utf-8")
    done = shell("review", "record", path)
    assert (done["recorded"], done["rejected_count"], done["rejected"][0]["line"]) == (1, 1, 2)
    after = shell("review", "next")
    assert (after["items"], after["left"]) == ([second], 239)
    assert shell("review", "record", path)["recorded"] == 0
    assert shell("review", "undo") == {"item": first}
    assert shell("review", "next")["items"] == [first]
    assert shell("release", "list")["releases"][0]["items"] == 240

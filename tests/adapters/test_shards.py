"""Shards: lines that any program can read, and counts that are the same however they came about."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.shards import (
    Answered,
    Counting,
    ShardWriter,
    Tally,
    failed_answers,
    id_of,
    read_shard,
    whole_lines,
)
from mathscale_core.records import ModelReply

PAID = ModelReply('{"outcome": "failed"}', "model", 12, prompt_tokens=5)
CACHED = ModelReply("{}", "model", 12, cached=True, prompt_tokens=5)
UNMEASURED = ModelReply("{}", "model")


def shard(path: Path, answers: Sequence[Answered]) -> Path:
    writer = ShardWriter(path)
    for answered in answers:
        writer.write(answered)
    writer.close()
    return path


def test_nothing_adds_up_to_nothing(tmp_path: Path) -> None:
    """No answer, no request; a shard without a line leaves no file, and reading it gives nothing."""
    empty = shard(tmp_path / "00001.jsonl", [])
    assert Counting().tally() == Tally()
    assert (list(tmp_path.iterdir()), list(read_shard(empty)), failed_answers([empty])) == ([], [], {})


def test_tokens_are_counted_by_kind() -> None:
    """Those of the prompts apart; a cached reply costs nothing; one whose tokens nobody told is counted as such."""
    counting = Counting(
        [Answered("a", "ok", PAID), Answered("b", "failed", PAID, "no JSON"), Answered("c", "ok", CACHED)],
        ["a", "b", "d"],
    )
    counting.answered(Answered("d", "ok", UNMEASURED))
    assert counting.tally() == Tally(
        ok=3, failed=1, requests=3, cached=1, tokens=24, prompt_tokens=10, unmeasured=1, lines=4
    )
    assert [counting.is_pending(item) for item in "abcde"] == [False, False, False, False, True]
    counting.answered(Answered("b", "pending", None))
    assert (counting.tally().failed, counting.tally().lines, counting.is_pending("b")) == (0, 5, True)


events = st.lists(
    st.one_of(
        st.tuples(st.just("sent"), st.sampled_from("abc"), st.none()),
        st.tuples(
            st.sampled_from(["ok", "failed", "pending"]), st.sampled_from("abc"), st.sampled_from([PAID, CACHED])
        ),
    ),
    max_size=20,
)


@given(events)
def test_counting_along_is_counting_afterwards(happened: list[tuple[str, str, ModelReply | None]]) -> None:
    """In whatever order answers and requests come, adding up on the way gives what a count of the files gives."""
    along = Counting()
    answers: list[Answered] = []
    for what, item, reply in happened:
        if what == "sent":
            along.sent(item)
        else:
            answered = Answered(item, what, None if what == "pending" else reply)  # type: ignore[arg-type]
            along.answered(answered)
            answers.append(answered)
    asked = [item for what, item, _ in happened if what == "sent"]
    assert along.tally() == Counting(answers, asked).tally()
    last = {a.id: a.outcome for a in answers}
    assert along.tally().ok == list(last.values()).count("ok")
    assert along.tally().failed == list(last.values()).count("failed")


@given(st.text(), st.text())
def test_any_id_and_reply_come_back(tmp_path_factory: pytest.TempPathFactory, item: str, said: str) -> None:
    """Whatever characters they have, also where only the id is looked for."""
    answered = Answered(item, "ok", ModelReply(said, "model"))
    path = shard(tmp_path_factory.mktemp("shard") / "1.jsonl", [answered])
    assert list(read_shard(path)) == [answered]
    assert [id_of(line) for line in whole_lines(path)] == [item]


def test_a_line_without_an_id_is_no_line_of_ours() -> None:
    """It is refused rather than guessed at."""
    with pytest.raises(ValueError, match="without an id"):
        id_of(b'{"outcome": "ok"}\n')


def test_what_failed_last_is_found_over_all_shards(tmp_path: Path) -> None:
    """Not what was answered or forgotten since, nor a reply that merely talks of failure."""
    shards = [
        shard(
            tmp_path / "1.jsonl",
            [Answered("talks", "ok", PAID), *(Answered(f"{n}", "failed", None, "503") for n in range(4))],
        ),
        shard(tmp_path / "2.jsonl", [Answered("1", "pending", None), Answered("2", "ok", PAID)]),
        shard(tmp_path / "3.jsonl", [Answered("1", "failed", PAID, "again")]),
    ]
    assert {item: a.reason for item, a in failed_answers(shards).items()} == {"0": "503", "3": "503", "1": "again"}


def test_reading_goes_on_from_a_place(tmp_path: Path) -> None:
    """Behind the bytes that were read; a torn line at the end is passed over."""
    path = shard(tmp_path / "1.jsonl", [Answered(f"{n}", "ok", PAID) for n in range(3)])
    first, second, third = whole_lines(path)
    path.write_bytes(path.read_bytes()[:-4])
    assert list(whole_lines(path, len(first))) == [second]
    assert list(whole_lines(path, len(first) + len(second))) == []
    assert third.endswith(b"\n")

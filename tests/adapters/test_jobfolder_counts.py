"""The answers in a job's folder: what is asked and answered reconciles at every moment."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.jobfolder import Answered, read_shard
from mathscale_core.adapters.shards import Tally
from mathscale_core.records import JobCounts, ModelReply
from tests.adapters.laidout import CACHED, REPLY, answered, job, write

# -- answers and counts -------------------------------------------------------------------------------------


steps = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["ok", "failed", "pending"])), max_size=5), max_size=4
)


@given(steps)
def test_counts_reconcile_after_any_sequence_of_outcomes(
    tmp_path_factory: pytest.TempPathFactory, starts: list[list[tuple[int, str]]]
) -> None:
    """Over any worker starts ok + failed + pending = asked, and each item stands as it was last answered."""
    folder = job(tmp_path_factory.mktemp("job"), 4)
    last: dict[str, str] = {}
    for start in starts:
        write(folder, [answered(f"i_{n}", outcome) for n, outcome in start])
        last |= {f"i_{n}": outcome for n, outcome in start}
        counts = folder.counts()
        assert counts.ok + counts.uncertain + counts.failed + counts.skipped + counts.pending == counts.asked == 4
        assert counts.ok == sum(outcome == "ok" for outcome in last.values())
        assert counts.failed == sum(outcome == "failed" for outcome in last.values())
    assert {item: answer.outcome for item, answer in folder.answers().items()} == last
    assert folder.lines() == sum(len(start) for start in starts)
    assert len(folder.shards()) == sum(bool(start) for start in starts)


@given(st.integers(0, 3), st.integers(1, 60))
def test_a_torn_last_line_counts_as_pending(tmp_path_factory: pytest.TempPathFactory, whole: int, lost: int) -> None:
    """A kill in mid-write loses the one answer; a later start answers it, and nothing before it is harmed."""
    folder = job(tmp_path_factory.mktemp("job"), 4)
    write(folder, [answered(f"i_{n}") for n in range(whole + 1)])
    [shard] = folder.shards()
    shard.write_bytes(shard.read_bytes()[:-lost])
    assert set(folder.answers()) == {f"i_{n}" for n in range(whole)}
    assert folder.counts() == JobCounts(4, whole, 0, 0, 0, 4 - whole)
    assert folder.lines() == whole
    write(folder, [answered(f"i_{n}") for n in range(whole, 4)])
    assert folder.counts() == JobCounts(4, 4, 0, 0, 0, 0)


def test_a_forgotten_answer_is_pending_again(tmp_path: Path) -> None:
    """Asked again, it counts once; to forget what has no answer changes nothing."""
    folder = job(tmp_path)
    write(folder, [answered("i_0"), answered("i_1", "failed")])
    folder.forget(["i_1", "i_2"])
    assert folder.counts() == JobCounts(3, 1, 0, 0, 0, 2)
    write(folder, [answered("i_1")])
    assert folder.counts() == JobCounts(3, 2, 0, 0, 0, 1)
    folder.forget([])
    assert len(folder.shards()) == 3


def test_answers_come_back_as_they_were_written(tmp_path: Path) -> None:
    """Replies with any characters, cached or not, and reasons; reading can go on behind what was read."""
    folder = job(tmp_path)
    answers = [answered("i_0"), Answered("i_1", "failed", None, "it\nfailed"), answered("i_2", reply=CACHED)]
    write(folder, answers)
    [shard] = folder.shards()
    assert [list(read_shard(shard, skip)) for skip in range(5)] == [answers, answers[1:], answers[2:], [], []]


def test_an_answer_is_in_the_file_before_the_shard_is_closed(tmp_path: Path) -> None:
    """Who polls a running job sees each answer once it was given."""
    folder = job(tmp_path)
    shard = folder.open_shard()
    for n in range(3):
        shard.write(answered(f"i_{n}"))
        assert folder.counts().ok == folder.lines() == n + 1
    shard.close()


def test_no_two_starts_share_a_shard(tmp_path: Path) -> None:
    """A shard that held nothing goes away, and its number comes back only when it was the last."""
    folder = job(tmp_path)
    first, second = folder.open_shard(), folder.open_shard()
    second.write(answered("i_0"))
    first.close()
    second.close()
    write(folder, [answered("i_0", "failed")])
    assert [shard.name for shard in folder.shards()] == ["00002.jsonl", "00003.jsonl"]
    assert folder.answers()["i_0"].outcome == "failed"


def test_tokens_are_those_of_every_answer_that_was_paid(tmp_path: Path) -> None:
    """An answer given anew adds to the one before, an unreadable one counts, one from the cache does not."""
    folder = job(tmp_path)
    assert folder.tally().tokens == 0
    write(folder, [answered("i_0"), Answered("i_1", "failed", REPLY, "no JSON"), answered("i_2", reply=CACHED)])
    write(folder, [answered("i_1", "pending"), answered("i_1")])
    assert folder.tally().tokens == 36


# -- paid requests ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "answers", "twice"),
    [
        ([], [], 0),
        (["i_0"], [], 0),  # in flight, or lost at a kill: paid once
        (["i_0"], [answered("i_0")], 0),
        (["i_0", "i_0"], [answered("i_0")], 1),  # killed in flight, sent again
        (["i_0", "i_0"], [], 1),  # killed twice
        (["i_0", "i_0", "i_0"], [answered("i_0")], 2),
        (["i_0", "i_0"], [answered("i_0", "failed"), answered("i_0")], 0),  # asked again after a failure
        (["i_0", "i_0"], [answered("i_0"), answered("i_0", "pending"), answered("i_0")], 0),  # asked again on purpose
        (["i_0"], [answered("i_0", reply=CACHED)], 0),  # killed between cache and shard: the cache had it
        (["i_0", "i_0"], [answered("i_0"), answered("i_0", "pending"), answered("i_0", reply=CACHED)], 1),
        (["i_0", "i_1", "i_0", "i_1"], [answered("i_0"), answered("i_1")], 2),
    ],
)
def test_what_may_have_been_paid_twice_is_counted(
    tmp_path: Path, sent: list[str], answers: list[Answered], twice: int
) -> None:
    """Requests beyond the answers that they brought were in flight at a kill; answers from the cache cost nothing."""
    folder = job(tmp_path)
    for item in sent:
        folder.note_asked(item)
    write(folder, answers)
    assert folder.asked() == sent
    assert folder.tally().possibly_paid_twice == twice


def test_a_torn_note_is_none(tmp_path: Path) -> None:
    """A request whose note was not completed was not sent yet."""
    folder = job(tmp_path)
    folder.note_asked("i_0")
    with (tmp_path / "job" / "asked.txt").open("a") as file:
        file.write("i_")
    assert folder.asked() == ["i_0"]


# -- noted counts -------------------------------------------------------------------------------------------


def test_noted_counts_stand_as_long_as_the_files_do(tmp_path: Path) -> None:
    """A later line makes them void, and so does a broken note; then everything is counted."""
    folder = job(tmp_path)
    write(folder, [answered("i_0")])
    folder.note_tally(Tally(ok=2))
    assert folder.counts().ok == 2
    write(folder, [answered("i_1", "failed")])
    assert (folder.counts().ok, folder.counts().failed) == (1, 1)
    (folder.path / "counts.json").write_text("[]")
    assert folder.tally() == Tally(1, 1, tokens=12, lines=2)


def test_a_big_job_at_work_is_not_counted_at_every_look(tmp_path: Path) -> None:
    """Its worker's own note is read, old as it is; at rest it is counted once, and that is noted."""
    folder = job(tmp_path)
    write(folder, [answered("i_0", reply=ModelReply("x" * 600_000, "m", 3)), answered("i_1")])
    folder.note_tally(Tally(ok=1))
    write(folder, [answered("i_2", reply=ModelReply("x" * 600_000, "m", 3))])
    folder.set_state("running")
    folder.beat()
    assert folder.tally() == Tally(ok=1)
    folder.set_state("paused")
    assert folder.tally() == Tally(ok=3, tokens=18, lines=3)
    [_, second] = folder.shards()
    second.write_bytes(b"x" * (second.stat().st_size - 1) + b"\n")
    assert folder.tally() == Tally(ok=3, tokens=18, lines=3)

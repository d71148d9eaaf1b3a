"""A job's folder: what is asked and answered reconciles at every moment, also after a kill in mid-write."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.jobfolder import CACHE_FROM_JOB, HEARTBEAT_LIMIT, Answered, JobFolder, read_shard
from mathscale_core.adapters.shards import Tally
from mathscale_core.errors import InputError, JobError
from mathscale_core.records import Endpoint, JobCounts, ModelReply, ModelRequest

REPLY = ModelReply('{"topics": ["Grüße\u2028"]}', "endpoint:model", 12)
#: The endpoint of these jobs.
SERVER = Endpoint("endpoint", "http://127.0.0.1:9/v1", "model", "SOME_KEY", input_price=1.0, output_price=2.0)
CACHED = ModelReply(REPLY.text, REPLY.provider, 12, cached=True)


def requests(number: int) -> list[ModelRequest]:
    return [
        ModelRequest(f"i_{n}", "extract", "extract@1", f"{n}?\n", {"question": f"{n}"}, {"t": 0.5})
        for n in range(number)
    ]


def job(folder: Path, number: int = 3) -> JobFolder:
    return JobFolder.create(
        folder / "job", kind="extract", endpoint=SERVER, settings={"ä": 1}, requests=requests(number)
    )


def answered(item: str, outcome: str = "ok", reply: ModelReply | None = REPLY) -> Answered:
    if outcome == "ok":
        return Answered(item, "ok", reply)
    return Answered(item, "failed" if outcome == "failed" else "pending", None, "no")


def write(folder: JobFolder, answers: Sequence[Answered]) -> None:
    """One worker start: a shard of its own."""
    shard = folder.open_shard()
    for answer in answers:
        shard.write(answer)
    shard.close()


# -- laying out ---------------------------------------------------------------------------------------------


def test_a_job_that_asks_nothing_has_nothing(tmp_path: Path) -> None:
    """No requests, no answers, no shards; its counts are all zero."""
    folder = job(tmp_path, 0)
    assert list(folder.requests()) == []
    assert folder.answers() == {}
    assert folder.shards() == []
    assert folder.lines() == 0
    assert folder.asked() == []
    assert folder.tally().possibly_paid_twice == 0
    assert folder.counts() == JobCounts(0, 0, 0, 0, 0, 0)
    assert folder.state() == ("queued", "")


def test_requests_come_back_as_they_were_written(tmp_path: Path) -> None:
    """In order, with line feeds and letters of any language; the spec is read from the folder alone."""
    job(tmp_path)
    folder = JobFolder(tmp_path / "job")
    assert list(folder.requests()) == requests(3)
    assert folder.spec == {
        "kind": "extract", "provider": "endpoint", "endpoint": asdict(SERVER), "settings": {"ä": 1}, "asked": 3,
        "cache": CACHE_FROM_JOB,
    }  # fmt: skip


def test_a_job_is_not_laid_over_another(tmp_path: Path) -> None:
    """A second job at the same place is refused, and the first stays."""
    write(job(tmp_path), [answered("i_0")])
    with pytest.raises(FileExistsError):
        job(tmp_path, 1)
    assert JobFolder(tmp_path / "job").counts().ok == 1


def test_attachments_lie_beside_the_spec(tmp_path: Path) -> None:
    """Each is a JSON file under its name, in any language."""
    folder = JobFolder.create(
        tmp_path / "job", kind="extract", endpoint=None, settings={}, requests=[], attachments={"a.json": ["é"]}
    )
    assert (folder.path / "a.json").read_text("utf-8") == '["é"]'


def test_a_job_that_cannot_be_laid_out_leaves_no_folder(tmp_path: Path) -> None:
    """An attachment that is no JSON, or whose name is no file's, fails the whole."""
    for name, value, error in (("a.json", object(), TypeError), ("shards", [], InputError)):
        with pytest.raises(error):
            JobFolder.create(
                tmp_path / "job", kind="k", endpoint=None, settings={}, requests=requests(1), attachments={name: value}
            )
        assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_folder(tmp_path: Path) -> None:
    """The attachment does not fit: the error says so, and nothing of the job is left."""
    code = (
        "import pathlib, resource, sys; from mathscale_core.adapters.jobfolder import JobFolder;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "JobFolder.create(pathlib.Path(sys.argv[1]), kind='k', endpoint=None, settings={}, requests=[],"
        " attachments={'labelled.json': ['x' * 1_000_000]})"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "job")], check=False, capture_output=True)
    assert b"DiskFullError" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [None, "", "{", "[]", "5"])
def test_a_folder_without_a_readable_spec_holds_no_job(tmp_path: Path, content: str | None) -> None:
    """The spec is written last: a folder whose making was interrupted is none yet."""
    if content is not None:
        (tmp_path / "spec.json").write_text(content)
    with pytest.raises(JobError, match="spec") as caught:
        _ = JobFolder(tmp_path).spec
    assert caught.value.remedy


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


# -- state --------------------------------------------------------------------------------------------------


def test_a_job_runs_while_its_worker_lives_and_its_heart_beats(tmp_path: Path) -> None:
    """Without a heartbeat, or with an old one, it is stalled; a fresh beat brings it back."""
    folder = job(tmp_path)
    folder.set_state("running")
    assert folder.state()[0] == "stalled"
    folder.beat()
    assert folder.state() == ("running", "")
    old = time.time() - HEARTBEAT_LIMIT - 1
    os.utime(tmp_path / "job" / "heartbeat", (old, old))
    assert folder.state() == ("stalled", "its worker is gone; resume it")
    folder.beat()
    assert folder.state()[0] == "running"


def test_a_job_whose_worker_is_gone_is_stalled_at_once(tmp_path: Path) -> None:
    """No heartbeat has to grow old when the process is not there."""
    job(tmp_path)
    code = (
        "import sys, pathlib; from mathscale_core.adapters.jobfolder import JobFolder;"
        "folder = JobFolder(pathlib.Path(sys.argv[1])); folder.set_state('running'); folder.beat()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "job")], check=True)
    assert JobFolder(tmp_path / "job").state()[0] == "stalled"


@pytest.mark.parametrize("state", ["queued", "paused", "cancelled", "failed", "done"])
def test_every_other_state_needs_no_worker(tmp_path: Path, state: str) -> None:
    """State and reason stand as they were set."""
    folder = job(tmp_path)
    folder.set_state(state, "because")
    assert folder.state() == (state, "because")


@pytest.mark.parametrize(
    "content", [None, "", "{", "[]", "{}", '{"state": "running"}', '{"state": "done", "reason": "", "pid": "x"}']
)
def test_a_state_that_cannot_be_read_is_a_failure_with_its_reason(tmp_path: Path, content: str | None) -> None:
    """Never an error of the program."""
    folder = job(tmp_path)
    path = tmp_path / "job" / "state.json"
    path.unlink()
    if content is not None:
        path.write_text(content)
    assert folder.state() == ("failed", "its state.json cannot be read")


def test_a_wish_is_taken_once(tmp_path: Path) -> None:
    """The last wish counts, and is forgotten when it was heard."""
    folder = job(tmp_path)
    assert folder.take_wish() == ""
    folder.wish("cancel")
    folder.wish("pause")
    assert folder.take_wish() == "pause"
    assert folder.take_wish() == ""


def test_reports_are_kept_by_name(tmp_path: Path) -> None:
    """What the worker learned on the way stands beside what it learned before."""
    folder = job(tmp_path)
    assert folder.report() == {}
    folder.add_report("tagger", {"seeds": 3})
    folder.add_report("other", {})
    folder.add_report("tagger", {"seeds": 4})
    assert JobFolder(tmp_path / "job").report() == {"tagger": {"seeds": 4}, "other": {}}


def test_the_log_is_lines_with_a_time(tmp_path: Path) -> None:
    """People read what happened, in order."""
    folder = job(tmp_path)
    folder.log("started")
    folder.log("done")
    lines = (tmp_path / "job" / "log.txt").read_text("utf-8").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == ["started", "done"]
    assert all(time.strptime(" ".join(line.split()[:2]), "%Y-%m-%d %H:%M:%S") for line in lines)


def test_what_lies_in_the_folder_is_plain_json(tmp_path: Path) -> None:
    """Inputs and shards can be read by any program, a line an item."""
    folder = job(tmp_path)
    write(folder, [answered("i_0")])
    inputs = (tmp_path / "job" / "inputs.jsonl").read_text("utf-8").split("\n")[:-1]
    assert [json.loads(line)["id"] for line in inputs] == ["i_0", "i_1", "i_2"]
    [line] = folder.shards()[0].read_text("utf-8").split("\n")[:-1]
    assert json.loads(line) == {
        "id": "i_0", "outcome": "ok", "reason": "",
        "reply": {"text": REPLY.text, "provider": REPLY.provider, "tokens": 12, "cached": False, "prompt_tokens": 0},
    }  # fmt: skip


def test_only_the_tail_of_a_long_log_is_read(tmp_path: Path) -> None:
    """The last lines, whole; none where there is no log."""
    folder = job(tmp_path)
    assert folder.log_lines(5) == []
    for number in range(4000):
        folder.log(f"line {number} " + "x" * 100)
    lines = folder.log_lines(10_000)
    assert 100 < len(lines) < 4000
    assert all(line.startswith("20") and line.endswith("x" * 100) for line in lines)
    assert [line.split()[3] for line in folder.log_lines(2)] == ["3998", "3999"]


# -- requests and endpoint ----------------------------------------------------------------------------------


def test_a_request_is_found_without_reading_those_before_it(tmp_path: Path) -> None:
    """By its place, in any order."""
    folder = job(tmp_path, 5)
    places = folder.places()
    assert list(places) == [f"i_{n}" for n in range(5)]
    assert folder.requests_at([places["i_3"], places["i_0"]]) == [requests(5)[3], requests(5)[0]]
    assert job(tmp_path / "other", 0).places() == {}


def test_the_endpoint_comes_back_and_an_older_job_is_the_offline_providers(tmp_path: Path) -> None:
    """A spec without an endpoint was made when there were none."""
    folder = job(tmp_path)
    assert folder.endpoint == SERVER
    spec = {k: v for k, v in folder.spec.items() if k != "endpoint"}
    for provider, endpoint in (("offline", None), ("elsewhere", {"name": "x"}), ("elsewhere", 5)):
        value = {**spec, "provider": provider} | ({"endpoint": endpoint} if endpoint else {})
        (folder.path / "spec.json").write_text(json.dumps(value), "utf-8")
        if provider == "offline":
            assert folder.endpoint is None
        else:
            with pytest.raises(JobError, match="unknown provider 'elsewhere'"):
                _ = folder.endpoint


# -- one worker ---------------------------------------------------------------------------------------------


def test_the_lock_is_held_once_and_let_go_by_a_process_that_dies(tmp_path: Path) -> None:
    """Who looks sees it; a second one does not get it; SIGKILL is enough to free it."""
    folder = job(tmp_path)
    assert not folder.is_locked()
    with folder.locked():
        assert folder.is_locked()
        with pytest.raises(JobError, match="Another worker"), folder.locked():
            pass
    code = (
        "import os, sys, pathlib; from mathscale_core.adapters.jobfolder import JobFolder\n"
        "with JobFolder(pathlib.Path(sys.argv[1])).locked(): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder.path)], check=False)
    assert not folder.is_locked()
    with pytest.raises(JobError, match="holds no job"), JobFolder(tmp_path / "nowhere").locked():
        pass
    assert not JobFolder(tmp_path / "nowhere").is_locked()


def test_a_worker_on_its_way_out_is_waited_for(tmp_path: Path) -> None:
    """Its state says that it rests a moment before it lets go of the lock; one that works is not waited for."""
    folder = job(tmp_path)
    assert folder.is_free()
    with folder.locked():
        folder.set_state("running")
        folder.beat()
        assert not folder.is_free()
    folder.set_state("paused")
    held = folder.locked()
    held.__enter__()
    leaving = threading.Timer(0.2, held.__exit__, [None, None, None])
    leaving.start()
    assert folder.is_free()
    leaving.join()


def test_a_state_that_is_written_again_tells_by_its_time(tmp_path: Path) -> None:
    """Where there is none, there is no time."""
    folder = job(tmp_path)
    os.utime(folder.path / "state.json", (1, 1))
    before = folder.changed()
    folder.set_state("paused")
    assert folder.changed() > before == 1_000_000_000
    assert JobFolder(tmp_path / "nowhere").changed() == 0


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

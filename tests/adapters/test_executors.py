"""The local executor: real processes, attended and detached, interrupted and killed in mid-job."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.adapters.jobfolder import JobFolder, read_shard
from mathscale_core.errors import JobError
from mathscale_core.ports import silent
from mathscale_core.records import Endpoint, Progress
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, question_requests, writes_questions
from mathscale_core.testing.server import ScriptedServer
from mathscale_core.testing.server import writes_questions as served_questions
from mathscale_core.worker import offline_model, work
from tests.jobs import job_of as laid_out

#: Enough for the offline provider to be busy for a while.
MANY = 2500


def job_of(tmp_path: Path, count: int, endpoint: Endpoint | None = None) -> JobFolder:
    return laid_out(tmp_path, question_requests(count), endpoint=endpoint)


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that a child process does; give up after a minute."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def worker_of(folder: JobFolder) -> int:
    """The process of the job's worker, once it has answered something."""
    until(lambda: folder.lines() > 20)
    return int(json.loads((folder.path / "state.json").read_text("utf-8"))["pid"])


def gone(pid: int) -> bool:
    """Whether a process is not there any more, not even as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def in_background(folder: JobFolder, ended: list[BaseException | None]) -> Thread:
    """Run the job in a thread, noting how it ended."""

    def run() -> None:
        try:
            LocalExecutor().run(folder.path, silent)
        except JobError as error:
            ended.append(error)
        else:
            ended.append(None)

    thread = Thread(target=run)
    thread.start()
    return thread


def asked_again(folder: JobFolder) -> Sequence[str]:
    """Items with more than one answer."""
    lines = Counter(a.id for shard in folder.shards() for a in read_shard(shard))
    return [item for item, n in lines.items() if n > 1]


def test_a_job_that_asks_nothing_is_an_error(tmp_path: Path) -> None:
    """A worker that has nothing to do fails; the error says so and where to look."""
    folder = job_of(tmp_path, 0)
    with pytest.raises(JobError, match="nothing was asked of anyone") as error:
        LocalExecutor().run(folder.path, silent)
    assert "log.txt" in error.value.remedy


def test_a_job_runs_to_its_end_in_another_process(tmp_path: Path) -> None:
    """It is done, every item is answered once, by a process that is not this one."""
    folder = job_of(tmp_path, 30)
    LocalExecutor().run(folder.path, silent)
    assert (folder.state(), folder.counts().ok, len(asked_again(folder))) == (("done", ""), 30, 0)
    assert f"started by process {os.getpid()} " not in (folder.path / "log.txt").read_text("utf-8")


def test_a_provider_that_the_worker_lacks_is_an_error(tmp_path: Path) -> None:
    """What the worker said on its way out stands in the message."""
    folder = job_of(tmp_path, 3)
    (folder.path / "spec.json").write_text(json.dumps({**folder.spec, "provider": "elsewhere"}), "utf-8")
    with pytest.raises(JobError, match="unknown provider 'elsewhere'"):
        LocalExecutor().run(folder.path, silent)
    assert folder.counts().pending == 3


def test_a_wish_to_a_worker_that_was_killed_is_forgotten_by_the_next_start(tmp_path: Path) -> None:
    """Nobody read it, and it was not meant for the worker that goes on."""
    folder = job_of(tmp_path, 3)
    folder.wish("cancel")
    LocalExecutor().run(folder.path, silent)
    assert (folder.state()[0], folder.counts().ok) == ("done", 3)


def test_an_interrupt_pauses_the_job_and_is_passed_on(tmp_path: Path) -> None:
    """Ctrl-C in this process: the worker pauses, its answers stay, and the rest can be asked."""
    many = 2 * MANY
    folder = job_of(tmp_path, many)

    def report(progress: Progress) -> None:
        if progress.done > 20:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        LocalExecutor().run(folder.path, report)
    counts = folder.counts()
    assert folder.state()[0] == "paused"
    assert 20 < counts.ok < many
    assert counts.ok + counts.pending == many
    work(folder.path, offline_model(folder))
    assert (folder.state()[0], folder.counts().ok, len(asked_again(folder))) == ("done", many, 0)


def test_an_interrupted_worker_pauses(tmp_path: Path) -> None:
    """SIGINT to the worker alone is a pause and no error."""
    folder = job_of(tmp_path, MANY)
    ended: list[BaseException | None] = []
    thread = in_background(folder, ended)
    os.kill(worker_of(folder), signal.SIGINT)
    thread.join()
    assert (ended, folder.state()[0]) == ([None], "paused")
    assert folder.counts().pending > 0


def test_a_killed_worker_leaves_a_job_that_can_be_resumed(tmp_path: Path) -> None:
    """SIGKILL in mid-job: the job is stalled, counts add up, and the next worker asks for what is missing."""
    folder = job_of(tmp_path, MANY)
    ended: list[BaseException | None] = []
    thread = in_background(folder, ended)
    os.kill(worker_of(folder), signal.SIGKILL)
    thread.join()
    assert isinstance(ended[0], JobError)
    assert "jobs resume j_1" in ended[0].remedy
    before = folder.counts()
    assert folder.state()[0] == "stalled"
    assert 0 < before.ok < MANY
    assert before.ok + before.pending == MANY
    LocalExecutor().run(folder.path, silent)
    assert (folder.state()[0], folder.counts().ok, len(asked_again(folder))) == ("done", MANY, 0)


def test_a_worker_whose_parent_is_gone_pauses(tmp_path: Path) -> None:
    """The command that started the job is killed: its worker stops by itself and leaves a paused job."""
    folder = job_of(tmp_path, MANY)
    program = (
        "import sys; from pathlib import Path\n"
        "from mathscale_core.adapters.executors import LocalExecutor\n"
        "LocalExecutor().run(Path(sys.argv[1]), lambda _: None)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(folder.path)]) as command:
        try:
            worker_of(folder)
        finally:
            command.kill()
    until(lambda: folder.state()[0] != "running")
    assert folder.state()[0] == "paused"
    assert folder.counts().pending > 0


def test_requests_in_flight_at_a_kill_are_counted_when_they_are_repeated(tmp_path: Path) -> None:
    """A paid worker is killed with eight requests in flight: these eight, and no others, are possibly paid twice."""
    folder = job_of(tmp_path, 40, SCRIPTED)
    program = (
        "import sys; from pathlib import Path\n"
        "from mathscale_core.testing.scripted import ScriptedModel, writes_questions\n"
        "from mathscale_core.worker import work\n"
        "work(Path(sys.argv[1]), ScriptedModel(writes_questions, hang_after=10))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(folder.path)]) as worker:
        try:
            until(lambda: folder.lines() == 10 and len(folder.asked()) == 18)
        finally:
            worker.kill()
    assert (folder.counts().ok, folder.counts().pending) == (10, 30)
    assert (folder.state()[0], folder.tally().possibly_paid_twice) == ("stalled", 0)
    model = ScriptedModel(writes_questions)
    work(folder.path, model)
    assert len(model.requests) == 30
    assert (folder.state()[0], folder.counts().ok) == ("done", 40)
    assert (folder.tally().possibly_paid_twice, len(folder.asked())) == (8, 48)


def test_progress_is_told_while_the_worker_works(tmp_path: Path) -> None:
    """What is reported grows and never passes what was asked."""
    folder, told = job_of(tmp_path, 1500), list[Progress]()
    LocalExecutor().run(folder.path, told.append)
    done = [p.done for p in told]
    assert done == sorted(done)
    assert {(p.station, p.total) for p in told} == {("generate", 1500)}
    assert max(done) <= 1500


# -- detached -----------------------------------------------------------------------------------------------

STARTS = (
    "import sys; from pathlib import Path\n"
    "from mathscale_core.adapters.executors import LocalExecutor\n"
    "LocalExecutor().start(Path(sys.argv[1]))\n"
)


def test_a_folder_without_a_job_is_not_started(tmp_path: Path) -> None:
    """Nothing is started for what is no job."""
    with pytest.raises(JobError, match=r"spec\.json"):
        LocalExecutor().start(tmp_path)


def test_a_started_job_outlives_the_process_that_started_it(tmp_path: Path) -> None:
    """That one is killed while the job runs; the job goes on in a session of its own, to its end."""
    folder = job_of(tmp_path, MANY)
    program = STARTS + "import time; time.sleep(60)\n"
    with subprocess.Popen([sys.executable, "-c", program, str(folder.path)], start_new_session=True) as app:
        try:
            worker = worker_of(folder)
            assert os.getsid(worker) == worker
        finally:
            os.killpg(app.pid, signal.SIGKILL)
    assert folder.state()[0] == "running"
    until(lambda: folder.state()[0] != "running")
    assert (folder.state(), folder.counts().ok, len(asked_again(folder))) == (("done", ""), MANY, 0)


def test_two_workers_on_one_job_are_impossible(tmp_path: Path) -> None:
    """Neither starting nor running it a second time is allowed, and a second worker process ends by itself."""
    folder = job_of(tmp_path, MANY)
    executor = LocalExecutor()
    executor.start(folder.path)
    worker = worker_of(folder)
    # It stands still meanwhile: on a busy machine it might be done before the second one is there.
    os.kill(worker, signal.SIGSTOP)
    with pytest.raises(JobError, match="A worker has the job j_1"):
        executor.start(folder.path)
    with pytest.raises(JobError, match="A worker has the job j_1"):
        executor.run(folder.path, silent)
    second = subprocess.run(
        [sys.executable, "-m", "mathscale_core.worker", str(folder.path)], capture_output=True, check=False, text=True
    )
    assert (second.returncode, "Another worker has the job j_1" in second.stderr) == (1, True)
    assert json.loads((folder.path / "state.json").read_text("utf-8"))["pid"] == worker
    os.kill(worker, signal.SIGCONT)
    until(lambda: folder.state()[0] != "running")
    assert (folder.state()[0], folder.counts().ok, len(asked_again(folder))) == ("done", MANY, 0)
    until(lambda: gone(worker))


def test_a_detached_worker_that_was_killed_is_gone_and_its_job_resumed(tmp_path: Path) -> None:
    """No zombie looks alive: the job is stalled at once, can be started again, and no recorded reply is asked again."""
    with ScriptedServer(served_questions) as server:
        endpoint = replace(server.endpoint(), concurrency=4)
        folder = job_of(tmp_path, 600, endpoint)
        LocalExecutor().start(folder.path)
        worker = worker_of(folder)
        os.kill(worker, signal.SIGKILL)
        until(lambda: gone(worker))
        recorded = {a.id for a in folder.answers().values() if a.outcome == "ok"}
        sent = folder.asked()
        assert folder.state() == ("stalled", "its worker is gone; resume it")
        LocalExecutor().start(folder.path)
        until(lambda: folder.state()[0] == "done")
    assert recorded.isdisjoint(folder.asked()[len(sent) :])
    tally = folder.tally()
    assert (tally.ok, tally.requests) == (600, 600 + tally.possibly_paid_twice)
    assert tally.possibly_paid_twice <= 4


def test_a_pause_reaches_a_detached_worker(tmp_path: Path) -> None:
    """The wish in the folder is followed, and so is a signal to the worker; started again, it goes on."""
    folder = job_of(tmp_path, 2 * MANY)
    for by_signal in (False, True):
        LocalExecutor().start(folder.path)
        until(lambda: folder.state()[0] == "running")
        worker = worker_of(folder)
        if by_signal:
            os.kill(worker, signal.SIGTERM)
        else:
            folder.wish("pause")
        until(lambda: folder.state()[0] != "running")
        assert (folder.state()[0], folder.counts().pending > 0) == ("paused", True)


def test_a_worker_that_does_not_come_up_fails_its_job(tmp_path: Path) -> None:
    """Its last words are the reason; the job does not wait for it for ever."""
    folder = job_of(tmp_path, 3)
    (folder.path / "inputs.jsonl").write_text("no JSON", "utf-8")
    LocalExecutor().start(folder.path)
    until(lambda: folder.state()[0] == "failed")
    nowhere = job_of(tmp_path / "other", 3)
    LocalExecutor({"PYTHONHOME": "/nowhere"}).start(nowhere.path)
    until(lambda: nowhere.state()[0] == "failed")
    assert "its worker did not start" in nowhere.state()[1]


def test_a_worker_has_the_environment_that_it_is_given(tmp_path: Path) -> None:
    """The key of its endpoint is there and nowhere else."""
    with ScriptedServer(served_questions, key="marker-key-1234") as server:
        folder = job_of(tmp_path, 3, replace(server.endpoint(), key_env="THE_KEY"))
        LocalExecutor({**os.environ, "THE_KEY": "marker-key-1234"}).run(folder.path, silent)
        assert (folder.counts().ok, len(server.requests)) == (3, 3)
    assert "THE_KEY" not in os.environ

"""A job's folder: what is asked, how it stands, who has it; whole also after a kill in mid-write."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from mathscale_core.adapters.jobfolder import CACHE_FROM_JOB, HEARTBEAT_LIMIT, JobFolder
from mathscale_core.errors import InputError, JobError
from mathscale_core.records import JobCounts
from tests.adapters.laidout import REPLY, SERVER, answered, job, requests, write

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

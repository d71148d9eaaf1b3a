"""Commands on jobs, in processes of their own where a process matters."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.shell import Done, Shell, rows


@pytest.mark.parametrize("verb", ["show", "log", "pause", "cancel", "resume", "retry"])
def test_a_job_that_is_not_there_is_not_found(verb: str, shell: Shell) -> None:
    """Kind ``not_found``, and where to look."""
    error = shell.fails("jobs", verb, "j_none")
    assert error["kind"] == "not_found"
    assert "jobs list" in error["remedy"]


@pytest.mark.parametrize("verb", ["pause", "cancel", "resume", "retry"])
def test_a_job_that_is_done_stays_done(verb: str, shell: Shell) -> None:
    """Nothing is left to pause, cancel, resume or retry."""
    jobs = shell("jobs", "list")["jobs"]
    assert shell.fails("jobs", verb, jobs[0]["id"])["kind"] == "job"
    assert shell("jobs", "list")["jobs"] == jobs


def test_jobs_alone_lists_them(shell: Shell) -> None:
    """As ``jobs list`` does, with its flags before or behind the verb; other first words alone are wrong use."""
    listed = shell("jobs", "list")
    assert listed["jobs"]
    assert shell("jobs") == listed
    assert shell("jobs", "--workspace", shell.workspace, "list") == listed
    assert "jobs" in shell.done("jobs", as_json=False).out
    for word in ("endpoints", "seeds", "graph", "release"):
        assert shell.done(word).code == 2


@contextmanager
def _generating(shell: Shell) -> Iterator["subprocess.Popen[str]"]:
    """``generate -n 3000`` in a process of its own, when some of its answers are written."""
    command = [sys.executable, "-m", "mathscale_core", "generate", "-n", "3000", "--json"]
    before = set(shell.workspace.glob("jobs/*"))
    with subprocess.Popen(
        [*command, "--workspace", str(shell.workspace)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    ) as process:  # fmt: skip
        while process.poll() is None:
            written = [s for job in set(shell.workspace.glob("jobs/*")) - before for s in job.glob("shards/*")]
            if sum(s.read_bytes().count(b"\n") for s in written) > 100:
                break
            time.sleep(0.01)
        yield process


def _interrupted(shell: Shell, *, whole_group: bool) -> Done:
    """Send Ctrl-C to it."""
    with _generating(shell) as process:
        if whole_group:
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    return Done(process.returncode, out, err)


@pytest.mark.parametrize("whole_group", [True, False], ids=["as a terminal sends it", "to the command alone"])
def test_ctrl_c_pauses_a_job_that_resume_completes(shell: Shell, *, whole_group: bool) -> None:
    """Exit 130; what was written is in the bank, and only the rest is asked."""
    before = rows(shell.workspace)["questions"]
    done = _interrupted(shell, whole_group=whole_group)
    assert done.code == 130, done
    assert done.error["kind"] == "interrupted"
    assert "jobs resume" in done.error["remedy"]
    job = shell("jobs", "list")["jobs"][0]
    assert job["state"] == "paused"
    assert 100 < job["ok"] < 3000
    assert job["ok"] + job["failed"] + job["skipped"] + job["pending"] == job["asked"] == 3000
    assert rows(shell.workspace)["questions"] == before + job["ok"]
    resumed = shell("jobs", "resume", job["id"])["jobs"][0]
    assert (resumed["state"], resumed["ok"], resumed["pending"]) == ("done", 3000, 0)
    assert rows(shell.workspace)["questions"] == before + 3000
    lines = [line for s in shell.workspace.glob(f"jobs/{job['id']}/shards/*") for line in s.read_text().splitlines()]
    assert len(lines) == len({json.loads(line)["id"] for line in lines}) == 3000


@pytest.mark.parametrize(("verb", "state"), [("pause", "paused"), ("cancel", "cancelled")])
def test_a_running_job_is_stopped_by_a_second_command(verb: str, state: str, shell: Shell) -> None:
    """The wish reaches the worker though the first command holds the workspace; that one ends with exit 0."""
    before, known = rows(shell.workspace)["questions"], {p.name for p in shell.workspace.glob("jobs/*")}
    with _generating(shell) as process:
        (job,) = {p.name for p in shell.workspace.glob("jobs/*")} - known
        assert shell.fails("jobs", verb, "j_none")["kind"] == "not_found"
        assert shell.fails("jobs", verb, "../jobs")["kind"] == "not_found"
        assert shell.fails("jobs", verb, next(iter(known)))["kind"] == "workspace_held"
        (row,) = shell("jobs", verb, job)["jobs"]
        out, err = process.communicate(timeout=120)
    assert (row["id"], row["kind"], row["state"], row["asked"]) == (job, "generate", "running", 3000)
    assert 100 < row["ok"] < 3000
    done = Done(process.returncode, out, err)
    assert (done.code, done.result["job"], done.result["state"]) == (0, job, state), done
    assert row["ok"] <= done.result["ok"] < 3000
    (after,) = shell("jobs", "show", job)["jobs"]
    assert (after["state"], after["ok"]) == (state, done.result["ok"])
    assert rows(shell.workspace)["questions"] == before + after["ok"]


def test_a_paused_job_can_be_cancelled_for_good(shell: Shell) -> None:
    """What it has stays; it cannot be resumed."""
    assert _interrupted(shell, whole_group=False).code == 130
    job = shell("jobs", "list")["jobs"][0]
    assert shell("jobs", "pause", job["id"])["jobs"] == [job]
    cancelled = shell("jobs", "cancel", job["id"])["jobs"][0]
    assert (cancelled["state"], cancelled["ok"]) == ("cancelled", job["ok"])
    assert shell.fails("jobs", "resume", job["id"])["kind"] == "job"


def test_a_job_says_who_was_asked_and_what_it_cost(shell: Shell) -> None:
    """Of the offline provider: nothing, in no currency."""
    (job,) = shell("jobs", "show", shell("jobs", "list")["jobs"][0]["id"])["jobs"]
    assert (job["provider"], job["tokens"], job["prompt_tokens"], job["cost"], job["currency"]) == (
        "offline",
        0,
        0,
        0,
        "",
    )
    assert job["actor"] == "local"


def test_the_log_of_a_job_is_told_from_its_end(shell: Shell) -> None:
    """A line each, the last so many; as text, line by line."""
    job = shell("jobs", "list")["jobs"][0]["id"]
    whole = shell("jobs", "log", job)
    assert whole["job"] == job
    assert len(whole["log"]) > 1
    assert "pending of" in whole["log"][-1]
    assert shell("jobs", "log", job, "--lines", 1)["log"] == whole["log"][-1:]
    assert shell.done("jobs", "log", job, as_json=False).out.splitlines() == whole["log"]
    assert shell.done("jobs", "log", job, "--lines", 0, as_json=False).out.strip() == "Nothing was written yet."

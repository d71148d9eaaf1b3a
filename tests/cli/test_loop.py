"""Commands that turn the loop: sample, few-shots, generate, verify, families, jobs."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.shell import Done, Shell, rows


def test_an_empty_workspace_has_nothing_to_turn(nowhere: Shell) -> None:
    """Nothing to sample from, to write for, to verify; no job."""
    nowhere("init")
    assert nowhere.fails("sample", "-n", "5")["kind"] == "nothing_to_do"
    assert nowhere.fails("generate", "-n", "5")["kind"] == "nothing_to_do"
    assert nowhere("verify")["questions"] == 0
    assert nowhere("mix", "expect")["concepts"] == []
    assert nowhere("jobs", "list") == {"jobs": []}


def test_a_sample_is_told_by_its_random_number(nowhere: Shell, shell: Shell) -> None:
    """The same in two workspaces with the same seeds; drawn again nothing is new; another number, another sample."""
    nowhere("demo")
    first = shell("sample", "-n", 200, "--rng", 7)
    other = nowhere("sample", "-n", 200, "--rng", 7)
    assert {**first, "seconds": 0} == {**other, "seconds": 0}
    assert first["asked"] == first["unique"] == 200
    assert first["draws"] >= 200
    again = shell("sample", "-n", 200, "--rng", 7)
    assert (again["new"], again["digest"]) == (0, first["digest"])
    assert shell("sample", "-n", 200, "--rng", 8)["digest"] != first["digest"]


@pytest.mark.parametrize(
    "words", ["sample -n 0", "sample -n -5", "generate -n -1", "families draw average-speed -n -1"]
)
def test_less_than_one_is_nothing_to_ask_for(words: str, shell: Shell) -> None:
    """Exit 1 with the number that was found; nothing is stored."""
    before = rows(shell.workspace)
    error = shell.fails(*words.split())
    assert error["kind"] == "bad_input"
    assert words.rsplit(maxsplit=1)[-1] in error["message"]
    assert rows(shell.workspace) == before


def test_expected_shares_are_probabilities_of_every_concept(shell: Shell) -> None:
    """One row a concept of the graph, the likeliest first."""
    stats = shell("graph", "stats")
    concepts = shell("mix", "expect")["concepts"]
    assert sum(c["kind"] == "topic" for c in concepts) == stats["topics"]
    assert sum(c["kind"] == "kp" for c in concepts) == stats["kps"]
    assert all(set(c) == {"id", "name", "kind", "probability"} for c in concepts)
    shares = [c["probability"] for c in concepts]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[-1] <= shares[0] < 1


def test_few_shots_are_nearest_first(shell: Shell, tmp_path: Path) -> None:
    """Seeds of the workspace by distance; of an unknown composition there are none."""
    shell("export", "--release", "demo", "--format", "jsonl", "--output", tmp_path / "out.jsonl")
    composition = json.loads((tmp_path / "out.jsonl").read_text("utf-8").splitlines()[0])["composition"]
    seeds = shell("fewshot", composition)["seeds"]
    assert seeds
    distances = [s["distance"] for s in seeds]
    assert distances == sorted(distances)
    assert all(s["question"] and 0 <= s["distance"] < 1 for s in seeds)
    assert shell.fails("fewshot", "m_none")["kind"] == "not_found"


def test_generation_accounts_for_every_question(shell: Shell) -> None:
    """The outcomes add up to what was asked; the job list says the same."""
    before = rows(shell.workspace)["questions"]
    done = shell("generate", "-n", 20)
    assert (done["asked"], done["ok"], done["new"], done["failed"], done["skipped"]) == (20, 20, 20, 0, 0)
    assert done["compositions"] == 20
    assert (done["requests"], done["cost"], done["possibly_paid_twice"]) == (0, 0.0, 0)
    assert "no language model" in done["provider"]
    assert rows(shell.workspace)["questions"] == before + 20
    job = next(j for j in shell("jobs", "list")["jobs"] if j["id"] == done["job"])
    assert (job["kind"], job["state"], job["asked"], job["ok"], job["pending"]) == ("generate", "done", 20, 20, 0)
    assert shell("jobs", "show", done["job"])["jobs"] == [job]


def test_verify_counts_every_question_in_every_check(shell: Shell) -> None:
    """Pass + fail + unknown are the questions; planted ones are counted apart; ``--checks`` narrows."""
    done = shell("verify")
    assert (done["questions"], done["imported"]) == (240, 0)
    assert len(done["checks"]) >= 4
    for counts in done["checks"].values():
        assert set(counts) == {"pass", "fail", "unknown"}
        assert sum(counts.values()) == 240
    assert set(shell("verify", "--checks", "form, duplicate")["checks"]) == {"form", "duplicate"}
    error = shell.fails("verify", "--checks", "form,beauty")
    assert error["kind"] == "bad_input"
    assert "beauty" in error["message"]


def test_families_are_listed_and_drawn(shell: Shell) -> None:
    """Every listed family draws; an item is the same alone and in company."""
    families = shell("families", "list")["families"]
    assert len({f["name"] for f in families}) == len(families) > 20
    for name in [families[0]["name"], families[-1]["name"]]:
        items = shell("families", "draw", name, "-n", 3, "--rng", 5, "--difficulty", 2)["items"]
        assert len(items) == 3
        assert all(i["question"] and i["answer"] for i in items)
        assert shell("families", "draw", name, "--rng", 5, "--difficulty", 2)["items"] == items[:1]


def test_prompts_have_versions(shell: Shell) -> None:
    """Name and content hash."""
    prompts = shell("prompts", "list")["prompts"]
    assert {p["name"] for p in prompts} >= {"extract", "generate"}
    assert all(p["version"].startswith(f"{p['name']}@") for p in prompts)


@pytest.mark.parametrize("verb", ["show", "pause", "cancel", "resume", "retry"])
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

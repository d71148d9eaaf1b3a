"""Answers are taken in once, in small transactions, by whatever process, however it ended before."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from mathscale_core.adapters.jobfolder import Answered, JobFolder
from mathscale_core.errors import InputError, JobError
from mathscale_core.pipeline.generate import ingest_questions
from mathscale_core.pipeline.intake import _MOST, Ingest, is_behind, take_answers, take_nothing
from mathscale_core.pipeline.jobs import folder_of
from mathscale_core.records import ModelRequest
from mathscale_core.testing.scripted import ScriptedModel, question_requests, writes_questions
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.worker import work
from mathscale_core.workspace import Workspace, open_workspace
from tests.pipeline.started import TakenIn, row_of, started


def job_of(workspace: Workspace, count: int) -> tuple[str, JobFolder]:
    job = started(workspace, count)
    return job, folder_of(workspace, job)


def test_of_a_job_without_answers_nothing_is_taken(tmp_path: Path) -> None:
    """Nothing is written either: who looks every second must not tell everybody that something has changed."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 3)
    before, taken = workspace.store.writes, TakenIn()
    assert (take_answers(workspace, job, folder, taken), is_behind(workspace, job, folder)) == (0, False)
    assert (taken.batches, workspace.store.writes) == ([], before)


def test_many_answers_are_taken_in_batches(tmp_path: Path) -> None:
    """Each item once, no batch beyond the most, and no more than is asked for in a round, give or take a batch."""
    workspace, taken = fresh_workspace(tmp_path), TakenIn()
    job, folder = job_of(workspace, 1800)
    work(folder.path, ScriptedModel(writes_questions))
    first = take_answers(workspace, job, folder, taken, most=150)
    assert 150 <= first < 1800
    assert row_of(workspace, job)["state"] == "queued"
    assert first + take_answers(workspace, job, folder, taken) == 1800
    assert sorted(taken.items) == sorted((r.id, "ok") for r in question_requests(1800))
    assert len(taken.batches) > 1800 // _MOST
    assert max(map(len, taken.batches)) <= _MOST
    assert row_of(workspace, job)["state"] == "done"


def test_what_an_ingest_wrote_goes_with_the_note_of_it(tmp_path: Path) -> None:
    """It fails behind its own write: nothing is stored, nothing is noted, and the next look takes all in."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 5)
    work(folder.path, ScriptedModel(writes_questions))

    def breaks(space: Workspace, job: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
        ingest_questions(space, job, answers)
        raise OSError("out of luck")

    with pytest.raises(OSError, match="luck"):
        take_answers(workspace, job, folder, breaks)
    assert (workspace.store.questions.count(), workspace.store.jobs.ingested(job)) == (0, {})
    take_answers(workspace, job, folder, ingest_questions)
    assert (workspace.store.questions.count(), sum(workspace.store.jobs.ingested(job).values())) == (5, 5)


def test_a_process_that_dies_while_it_takes_in_leaves_nothing_by_halves(tmp_path: Path) -> None:
    """Killed between two batches and inside a third: the next process takes in the rest, each answer once."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 350)
    work(folder.path, ScriptedModel(writes_questions))
    root = workspace.root
    workspace.close()
    program = (
        "import os, sys; from pathlib import Path\n"
        "from mathscale_core.pipeline import generate, intake, jobs\n"
        "from mathscale_core.testing.workspaces import InlineExecutor\n"
        "from mathscale_core.workspace import open_workspace\n"
        "workspace = open_workspace(Path(sys.argv[1]), InlineExecutor())\n"
        "batches = []\n"
        "def dies(space, job, answers):\n"
        "    generate.ingest_questions(space, job, answers)\n"
        "    batches.append(len(answers))\n"
        "    if len(batches) == 2: os.kill(os.getpid(), 9)\n"
        "intake.take_answers(workspace, sys.argv[2], jobs.folder_of(workspace, sys.argv[2]), dies)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(root), job], check=False)
    assert done.returncode == -9
    again = open_workspace(root, workspace.executor)
    noted = sum(again.store.jobs.ingested(job).values())
    assert 0 < noted == again.store.questions.count() < 350
    assert take_answers(again, job, folder_of(again, job), ingest_questions) == 350 - noted
    assert again.store.questions.count() == 350
    assert take_answers(again, job, folder_of(again, job), ingest_questions) == 0
    again.close()


def test_answers_that_were_taken_in_are_not_read_again(tmp_path: Path) -> None:
    """What stands before the place that was reached may even be unreadable by then; a new process counts its lines."""
    workspace, taken = fresh_workspace(tmp_path), TakenIn()
    job, folder = job_of(workspace, 4)
    shard = folder.open_shard()
    for item in ("m_0/0", "m_1/0"):
        shard.write(Answered(item, "failed", None, "no"))
    take_answers(workspace, job, folder, taken)
    (path,) = folder.shards()
    path.write_bytes(b"x" * (path.stat().st_size - 1) + b"\n")
    with path.open("ab") as file:
        file.write(b'{"id": "m_2/0", "outcome": "failed", "reply": null, "reason": "no"}\n')
    assert take_answers(workspace, job, folder, taken) == 1
    assert taken.items == [("m_0/0", "failed"), ("m_1/0", "failed"), ("m_2/0", "failed")]
    shard.close()


@pytest.mark.parametrize(
    "line", [b"no JSON\n", b"{}\n", b"5\n", b'{"id": "m_9", "outcome": "failed", "reply": null, "reason": ""}\n']
)
def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, line: bytes) -> None:
    """A broken line, or an answer to what was not asked; what stands before it is taken in by nobody by halves."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 2)
    (folder.path / "shards" / "00001.jsonl").write_bytes(line)
    with pytest.raises(JobError, match="cannot be read"):
        take_answers(workspace, job, folder, take_nothing)
    with pytest.raises(JobError, match="cannot be read"):
        is_behind(workspace, job, folder)
    assert workspace.store.jobs.ingested(job) == {}


def test_answers_whose_requests_are_gone_are_an_error(tmp_path: Path) -> None:
    """What was asked is not known any more: that is not a job without answers, for which nobody would be told."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 2)
    work(folder.path, ScriptedModel(writes_questions))
    (folder.path / "inputs.jsonl").unlink()
    with pytest.raises(JobError, match="cannot be read"):
        take_answers(workspace, job, folder, take_nothing)


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    """It is no job without answers."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 2)
    folder.remove()
    with pytest.raises(JobError, match="spec"):
        take_answers(workspace, job, folder, take_nothing)
    assert not folder.path.exists()


# -- answers that cannot be taken in ------------------------------------------------------------------------


def refuses(*items: str, error: Exception) -> tuple[Ingest, dict[str, tuple[str, str]]]:
    """An ingest that some items' answers break, and where it notes outcome and reason of all that it took."""
    taken: dict[str, tuple[str, str]] = {}

    def ingest(_: Workspace, __: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
        if any(a.id in items and a.outcome == "ok" for _, a in answers):
            raise error
        taken.update({a.id: (a.outcome, a.reason) for _, a in answers})

    return ingest, taken


@pytest.mark.parametrize("error", [UnicodeEncodeError("utf-8", "\ud83d", 0, 1, "half a pair"), KeyError("text")])
def test_one_answer_that_cannot_be_taken_in_stops_no_other(tmp_path: Path, error: Exception) -> None:
    """It becomes a failure with its reason, the log names it, and it is not tried again."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 9)
    work(folder.path, ScriptedModel(writes_questions))
    ingest, taken = refuses("m_4/0", error=error)
    assert (take_answers(workspace, job, folder, ingest), take_answers(workspace, job, folder, ingest)) == (9, 0)
    assert [item for item, (outcome, _) in taken.items() if outcome != "ok"] == ["m_4/0"]
    reason = taken["m_4/0"][1]
    assert reason.startswith(f"its answer cannot be taken in: {type(error).__name__}")
    assert reason.encode("utf-8").decode() == reason
    assert f"m_4/0: {reason}" in folder.log_lines(1)[0]
    assert sum(workspace.store.jobs.ingested(job).values()) == 9


def test_answers_that_are_all_bad_by_themselves_become_failures(tmp_path: Path) -> None:
    """The text itself is to blame: nothing is gained by waiting."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 2)
    work(folder.path, ScriptedModel(writes_questions))
    ingest, taken = refuses("m_0/0", "m_1/0", error=InputError("It is odd.", "a text.", "Mend it."))
    assert take_answers(workspace, job, folder, ingest) == 2
    assert [outcome for outcome, _ in taken.values()] == ["failed"] * 2


def test_a_station_that_takes_none_in_is_no_fault_of_the_answers(tmp_path: Path) -> None:
    """Nothing is noted, so that they come in when it is mended; the error is one of ours."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 3)
    work(folder.path, ScriptedModel(writes_questions))
    ingest, taken = refuses(*(r.id for r in question_requests(3)), error=KeyError("graph_version"))
    with pytest.raises(JobError, match="cannot be taken in: KeyError: 'graph_version'"):
        take_answers(workspace, job, folder, ingest)
    assert (taken, workspace.store.jobs.ingested(job), is_behind(workspace, job, folder)) == ({}, {}, True)


def test_a_job_put_to_rest_under_a_living_worker_is_not_noted_as_resting(tmp_path: Path) -> None:
    """As long as the lock is held, answers may come."""
    workspace = fresh_workspace(tmp_path)
    job, folder = job_of(workspace, 3)
    for held, noted in ((True, "running"), (False, "cancelled")):
        with folder.locked() if held else nullcontext():
            folder.set_state("cancelled")
            assert take_answers(workspace, job, folder, take_nothing) == 0
        assert row_of(workspace, job)["state"] == noted

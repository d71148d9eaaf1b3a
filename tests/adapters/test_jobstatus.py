"""A job's status: its folder's word, and what it cost by the prices that it was started with."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mathscale_core.adapters.jobfolder import Answered, JobFolder
from mathscale_core.adapters.jobstatus import JobStatus, read_status
from mathscale_core.records import Endpoint, JobCounts, ModelReply, ModelRequest

PRICED = Endpoint("priced", "http://127.0.0.1:9/v1", "m", input_price=2.0, output_price=10.0, currency="EUR")
ROW: dict[str, Any] = {
    "id": "j_1", "kind": "generate", "asked": 4, "state": "queued", "created": "2026", "actor": "Emmy",
    "settings": {"provider": "priced"},
}  # fmt: skip


def job(folder: Path, endpoint: Endpoint | None, answers: list[Answered]) -> JobFolder:
    asked = [ModelRequest(f"m_{n}", "generate", "p@1", f"{n}", {}) for n in range(4)]
    made = JobFolder.create(folder / "j_1", kind="generate", endpoint=endpoint, settings={}, requests=asked)
    shard = made.open_shard()
    for answered in answers:
        if endpoint and not (answered.reply and answered.reply.cached):
            made.note_asked(answered.id)
        shard.write(answered)
    shard.close()
    return made


def test_a_job_of_which_nothing_is_done_costs_nothing(tmp_path: Path) -> None:
    """Its row says who started it and when; it moves until a worker has come to it."""
    status = read_status(job(tmp_path, PRICED, []), ROW)
    assert (status.provider, status.cost, status.currency, status.actor) == ("priced", 0.0, "EUR", "Emmy")
    assert (status.counts, status.moves, status.taken_in) == (JobCounts(4, 0, 0, 0, 0, 4), True, True)


@pytest.mark.parametrize(
    ("endpoint", "reply", "cost"),
    [
        (PRICED, ModelReply("", "m", 3000, prompt_tokens=1000), 0.022),
        (PRICED, ModelReply("", "m", 3000, prompt_tokens=1000, cached=True), 0.0),
        (PRICED, ModelReply("", "m"), None),  # the server did not say
        (replace(PRICED, input_price=None), ModelReply("", "m", 3000), None),
        (PRICED, None, 0.0),  # nobody answered
        (None, ModelReply("", "offline:family"), 0.0),
    ],
)
def test_the_cost_is_that_of_paid_tokens(
    tmp_path: Path, endpoint: Endpoint | None, reply: ModelReply | None, cost: float | None
) -> None:
    """Of failed replies too; unknown where a price or the tokens are."""
    outcome = [Answered("m_0", "failed", reply, "no JSON")]
    assert read_status(job(tmp_path, endpoint, outcome), ROW).cost == cost


def test_a_job_at_rest_moves_until_its_answers_are_taken_in(tmp_path: Path) -> None:
    """Its row follows when nothing is left in the folder that the store does not have."""
    folder = job(tmp_path, None, [])
    folder.set_state("paused")
    assert read_status(folder, {**ROW, "state": "running"}).moves
    assert not read_status(folder, {**ROW, "state": "paused"}).moves


def test_a_job_at_rest_with_answers_that_nobody_noted_is_not_taken_in(tmp_path: Path) -> None:
    """Whatever its row says of its state; of one that was given up, nothing is waited for."""
    folder = job(tmp_path, None, [Answered("m_0", "ok", ModelReply("", "m")), Answered("m_1", "ok", None)])
    folder.set_state("paused")
    for noted, taken_in in ((0, False), (1, False), (2, True)):
        status = read_status(folder, {**ROW, "state": "paused", "noted": noted})
        assert (status.taken_in, status.moves) == (taken_in, not taken_in)
    folder.set_state("cancelled")
    for state in ("cancelled", "failed"):
        assert read_status(folder, {**ROW, "state": state, "noted": 0}).taken_in


def test_a_cancelled_job_whose_folder_is_gone_stays_cancelled(tmp_path: Path) -> None:
    """Its row remembers."""
    status = read_status(JobFolder(tmp_path / "j_1"), {**ROW, "state": "cancelled"})
    assert (status.state, status.moves) == ("cancelled", False)


def test_a_job_whose_answers_could_not_be_taken_in_has_failed(tmp_path: Path) -> None:
    """Its folder knows nothing of it, its row does."""
    folder = job(tmp_path, None, [])
    folder.set_state("done")
    status = read_status(folder, {**ROW, "state": "failed"})
    assert (status.state, "its log says why" in status.reason) == ("failed", True)


def test_a_folder_that_is_gone_is_a_failure_with_what_the_row_knows(tmp_path: Path) -> None:
    """Nothing is known of its cost."""
    status = read_status(JobFolder(tmp_path / "j_1"), ROW)
    assert isinstance(status, JobStatus)
    assert (status.state, status.counts.pending, status.cost, status.provider) == ("failed", 4, None, "priced")
    assert "spec.json" in status.reason

"""The worker at models that refuse, talk nonsense, charge for nothing or never answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import JobError, ModelError
from mathscale_core.records import ModelReply, ModelRequest
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, question_requests, talks_garbage, writes_questions
from mathscale_core.worker import BROKEN_AFTER, CONCURRENCY, work
from tests.jobs import job_of


def refused(_: ModelRequest) -> Exception:
    return ModelError("Nothing answers at http://127.0.0.1:9/v1.", "a server.", "Is it running?")


def test_an_endpoint_that_is_gone_stops_the_job(tmp_path: Path) -> None:
    """After twenty refusals in a row nobody is asked any more; the unanswered items are pending, the reason is told."""
    folder, model = job_of(tmp_path, question_requests(400)), ScriptedModel(refused)
    with pytest.raises(JobError, match="20 requests in a row"):
        work(folder.path, model)
    assert BROKEN_AFTER <= len(model.requests) < BROKEN_AFTER + CONCURRENCY
    state, reason = folder.state()
    assert state == "failed"
    assert "Nothing answers at" in reason
    assert "Is it running?" in reason
    assert (folder.counts().failed, folder.counts().pending) == (0, 400)
    assert "failed: 20 requests in a row" in folder.log_lines(1)[0]
    again = ScriptedModel(writes_questions)
    work(folder.path, again)
    assert (len(again.requests), folder.counts().ok) == (400, 400)
    assert folder.tally().possibly_paid_twice == 0


@pytest.mark.parametrize("count", [1, 3, BROKEN_AFTER - 1])
def test_a_small_job_at_an_endpoint_that_is_gone_has_failed_too(tmp_path: Path, count: int) -> None:
    """Nobody ever said a word: its items are pending, the reason is told, and it goes on when somebody does."""
    folder = job_of(tmp_path, question_requests(count))
    with pytest.raises(JobError, match="no request brought a reply"):
        work(folder.path, ScriptedModel(refused))
    state, reason = folder.state()
    assert (state, folder.counts().failed, folder.counts().pending) == ("failed", 0, count)
    assert "Nothing answers at" in reason
    work(folder.path, ScriptedModel(writes_questions))
    assert (folder.state()[0], folder.counts().ok, folder.tally().possibly_paid_twice) == ("done", count, 0)


def test_a_small_job_in_which_somebody_said_a_word_is_done(tmp_path: Path) -> None:
    """Garbage, a reply that was paid for, or an answer of before: the endpoint is there, the failures stand."""

    def garbage_once(request: ModelRequest) -> str | Exception:
        return talks_garbage(request) if request.id == "m_0/0" else refused(request)

    for name, model in (("j_1", ScriptedModel(garbage_once)), ("j_2", ChargesForNothing(refused))):
        folder = job_of(tmp_path, question_requests(4), name)
        work(folder.path, model)
        assert (folder.state()[0], folder.counts().failed) == ("done", 4)
    folder = job_of(tmp_path, question_requests(4), "j_3")
    work(folder.path, ScriptedModel(writes_questions, fail_first=3))
    folder.forget([a.id for a in folder.failures()])
    work(folder.path, ScriptedModel(refused))
    assert (folder.state()[0], folder.counts().ok, folder.counts().failed) == ("done", 1, 3)


def test_refusals_between_answers_do_not_stop_a_job(tmp_path: Path) -> None:
    """Nineteen in a row, an answer, and nineteen again: the endpoint is alive, each refusal is one item's."""
    folder = job_of(tmp_path, question_requests(60), endpoint=replace(SCRIPTED, concurrency=1))
    model = ScriptedModel(lambda r: writes_questions(r) if len(model.requests) % BROKEN_AFTER == 0 else refused(r))
    work(folder.path, model)
    assert (folder.state()[0], folder.counts().ok, folder.counts().failed) == ("done", 3, 57)


def test_garbage_does_not_stop_a_job(tmp_path: Path) -> None:
    """A model whose replies cannot be read is there: that each failed is for people to see."""
    folder = job_of(tmp_path, question_requests(30))
    work(folder.path, ScriptedModel(talks_garbage))
    assert (folder.state()[0], folder.counts().failed) == ("done", 30)


def test_requests_that_never_end_do_not_hold_up_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped, those under way get their time and are given up; their items stay pending."""
    monkeypatch.setattr("mathscale_core.worker.PATIENCE", 0.1)
    folder, model = job_of(tmp_path, question_requests(30)), ScriptedModel(writes_questions, hang_after=5)
    work(folder.path, model, stop=lambda: "pause" if len(model.requests) >= 5 + CONCURRENCY else "")
    assert (folder.state()[0], folder.counts().ok, folder.counts().pending) == ("paused", 5, 25)
    assert "requests under way were given up" in "\n".join(folder.log_lines(5))


class ChargesForNothing(ScriptedModel):
    """A model behind a connection whose odd replies cost tokens and are of no use."""

    wasted_tokens = 40
    closed = 0

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answer, or charge and refuse."""
        if int(request.inputs["composition"][2:]) % 2:
            self.wasted_tokens += 11
            raise ModelError("The reply was cut off.", "a whole reply.", "Raise max_tokens.")
        return await super().complete(request)

    async def close(self) -> None:
        """Count it."""
        self.closed += 1


def test_tokens_of_replies_of_no_use_are_counted(tmp_path: Path) -> None:
    """What was cut off was paid for: it stands with the failed item; the connection is closed at the end."""
    folder, model = job_of(tmp_path, question_requests(10)), ChargesForNothing(writes_questions)
    work(folder.path, model)
    assert (folder.counts().ok, folder.counts().failed, model.closed) == (5, 5, 1)
    assert folder.tally().tokens == 5 * 7 + 5 * 11
    assert {a.reply.tokens for a in folder.failures() if a.reply} == {11}


def test_as_many_requests_as_the_endpoint_takes_run_at_once(tmp_path: Path) -> None:
    """Its concurrency is kept, above and below the usual one."""
    for concurrency in (2, 20):
        endpoint = replace(SCRIPTED, concurrency=concurrency)
        folder = job_of(tmp_path, question_requests(40), f"j_{concurrency}", endpoint)
        model = ScriptedModel(writes_questions, hang_after=0, name=f"m{concurrency}")
        seen: list[int] = []

        def stop(model: ScriptedModel = model, seen: list[int] = seen) -> str:
            seen.append(len(model.requests))
            return "pause" if len(seen) > 40 else ""

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("mathscale_core.worker.PATIENCE", 0.0)
            patch.setattr("mathscale_core.worker._LOOK", 0.001)
            work(folder.path, model, stop=stop)
        assert max(seen) == concurrency

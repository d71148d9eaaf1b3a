"""The worker: one runner that asks for what is pending, and says how it ended."""

import json
import os
import time
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.replycache import ReplyCache
from mathscale_core.errors import JobError, ModelError
from mathscale_core.records import ModelRequest
from mathscale_core.testing.scripted import (
    SCRIPTED,
    ScriptedModel,
    concept_reply,
    question_requests,
    talks_garbage,
    writes_questions,
)
from mathscale_core.worker import CONCURRENCY, offline_model, work
from tests.jobs import job_of


def sum_of(folder: JobFolder) -> int:
    counts = folder.counts()
    return counts.ok + counts.uncertain + counts.failed + counts.skipped + counts.pending


def test_a_job_that_asks_nothing_fails(tmp_path: Path) -> None:
    """Nothing asked of anyone is an error, not a success."""
    folder = job_of(tmp_path, [])
    with pytest.raises(JobError, match="asks nothing"):
        work(folder.path, ScriptedModel(writes_questions))
    assert folder.state() == ("failed", "nothing was asked of anyone")


def test_a_folder_without_a_job_is_refused(tmp_path: Path) -> None:
    """A folder without a spec is no job."""
    with pytest.raises(JobError, match=r"spec\.json"):
        work(tmp_path, ScriptedModel(writes_questions))


def test_every_item_is_asked_once_and_answered(tmp_path: Path) -> None:
    """A job that runs through asks each item once and ends done, with nothing pending."""
    folder, model = job_of(tmp_path, question_requests(20)), ScriptedModel(writes_questions)
    work(folder.path, model)
    assert Counter(r.id for r in model.requests) == Counter(r.id for r in question_requests(20))
    assert folder.state() == ("done", "")
    assert (folder.counts().ok, folder.counts().pending, folder.tally().possibly_paid_twice) == (20, 0, 0)
    assert folder.asked() == [r.id for r in model.requests]


def test_requests_of_a_model_called_offline_are_free(tmp_path: Path) -> None:
    """The offline provider's requests are neither counted as paid nor cached."""
    folder = job_of(tmp_path, question_requests(3))
    work(folder.path, ScriptedModel(writes_questions, name="offline"))
    cache = ReplyCache(tmp_path / "replies.sqlite")
    assert (folder.asked(), folder.counts().ok) == ([], 3)
    assert [cache.get("offline", r) for r in question_requests(3)] == [None] * 3
    cache.close()


def test_an_interrupted_job_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    """Stopped after seven answers, a second run asks for the other items only."""
    folder, first = job_of(tmp_path, question_requests(30)), ScriptedModel(writes_questions, interrupt_after=7)
    work(folder.path, first, stop=first.stop)
    assert folder.state() == ("paused", "")
    assert 7 <= folder.counts().ok < 7 + CONCURRENCY
    assert folder.counts().ok == len(first.requests)
    second = ScriptedModel(writes_questions)
    work(folder.path, second)
    assert {r.id for r in second.requests}.isdisjoint(r.id for r in first.requests)
    assert len(first.requests) + len(second.requests) == 30
    assert folder.state() == ("done", "")
    assert (folder.counts().ok, folder.tally().possibly_paid_twice) == (30, 0)


def test_counts_add_up_at_every_request(tmp_path: Path) -> None:
    """The sum of ok, failed and pending is what was asked, whenever one looks."""
    folder = job_of(tmp_path, question_requests(25))
    sums: list[int] = []

    def script(request: ModelRequest) -> str | Exception:
        sums.append(sum_of(folder))
        odd = int(request.inputs["composition"][2:]) % 3 == 0
        return ModelError("It refused.", "an answer.", "Retry.") if odd else writes_questions(request)

    work(folder.path, ScriptedModel(script))
    assert sums == [25] * 25
    assert (folder.counts().ok, folder.counts().failed) == (16, 9)


def test_failed_items_are_not_asked_again_by_a_second_run(tmp_path: Path) -> None:
    """A failure is an answer: only forgetting it makes the item pending."""
    folder = job_of(tmp_path, question_requests(12))
    work(folder.path, ScriptedModel(writes_questions, fail_first=4))
    assert (folder.state()[0], folder.counts().failed, folder.counts().pending) == ("done", 4, 0)
    again = ScriptedModel(writes_questions)
    work(folder.path, again)
    assert again.requests == []
    failed = {a.id for a in folder.answers().values() if a.outcome == "failed"}
    folder.forget(failed)
    work(folder.path, again)
    assert {r.id for r in again.requests} == failed
    assert (folder.counts().ok, folder.tally().possibly_paid_twice) == (12, 0)


def test_a_reply_that_cannot_be_read_fails_and_is_not_cached(tmp_path: Path) -> None:
    """Garbage is counted as failed with its reason, and asking again asks the model."""
    folder = job_of(tmp_path, question_requests(2))
    work(folder.path, ScriptedModel(talks_garbage))
    assert [a.outcome for a in folder.answers().values()] == ["failed"] * 2
    assert all("glad to help" in a.reason for a in folder.answers().values())
    cache = ReplyCache(tmp_path / "replies.sqlite")
    assert [cache.get("scripted", r) for r in question_requests(2)] == [None] * 2
    cache.close()
    folder.forget([r.id for r in question_requests(2)])
    model = ScriptedModel(writes_questions)
    work(folder.path, model)
    assert (len(model.requests), folder.counts().ok) == (2, 2)


@pytest.mark.parametrize("said", ["I'd be glad to help! {Here", "half a pair: \ud800"])
def test_a_reply_that_cannot_be_read_is_kept_where_it_was_paid(tmp_path: Path, said: str) -> None:
    """The failed line holds what the model said, any characters, and its tokens; asked again, both count."""
    folder = job_of(tmp_path, question_requests(2))
    work(folder.path, ScriptedModel(lambda _: said))
    replies = [a.reply for a in folder.answers().values()]
    assert [(r.text, r.provider, r.tokens, r.cached) for r in replies if r] == [(said, "scripted", 7, False)] * 2
    assert folder.tally().tokens == 14
    folder.forget([r.id for r in question_requests(2)])
    work(folder.path, ScriptedModel(writes_questions, tokens=100))
    assert (folder.counts().ok, folder.tally().tokens, folder.tally().possibly_paid_twice) == (2, 214, 0)


def test_a_refusal_brings_no_reply(tmp_path: Path) -> None:
    """Nothing was said, so nothing is kept and no token counted."""
    folder = job_of(tmp_path, question_requests(2), endpoint=replace(SCRIPTED, concurrency=1))
    work(folder.path, ScriptedModel(writes_questions, fail_first=1, tokens=7))
    assert ([a.reply is None for a in folder.answers().values()], folder.tally().tokens) == ([True, False], 7)


def test_a_recorded_reply_is_never_requested_again(tmp_path: Path) -> None:
    """Another job with the same requests makes none; its answers say that they come from the cache."""
    work(job_of(tmp_path, question_requests(15)).path, ScriptedModel(writes_questions))
    second, model = job_of(tmp_path, question_requests(16), "j_2"), ScriptedModel(writes_questions)
    work(second.path, model)
    assert [r.id for r in model.requests] == ["m_15/0"]
    assert second.asked() == ["m_15/0"]
    replies = [a.reply for a in second.answers().values()]
    assert Counter(r.cached for r in replies if r) == {True: 15, False: 1}


def test_another_model_does_not_read_its_neighbours_replies(tmp_path: Path) -> None:
    """The cache is by model: the same requests to another one are made."""
    work(job_of(tmp_path, question_requests(3)).path, ScriptedModel(writes_questions))
    other = ScriptedModel(writes_questions, name="other")
    work(job_of(tmp_path, question_requests(3), "j_2").path, other)
    assert len(other.requests) == 3


def test_a_job_that_was_cancelled_stays_open_in_its_counts(tmp_path: Path) -> None:
    """Cancelled in mid-job: what was answered stays, the rest is pending, the state says cancelled."""
    folder, model = job_of(tmp_path, question_requests(20)), ScriptedModel(writes_questions)
    work(folder.path, model, stop=lambda: "cancel" if model.answered >= 3 else "")
    assert folder.state()[0] == "cancelled"
    assert 0 < folder.counts().ok < 20
    assert sum_of(folder) == 20


def test_a_stop_after_the_last_answer_is_a_job_done(tmp_path: Path) -> None:
    """Nothing is pending, so the job is done, whoever asked it to pause."""
    folder, model = (
        job_of(tmp_path, question_requests(CONCURRENCY)),
        ScriptedModel(writes_questions, interrupt_after=CONCURRENCY),
    )
    work(folder.path, model, stop=model.stop)
    assert folder.state()[0] == "done"


def test_a_wish_in_the_folder_pauses_the_job(tmp_path: Path) -> None:
    """A person's wish, written while the job runs, is taken and forgotten."""
    folder = job_of(tmp_path, question_requests(30))

    def script(request: ModelRequest) -> str:
        if request.id == "m_4/0":
            folder.wish("pause")
        return writes_questions(request)

    work(folder.path, ScriptedModel(script))
    assert folder.state()[0] == "paused"
    assert folder.take_wish() == ""
    work(folder.path, ScriptedModel(script))
    assert (folder.state()[0], folder.counts().ok) == ("done", 30)


def test_a_wish_to_a_worker_that_was_killed_does_not_stop_the_next(tmp_path: Path) -> None:
    """A wish that nobody read is not meant for the worker that resumes the job."""
    folder = job_of(tmp_path, question_requests(5))
    folder.wish("pause")
    work(folder.path, ScriptedModel(writes_questions))
    assert folder.state()[0] == "done"


@pytest.mark.parametrize(
    ("error", "said"),
    [(OSError(28, "No space left on device"), "No space left"), (KeyError("text"), "KeyError: 'text'")],
)
def test_an_error_that_no_item_explains_fails_the_job(tmp_path: Path, error: Exception, said: str) -> None:
    """What is no refusal of one request is raised as it is; the job says why, keeps its answers and can go on."""
    folder = job_of(tmp_path, question_requests(20))

    def script(request: ModelRequest) -> str | Exception:
        return error if request.id == "m_12/0" else writes_questions(request)

    with pytest.raises(type(error)):
        work(folder.path, ScriptedModel(script))
    state, reason = folder.state()
    assert state == "failed"
    assert said in reason
    assert 0 < folder.counts().ok < 20
    work(folder.path, ScriptedModel(writes_questions))
    assert (folder.state(), folder.counts().ok) == (("done", ""), 20)


def test_the_heart_beats_while_a_model_holds_the_event_loop(tmp_path: Path) -> None:
    """Fitting a tagger takes seconds in which nothing else gets its turn; the job must not look stalled."""
    folder = job_of(tmp_path, question_requests(1))
    beats: list[int] = []

    def script(request: ModelRequest) -> str:
        before, until = (folder.path / "heartbeat").stat().st_mtime_ns, time.monotonic() + 20
        while not beats and time.monotonic() < until:
            time.sleep(0.02)
            now = (folder.path / "heartbeat").stat().st_mtime_ns
            beats.extend([now] if now > before else [])
        return writes_questions(request)

    work(folder.path, ScriptedModel(script))
    assert len(beats) == 1


def test_extraction_replies_are_read_where_they_arrive(tmp_path: Path) -> None:
    """A reply without concepts is an answer (the seed is uncertain); one without lists is a failure."""
    replies = {"s_1": concept_reply([], []), "s_2": concept_reply(["Sums"], ["Adding"]), "s_3": '{"topics": "Sums"}'}
    asked = [ModelRequest(s, "extract", "extract@1", s, {"question": s}) for s in replies]
    folder = job_of(tmp_path, asked)
    work(folder.path, ScriptedModel(lambda r: replies[r.id]))
    assert {a.id: a.outcome for a in folder.answers().values()} == {"s_1": "ok", "s_2": "ok", "s_3": "failed"}


def test_guided_extraction_replies_are_read_by_what_was_offered(tmp_path: Path) -> None:
    """Numbers that were offered are a reply; prose is a failure."""
    replies = {"s_1": '{"topics": [1], "knowledge_points": []}', "s_2": "The topic is sums."}
    offered = [["c_1", "topic", "Sums"]]
    asked = [ModelRequest(s, "extract", "guided@1", s, {"question": s, "offered": offered}) for s in replies]
    folder = job_of(tmp_path, asked)
    work(folder.path, ScriptedModel(lambda r: replies[r.id]))
    assert {a.id: a.outcome for a in folder.answers().values()} == {"s_1": "ok", "s_2": "failed"}


def test_the_log_tells_people_what_happened(tmp_path: Path) -> None:
    """Start, failures and end stand in log.txt."""
    folder = job_of(tmp_path, question_requests(3))
    work(folder.path, ScriptedModel(writes_questions, fail_first=1))
    log = (folder.path / "log.txt").read_text("utf-8")
    assert f"started by process {os.getpid()} with scripted" in log
    assert "503" in log
    assert "done: 2 ok, 1 failed, 0 pending of 3" in log


def test_the_offline_model_of_a_job_learns_from_what_the_job_brings(tmp_path: Path) -> None:
    """It is called offline and needs its labelled questions only for extraction."""
    folder = job_of(tmp_path, question_requests(2), endpoint=None)
    (folder.path / "labelled.json").write_text(json.dumps([]), "utf-8")
    assert offline_model(folder).name == "offline"
    work(folder.path, offline_model(folder))
    assert folder.counts().ok == 2


# -- one worker a job ---------------------------------------------------------------------------------------


def test_a_second_worker_is_refused(tmp_path: Path) -> None:
    """While one works, another neither asks anything nor touches the job's state."""
    folder = job_of(tmp_path, question_requests(20))
    said: list[str] = []

    def script(request: ModelRequest) -> str:
        if not said:
            with pytest.raises(JobError, match="Another worker has the job"):
                work(folder.path, ScriptedModel(talks_garbage))
            said.append(folder.state()[0])
        return writes_questions(request)

    work(folder.path, ScriptedModel(script))
    assert (said, folder.counts().ok, folder.is_locked()) == (["running"], 20, False)


def test_the_noted_counts_are_those_of_the_files(tmp_path: Path) -> None:
    """What the worker has counted along is what counting anew gives, whatever happened."""
    folder = job_of(tmp_path, question_requests(40))
    work(folder.path, ScriptedModel(writes_questions, fail_first=6))
    folder.forget([a.id for a in folder.failures()])
    model = ScriptedModel(writes_questions, interrupt_after=3)
    work(folder.path, model, stop=model.stop)
    noted = json.loads((folder.path / "counts.json").read_text("utf-8"))["tally"]
    assert asdict(folder.count().tally()) == noted
    assert (noted["ok"], noted["requests"]) == (folder.counts().ok, 40 + len(model.requests))

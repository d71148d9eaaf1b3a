"""What runs in a job's process: read the job folder, ask the model, append the answers.

One runner owns the event loop; the command line, the app and tests all come here. It never opens the
database. A reply is in the cache before its line is in the shard, so that none is paid for twice.
"""

import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from mathscale_core.adapters.jobfolder import Answered, JobFolder
from mathscale_core.adapters.mapmaker import MapMaker, read_map
from mathscale_core.adapters.offline import NAME as OFFLINE
from mathscale_core.adapters.offline import OfflineModel, tagger_examples
from mathscale_core.adapters.replycache import ReplyCache
from mathscale_core.errors import JobError, MathScaleError
from mathscale_core.extraction.replies import read_concepts, read_guided
from mathscale_core.extraction.tagger import Tagger, fit_tagger
from mathscale_core.generation.requests import read_question
from mathscale_core.ports import Connected, Model
from mathscale_core.records import ModelReply, ModelRequest
from mathscale_core.twins.asking import read_told

#: Requests at once where no endpoint says how many.
CONCURRENCY = 8
#: So many requests in a row without a usable reply: the endpoint is gone, and the rest of the job is kept from it.
BROKEN_AFTER = 20
#: Seconds that requests under way have to end when the job is stopped; their items stay pending.
PATIENCE = 10.0
_LOOK, _NOTE = 0.25, 1.0
_STOP_STATES = {"pause": "paused", "cancel": "cancelled"}


def work(path: Path, model: Model, *, stop: Callable[[], str] | None = None) -> None:
    """Work on a job until every item has an answer, or until it is stopped.

    Args:
        path: The job folder.
        model: Answers the requests; free when its name is ``offline``.
        stop: Asked between answers; returns ``pause`` or ``cancel`` to stop, ``""`` to go on.

    Raises:
        JobError: The folder holds no job, another worker has it, the job asks nothing, or the model is out of reach.
    """
    folder = JobFolder(path)
    with folder.locked():
        # A wish to an earlier worker that was killed before it read it is not meant for this one.
        folder.take_wish()
        _work(folder, lambda: model, stop)


def _work(folder: JobFolder, model_of: Callable[[], Model], stop: Callable[[], str] | None) -> None:
    """Work on a job whose lock is held; a job that cannot even begin has failed, and says why."""
    asked = int(folder.spec["asked"])
    if asked == 0:
        folder.set_state("failed", "nothing was asked of anyone")
        raise JobError("The job asks nothing.", "at least one item.", "Start it with something to do.")
    folder.beat()
    folder.set_state("running")
    try:
        model = model_of()
        folder.log(f"started by process {os.getpid()} with {model.name}")
        with _beating(folder):
            run = _Run(folder, model, stop or folder.take_wish)
            asyncio.run(run.work())
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        if isinstance(error, MathScaleError):
            reason = f"{error.found} {error.remedy}"
        folder.set_state("failed", reason)
        folder.log(f"failed: {reason}")
        raise
    tally = run.counting.tally()
    pending = asked - tally.ok - tally.failed
    state = "done" if pending == 0 else _STOP_STATES.get(run.wish, "paused")
    folder.set_state(state)
    folder.log(f"{state}: {tally.ok} ok, {tally.failed} failed, {pending} pending of {asked}")


class _Run:
    """One worker's way through a job: what its requests share."""

    def __init__(self, folder: JobFolder, model: Model, stop: Callable[[], str]) -> None:
        self.counting = folder.count()
        self.wish = ""
        self._folder = folder
        self._model = model
        self._stop = stop
        self._free = model.name == OFFLINE
        self._unanswered: list[str] = []
        self._last_words = ""
        self._broken = ""
        self._heard = False
        self._wasted = model.wasted_tokens if isinstance(model, Connected) else 0

    async def work(self) -> None:
        """Ask for everything that is pending; raises JobError when the model is out of reach."""
        self._cache = ReplyCache(self._folder.path / str(self._folder.spec["cache"]))
        self._shard = self._folder.open_shard()
        endpoint = self._folder.endpoint
        queue = (r for r in self._folder.requests() if self.counting.is_pending(r.id))
        tasks = [
            asyncio.create_task(self._ask_on(queue)) for _ in range(endpoint.concurrency if endpoint else CONCURRENCY)
        ]
        try:
            await self._watch(tasks)
            self._judge()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if self._broken:
                # Nobody has answered them: they are asked when the job goes on.
                for item in self._unanswered:
                    self._note(Answered(item, "pending", None, "to be asked again"))
            if isinstance(self._model, Connected):
                await self._model.close()
            self._shard.close()
            self._cache.close()
            self._folder.note_tally(self.counting.tally())
        if self._broken:
            raise JobError(self._broken, "an endpoint that answers.", "Resume the job when it does.")

    async def _watch(self, tasks: "Iterable[asyncio.Task[None]]") -> None:
        """Wait for the tasks, and give up those that do not end after the job was stopped."""
        left, noted, stopped = set(tasks), time.monotonic(), 0.0
        while left:
            done, left = await asyncio.wait(left, timeout=_LOOK, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                task.result()
            self._hear()
            now = time.monotonic()
            if now - noted >= _NOTE:
                self._folder.note_tally(self.counting.tally())
                noted = now
            if (self.wish or self._broken) and left:
                if not stopped:
                    self._folder.set_state("running", f"stopping: {len(left)} requests are under way")
                    stopped = now
                # What is free is given up at once: nothing is lost that was paid for.
                if self._free or now - stopped > PATIENCE:
                    self._folder.log(f"{len(left)} requests under way were given up")
                    return

    def _hear(self) -> None:
        self.wish = self.wish or self._stop()

    async def _ask_on(self, queue: Iterator[ModelRequest]) -> None:
        for request in queue:
            self._hear()
            if self.wish or self._broken:
                return
            self._note(await self._answer(request))

    def _note(self, answered: Answered) -> None:
        self._shard.write(answered)
        self.counting.answered(answered)

    async def _answer(self, request: ModelRequest) -> Answered:
        name = self._model.name
        reply = None if self._free else self._cache.get(name, request)
        if reply is not None:
            return Answered(request.id, "ok", reply)
        if not self._free:
            self._folder.note_asked(request.id)
            self.counting.sent(request.id)
        try:
            reply = await self._model.complete(request)
        except MathScaleError as error:
            self._folder.log(f"{request.id}: {error.message}")
            if not self._free:
                self._unanswered_by(request.id, error)
            wasted = self._wasted_reply()
            self._heard = self._heard or wasted is not None
            return Answered(request.id, "failed", wasted, error.message)
        self._heard = True
        if not self._broken:
            self._unanswered.clear()
        try:
            _read(reply, request)
        except MathScaleError as error:
            self._folder.log(f"{request.id}: {error.message}")
            return Answered(request.id, "failed", reply, error.message)
        if not self._free:
            self._cache.put(name, request, reply)
        return Answered(request.id, "ok", reply)

    def _unanswered_by(self, item: str, error: MathScaleError) -> None:
        self._unanswered.append(item)
        self._last_words = f"{error.found} {error.remedy}"
        if len(self._unanswered) >= BROKEN_AFTER:
            self._break(f"{BROKEN_AFTER} requests in a row brought no usable reply")

    def _judge(self) -> None:
        """A job too small for the count in a row: where nobody ever said a word, the endpoint is gone too."""
        if self._unanswered and not self._heard and not self.wish and not self.counting.tally().ok:
            self._break("no request brought a reply")

    def _break(self, found: str) -> None:
        self._broken = self._broken or f"{found}; the last one: {self._last_words}"

    def _wasted_reply(self) -> ModelReply | None:
        """What an error cost that came with a reply of no use; no other request has its turn between the two."""
        if not isinstance(self._model, Connected):
            return None
        wasted, self._wasted = self._model.wasted_tokens - self._wasted, self._model.wasted_tokens
        return ModelReply("", self._model.name, wasted) if wasted else None


def _read(reply: ModelReply, request: ModelRequest) -> None:
    """Read a reply as its station will.

    One that cannot be read is a failure here, where it can be counted; it stays in the shard, for it was paid for, and
    is not cached, so that it can be asked for again.

    Raises:
        ModelError: It cannot be read.
    """
    if request.task == "layout":
        read_map(reply.text)
    elif request.task == "generate":
        read_question(reply, request, "")
    elif request.task == "twins":
        read_told(reply.text)
    elif "offered" in request.inputs:
        read_guided(reply.text, request.inputs)
    else:
        read_concepts(reply.text)


@contextmanager
def _beating(folder: JobFolder) -> Iterator[None]:
    """Touch the heartbeat from a thread: fitting the offline tagger holds the event loop for seconds."""
    resting = threading.Event()

    def beat() -> None:
        while not resting.wait(1.0):
            folder.beat()

    heart = threading.Thread(target=beat, name="heartbeat", daemon=True)
    heart.start()
    try:
        yield
    finally:
        resting.set()
        heart.join()


def offline_model(folder: JobFolder) -> Model:
    """The offline provider for a job: it learns from the labelled questions, or draws the graph, that came along."""
    if folder.spec["kind"] == "layout":
        return MapMaker(folder.path, folder.log)

    def fit() -> Tagger:
        rows = json.loads((folder.path / "labelled.json").read_text("utf-8"))
        tagger = fit_tagger(tagger_examples([(row["question"], row["topics"], row["kps"]) for row in rows]))
        folder.add_report("tagger", asdict(tagger.report))
        return tagger

    return OfflineModel(fit)


def model_of(folder: JobFolder, environment: Mapping[str, str]) -> Model:
    """The model that a job asks; the key of an endpoint is in the environment, and nowhere else.

    Raises:
        JobError: The job names a provider without saying where it is.
        ModelError: The key is not there.
    """
    endpoint = folder.endpoint
    if endpoint is None:
        return offline_model(folder)
    from mathscale_core.adapters.models.client import open_model

    return open_model(endpoint, environment)


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Work on the job folder named by the first argument, in this process.

    It pauses when its parent process is gone, unless ``--detached`` says that it outlives it.
    """
    folder, detached = JobFolder(Path(arguments[0])), "--detached" in arguments[1:]
    parent = os.getppid()
    interrupted: list[str] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: interrupted.append("pause"))

    def stop() -> str:
        orphaned = not detached and os.getppid() != parent
        return folder.take_wish() or ("pause" if interrupted or orphaned else "")

    try:
        with folder.locked():
            if folder.state()[0] in _STOP_STATES.values():
                folder.log("stopped before its worker began")
                return 0
            _work(folder, lambda: model_of(folder, environment), stop)
    except MathScaleError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))

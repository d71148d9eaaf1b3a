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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from mathscale_core.adapters.jobfolder import Answered, JobFolder
from mathscale_core.adapters.offline import NAME as OFFLINE
from mathscale_core.adapters.offline import OfflineModel, tagger_examples
from mathscale_core.adapters.replycache import ReplyCache
from mathscale_core.errors import JobError, MathScaleError
from mathscale_core.extraction.replies import read_concepts
from mathscale_core.extraction.tagger import Tagger, fit_tagger
from mathscale_core.generation.requests import read_question
from mathscale_core.ports import Model
from mathscale_core.records import ModelReply, ModelRequest

CONCURRENCY = 8
#: A reply that cannot be read is a failure here, where it can be counted; it stays in the shard, for it was paid
#: for, and is not cached, so that it can be asked for again.
_READ: dict[str, Callable[[ModelReply, ModelRequest], object]] = {
    "extract": lambda reply, _: read_concepts(reply.text),
    "generate": lambda reply, request: read_question(reply, request, ""),
}
_STOP_STATES = {"pause": "paused", "cancel": "cancelled"}


def work(path: Path, model: Model, *, stop: Callable[[], str] | None = None) -> None:
    """Work on a job until every item has an answer, or until it is stopped.

    Args:
        path: The job folder.
        model: Answers the requests; free when its name is ``offline``.
        stop: Asked between answers; returns ``pause`` or ``cancel`` to stop, ``""`` to go on.

    Raises:
        JobError: The folder holds no job, or the job asks nothing.
    """
    folder = JobFolder(path)
    if int(folder.spec["asked"]) == 0:
        folder.set_state("failed", "nothing was asked of anyone")
        raise JobError("The job asks nothing.", "at least one item.", "Start it with something to do.")
    # A wish to an earlier worker that was killed before it read it is not meant for this one.
    folder.take_wish()
    folder.beat()
    folder.set_state("running")
    folder.log(f"started by process {os.getpid()} with {model.name}")
    try:
        with _beating(folder):
            wish = asyncio.run(_run(folder, model, stop or folder.take_wish))
    except Exception as error:
        ours = isinstance(error, MathScaleError)
        folder.set_state("failed", str(error) if ours else f"{type(error).__name__}: {error}")
        raise
    counts = folder.counts()
    state = "done" if counts.pending == 0 else _STOP_STATES.get(wish, "paused")
    folder.set_state(state)
    folder.log(f"{state}: {counts.ok} ok, {counts.failed} failed, {counts.pending} pending of {counts.asked}")


async def _run(folder: JobFolder, model: Model, stop: Callable[[], str]) -> str:
    answered = folder.answers()
    pending = [r for r in folder.requests() if r.id not in answered or answered[r.id].outcome == "pending"]
    cache = ReplyCache(folder.path / str(folder.spec["cache"]))
    shard = folder.open_shard()
    queue = iter(pending)
    wish = ""

    async def worker() -> None:
        nonlocal wish
        for request in queue:
            wish = wish or stop()
            if wish:
                return
            shard.write(await _answer(folder, cache, model, request))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(CONCURRENCY, len(pending))):
                group.create_task(worker())
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    finally:
        shard.close()
        cache.close()
    return wish


async def _answer(folder: JobFolder, cache: ReplyCache, model: Model, request: ModelRequest) -> Answered:
    free = model.name == OFFLINE
    reply: ModelReply | None = None if free else cache.get(model.name, request)
    if reply is None:
        if not free:
            folder.note_asked(request.id)
        try:
            reply = await model.complete(request)
            _READ[request.task](reply, request)
        except MathScaleError as error:
            folder.log(f"{request.id}: {error.message}")
            return Answered(request.id, "failed", reply, error.message)
        if not free:
            cache.put(model.name, request, reply)
    return Answered(request.id, "ok", reply)


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


def offline_model(folder: JobFolder) -> OfflineModel:
    """The offline provider for a job; it learns from the labelled questions that the job brought along."""

    def fit() -> Tagger:
        rows = json.loads((folder.path / "labelled.json").read_text("utf-8"))
        tagger = fit_tagger(tagger_examples([(row["question"], row["topics"], row["kps"]) for row in rows]))
        folder.add_report("tagger", asdict(tagger.report))
        return tagger

    return OfflineModel(fit)


def main(arguments: list[str]) -> int:
    """Work on the job folder named by the first argument, in this process, until its parent process is gone."""
    folder = JobFolder(Path(arguments[0]))
    if folder.spec["provider"] != OFFLINE:
        print(f"unknown provider {folder.spec['provider']!r}", file=sys.stderr)
        return 1
    parent = os.getppid()
    interrupted: list[str] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: interrupted.append("pause"))

    def stop() -> str:
        orphaned = os.getppid() != parent
        return folder.take_wish() or ("pause" if interrupted or orphaned else "")

    try:
        work(folder.path, offline_model(folder), stop=stop)
    except MathScaleError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

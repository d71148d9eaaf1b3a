"""Executors: run a job folder somewhere until it stops."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.errors import JobError
from mathscale_core.ports import Report
from mathscale_core.records import Progress

#: Longer than a worker waits for the requests that are under way.
_GRACE = 20.0
_POLL = 0.05


class LocalExecutor:
    """Runs a job in a process of its own on this machine."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """``environment`` is the workers', in which the endpoints' keys are; this process' own where none is given."""
        self._environment = environment

    def run(self, folder: Path, report: Report) -> None:
        """Work on the job, in a process that ends when this one does, until it is done or stopped.

        Raises:
            JobError: The worker ended without finishing or pausing the job, or another one has it.
            KeyboardInterrupt: Passed on after the job was paused; a worker that does not pause in time is killed.
        """
        job = _claimed(folder)
        kind, asked = str(job.spec["kind"]), int(job.spec["asked"])
        with (folder / "worker.err").open("wb") as errors:
            worker = self._worker(folder, errors)
            try:
                polls = done = 0
                while worker.poll() is None:
                    time.sleep(_POLL)
                    polls += 1
                    if polls % 10 == 0:
                        counts = job.counts()
                        done = max(done, counts.ok + counts.failed)
                        report(Progress(kind, done, asked))
            except BaseException:
                _pause(worker)
                # A worker that was stopped before it heard anything has said nothing.
                if job.state()[0] == "queued":
                    job.set_state("paused")
                raise
        state, reason = job.state()
        if state in {"stalled", "running", "queued", "failed"}:
            raise JobError(
                f"The job {folder.name} stopped: {reason or 'its worker ended'}. {_last_words(folder)}".strip(),
                "a worker that finishes or pauses its job.",
                f"Look into {folder / 'log.txt'}, then run 'mathscale jobs resume {folder.name}'.",
            )

    def start(self, folder: Path) -> None:
        """Have the job worked on by a process that outlives this one; how it ends stands in its folder.

        Raises:
            JobError: The folder holds no job, or a worker has it.
        """
        _claimed(folder)
        with (folder / "worker.err").open("wb") as errors:
            worker = self._worker(folder, errors, "--detached")
        # A child that nobody waits for stays behind as a zombie, which looks alive.
        Thread(target=_reap, args=(worker, folder), name=f"worker of {folder.name}", daemon=True).start()

    def _worker(self, folder: Path, errors: BinaryIO, *flags: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "mathscale_core.worker", str(folder), *flags],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=bool(flags),
            env=None if self._environment is None else dict(self._environment),
        )


def _claimed(folder: Path) -> JobFolder:
    """The job, queued for a worker that is about to start."""
    job = JobFolder(folder)
    if job.spec and not job.is_free():
        raise JobError(
            f"A worker has the job {folder.name}.", "a job that nobody works on.", "Wait for its end, or pause it."
        )
    # A wish to an earlier worker that was killed before it read it is not meant for this one; one that comes from now
    # on is.
    job.take_wish()
    job.set_state("queued")
    return job


def _reap(worker: "subprocess.Popen[bytes]", folder: Path) -> None:
    code, job = worker.wait(), JobFolder(folder)
    if code and job.state()[0] == "queued" and not job.is_locked():
        job.set_state("failed", f"its worker did not start: {_last_words(folder) or f'exit code {code}'}")


def _last_words(folder: Path) -> str:
    said = (folder / "worker.err").read_text("utf-8", "replace").strip().splitlines()
    return said[-1] if said else ""


def _pause(worker: "subprocess.Popen[bytes]") -> None:
    worker.send_signal(signal.SIGINT)
    try:
        worker.wait(_GRACE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()

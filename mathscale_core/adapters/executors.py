"""Executors: run a job folder somewhere until it stops."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.errors import JobError
from mathscale_core.ports import Report
from mathscale_core.records import Progress

_GRACE = 20.0
_POLL = 0.05


class LocalExecutor:
    """Runs a job in a child process that ends when this process does."""

    def run(self, folder: Path, report: Report) -> None:
        """Work on the job until it is done or stopped.

        Raises:
            JobError: The worker ended without finishing or pausing the job.
            KeyboardInterrupt: Passed on after the job was paused; a worker that does not pause in time is killed.
        """
        job = JobFolder(folder)
        kind, asked = str(job.spec["kind"]), int(job.spec["asked"])
        with (folder / "worker.err").open("wb") as errors:
            worker = subprocess.Popen(
                [sys.executable, "-m", "mathscale_core.worker", str(folder)], stdout=subprocess.DEVNULL, stderr=errors
            )
            try:
                polls = 0
                while worker.poll() is None:
                    time.sleep(_POLL)
                    polls += 1
                    if polls % 10 == 0:
                        report(Progress(kind, min(job.lines(), asked), asked))
            except BaseException:
                _pause(worker)
                raise
        state, reason = job.state()
        if state in {"stalled", "running", "queued", "failed"}:
            said = (folder / "worker.err").read_text("utf-8", "replace").strip().splitlines()
            raise JobError(
                f"The job {folder.name} stopped: {reason or 'its worker ended'}. {said[-1] if said else ''}".strip(),
                "a worker that finishes or pauses its job.",
                f"Look into {folder / 'log.txt'}, then run 'mathscale jobs resume {folder.name}'.",
            )


def _pause(worker: "subprocess.Popen[bytes]") -> None:
    worker.send_signal(signal.SIGINT)
    try:
        worker.wait(_GRACE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()

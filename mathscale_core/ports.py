"""The seams of the core: what a step needs from outside, as protocols with few methods each."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from mathscale_core.records import ModelReply, ModelRequest, Progress

#: Receives the progress of a long call; a no-op where nobody looks.
Report = Callable[[Progress], None]


class Model(Protocol):
    """Anything that answers a request: an endpoint over HTTP, the offline provider, a script in a test."""

    @property
    def name(self) -> str:
        """Provider and model, as stored with each reply."""
        ...

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answer one request.

        Raises:
            ModelError: The model refused, failed or cannot serve this task.
        """
        ...


class Executor(Protocol):
    """Runs a job folder somewhere until it stops."""

    def run(self, folder: Path, report: Report) -> None:
        """Work on the job until it is done, paused or failed; raises KeyboardInterrupt when interrupted."""
        ...


def silent(_: Progress) -> None:
    """A report that nobody reads."""

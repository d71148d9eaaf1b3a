"""The seams of the core: what a step needs from outside, as protocols with few methods each."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class Connected(Model, Protocol):
    """A model behind a connection, which charges also for replies that are of no use.

    Attributes:
        wasted_tokens: Tokens of such replies; it grows where the request that they belong to raises its error.
    """

    wasted_tokens: int

    async def close(self) -> None:
        """Close the connection."""
        ...


class Executor(Protocol):
    """Runs a job folder somewhere until it stops."""

    def run(self, folder: Path, report: Report) -> None:
        """Work on the job until it is done, paused or failed; raises KeyboardInterrupt when interrupted."""
        ...

    def start(self, folder: Path) -> None:
        """Have the job worked on by somebody who outlives this process; how it ends stands in its folder."""
        ...


def silent(_: Progress) -> None:
    """A report that nobody reads."""

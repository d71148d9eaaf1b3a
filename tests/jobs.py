"""A job laid out in a folder, for the tests of those that work on it."""

from collections.abc import Sequence
from pathlib import Path

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.records import Endpoint, ModelRequest
from mathscale_core.testing.scripted import SCRIPTED


def job_of(
    folder: Path, asked: Sequence[ModelRequest], name: str = "j_1", endpoint: Endpoint | None = SCRIPTED
) -> JobFolder:
    """A job that asks this, beside the other jobs of the folder; the offline provider's where there is no endpoint."""
    return JobFolder.create(folder / "jobs" / name, kind="generate", endpoint=endpoint, settings={}, requests=asked)

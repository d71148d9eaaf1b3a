"""Workspaces for tests: a real database file, a clock that stands still, and jobs that run in this process."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.ports import Model, Report, silent
from mathscale_core.records import Progress, Seed, content_id
from mathscale_core.worker import offline_model, work
from mathscale_core.workspace import Workspace, create_workspace

#: What every clock of a fresh workspace shows.
NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)

#: The seeds of :func:`small_workspace`: (topics, knowledge points) of each.
SMALL: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
    (["Fractions"], ["Adding and subtracting fractions"]),
    (["Fractions"], ["Adding and subtracting fractions", "Fraction of a quantity"]),
    (["Fractions", "Money"], ["Fraction of a quantity"]),
    (["Money"], ["Fraction of a quantity", "Unit price"]),
    (["Money"], ["Unit price"]),
    (["Money", "Percentages"], ["Unit price", "Percent of a quantity"]),
    (["Percentages"], ["Percent of a quantity"]),
    (["Percentages", "Fractions"], ["Percent of a quantity", "Fraction of a quantity"]),
    (["Linear equations"], ["Solving linear equations"]),
    (["Linear equations", "Percentages"], ["Solving linear equations", "Percent of a quantity"]),
    (["Linear equations", "Money"], ["Solving linear equations", "Unit price"]),
    (["Linear equations"], ["Checking a solution"]),
)


class InlineExecutor:
    """An executor that works on the job in this process, with a model of the test's choice."""

    def __init__(self, model: Model | None = None, stop: Callable[[], str] | None = None) -> None:
        """``model`` answers, the offline provider where none is given; ``stop`` is asked between two answers."""
        self._model = model
        self._stop = stop

    def run(self, folder: Path, report: Report) -> None:
        """Work on the job until it is done or stopped; raises what ``worker.work`` raises."""
        job = JobFolder(folder)
        work(folder, self._model or offline_model(job), stop=self._stop)
        report(Progress(str(job.spec["kind"]), job.lines(), int(job.spec["asked"])))

    def start(self, folder: Path) -> None:
        """Work on the job at once; as of a worker in a process of its own, its troubles stand in its folder."""
        with suppress(Exception):
            self.run(folder, silent)


def fresh_workspace(
    folder: Path, model: Model | None = None, *, stop: Callable[[], str] | None = None, name: str = "workspace"
) -> Workspace:
    """An empty workspace inside a folder; its jobs are answered by ``model``, offline where none is given."""
    return create_workspace(folder / name, InlineExecutor(model, stop), clock=lambda: NOON)


def small_workspace(
    folder: Path, model: Model | None = None, *, stop: Callable[[], str] | None = None, name: str = "workspace"
) -> Workspace:
    """A workspace with the twelve labelled seeds of :data:`SMALL`.

    Four topics and five knowledge points stay; ``Checking a solution`` stands in one seed and is dropped.
    """
    workspace = fresh_workspace(folder, model, stop=stop, name=name)
    add_seeds(workspace, [labelled_seed(n, topics, kps) for n, (topics, kps) in enumerate(SMALL, 1)])
    return workspace


def answered_by(workspace: Workspace, model: Model | None, stop: Callable[[], str] | None = None) -> Workspace:
    """The same workspace with another model behind its jobs."""
    return replace(workspace, executor=InlineExecutor(model, stop))


def labelled_seed(number: int, topics: Sequence[str] = (), kps: Sequence[str] = (), question: str = "") -> Seed:
    """A seed with labels of one's own; number ``n`` asks for n + n unless it is given another question."""
    question = question or f"Seed {number}: what is ${number} + {number}$?"
    answer = str(2 * number)
    return Seed(
        content_id("s", question, answer), question, f"The answer is {answer}.", answer, "numeric", "elementary",
        "drawn", "train", "CC0-1.0", number, tuple(topics), tuple(kps),
    )  # fmt: skip


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write rows as a JSON-lines file and give its path."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path

"""Jobs made of scripted requests, and an ingest that notes what it was given."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.pipeline import jobs
from mathscale_core.ports import silent
from mathscale_core.records import ModelRequest
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, question_requests, writes_questions
from mathscale_core.testing.workspaces import answered_by, fresh_workspace
from mathscale_core.workspace import Workspace


class TakenIn:
    """An ingest that notes its batches: id and outcome of every answer."""

    def __init__(self) -> None:
        self.batches: list[list[tuple[str, str]]] = []

    def __call__(self, _: Workspace, __: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
        """Take a batch in."""
        assert all(request.id == answered.id for request, answered in answers)
        assert all((answered.outcome == "ok") == (answered.reply is not None) for _, answered in answers)
        self.batches.append([(answered.id, answered.outcome) for _, answered in answers])

    @property
    def items(self) -> list[tuple[str, str]]:
        """Every answer, in the order in which it came."""
        return [item for batch in self.batches for item in batch]


def started(workspace: Workspace, count: int) -> str:
    """A job that asks so much of a scripted endpoint, queued."""
    return jobs.create_job(workspace, "generate", SCRIPTED, {"graph_version": "g", "rng": 1}, question_requests(count))


def paused(tmp_path: Path, count: int = 30) -> tuple[Workspace, str]:
    """A job that was interrupted, with its answers taken in, and a workspace whose model goes on with it."""
    model = ScriptedModel(writes_questions, interrupt_after=10)
    workspace = fresh_workspace(tmp_path, model, stop=model.stop)
    job = started(workspace, count)
    jobs.run_job(workspace, job, TakenIn(), silent)
    return answered_by(workspace, ScriptedModel(writes_questions)), job


def row_of(workspace: Workspace, job: str) -> Mapping[str, Any]:
    """The job's row in the store."""
    row = workspace.store.jobs.get(job)
    assert row is not None
    return row

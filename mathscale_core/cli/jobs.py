"""Commands on jobs: list, show, log, pause, cancel, resume, retry."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.jobstatus import read_status
from mathscale_core.cli.command import Arguments, Command, Result, count
from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline import jobs
from mathscale_core.pipeline.work import cancel, resume, retry
from mathscale_core.ports import Report
from mathscale_core.views.jobs import statuses
from mathscale_core.workspace import Workspace


def _job_row(status: jobs.JobStatus) -> dict[str, Any]:
    counts = status.counts
    return {
        "id": status.id, "kind": status.kind, "state": status.state, "reason": status.reason, "asked": counts.asked,
        "ok": counts.ok, "failed": counts.failed, "skipped": counts.skipped, "pending": counts.pending,
        "requests": status.requests, "cached": status.cached, "possibly_paid_twice": status.possibly_paid_twice,
        "provider": status.provider, "tokens": status.tokens, "prompt_tokens": status.prompt_tokens,
        "cost": status.cost, "currency": status.currency, "actor": status.actor, "created": status.created,
    }  # fmt: skip


def _jobs_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"jobs": [_job_row(status) for status in statuses(workspace)]}


def _job_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("job")


def _jobs_show(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"jobs": [_job_row(jobs.job_status(workspace, arguments.job))]}


def _jobs_pause(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"jobs": [_job_row(jobs.pause_job(workspace, arguments.job))]}


def _jobs_cancel(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"jobs": [_job_row(cancel(workspace, arguments.job))]}


def _pause_held(root: Path, arguments: Arguments) -> Result | None:
    return _wish_held(root, arguments.job, "pause")


def _cancel_held(root: Path, arguments: Arguments) -> Result | None:
    return _wish_held(root, arguments.job, "cancel")


def _wish_held(root: Path, job: str, wish: str) -> Result | None:
    """Ask the worker of a job that runs in the process that holds the workspace; of others only that process may."""
    known = {path.name: path for path in (root / "jobs").glob("j_*") if (path / "spec.json").is_file()}
    if job not in known:
        raise NotFoundError(f"There is no job {job!r}.", "a job of this workspace.", "See 'mathscale jobs list'.")
    folder = JobFolder(known[job])
    if folder.state()[0] != "running":
        return None
    folder.wish(wish)
    row = {"id": job, "kind": folder.spec["kind"], "state": "running", "created": "", "actor": ""}
    status = read_status(folder, row)
    return {"jobs": [_job_row(replace(status, reason=status.reason or f"asked to {wish}"))]}


def _jobs_resume(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"jobs": [_job_row(resume(workspace, arguments.job, report))]}


def _jobs_retry(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"jobs": [_job_row(retry(workspace, arguments.job, report))]}


def _log_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("job")
    parser.add_argument("--lines", type=count, default=200, help="how many, from the end (default 200)")


def _jobs_log(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"job": arguments.job, "log": jobs.job_log(workspace, arguments.job, arguments.lines).splitlines()}


def _say_log(result: Result) -> list[str]:
    return list(result["log"]) or ["Nothing was written yet."]


COMMANDS = (
    Command(("jobs", "list"), "every job", _jobs_list),
    Command(("jobs", "show"), "one job", _jobs_show, _job_argument),
    Command(("jobs", "pause"), "ask a job to pause", _jobs_pause, _job_argument, held=_pause_held),
    Command(("jobs", "cancel"), "stop a job for good", _jobs_cancel, _job_argument, held=_cancel_held),
    Command(("jobs", "log"), "what happened in a job", _jobs_log, _log_arguments, say=_say_log),
    Command(("jobs", "resume"), "go on with a job", _jobs_resume, _job_argument),
    Command(("jobs", "retry"), "ask again for a job's failed items", _jobs_retry, _job_argument),
)

"""Commands of the house: make workspaces, serve the app, settings."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mathscale_core.cli.command import Arguments, Command, Result, random_number
from mathscale_core.cli.forward import app_of
from mathscale_core.cli.forward import health as health_of_app
from mathscale_core.cli.serve import port_number, serve, served_already
from mathscale_core.errors import InputError
from mathscale_core.pipeline.demo import run_demo
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.ports import Report
from mathscale_core.views.health import Care, health_of
from mathscale_core.workspace import Workspace, format_version


def _init(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"workspace": str(workspace.root), "format_version": format_version()}


def _demo(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = run_demo(workspace, report)
    return {
        "seeds": done.seeds, "topics": done.topics, "kps": done.kps, "edges": done.edges,
        "compositions": done.compositions, "questions": done.questions, "accepted": done.release.items,
        "release": done.release.name, "digest": done.release.digest, "seconds": round(done.seconds, 3),
    }  # fmt: skip


def _synth_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--topics", type=int, required=True)
    parser.add_argument("--kps", type=int, required=True)
    parser.add_argument("--seeds", type=int, required=True)
    parser.add_argument("--questions", type=int, default=0)
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the run")


def _synth(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    made = synthesise(
        workspace, arguments.topics, arguments.kps, arguments.seeds, questions=arguments.questions, rng=arguments.rng
    )
    return {
        "seeds": made.seeds, "topics": made.topics, "kps": made.kps, "edges": made.edges, "questions": made.questions,
    }  # fmt: skip


def _settings_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="change a setting")


def _settings(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    changes = {}
    for change in arguments.set:
        name, equals, value = change.partition("=")
        if not equals:
            raise InputError(f"--set {change!r} has no '='.", "NAME=VALUE.", "Write for example --set person=Ada.")
        changes[name] = value
    if changes:
        workspace = workspace.set_all(changes)
    shown: dict[str, Any] = workspace.settings.model_dump()
    return shown


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port_number, default=8501)


def _health(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return asdict(health_of(workspace.root.resolve(), workspace, Care()))


def _health_held(root: Path, arguments: Arguments) -> Result | None:
    """The app knows more of itself than a command that it runs."""
    app = app_of(root)
    return health_of_app(app) if app else None


COMMANDS = (
    Command(("init",), "make an empty workspace", _init, creates=True),
    Command(("demo",), "the whole loop on the seeds that ship, offline", _demo, creates=True),
    Command(("synth",), "make a synthetic workspace of a given size", _synth, _synth_arguments, creates=True),
    Command(("settings",), "show or change the workspace's settings", _settings, _settings_arguments),
    Command(
        ("health",),
        "whether the workspace is well, also while the app runs",
        _health,
        held=_health_held,
        forwards=False,
    ),
    Command(("run",), "serve the app on 127.0.0.1", serve, _run_arguments, held=served_already, forwards=False),
)

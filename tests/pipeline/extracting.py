"""Workspaces whose seeds wait for a scripted model, and what it says."""

import json
from pathlib import Path

from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.records import Endpoint, ModelRequest
from mathscale_core.testing.scripted import ScriptedModel
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import Workspace

ENDPOINT = Endpoint("scripted", "http://127.0.0.1:9/v1", "scripted")
OTHER = Endpoint("other", "http://127.0.0.1:9/v1", "another")


def of(number: int) -> str:
    return labelled_seed(number).question


def unlabelled(tmp_path: Path, count: int, model: ScriptedModel, *, stop: bool = False) -> Workspace:
    workspace = fresh_workspace(tmp_path, model, stop=model.stop if stop else None)
    add_seeds(workspace, [labelled_seed(n) for n in range(1, count + 1)])
    return workspace


def names(workspace: Workspace) -> set[str]:
    graph = workspace.graph().graph
    return {c.name for c in (*graph.topics, *graph.kps)}


def picks(request: ModelRequest, *names: str, new: tuple[tuple[str, str], ...] = ()) -> str:
    """A reply that picks offered concepts by their numbers."""
    numbers = {name: n for n, (_, _, name) in enumerate(request.inputs["offered"], 1)}
    kinds = {name: kind for _, kind, name in request.inputs["offered"]}
    of_kind = {kind: [numbers[n] for n in names if kinds[n] == kind] for kind in ("topic", "kp")}
    missing = [{"kind": kind, "name": name} for kind, name in new]
    return json.dumps({"topics": of_kind["topic"], "knowledge_points": of_kind["kp"], "new": missing})


def guided(tmp_path: Path, model: ScriptedModel, count: int = 3) -> Workspace:
    """The small workspace with further seeds that have no labels."""
    workspace = small_workspace(tmp_path, model)
    add_seeds(workspace, [labelled_seed(n) for n in range(101, 101 + count)])
    return workspace


def tags(workspace: Workspace, number: int) -> set[str]:
    return {row["name"] for row in workspace.store.concepts.tags_of(labelled_seed(number).id)}

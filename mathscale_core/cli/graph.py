"""Commands on concepts and their graph: extraction, the graph's size, edits."""

import argparse
from pathlib import Path

from mathscale_core.cli.command import Arguments, Command, Result, offline_argument
from mathscale_core.pipeline.edits import apply_edit_file
from mathscale_core.pipeline.extract import extract
from mathscale_core.ports import Report
from mathscale_core.workspace import Workspace

_SHOWN_DROPPED = 100


def _extract(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = extract(workspace, report)
    graph = workspace.graph().graph
    return {
        "seeds": done.seeds, "ok": done.ok, "uncertain": done.uncertain, "failed": done.failed,
        "skipped": done.skipped, "topics": len(graph.topics), "kps": len(graph.kps), "provider": done.provider,
        "uncertain_share": round(done.uncertain / max(done.ok + done.uncertain + done.failed, 1), 4),
        "tagger": dict(done.tagger),
    }  # fmt: skip


def _graph_stats(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    cleaned = workspace.graph()
    graph = cleaned.graph
    return {
        "version": graph.version, "seeds": graph.seeds, "topics": len(graph.topics), "kps": len(graph.kps),
        "edges": graph.edges, "components": graph.components(), "dropped": len(cleaned.dropped),
        "dropped_concepts": [
            {"id": c.id, "kind": c.kind, "name": c.name, "seeds": n} for c, n in cleaned.dropped[:_SHOWN_DROPPED]
        ],
    }  # fmt: skip


def _edit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help='JSON lines such as {"kind": "restore", "concept": "c_..."}')


def _graph_edit(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    events = apply_edit_file(workspace, arguments.file)
    return {"version": workspace.graph().graph.version, "events": [e.id for e in events]}


def _graph_log(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    events = workspace.store.curation.events()
    rows = [{"id": e.id, "kind": e.kind, "actor": e.actor, "at": e.at, "reason": e.reason, **e.payload} for e in events]
    return {"version": workspace.graph().graph.version, "events": rows}


COMMANDS = (
    Command(("extract",), "tag seeds with concepts", _extract, offline_argument),
    Command(("graph", "stats"), "the current graph, and what cleaning dropped", _graph_stats),
    Command(("graph", "edit"), "apply a file of edits to the graph", _graph_edit, _edit_arguments),
    Command(("graph", "log"), "the log of edits", _graph_log),
)

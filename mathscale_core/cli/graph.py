"""Commands on concepts and their graph: extraction, the graph's size, edits and their undoing, the shelf."""

import argparse
from pathlib import Path

from mathscale_core.cli.command import Arguments, Command, Result, provider_arguments
from mathscale_core.pipeline.edits import apply_edit_file, undo
from mathscale_core.pipeline.endpoints import provider_of
from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.shelf import adopt, adopt_as_alias, dismiss
from mathscale_core.ports import Report
from mathscale_core.views import curation
from mathscale_core.views.shelf import nearest
from mathscale_core.workspace import Workspace

_SHOWN_DROPPED = 100
_NEAREST = 3


def _extract_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--vocabulary", choices=("free", "guided"), default="free",
        help="free: the model's own words, as in the paper; guided: picked from the nearest concepts of the graph",
    )  # fmt: skip
    provider_arguments(parser)


def _extract(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    endpoint = provider_of(workspace, arguments.endpoint, offline=arguments.offline)
    done = extract(workspace, report, endpoint, arguments.vocabulary)
    graph = workspace.draft().graph
    return {
        "seeds": done.seeds, "ok": done.ok, "uncertain": done.uncertain, "failed": done.failed,
        "skipped": done.skipped, "topics": len(graph.topics), "kps": len(graph.kps), "provider": done.provider,
        "vocabulary": arguments.vocabulary, "shelved": workspace.store.shelf.count(),
        "job": done.job.id if done.job else "", "requests": done.job.requests if done.job else 0,
        "tokens": done.job.tokens if done.job else 0, "cost": done.job.cost if done.job else 0.0,
        "uncertain_share": round(done.uncertain / max(done.ok + done.uncertain + done.failed, 1), 4),
        "tagger": dict(done.tagger),
    }  # fmt: skip


def _graph_stats(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    cleaned = workspace.draft()
    graph = cleaned.graph
    return {
        "version": graph.version, "seeds": graph.seeds, "topics": len(graph.topics), "kps": len(graph.kps),
        "edges": graph.edges, "components": graph.components(), "dropped": len(cleaned.dropped),
        "dropped_concepts": [
            {"id": c.id, "kind": c.kind, "name": c.name, "seeds": n} for c, n in cleaned.dropped[:_SHOWN_DROPPED]
        ],
    }  # fmt: skip


def _edit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help='JSON lines such as {"kind": "rename", "concept": "c_...", "name": "Sums"}'
    )


def _graph_edit(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    events = apply_edit_file(workspace, arguments.file)
    return {"version": workspace.draft().graph.version, "events": [e.id for e in events]}


def _graph_log(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    states = curation.states(workspace)
    rows = [
        {
            "id": e.id, "state": states[e.id], "kind": e.kind, "actor": e.actor, "at": e.at, "reason": e.reason,
            **e.payload,
        }
        for e in workspace.store.curation.events()
    ]  # fmt: skip
    return {"version": workspace.draft().graph.version, "events": rows}


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("event", help="the edit to take back, such as e_...; see 'graph log'")
    parser.add_argument("--reason", default="", help="why")


def _graph_undo(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    event = undo(workspace, arguments.event, arguments.reason)
    return {"version": workspace.draft().graph.version, "events": [event.id], "undone": arguments.event}


def _shelf_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--page", type=int, default=1, help=f"which page of {curation.PAGE}")


def _graph_shelf(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    rows, total = curation.shelf(workspace, page=max(1, arguments.page))
    return {
        "waiting": total,
        "shelf": [
            {
                "kind": s.kind, "name": s.name, "seeds": s.seeds,
                "nearest": [
                    {"id": n.concept.id, "name": n.concept.name, "score": round(n.score, 4)}
                    for n in nearest(workspace, s, _NEAREST)
                ],
            }
            for s in rows
        ],
    }  # fmt: skip


def _name_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=("topic", "kp"), required=True)
    parser.add_argument("--name", required=True, help="a name that waits on the shelf, in any spelling")


def _adopt_arguments(parser: argparse.ArgumentParser) -> None:
    _name_arguments(parser)
    parser.add_argument("--as-alias-of", default="", metavar="ID", help="make it another name of this concept")


def _graph_adopt(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    if arguments.as_alias_of:
        events = adopt_as_alias(workspace, arguments.kind, arguments.name, arguments.as_alias_of)
    else:
        events = adopt(workspace, arguments.kind, arguments.name)
    tagging = next(e for e in events if e.kind == "retag")
    return {
        "version": workspace.draft().graph.version, "events": [e.id for e in events],
        "concept": tagging.payload["add"][0], "seeds": len(tagging.payload["seeds"]),
    }  # fmt: skip


def _graph_dismiss(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"seeds": dismiss(workspace, arguments.kind, arguments.name)}


COMMANDS = (
    Command(("extract",), "tag seeds with concepts", _extract, _extract_arguments),
    Command(("graph", "stats"), "the current graph, and what cleaning dropped", _graph_stats),
    Command(("graph", "edit"), "apply a file of edits to the graph", _graph_edit, _edit_arguments),
    Command(("graph", "undo"), "take one edit back", _graph_undo, _undo_arguments),
    Command(("graph", "log"), "the log of edits, and which of them count", _graph_log),
    Command(("graph", "shelf"), "names that models missed among the offered concepts", _graph_shelf, _shelf_arguments),
    Command(("graph", "adopt"), "make a name of the shelf a concept of its seeds", _graph_adopt, _adopt_arguments),
    Command(("graph", "dismiss"), "take a name off the shelf for good", _graph_dismiss, _name_arguments),
)

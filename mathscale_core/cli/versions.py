"""Commands on versions of the graph: publish the draft, list and compare versions, move a mix to the newest one."""

import argparse
from collections.abc import Sequence
from typing import Any

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.curation.preview import Change
from mathscale_core.pipeline.mixes import move_mix
from mathscale_core.pipeline.publish import DRAFT, changed_mixes, difference, publish
from mathscale_core.ports import Report
from mathscale_core.records import Concept
from mathscale_core.views import publishing
from mathscale_core.workspace import Workspace

_SHOWN = 50


def _publish_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--line", required=True, help="what is new, in one line")


def _publish(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    mixes = changed_mixes(workspace)
    done = publish(workspace, arguments.line)
    return {
        "number": done.number, "version": done.version, "line": done.line,
        "changed_mixes": [{"name": m.name, "compositions": m.compositions, "changed": m.changed} for m in mixes],
    }  # fmt: skip


def _versions(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    rows = [
        {"number": p.number, "version": p.version, "line": p.line, "actor": p.actor, "created": p.created}
        for p in publishing.versions(workspace)
    ]
    return {
        "versions": rows, "draft": workspace.draft().graph.version, "waiting": publishing.count_waiting(workspace),
        "proposed": publishing.count_proposed(workspace),
    }  # fmt: skip


def _diff_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="A", help="number of a published version, or 0 for the empty graph")
    parser.add_argument("new", metavar="B", nargs="?", default=DRAFT, help="the same, or 'draft', which it is without")


def _diff(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _as_json(difference(workspace, arguments.old, arguments.new, movers=_SHOWN))


def _as_json(change: Change) -> dict[str, Any]:
    return {
        "added": _named(change.added), "removed": _named(change.removed),
        "renamed": [{"before": old, "after": new} for old, new in change.renamed[:_SHOWN]],
        "edges_added": change.edges_added, "edges_removed": change.edges_removed,
        "edges_reweighted": change.edges_reweighted, "components": list(change.components),
        "new_dead_ends": _named(change.new_dead_ends), "dead_end": list(change.dead_end), "seeds": change.seeds,
        "most": change.most,
        "movers": [
            {
                "id": m.concept.id, "name": m.concept.name, "before": m.before, "after": m.after,
                "degree": list(m.degree), "seeds": list(m.seeds),
            }
            for m in change.movers
        ],
    }  # fmt: skip


def _named(concepts: Sequence[Concept]) -> list[dict[str, str]]:
    return [{"id": c.id, "kind": c.kind, "name": c.name} for c in concepts[:_SHOWN]]


def _move_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mix")


def _move(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    moved = move_mix(workspace, arguments.mix)
    return {"mix": moved.mix, "stayed": moved.stayed, "left": moved.left, "graph_version": moved.graph_version}


COMMANDS = (
    Command(("graph", "publish"), "make the draft the version that is used", _publish, _publish_arguments),
    Command(("graph", "versions"), "what was published, and what waits in the draft", _versions),
    Command(("graph", "diff"), "what lies between two versions of the graph", _diff, _diff_arguments),
    Command(("mix", "move"), "move a mix to the graph that is used now", _move, _move_arguments),
)

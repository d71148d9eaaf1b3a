"""Commands on the map of the graph."""

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.pipeline.layout import lay_out_version
from mathscale_core.ports import Report
from mathscale_core.workspace import Workspace


def _graph_layout(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = lay_out_version(workspace, report)
    return {
        "version": done.version, "nodes": done.nodes, "communities": done.communities,
        "seconds": round(done.seconds, 3),
    }  # fmt: skip


COMMANDS = (Command(("graph", "layout"), "lay the graph out for the map, once for each version", _graph_layout),)

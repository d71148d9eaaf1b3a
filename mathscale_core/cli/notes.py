"""Commands on notes of people."""

import argparse
from typing import Any

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.pipeline.notes import add_note, close_note
from mathscale_core.ports import Report
from mathscale_core.views import notes
from mathscale_core.workspace import Workspace


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", help="id of a concept or seed, or of two concepts, as one argument with a space")
    parser.add_argument("text", help="what others should know")


def _add(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _as_json(add_note(workspace, arguments.target, arguments.text))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", choices=("open", "closed", "all"), default="open", help="which ones")
    parser.add_argument("--page", type=int, default=1, help=f"which page of {notes.PAGE}")


def _list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    state = "" if arguments.state == "all" else arguments.state
    rows, total = notes.notes_page(workspace, state=state, page=max(1, arguments.page))
    return {
        "open": notes.count_open(workspace), "found": total,
        "notes": [_as_json(row.note) | {"about": row.about} for row in rows],
    }  # fmt: skip


def _close_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("note", help="id of the note, such as n_...")


def _close(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _as_json(close_note(workspace, arguments.note))


def _as_json(note: notes.Note) -> dict[str, Any]:
    return {
        "id": note.id, "target": note.target, "state": note.state, "actor": note.actor, "created": note.created,
        "text": note.text, "closed_by": note.closed_by, "closed": note.closed,
    }  # fmt: skip


COMMANDS = (
    Command(("notes", "add"), "write a note on a concept, a seed or a pair of concepts", _add, _add_arguments),
    Command(("notes", "list"), "the notes, newest first", _list, _list_arguments),
    Command(("notes", "close"), "close a note that is settled", _close, _close_arguments),
)

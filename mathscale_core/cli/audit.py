"""The command on audits of tags: draw a sample, take in what a person said of it, say how right the tags are."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from mathscale_core.cli.command import Arguments, Command, Result, count, random_number
from mathscale_core.errors import InputError
from mathscale_core.pipeline.audit import MATERIALS, find_audit, finish_item, start_audit
from mathscale_core.ports import Report
from mathscale_core.seeds.rows import Row, read_rows
from mathscale_core.views import audits
from mathscale_core.workspace import Workspace

#: Items that wait to be judged, as listed at once.
_LISTED = 100


class Marked(BaseModel):
    """``{"audit": "a_...", "item": "s_...", "wrong": ["c_..."], "missing": ["c_..."]}``; the audit may be left out."""

    model_config = ConfigDict(extra="forbid")

    item: str
    audit: str = ""
    wrong: list[str] = []
    missing: list[str] = []


def _audit_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--start", type=count, metavar="N", help="draw N items at random")
    what.add_argument("--marks", type=Path, metavar="FILE", help=f"JSON lines such as {Marked.__doc__}".rstrip("."))
    what.add_argument("--show", action="store_true", help="what the newest audit came to, and what waits (the default)")
    parser.add_argument("--origin", default="", help="whose tags: an extractor, 'given', or a data set of test items")
    parser.add_argument("--material", choices=MATERIALS, default="seeds", help="tags of seeds, or labels of test items")
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the draw")


def _audit(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    if arguments.start is not None:
        return _shown(workspace, _started(workspace, arguments))
    if arguments.marks is not None:
        return _shown(workspace, _marked(workspace, arguments.marks))
    return _shown(workspace, find_audit(workspace))


def _started(workspace: Workspace, arguments: Arguments) -> audits.Audit:
    known = audits.origins(workspace, arguments.material)
    # Where only one gave tags there is nothing to choose.
    origin = arguments.origin or (next(iter(known)) if len(known) == 1 else "")
    return start_audit(workspace, arguments.material, origin, arguments.start, arguments.rng)


def _marked(workspace: Workspace, path: Path) -> audits.Audit:
    """Take in a file of marks, all or none; the audit of its last line."""
    marked: list[Marked] = []
    for row in read_rows(path, "jsonl"):
        if not isinstance(row, Row):
            raise InputError(f"Line {row.line}: {row.reason}.", "one item a line.", "Nothing was taken in; mend it.")
        try:
            marked.append(Marked.model_validate(row.fields))
        except ValidationError as error:
            raise InputError(
                f"Line {row.line}: {error.errors()[0]['msg']}.", f"a line like {Marked.__doc__}",
                "Nothing was taken in; mend it.",
            ) from error  # fmt: skip
    if not marked:
        raise InputError(f"{path} has no line.", "one item a line.", "Write what you judged into it.")
    with workspace.store.transaction():
        for one in marked:
            finish_item(workspace, find_audit(workspace, one.audit).id, one.item, one.wrong, one.missing)
    return find_audit(workspace, marked[-1].audit)


def _shown(workspace: Workspace, audit: audits.Audit) -> Result:
    audit = find_audit(workspace, audit.id)
    found = audits.result(workspace, audit)
    precision, recall = found.precision, found.recall
    waiting = [item for item, done in workspace.store.audits.items(audit.id) if not done]
    return {
        "audit": audit.id, "material": audit.material, "origin": audit.origin, "sampled": audit.sampled,
        "done": audit.done, "right": found.right, "wrong": found.wrong, "missing": found.missing,
        "precision": precision.value if precision else None, "low": precision.low if precision else None,
        "high": precision.high if precision else None, "recall": recall.value if recall else None,
        "recall_low": recall.low if recall else None, "recall_high": recall.high if recall else None,
        "items": [_item(workspace, audit, item) for item in waiting[:_LISTED]],
    }  # fmt: skip


def _item(workspace: Workspace, audit: audits.Audit, item: str) -> Mapping[str, Any]:
    shown = audits.next_item(workspace, audit, item)
    tags = [t.concept for t in shown.tags] if shown else []
    return {
        "item": item, "question": shown.question if shown else "",
        "tags": [{"id": c.id, "kind": c.kind, "name": c.name} for c in tags],
    }  # fmt: skip


COMMANDS = (
    Command(
        ("graph", "audit"), "judge a random sample of tags: precision and recall of who gave them", _audit,
        _audit_arguments,
    ),
)  # fmt: skip

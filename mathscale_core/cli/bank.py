"""Commands on the bank and what goes out of it: questions, releases, exports, lineage."""

import argparse
from pathlib import Path
from typing import Any, get_args

from mathscale_core.adapters.export import FIELDS, FORMATS
from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.errors import InputError
from mathscale_core.pipeline.bookmarks import delete_view, save_view
from mathscale_core.pipeline.release import export_release, make_release
from mathscale_core.pipeline.review import edit_question
from mathscale_core.ports import Report
from mathscale_core.records import Accept, Release
from mathscale_core.views import bank
from mathscale_core.views.history import history
from mathscale_core.views.lineage import lineage
from mathscale_core.views.questions import question_detail
from mathscale_core.workspace import Workspace

#: The page of the bank, by the name under which its views are saved.
_VIEWED = "questions"


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    for name in (*bank.CHOICES, *bank.TEXTS):
        known = ", ".join(v or "none" for v in bank.CHOICES.get(name, ()))
        parser.add_argument(f"--{name}", default="", help=f"some of {known}" if known else None)
    parser.add_argument("-n", type=int, default=bank.PAGE, metavar="N", help="at most so many, newest first")
    parser.add_argument("--offset", type=int, default=0, help="leave out so many before them")


def _questions_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    address = {name: getattr(arguments, name) for name in (*bank.CHOICES, *bank.TEXTS)}
    for name, known in bank.CHOICES.items():
        wrong = {v for v in address[name].split(",") if v} - {v or "none" for v in known}
        if wrong:
            words = ", ".join(v or "none" for v in known)
            raise InputError(f"--{name} has {', '.join(sorted(wrong))}.", f"some of {words}.", "Mend it.")
    wanted = bank.read_filter(workspace, address)
    if address["check"] and not wanted.check:
        raise InputError(f"--check is {address['check']!r}.", "a check and what it says.", "Write form=fail or alike.")
    total = bank.count(workspace, wanted, bank.MOST_DOWNLOADED)
    limit = min(max(arguments.n, 0), bank.MOST_DOWNLOADED)
    rows = workspace.store.questions.find(wanted, limit=limit, offset=max(arguments.offset, 0))
    shown = ("question", "answer", "level", "source", "check_state", "verdict", "topics", "kps")
    return {
        "total": min(total, bank.MOST_DOWNLOADED),
        "more": total > bank.MOST_DOWNLOADED,
        "questions": [{"id": row["revision"], **{name: row[name] for name in shown}} for row in rows],
    }


def _revision_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision")


def _questions_show(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    detail = question_detail(workspace, arguments.revision)
    question = detail.question
    return {
        "id": question.revision, "question": question.question, "solution": question.solution,
        "answer": question.answer, "topics": question.topics, "kps": question.kps, "level": question.level,
        "source": question.source, "check_state": detail.check_state, "verdict": detail.verdict,
        "newest": detail.newest, "checks": {c.check: f"{c.state}: {c.reason}" for c in detail.checks},
        "verdicts": [{k: v[k] for k in ("verdict", "actor", "reason", "created", "stands")} for v in detail.verdicts],
        "revisions": [
            {"id": r.revision, "actor": r.actor, "created": r.created, "reason": r.reason}
            for r in history(workspace, question.item)
        ],
        "releases": detail.releases,
    }  # fmt: skip


def _edit_arguments(parser: argparse.ArgumentParser) -> None:
    _revision_argument(parser)
    for part in ("question", "solution", "answer"):
        parser.add_argument(
            f"--{part}", metavar="TEXT", help=f"the new {part}; the old one stays where it is not given"
        )
    parser.add_argument("--reason", default="")


def _questions_edit(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    old = question_detail(workspace, arguments.revision).question
    new = edit_question(
        workspace, old.revision, reason=arguments.reason,
        question=old.question if arguments.question is None else arguments.question,
        solution=old.solution if arguments.solution is None else arguments.solution,
        answer=old.answer if arguments.answer is None else arguments.answer,
    )  # fmt: skip
    checks = workspace.store.questions.checks_of(new.revision)
    return {"question": new.item, "revision": new.revision, "checks": {c.check: c.state for c in checks}}


def _views_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--save", metavar="NAME", help="keep the address of --address under a name")
    what.add_argument("--delete", metavar="NAME", help="delete the view of that name")
    parser.add_argument("--address", default="", help="what the page's address says, such as 'level=high&look=cards'")


def _questions_views(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    if arguments.save is not None:
        save_view(workspace, _VIEWED, arguments.save, arguments.address)
    if arguments.delete is not None:
        delete_view(workspace, _VIEWED, arguments.delete)
    return {"views": [dict(view) for view in workspace.store.views.of_page(_VIEWED)]}


def _release_row(release: Release) -> dict[str, Any]:
    return {
        "name": release.name, "digest": release.digest, "items": release.items,
        "accepted_by_people": release.accepted_by_people, "accepted_by_policy": release.accepted_by_policy,
        "excluded": dict(release.excluded), "accept": release.accept, "graph_version": release.graph_version,
    }  # fmt: skip


def _make_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True)
    parser.add_argument("--accept", choices=get_args(Accept), default="reviewed")


def _release_make(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _release_row(make_release(workspace, arguments.name, arguments.accept, report))


def _release_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"releases": [_release_row(r) for r in workspace.store.releases.list()]}


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--release", required=True, metavar="NAME")
    parser.add_argument("--format", choices=tuple(FORMATS), required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--fields", default="", help=f"some of {','.join(FIELDS)}")
    parser.add_argument("--overwrite", action="store_true", help="replace the file where there is one")


def _export(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    fields = [f.strip() for f in arguments.fields.split(",") if f.strip()] or None
    done = export_release(
        workspace,
        arguments.release,
        arguments.format,
        arguments.output,
        fields,
        overwrite=arguments.overwrite,
        report=report,
    )
    made = {"made_folder": str(done.made_folder)} if done.made_folder else {}
    return {"path": str(done.path), "rows": done.rows, "skipped": done.skipped, **made}


def _lineage_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="id of a seed, concept, composition or question, or name of a release")


def _lineage(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    parents, children = lineage(workspace, arguments.id)
    return {"parents": parents, "children": children}


COMMANDS = (
    Command(("questions", "list"), "questions of the bank under filters", _questions_list, _list_arguments),
    Command(("questions", "show"), "one question with all that is known", _questions_show, _revision_argument),
    Command(("questions", "edit"), "mend a question: a new revision", _questions_edit, _edit_arguments),
    Command(("questions", "views"), "saved views of the bank; --save, --delete", _questions_views, _views_arguments),
    Command(("release", "make"), "freeze accepted questions under a name", _release_make, _make_arguments),
    Command(("release", "list"), "every release", _release_list),
    Command(("export",), "write a release to a file", _export, _export_arguments),
    Command(("lineage",), "what an item came from and what came of it", _lineage, _lineage_arguments),
)

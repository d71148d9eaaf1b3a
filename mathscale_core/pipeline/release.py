"""Questions → release → file: freeze a selection under a name, and write it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa

from mathscale_core.adapters.export import FIELDS, FORMATS, write_release
from mathscale_core.adapters.store.checks import REQUIRED
from mathscale_core.adapters.store.entering import Standing
from mathscale_core.dataset import PROOF_CHECK, Selection, release_digest, select
from mathscale_core.errors import ConflictError, EmptyError, InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report, silent
from mathscale_core.records import Accept, Progress, Release
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export wrote.

    Attributes:
        path: The file.
        rows: Its rows.
        skipped: Reason to number of items left out.
        made_folder: The folder that had to be made for it, None where it was there.
    """

    path: Path
    rows: int
    skipped: dict[str, int]
    made_folder: Path | None = None


def make_release(workspace: Workspace, name: str, accept: Accept = "reviewed", report: Report = silent) -> Release:
    """Make a release of the bank's questions; the same selection under the same name is the same release.

    Interrupted anywhere, an exception of ``report`` included, it leaves nothing behind.

    Raises:
        ConflictError: The name belongs to a release with other contents.
        EmptyError: No question would be in it.
        InputError: The name or the way of accepting is not usable.
    """
    require(workspace, "make_release")
    if not name.strip() or len(name) > 80 or any(c in name for c in "/\\\n\r\t"):
        raise InputError(f"The name {name!r} cannot be used.", "1-80 characters without slashes.", "Use --name.")
    if accept not in get_args(Accept):
        raise InputError(f"{accept!r} is no way to accept.", f"one of {', '.join(get_args(Accept))}.", "Use --accept.")
    # Built before, where it holds nobody up; inside it is built anew only when it has changed.
    workspace.graph()
    # Likewise the digests, which take longest: contents never change.
    known = workspace.store.releases.entering(_selection(workspace, accept).accepted, report=report)
    # All of it is one look: an edit or a verdict meanwhile comes before it or after it.
    with workspace.store.transaction():
        release = _freeze(workspace, name, accept, known, report)
        report(Progress("release", release.items, release.items, "writing to disk"))
    return release


def export_release(
    workspace: Workspace,
    name: str,
    form: str,
    path: Path,
    fields: Sequence[str] | None = None,
    *,
    overwrite: bool = False,
    report: Report = silent,
) -> ExportResult:
    """Write a release to a file, whole or not at all; a file that is there is replaced only with ``overwrite``.

    Its questions are read as they are written, so that the memory it takes does not grow with the release.

    Raises:
        ConflictError: There is a file at that place.
        NotFoundError: There is no such release.
        InputError: The form or a field is not known, or the place cannot be written.
        DiskFullError: The disk takes no more.
    """
    require(workspace, "export_release")
    if form not in FORMATS:
        raise InputError(f"The format {form!r} is not known.", f"one of {', '.join(FORMATS)}.", "Use --format.")
    for field in fields or ():
        if field not in FIELDS:
            raise InputError(f"There is no field {field!r}.", f"some of {', '.join(FIELDS)}.", "Use --fields.")
    release = workspace.store.releases.get(name)
    if release is None:
        raise NotFoundError(
            f"There is no release {name!r}.", "a release of this workspace.", "See 'mathscale release list'."
        )
    workspace.refuse_own_file(path)
    if path.is_file() and not overwrite:
        raise ConflictError(f"There is a file {path} already.", "a new path.", "Use --overwrite, or another --output.")
    made = None if path.parent.exists() else path.parent
    written = 0

    def items() -> Iterator[dict[str, Any]]:
        nonlocal written
        for rows in workspace.store.releases.answered(name):
            yield from rows
            written += len(rows)
            report(Progress("export", written, release.items))

    write_release(path, form, items(), list(fields or FIELDS))
    skipped = {"it has no answer": release.items - written} if release.items > written else {}
    return ExportResult(path, written, skipped, made)


def _selection(workspace: Workspace, accept: Accept) -> Selection[Standing]:
    return select(workspace.store.questions.standings(REQUIRED, PROOF_CHECK), accept)


def _freeze(workspace: Workspace, name: str, accept: Accept, known: pa.Table, report: Report) -> Release:
    store = workspace.store
    version = workspace.graph().graph.version
    selection = _selection(workspace, accept)
    found = store.releases.entering(selection.accepted, known, report)
    contents = release_digest(store.releases.digests(found), accept, version)
    existing = store.releases.get(name)
    if existing:
        if existing.digest == contents:
            return existing
        raise ConflictError(
            f"The release {name!r} exists with other contents ({existing.items} items).",
            "a new name: a release never changes.",
            "Use another --name.",
        )
    excluded = dict(sorted(selection.excluded.items()))
    if not selection.items:
        reasons = "; ".join(f"{n} because {reason}" for reason, n in excluded.items()) or "the bank is empty"
        raise EmptyError(
            f"None of {sum(excluded.values())} questions can enter: {reasons}.",
            "at least one accepted question.",
            "Verify first ('mathscale verify'), review some, or choose another --accept.",
        )
    release = Release(
        name, contents, accept, version, selection.items, selection.by_people, selection.by_policy, excluded,
        workspace.now(),
    )  # fmt: skip
    store.releases.add(release, found, workspace.actor, report)
    return release

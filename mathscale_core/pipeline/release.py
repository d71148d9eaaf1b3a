"""Questions → release → file: freeze a selection under a name, and write it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from mathscale_core.adapters.export import FIELDS, FORMATS, write_release
from mathscale_core.dataset import POLICY_ACTOR, release_items, select
from mathscale_core.errors import ConflictError, EmptyError, InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.records import Accept, Release, content_id
from mathscale_core.validation.checks import CHECKS
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


def make_release(workspace: Workspace, name: str, accept: Accept = "reviewed") -> Release:
    """Make a release of the bank's questions; the same selection under the same name is the same release.

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
    # All of it is one look: an edit or a verdict meanwhile comes before it or after it.
    with workspace.store.transaction():
        return _freeze(workspace, name, accept)


def export_release(
    workspace: Workspace,
    name: str,
    form: str,
    path: Path,
    fields: Sequence[str] | None = None,
    *,
    overwrite: bool = False,
) -> ExportResult:
    """Write a release to a file, whole or not at all; a file that is there is replaced only with ``overwrite``.

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
    if workspace.store.releases.get(name) is None:
        raise NotFoundError(
            f"There is no release {name!r}.", "a release of this workspace.", "See 'mathscale release list'."
        )
    workspace.refuse_own_file(path)
    if path.is_file() and not overwrite:
        raise ConflictError(f"There is a file {path} already.", "a new path.", "Use --overwrite, or another --output.")
    made = None if path.parent.exists() else path.parent
    items = workspace.store.releases.items(name)
    answered = [item for item in items if item["answer"].strip()]
    write_release(path, form, answered, list(fields or FIELDS))
    skipped = {"it has no answer": len(items) - len(answered)} if len(items) > len(answered) else {}
    return ExportResult(path, len(answered), skipped, made)


def _freeze(workspace: Workspace, name: str, accept: Accept) -> Release:
    store = workspace.store
    version = workspace.graph().graph.version
    candidates = store.questions.by_source("generated", "imported")
    checks = store.questions.check_states("generated", "imported")
    required = {c.name: c.version for c in CHECKS}
    selection = select(candidates, checks, store.questions.latest_verdicts(), accept, version, required)
    existing = store.releases.get(name)
    if existing:
        if existing.digest == selection.digest:
            return existing
        raise ConflictError(
            f"The release {name!r} exists with other contents ({existing.items} items).",
            "a new name: a release never changes.",
            "Use another --name.",
        )
    if not selection.items:
        reasons = "; ".join(f"{n} because {reason}" for reason, n in selection.excluded.items()) or "the bank is empty"
        raise EmptyError(
            f"None of {len(candidates)} questions can enter: {reasons}.",
            "at least one accepted question.",
            "Verify first ('mathscale verify'), review some, or choose another --accept.",
        )
    by_policy = [q for q, accepted_by in selection.items if accepted_by == POLICY_ACTOR]
    now = workspace.now()
    policy_verdicts = [
        {
            "id": content_id("v", q.revision, POLICY_ACTOR), "revision": q.revision, "verdict": "accept",
            "actor": POLICY_ACTOR, "reason": "no failed check; answer recomputed independently", "seconds": None,
            "created": now,
        }
        for q in by_policy
    ]  # fmt: skip
    release = Release(
        name, selection.digest, accept, version, len(selection.items),
        sum(accepted_by == "people" for _, accepted_by in selection.items), len(by_policy), selection.excluded, now,
    )  # fmt: skip
    store.questions.record_verdicts(policy_verdicts)
    store.releases.add(release, release_items(selection), workspace.actor)
    return release

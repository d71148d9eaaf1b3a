"""The draft → the published version, which mixes, generation and evaluation use; and what lies between two of them.

Before anything was published everybody uses the draft.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from mathscale_core.adapters.store.curation import Published
from mathscale_core.curation.preview import Change, compare
from mathscale_core.curation.versions import Cleaned, clean
from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.sampling.exact import known_inclusion
from mathscale_core.workspace import Workspace

#: Longest line that a version is published with.
LONGEST_LINE = 200
DRAFT = "draft"


Seen = TypeVar("Seen")


class _TakenBackError(Exception):
    """Ends the transaction of a preview."""


@dataclass(frozen=True, slots=True)
class ChangedMix:
    """A kept mix that a new version touches.

    Attributes:
        name: Its name.
        compositions: How many it holds.
        changed: How many of these hold a concept that was merged, deleted or dropped.
    """

    name: str
    compositions: int
    changed: int


def publish(workspace: Workspace, line: str) -> Published:
    """Make the draft the version that is used; ``line`` says in a few words what is new.

    Raises:
        ConflictError: The draft is what is published already.
        InputError: The line is empty or too long.
    """
    require(workspace, "publish")
    said = " ".join(line.split())
    if not 1 <= len(said) <= LONGEST_LINE:
        raise InputError(
            f"The line has {len(said)} characters.", f"1 to {LONGEST_LINE} that say what is new.", "Write it again."
        )
    with workspace.store.transaction():
        store, made_of, draft = workspace.store, workspace.draft_version(), workspace.draft()
        last = store.curation.published()
        if (
            last
            and last.version == draft.graph.version
            and made_of.concepts == store.curation.snapshot(last.number).concepts
        ):
            raise ConflictError(
                f"Version {last.number} is what the draft holds.", "a draft that differs from it.", "Edit first."
            )
        log = store.curation.events()
        return store.curation.publish(
            draft.graph.version, made_of, said, log[-1].id if log else "", workspace.actor, workspace.now()
        )


def preview(workspace: Workspace, act: Callable[[], object]) -> Change:
    """What edits would change: they are done, looked at, and taken back.

    Args:
        workspace: Where.
        act: Does the edits by this package's functions, such as ``lambda: apply_edit(workspace, edit)``.

    Raises:
        MathScaleError: What the edits raise.
    """
    return tried(workspace, act, compared)


def tried(workspace: Workspace, act: Callable[[], object], look: Callable[[Cleaned, Cleaned], Seen]) -> Seen:
    """Do edits, look at the draft before and after them, and take them back; raises what the edits raise."""
    before = workspace.draft()
    found: list[Seen] = []
    try:
        with workspace.store.transaction():
            act()
            found.append(look(before, workspace.proposed()))
            raise _TakenBackError  # noqa: TRY301 (only an error takes a transaction back)
    except _TakenBackError:
        return found[0]


def difference(workspace: Workspace, old: str, new: str = DRAFT, *, movers: int = 50) -> Change:
    """What lies between two versions, each a published number or ``draft``; ``0`` is the empty graph.

    Raises:
        NotFoundError: There is no such version.
    """
    return compared(opened(workspace, old), opened(workspace, new), movers)


def opened(workspace: Workspace, version: str) -> Cleaned:
    """A published version by its number, the draft, or as ``0`` the empty graph.

    Raises:
        NotFoundError: There is no such version.
    """
    if version == DRAFT:
        return workspace.draft()
    known = {str(p.number): p for p in workspace.store.curation.all_published()}
    if version not in known and version != "0":
        raise NotFoundError(
            f"There is no version {version!r}.",
            "draft, or the number of a published one.",
            "See 'mathscale graph log'.",
        )
    if version == "0":
        return workspace.empty()
    return clean(workspace.store.curation.snapshot(int(version)), name=known[version].version)


def changed_mixes(workspace: Workspace) -> list[ChangedMix]:
    """The kept mixes that hold concepts which the draft has no more, most touched first."""
    draft = workspace.draft().graph
    found = [
        ChangedMix(
            row["name"], row["compositions"], workspace.store.mixes.count_beyond(row["id"], list(draft.position))
        )
        for row in workspace.store.mixes.counted()
    ]
    return sorted((m for m in found if m.changed), key=lambda m: -m.changed)


def compared(before: Cleaned, after: Cleaned, movers: int = 20) -> Change:
    """What lies between two graphs, with the exact inclusion of each."""
    return compare(before, after, (known_inclusion(before.graph), known_inclusion(after.graph)), movers=movers)

"""What curators see of the log: edits in words, filtered, with what was undone and what waits to be published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.store.shelf import Shelved
from mathscale_core.curation import fold, read_edit, touched, undone_in
from mathscale_core.records import EditEvent, Seed
from mathscale_core.views.editwords import about, in_words
from mathscale_core.workspace import Workspace

__all__ = [
    "PAGE", "Edit", "HistoryFilter", "Shelved", "describe", "edits_of", "history", "kinds_of", "last_event",
    "meanwhile", "people_of", "shelf", "shelf_count", "shelved_seeds", "states",
]  # fmt: skip

#: Names waiting on one page of the shelf, and edits on one page of the history.
PAGE = 20


@dataclass(frozen=True, slots=True)
class Edit:
    """One event of the log for people.

    Attributes:
        id: Event id.
        kind: What was done.
        text: The edit in words, plain text.
        actor: Who did it.
        reason: Why, ``""`` where nobody said.
        at: When, ISO 8601 in UTC.
        undone_by: The undo that took it back, ``""`` while it counts; to undo that is to do it again.
        can_undo: Whether it counts and is no undo; later edits may still depend on it.
        waits: Whether no published version holds it yet.
        proposed: Whether a proposer made it.
        concept: A concept that it is about, ``""`` where it is about seeds alone.
        version: Number of the first published version that holds it, 0 while none does.
        publisher: Who published that, ``""`` while nobody has.
    """

    id: str
    kind: str
    text: str
    actor: str
    reason: str
    at: str
    undone_by: str
    can_undo: bool
    waits: bool = True
    proposed: bool = False
    concept: str = ""
    version: int = 0
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which edits are wanted; an empty field asks nothing.

    Attributes:
        concept: Concept id; edits of what was merged into it count too.
        person: Who did them.
        kind: What was done.
        waits: Those alone that no published version holds.
    """

    concept: str = ""
    person: str = ""
    kind: str = ""
    waits: bool = False


def last_event(workspace: Workspace) -> str:
    """Id of the log's last event, ``""`` for an empty log: give it with an edit to learn of others' edits."""
    log = workspace.store.curation.events()
    return log[-1].id if log else ""


def history(
    workspace: Workspace, concept: str = "", *, wanted: HistoryFilter | None = None, page: int = 1, size: int = PAGE
) -> tuple[list[Edit], int]:
    """A page of the edits, newest first, and their number; of one concept and what was merged into it, or of all."""
    wanted = wanted or HistoryFilter(concept)
    log = workspace.store.curation.events()
    shown = [e for e in reversed(log) if wanted.person in {"", e.actor} and wanted.kind in {"", e.kind}]
    if wanted.concept:
        merges = workspace.store.concepts.merges()
        own = {wanted.concept, *(loser for loser, winner in merges.items() if winner == wanted.concept)}
        shown = [event for event in shown if own & about(event, log)]
    if wanted.waits:
        waiting = workspace.store.curation.waiting()
        shown = [event for event in shown if event.id in waiting]
    return _told(workspace, log, shown[(page - 1) * size : page * size]), len(shown)


def edits_of(workspace: Workspace, events: Sequence[str]) -> list[Edit]:
    """These events for people, in the order of the log."""
    log = workspace.store.curation.events()
    return _told(workspace, log, [e for e in log if e.id in set(events)])


def meanwhile(workspace: Workspace, rows: Sequence[Mapping[str, Any]], expected: str | None) -> list[Edit]:
    """What somebody has edited of the same since an event, oldest first; raises InputError on rows that are no edits.

    Args:
        workspace: Where.
        rows: The edits that are to be made, in their file form.
        expected: The last event that the editor saw, ``""`` for an empty log; None where that does not matter.
    """
    log = workspace.store.curation.events()
    if expected is None or (log and log[-1].id == expected):
        return []
    seen = next((n for n, e in enumerate(log, 1) if e.id == expected), 0)
    ours = frozenset[str]().union(*(touched(e, log) for e in _read(workspace, rows)))
    return _told(workspace, log, [e for e in log[seen:] if touched(e, log) & ours])


def describe(workspace: Workspace, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Edits in words before they are made; raises InputError on rows that are no edits."""
    events = _read(workspace, rows)
    names = workspace.store.concepts.concept_names(sorted({c for e in events for c in about(e, ())}))
    return [in_words(e, names, names) for e in events]


def people_of(workspace: Workspace) -> list[str]:
    """Everybody who edited, by name."""
    return sorted({event.actor for event in workspace.store.curation.events()})


def kinds_of(workspace: Workspace) -> list[str]:
    """The kinds of edits that were made, by name."""
    return sorted({event.kind for event in workspace.store.curation.events()})


def shelf(workspace: Workspace, *, page: int = 1) -> tuple[list[Shelved], int]:
    """A page of the names that wait for a curator, most seeds first, and their number."""
    return workspace.store.shelf.waiting(PAGE, (page - 1) * PAGE), shelf_count(workspace)


def shelf_count(workspace: Workspace) -> int:
    """How many names wait on the shelf."""
    return workspace.store.shelf.count()


def shelved_seeds(workspace: Workspace, name: Shelved, limit: int = 3) -> list[Seed]:
    """The first seeds that a waiting name would tag."""
    ids = workspace.store.shelf.seeds_of(name.kind, name.name)[:limit]
    found = workspace.store.seeds.by_id(ids)
    return [found[i] for i in ids]


def states(workspace: Workspace) -> dict[str, str]:
    """Every event's id to ``counts``, ``undone`` or, for an undo itself, ``undo``."""
    log = workspace.store.curation.events()
    undone = fold(log).undone
    return {e.id: "undo" if e.kind == "undo" else "undone" if e.id in undone else "counts" for e in log}


def _read(workspace: Workspace, rows: Sequence[Mapping[str, Any]]) -> list[EditEvent]:
    at = workspace.now()
    return [read_edit(row, line, actor=workspace.actor, at=at, after="") for line, row in enumerate(rows, 1)]


def _told(workspace: Workspace, log: Sequence[EditEvent], some: Sequence[EditEvent]) -> list[Edit]:
    """Events of the log for people."""
    if not some:
        return []
    by_id, undone = {e.id: e for e in log}, undone_in(log)
    # The last undo of an event that was not undone itself is the one that counts.
    taken = {str(e.payload["event"]): e.id for e in log if e.kind == "undo" and e.id not in undone}
    concepts = {e.id: about(e, log) for e in some}
    ids = sorted(frozenset[str]().union(*concepts.values()))
    named = workspace.store.concepts.concept_names(ids)
    # What a rename replaced: the name that the log gave before, or the first one.
    before = workspace.store.concepts.first_names(ids)
    wanted = {_meant(e, by_id).id for e in some}
    texts: dict[str, str] = {}
    for event in log:
        if event.id in wanted:
            texts[event.id] = in_words(event, named, before)
        if event.kind == "rename" and event.id not in undone:
            before[str(event.payload["concept"])] = str(event.payload["name"])
    waiting, merges = workspace.store.curation.waiting(), workspace.store.concepts.merges()
    proposed, published = workspace.store.curation.proposed(), _published_in(workspace, log)
    return [
        Edit(
            e.id, e.kind, _prefix(e, by_id) + texts[_meant(e, by_id).id], e.actor, e.reason, e.at,
            taken.get(e.id, ""), e.kind != "undo" and e.id not in undone, e.id in waiting, e.id in proposed,
            next((merges.get(c, c) for c in sorted(concepts[e.id])), ""), *published.get(e.id, (0, "")),
        )
        for e in some
    ]  # fmt: skip


def _published_in(workspace: Workspace, log: Sequence[EditEvent]) -> dict[str, tuple[int, str]]:
    """Event to the number and publisher of the first version that holds it: a version names the last event it holds."""
    upto = {event.id: place for place, event in enumerate(log)}
    found: dict[str, tuple[int, str]] = {}
    begin = 0
    for version in reversed(workspace.store.curation.all_published()):
        end = upto.get(version.event, -1) + 1
        found |= {event.id: (version.number, version.actor) for event in log[begin:end]}
        begin = max(begin, end)
    return found


def _meant(event: EditEvent, log: Mapping[str, EditEvent]) -> EditEvent:
    """What an undo, or the undo of an undo, is about in the end."""
    while event.kind == "undo":
        event = log[str(event.payload["event"])]
    return event


def _prefix(event: EditEvent, log: Mapping[str, EditEvent]) -> str:
    steps = 0
    while event.kind == "undo":
        event, steps = log[str(event.payload["event"])], steps + 1
    return "" if not steps else "Undid: " if steps % 2 else "Did again: "

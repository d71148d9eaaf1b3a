"""What curators see: the history of edits in words, what a merge will come to, and the shelf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mathscale_core.adapters.store.shelf import Shelved
from mathscale_core.curation import fold, touched
from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.records import Concept, EditEvent, Seed
from mathscale_core.workspace import Workspace

__all__ = [
    "PAGE", "Edit", "MergePreview", "Shelved", "history", "last_event", "merge_preview", "shelf", "shelf_count",
    "shelved_seeds", "states",
]  # fmt: skip

#: Names waiting on one page of the shelf, and edits on one page of the history.
PAGE = 20
_NAMED = 4


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
        undone_by: The undo that took it back, ``""`` while it counts.
        can_undo: Whether it counts and is no undo; later edits may still depend on it.
    """

    id: str
    kind: str
    text: str
    actor: str
    reason: str
    at: str
    undone_by: str
    can_undo: bool


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge will come to.

    Attributes:
        loser: The concept that will be a name of the other.
        winner: The one that stays, with its name.
        loser_seeds: Seeds that carry the loser now.
        winner_seeds: Seeds that carry the winner now.
        both: Seeds that carry both: for them nothing changes.
        seeds: Seeds that will carry the winner.
        neighbours: (now, then) neighbours of the winner.
        aliases: Names that will lead to the winner beside its own.
    """

    loser: Concept
    winner: Concept
    loser_seeds: int
    winner_seeds: int
    both: int
    seeds: int
    neighbours: tuple[int, int]
    aliases: tuple[str, ...]


def last_event(workspace: Workspace) -> str:
    """Id of the log's last event, ``""`` for an empty log: give it with an edit to learn of others' edits."""
    log = workspace.store.curation.events()
    return log[-1].id if log else ""


def history(workspace: Workspace, concept: str = "", *, page: int = 1) -> tuple[list[Edit], int]:
    """A page of the edits, newest first, and their number; of one concept and what was merged into it, or of all."""
    log = workspace.store.curation.events()
    shown = log[::-1]
    if concept:
        merges = workspace.store.concepts.merges()
        own = {concept, *(loser for loser, winner in merges.items() if winner == concept)}
        shown = [event for event in shown if own & _about(event, log)]
    some = shown[(page - 1) * PAGE : page * PAGE]
    undone = {str(e.payload["event"]): e.id for e in log if e.kind == "undo"}
    ids = sorted({c for e in some for c in _about(e, log)})
    named = workspace.store.concepts.concept_names(ids)
    # What a rename replaced: the name that the log gave before, or the first one.
    before = workspace.store.concepts.first_names(ids)
    texts: dict[str, str] = {}
    for event in log if some else ():
        texts[event.id] = _in_words(event, named, before)
        if event.kind == "rename" and event.id not in undone:
            before[str(event.payload["concept"])] = str(event.payload["name"])
    return [
        Edit(
            e.id, e.kind, f"Undid: {texts[str(e.payload['event'])]}" if e.kind == "undo" else texts[e.id],
            e.actor, e.reason, e.at, undone.get(e.id, ""), e.kind != "undo" and e.id not in undone,
        )
        for e in some
    ], len(shown)  # fmt: skip


def merge_preview(workspace: Workspace, loser: str, winner: str) -> MergePreview:
    """What merging one concept into another will come to, in numbers.

    Raises:
        NotFoundError: One of them is not there.
        InputError: They are one, or of two kinds.
    """
    concepts = workspace.store.concepts
    found = [concepts.concept(c) for c in (loser, winner)]
    if found[0] is None or found[1] is None:
        gone = loser if found[0] is None else winner
        raise NotFoundError(f"There is no concept {gone!r}.", "a concept of this workspace.", "Search for it by name.")
    one, other = found[0], found[1]
    if loser == winner or one.kind != other.kind:
        raise InputError(
            f"{one.name} ({one.kind}) was to go into {other.name} ({other.kind}).",
            "two different concepts of one kind.",
            "Choose another concept.",
        )
    theirs, ours = set(concepts.ids_of_concept(loser)), set(concepts.ids_of_concept(winner))
    graph = workspace.graph().graph
    around = [{c.id for c, *_ in graph.neighbours(i)} if i in graph.position else set() for i in (loser, winner)]
    names = sorted({one.name, *concepts.aliases(loser), *concepts.aliases(winner)} - {other.name})
    return MergePreview(
        one, other, len(theirs), len(ours), len(theirs & ours), len(theirs | ours),
        (len(around[1]), len((around[0] | around[1]) - {loser, winner})), tuple(names),
    )  # fmt: skip


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


def _about(event: EditEvent, log: Sequence[EditEvent]) -> frozenset[str]:
    """Concepts that an event names."""
    if event.kind == "undo":
        return frozenset().union(*(_about(e, log) for e in log if e.id == event.payload["event"]))
    if event.kind == "retag":
        return frozenset({*event.payload["add"], *event.payload["remove"]})
    return touched(event, log)


def _in_words(event: EditEvent, names: Mapping[str, str], before: Mapping[str, str]) -> str:
    payload = event.payload

    def listed(concepts: Sequence[str]) -> str:
        shown = ", ".join(names.get(c, c) for c in concepts[:_NAMED])
        return shown + (f" and {len(concepts) - _NAMED:,} more" if len(concepts) > _NAMED else "")

    if event.kind == "rename":
        return f"Renamed {before.get(payload['concept'], payload['concept'])} to {payload['name']}"
    if event.kind == "merge":
        return f"Merged {listed(payload['from'])} into {listed([payload['into']])}"
    if event.kind == "restore":
        return f"Restored {listed([payload['concept']])}"
    if event.kind == "retag":
        count = len(payload["seeds"])
        done = [
            f"{word} {listed(payload[key])}" for word, key in (("gave", "add"), ("took away", "remove")) if payload[key]
        ]
        return f"For {count:,} seed{'' if count == 1 else 's'}: {', '.join(done)}"
    return event.kind.capitalize()

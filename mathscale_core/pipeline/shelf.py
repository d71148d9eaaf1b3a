"""The shelf → the graph: a curator adopts a name that models missed among the offered concepts, or dismisses it."""

from mathscale_core.errors import NotFoundError
from mathscale_core.extraction.names import resolve
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.people import require
from mathscale_core.records import ConceptKind, EditEvent
from mathscale_core.seeds.rows import Row
from mathscale_core.workspace import Workspace, load_vocabulary


def adopt(workspace: Workspace, kind: ConceptKind, name: str, reason: str = "") -> list[EditEvent]:
    """Make a waiting name a concept, or use the concept that has the name by now, and tag its seeds.

    The tagging is a ``retag``, so that it can be undone: the name then waits again. A concept of so few seeds that
    cleaning would drop it is restored by a second event: somebody wants it. For seeds that are held back it goes on
    waiting.

    Raises:
        NotFoundError: No such name waits.
    """
    require(workspace, "adopt")
    store = workspace.store
    if not store.shelf.seeds_of(kind, name):
        raise _not_waiting(kind, name)
    resolved = resolve([(kind, name)], store.concepts.names(), load_vocabulary())
    # First and by itself, for the edit looks its concept up; without seeds it does no harm.
    store.concepts.add_tagged(resolved.concepts, resolved.names, [], [], workspace.actor, workspace.now())
    concept = store.concepts.merged_into(resolved.ids[kind, name])
    with store.transaction():
        # Nobody else writes from here on: those that are tagged are those that are settled.
        seeds = store.shelf.seeds_of(kind, name)
        if not seeds:
            raise _not_waiting(kind, name)
        edits = [{"kind": "retag", "seeds": seeds, "add": [concept], "reason": reason or "adopted from the shelf"}]
        if len({*seeds, *store.concepts.ids_of_concept(concept)}) < workspace.settings.minimum_seeds:
            edits.append({"kind": "restore", "concept": concept, "reason": reason or "adopted from the shelf"})
        events = apply_edits(workspace, [Row(line, edit) for line, edit in enumerate(edits, 1)])
        store.shelf.settle(kind, name, "adopted", seeds)
    return events


def dismiss(workspace: Workspace, kind: ConceptKind, name: str) -> int:
    """Take a waiting name off the shelf; it is not suggested again, for new seeds neither. Returns its seeds.

    Raises:
        NotFoundError: No such name waits.
    """
    require(workspace, "dismiss")
    seeds = workspace.store.shelf.settle(kind, name, "dismissed")
    if not seeds:
        raise _not_waiting(kind, name)
    return seeds


def _not_waiting(kind: ConceptKind, name: str) -> NotFoundError:
    return NotFoundError(
        f"No {kind} called {name!r} waits on the shelf.",
        "a name that waits there.",
        "See 'mathscale graph shelf'; it may have been adopted or dismissed meanwhile.",
    )

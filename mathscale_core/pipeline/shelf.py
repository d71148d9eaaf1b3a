"""The shelf → the graph: what a curator makes of a name that models missed among the offered concepts.

A concept of its own, another name of a concept that is there, or nothing. Each can be taken back: then the name waits
again.
"""

from collections.abc import Sequence

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.extraction.names import name_key, resolve
from mathscale_core.pipeline.edits import apply_edits, undo_all
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


def adopt_as_alias(
    workspace: Workspace, kind: ConceptKind, name: str, concept: str, reason: str = "", *, expected: str | None = None
) -> list[EditEvent]:
    """Make a waiting name another name of a concept of its kind, and tag its seeds with that.

    Two edits, the other name and the ``retag``; :func:`unsettle` takes both back. ``expected`` is the log's last event
    that the curator saw, None where that does not matter.

    Raises:
        NotFoundError: No such name waits, or there is no such concept.
        InputError: The concept is of the other kind: models that say the name again would not be led there.
        ConflictError: The concept was merged or deleted, another one has the name, or somebody edited it meanwhile.
    """
    require(workspace, "adopt_as_alias")
    store = workspace.store
    with store.transaction():
        seeds = store.shelf.seeds_of(kind, name)
        if not seeds:
            raise _not_waiting(kind, name)
        target = store.concepts.concept(concept)
        if target is None:
            raise NotFoundError(
                f"There is no concept {concept!r}.",
                "the id of a concept.",
                "See 'mathscale graph shelf' for the nearest.",
            )
        if target.kind != kind:
            raise InputError(
                f"{name!r} waits as a {kind} and {target.name!r} is a {target.kind}.",
                "a concept of the same kind.",
                "Choose another concept, or adopt the name as one of its own.",
            )
        reason = reason or f"the shelf has it as another name of {target.name}"
        edits: list[dict[str, object]] = [{"kind": "retag", "seeds": seeds, "add": [concept], "reason": reason}]
        known = store.concepts.names().get((kind, name_key(name)))
        if known != concept:
            edits.insert(0, {"kind": "alias", "concept": concept, "add": [_as_written(workspace, kind, name)],
                             "reason": reason})  # fmt: skip
        events = apply_edits(workspace, [Row(line, edit) for line, edit in enumerate(edits, 1)], expected=expected)
        store.shelf.settle(kind, name, "adopted", seeds)
    return events


def unsettle(workspace: Workspace, kind: ConceptKind, name: str, events: Sequence[str] = ()) -> None:
    """Take back what became of a name: the edits that adopted it, or without any its dismissal. It waits again.

    Raises:
        NotFoundError: No such name was dismissed.
        ConflictError: A later edit depends on one of the edits.
    """
    require(workspace, "unsettle")
    if events:
        undo_all(workspace, events, "the name goes back to the shelf")
    elif not workspace.store.shelf.put_back(kind, name):
        raise NotFoundError(
            f"No {kind} called {name!r} was dismissed.", "a name that was.", "Nothing is to be taken back."
        )


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


def _as_written(workspace: Workspace, kind: ConceptKind, name: str) -> str:
    """The name as most extractors wrote it, whatever spelling it is called by here."""
    return next((s.name for s in workspace.store.shelf.named(kind, name)), name)


def _not_waiting(kind: ConceptKind, name: str) -> NotFoundError:
    return NotFoundError(
        f"No {kind} called {name!r} waits on the shelf.",
        "a name that waits there.",
        "See 'mathscale graph shelf'; it may have been adopted or dismissed meanwhile.",
    )

"""Names and picks → concepts and taggings: what labels, extraction and synthetic workspaces share."""

from collections.abc import Mapping, Sequence
from typing import Any

from mathscale_core.extraction.names import name_key, resolve
from mathscale_core.extraction.replies import Picked
from mathscale_core.pipeline.edits import refold
from mathscale_core.records import ConceptKind, Tagging
from mathscale_core.workspace import Workspace, load_vocabulary

#: Seed id, topic names, knowledge-point names, and the certainty of each in that order.
SeedTags = tuple[str, Sequence[str], Sequence[str], Sequence[float]]


def store_tags(
    workspace: Workspace, tags: Sequence[SeedTags], origin: str, outcomes: Sequence[Mapping[str, Any]]
) -> None:
    """Resolve names to concepts, making those that are new, and store taggings and extraction outcomes at once."""
    kinds: list[list[tuple[ConceptKind, str]]] = [
        [*(("topic", t) for t in topics), *(("kp", k) for k in kps)] for _, topics, kps, _ in tags
    ]
    resolved = resolve([pair for pairs in kinds for pair in pairs], workspace.store.concepts.names(), load_vocabulary())
    taggings: dict[tuple[str, str], Tagging] = {}
    for (seed, _, _, certainty), pairs in zip(tags, kinds, strict=True):
        for pair, sure in zip(pairs, certainty, strict=True):
            concept = resolved.ids.get(pair)
            if concept:
                taggings.setdefault((seed, concept), Tagging(seed, concept, origin, sure))
    workspace.store.concepts.add_tagged(
        resolved.concepts, resolved.names, list(taggings.values()), outcomes, workspace.actor, workspace.now()
    )
    refold(workspace)


def store_picked(workspace: Workspace, picked: Sequence[tuple[str, Picked]], origin: str) -> set[str]:
    """Store what models picked for seeds, and put on the shelf what they miss; no concept is made.

    A missing name that a concept beyond the offered ones has tags with it.

    Returns:
        The seeds that were tagged.
    """
    if not picked:
        return set()
    # A concept whose adoption was undone has a name still; the name waits again.
    waiting = workspace.store.shelf.waiting_keys()
    known = {key: concept for key, concept in workspace.store.concepts.names().items() if key not in waiting}
    taggings: dict[tuple[str, str], Tagging] = {}
    shelved: list[tuple[str, ConceptKind, str]] = []
    for seed, reading in picked:
        there = [known.get((kind, name_key(name))) for kind, name in reading.new]
        for concept in (*reading.concepts, *filter(None, there)):
            taggings.setdefault((seed, concept), Tagging(seed, concept, origin, 1.0))
        shelved += [(seed, *new) for new, concept in zip(reading.new, there, strict=True) if concept is None]
    workspace.store.concepts.add_tagged([], [], list(taggings.values()), [], workspace.actor, workspace.now())
    workspace.store.shelf.add(shelved, origin, workspace.now())
    refold(workspace)
    return {seed for seed, _ in taggings}

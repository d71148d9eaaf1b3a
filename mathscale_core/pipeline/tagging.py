"""Names → concepts and taggings: what labels, extraction and synthetic workspaces share."""

from collections.abc import Mapping, Sequence
from typing import Any

from mathscale_core.extraction.names import resolve
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

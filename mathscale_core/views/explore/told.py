"""What curators said of concepts – other names, codes, relations, locks – read once for each draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Code, Relation
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of concepts.

    Attributes:
        aliases: Concept to its other names; those without are not in it.
        codes: Concept to its places in outside schemes.
        relations: Every relation that a person set.
        parents: Child to the concept above it.
        locked: Locked concept to who locked it.
    """

    aliases: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[Code, ...]]
    relations: tuple[Relation, ...]
    parents: Mapping[str, str]
    locked: Mapping[str, str]


#: One for each draft in use: every edit makes another draft.
_told: WeakKeyDictionary[ConceptGraph, Told] = WeakKeyDictionary()


def told(workspace: Workspace) -> Told:
    """What is said of concepts now."""
    graph = workspace.draft().graph
    if graph not in _told:
        store = workspace.store
        codes: dict[str, tuple[Code, ...]] = {}
        for concept, code in store.edits.codes():
            codes[concept] = (*codes.get(concept, ()), code)
        relations = tuple(store.edits.relations())
        _told[graph] = Told(
            {concept: tuple(names) for concept, names in store.concepts.all_aliases().items()}, codes, relations,
            {r.b: r.a for r in relations if r.relation == "parent-of"}, store.edits.locked(),
        )  # fmt: skip
    return _told[graph]

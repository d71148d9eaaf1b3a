"""Concepts with what one tells them apart by: names, definition, a few seeds; and several of them side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Concept, Seed
from mathscale_core.twins.clusters import seeds_in
from mathscale_core.workspace import Workspace

#: Seeds shown of each member.
EXAMPLES = 2
#: Shared neighbours that are named.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Member:
    """One concept of a cluster with what it is told apart by.

    Attributes:
        concept: The concept.
        aliases: Its other names.
        seeds: Seeds that carry it.
        examples: A few of them.
        locked: Who locked it, ``""`` where nobody did.
    """

    concept: Concept
    aliases: tuple[str, ...]
    seeds: int
    examples: tuple[Seed, ...]
    locked: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Concepts side by side.

    Attributes:
        members: The concepts.
        shared: Names of neighbours that all of them have, most common first; some.
        shared_count: Number of them.
        own: Number of neighbours of each member that no other one has.
    """

    members: tuple[Member, ...]
    shared: tuple[str, ...]
    shared_count: int
    own: tuple[int, ...]


def members_of(workspace: Workspace, concepts: Sequence[str], examples: int = EXAMPLES) -> dict[str, Member]:
    """Concepts with their seeds; those that are not there, or were merged or deleted, are left out."""
    store = workspace.store
    wanted = set(concepts)
    found = {c.id: c for c in store.concepts.concepts() if c.id in wanted} if wanted else {}
    carried = _carried(workspace)
    first = {c: carried.get(c, [])[:examples] for c in found}
    seeds = store.seeds.by_id(sorted({s for of in first.values() for s in of}))
    sizes, locked = seeds_in(workspace.draft().graph, found), store.edits.locked()
    aliases = store.concepts.all_aliases() if found else {}
    return {
        c: Member(
            found[c], tuple(aliases.get(c, ())), sizes.get(c, len(carried.get(c, ()))),
            tuple(seeds[s] for s in first[c] if s in seeds), locked.get(c, ""),
        )
        for c in concepts
        if c in found
    }  # fmt: skip


def compare(workspace: Workspace, concepts: Sequence[str], examples: int = 3) -> Comparison:
    """Concepts side by side, with the neighbours that they share."""
    graph = workspace.draft().graph
    members = tuple(members_of(workspace, concepts, examples).values())
    around: list[dict[str, tuple[str, int]]] = []
    for member in members:
        near = graph.neighbours(member.concept.id) if member.concept.id in graph.position else []
        around.append({c.id: (c.name, weight) for c, weight, *_ in near})
    every = set[str]().union(*around)
    shared = [c for c in every if around and all(c in of for of in around)]
    shared.sort(key=lambda c: (-sum(of[c][1] for of in around), around[0][c][0]))
    own = tuple(len(of.keys() - set[str]().union(*(o.keys() for o in around if o is not of))) for of in around)
    return Comparison(members, tuple(around[0][c][0] for c in shared[:_NAMED]), len(shared), own)


#: One for each draft that is in use; a write that may have changed it makes another one.
_seeds_of: WeakKeyDictionary[ConceptGraph, dict[str, list[str]]] = WeakKeyDictionary()


def _carried(workspace: Workspace) -> dict[str, list[str]]:
    """Concept to the seeds that carry it."""
    cleaned = workspace.draft()
    found = _seeds_of.get(cleaned.graph)
    if found is None:
        found = defaultdict(list)
        for seed, concepts in cleaned.concepts_of_seed.items():
            for concept in concepts:
                found[concept].append(seed)
        _seeds_of[cleaned.graph] = found
    return found

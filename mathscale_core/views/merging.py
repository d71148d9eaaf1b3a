"""What a merge will come to, before it is done: seeds and neighbours, names, a few seeds of each side, conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.records import Concept, Seed
from mathscale_core.views.text import counted
from mathscale_core.workspace import Workspace

#: Seeds that are shown of each side.
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One concept of a merge.

    Attributes:
        concept: The concept.
        seeds: Seeds that carry it now.
        examples: The first of them.
    """

    concept: Concept
    seeds: int
    examples: tuple[Seed, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge will come to.

    Attributes:
        losers: The concepts that will be names of the other.
        winner: The one that stays, with its name.
        both: Seeds that carry several of them: they will carry one.
        seeds: Seeds that will carry the winner.
        neighbours: (now, then) neighbours of the winner; it will be no neighbour of itself.
        common: Neighbours that all of them share now.
        aliases: Names that will lead to the winner beside its own.
        conflicts: What they say differently, and what becomes of it, a sentence each; plain text.
    """

    losers: tuple[Side, ...]
    winner: Side
    both: int
    seeds: int
    neighbours: tuple[int, int]
    common: int
    aliases: tuple[str, ...]
    conflicts: tuple[str, ...]

    @property
    def evidence(self) -> str:
        """What speaks for the merge, for its reason."""
        sizes = " and ".join(f"{side.seeds:,}" for side in (*self.losers, self.winner))
        return f"{sizes} seeds, {self.both:,} with several of them; {counted(self.common, 'neighbour')} in common"


def merge_preview(workspace: Workspace, losers: Sequence[str], winner: str) -> MergePreview:
    """What merging concepts into another one will come to.

    Raises:
        NotFoundError: One of them is not there.
        InputError: Two are one, or they are of two kinds.
    """
    concepts = workspace.store.concepts
    found = [_found(workspace, c) for c in (*losers, winner)]
    *others, stays = found
    for one in others:
        if one.id == stays.id or one.kind != stays.kind or len({c.id for c in found}) < len(found):
            raise InputError(
                f"{one.name} ({one.kind}) was to go into {stays.name} ({stays.kind}).",
                "two different concepts of one kind.",
                "Choose another concept.",
            )
    carried = [concepts.ids_of_concept(c.id) for c in found]
    every = set[str]().union(*carried)
    graph = workspace.draft().graph
    around = [{c.id for c, *_ in graph.neighbours(c.id)} if c.id in graph.position else set() for c in found]
    ids = {c.id for c in found}
    examples = workspace.store.seeds.by_id(sorted({s for of in carried for s in of[:EXAMPLES]}))
    sides = [
        Side(c, len(of), tuple(examples[s] for s in of[:EXAMPLES] if s in examples))
        for c, of in zip(found, carried, strict=True)
    ]
    names = {*(c.name for c in found), *(name for c in found for name in concepts.aliases(c.id))} - {stays.name}
    return MergePreview(
        tuple(sides[:-1]), sides[-1], sum(map(len, carried)) - len(every), len(every),
        (len(around[-1]), len(set[str]().union(*around) - ids)), len(set.intersection(*around) - ids),
        tuple(sorted(names)), tuple(_conflicts(workspace, found)),
    )  # fmt: skip


def _found(workspace: Workspace, concept: str) -> Concept:
    found = workspace.store.concepts.concept(concept)
    if found is None:
        raise NotFoundError(
            f"There is no concept {concept!r}.", "a concept of this workspace.", "Search for it by name."
        )
    return found


def _conflicts(workspace: Workspace, found: Sequence[Concept]) -> list[str]:
    edits, stays = workspace.store.edits, found[-1]
    names = {c.id: c.name for c in found}
    locked, parents = edits.locked(), edits.parents()
    said = [f"{c.name} was locked by {locked[c.id]}: a reason is needed." for c in found if c.id in locked]
    if len({c.definition for c in found if c.definition}) > 1:
        said.append(f"They have different definitions; that of {stays.name} is kept.")
    placed = {parents[c.id] for c in found if c.id in parents}
    if len(placed) > 1:
        said.append(f"They stand under different concepts; the place of {stays.name} is kept.")
    codes = {(code.scheme, code.code) for owner, code in edits.codes() if owner in names}
    own = {(code.scheme, code.code) for owner, code in edits.codes() if owner == stays.id}
    if codes - own and own:
        said.append(f"They have different codes; {stays.name} will have all of them.")
    words = {"different": "are different", "related": "are related", "parent-of": "stand one above the other"}
    said += [
        f"Somebody said that {names[r.a]} and {names[r.b]} {words[r.relation]}."
        for r in edits.relations()
        if r.a in names and r.b in names and r.relation in words
    ]
    by_hand = [pair for pair in edits.edges() if set(pair) <= names.keys()]
    said += [f"The edge by hand between {names[a]} and {names[b]} goes: none leads to itself." for a, b in by_hand]
    return said

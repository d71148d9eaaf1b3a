"""The tree of concepts: who stands above whom, counts rolled up, and what stands nowhere yet.

Only what is asked for is counted: a line of the tree knows the distinct seeds below it when it is shown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from mathscale_core.curation.versions import Cleaned
from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Concept
from mathscale_core.views.explore.finding import Hit, found_of, search
from mathscale_core.views.explore.told import told
from mathscale_core.views.explore.version import seeds_with
from mathscale_core.workspace import Workspace

#: Children of one concept that are shown at first.
CHILDREN = 50
#: Hits that a search among the unplaced looks through.
_LOOKED = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The tree of a draft.

    Attributes:
        concepts: Concept of each id that stands in the tree.
        parents: Child to parent.
        children: Parent to its children, by name.
        roots: What stands at the top and has children, by name.
        draft: What the seeds are counted in.
    """

    concepts: Mapping[str, Concept]
    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    roots: tuple[str, ...]
    draft: Cleaned
    _seeds: dict[str, frozenset[str]] = field(default_factory=dict)

    def below(self, concept: str) -> list[str]:
        """Everything below a concept, itself not among it."""
        found: list[str] = []
        wait = list(self.children.get(concept, ()))
        while wait:
            found.append(wait.pop())
            wait += self.children.get(found[-1], ())
        return found

    def seeds(self, concept: str) -> frozenset[str]:
        """Ids of the distinct seeds that carry a concept or one below it."""
        if concept not in self._seeds:
            every = (seeds_with(self.draft, c) for c in (concept, *self.below(concept)))
            self._seeds[concept] = frozenset(s for some in every for s in some)
        return self._seeds[concept]

    def path(self, concept: str) -> list[str]:
        """What stands above a concept, the topmost first."""
        above: list[str] = []
        at = concept
        while (at := self.parents.get(at, "")) and at not in above:
            above.append(at)
        return above[::-1]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the tree as it is shown.

    Attributes:
        concept: The concept.
        depth: 0 for a root.
        children: How many stand right below it.
        below: How many stand anywhere below it.
        own: Seeds that carry the concept itself.
        seeds: Distinct seeds that carry it or one below it.
        unfolded: Whether its children follow.
        more: Children that are not shown, of the parent whose last shown child this is; 0 for all others.
    """

    concept: Concept
    depth: int
    children: int
    below: int
    own: int
    seeds: int
    unfolded: bool
    more: int = 0


#: One for each draft in use: every edit makes another draft.
_trees: WeakKeyDictionary[ConceptGraph, Tree] = WeakKeyDictionary()


def tree(workspace: Workspace) -> Tree:
    """The tree as it stands."""
    draft = workspace.draft()
    if draft.graph not in _trees:
        _trees[draft.graph] = _made(workspace, draft)
    return _trees[draft.graph]


def lines(found: Tree, unfolded: Collection[str], most: Mapping[str, int] | None = None) -> list[Line]:
    """The lines that are shown: the roots, and the children of what is unfolded.

    Args:
        found: The tree.
        unfolded: Ids of what is unfolded.
        most: Parent to how many of its children are shown, where it is another number than usual.
    """
    shown: list[Line] = []

    def add(ids: Sequence[str], depth: int, limit: int) -> None:
        for at, concept in enumerate(ids[:limit]):
            last = at == limit - 1
            shown.append(_line(found, concept, depth, concept in unfolded, len(ids) - limit if last else 0))
            if concept in unfolded:
                add(found.children.get(concept, ()), depth + 1, (most or {}).get(concept, CHILDREN))

    add(found.roots, 0, (most or {}).get("", CHILDREN))
    return shown


def unplaced(workspace: Workspace, text: str = "") -> list[Hit]:
    """The concepts of the graph that stand nowhere in the tree, by a text or most seeds first."""
    there = tree(workspace).concepts
    if text.strip():
        return [h for h in search(workspace, text, _LOOKED) if h.concept.id not in there and not h.state]
    graph = workspace.draft().graph
    sizes = [*graph.topic_seeds.tolist(), *graph.kp_seeds.tolist()]
    rows = zip((*graph.topics, *graph.kps), sizes, strict=True)
    left = sorted((row for row in rows if row[0].id not in there), key=lambda row: (-row[1], row[0].name))
    return found_of(workspace, [c.id for c, _ in left])


def sibling_before(found: Tree, concept: str) -> str:
    """The sibling that stands right before a concept, ``""`` where none does: under it goes what is indented."""
    parent = found.parents.get(concept, "")
    row = found.children.get(parent, ()) if parent else found.roots
    at = row.index(concept) if concept in row else 0
    return row[at - 1] if at else ""


def indented(found: Tree, concept: str) -> dict[str, str] | None:
    """The edit that puts a concept under the sibling before it; None where there is none."""
    before = sibling_before(found, concept)
    return {"kind": "relate", "a": before, "b": concept, "as": "parent-of"} if before else None


def outdented(found: Tree, concept: str) -> dict[str, str] | None:
    """The edit that puts a concept beside its parent, or out of the tree's branch; None where it has no parent."""
    parent = found.parents.get(concept, "")
    if not parent:
        return None
    above = found.parents.get(parent, "")
    if above:
        return {"kind": "relate", "a": above, "b": concept, "as": "parent-of"}
    return {"kind": "relate", "a": parent, "b": concept, "as": "none"}


def _made(workspace: Workspace, draft: Cleaned) -> Tree:
    said = told(workspace).parents
    known = {c.id: c for c in workspace.store.concepts.concepts()} if said else {}
    # What was merged away or deleted holds nothing.
    parents = {child: parent for child, parent in said.items() if child in known and parent in known}
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)

    def by_name(ids: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=lambda c: (known[c].kind != "topic", known[c].name.casefold(), c)))

    roots = by_name([c for c in children if c not in parents])
    concepts = {c: known[c] for c in parents.keys() | children.keys()}
    return Tree(concepts, parents, {p: by_name(some) for p, some in children.items()}, roots, draft)


def _line(found: Tree, concept: str, depth: int, unfolded: bool, more: int) -> Line:
    return Line(
        found.concepts[concept], depth, len(found.children.get(concept, ())), len(found.below(concept)),
        len(seeds_with(found.draft, concept)), len(found.seeds(concept)), unfolded, max(more, 0),
    )  # fmt: skip

"""The health of the draft: what in it may be wrong, how much of it there is, and the first few, the worst first.

A finding is no error by itself; each names what cures it, and a curator decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mathscale_core.curation.versions import Cleaned
from mathscale_core.errors import MathScaleError
from mathscale_core.graph import ConceptGraph, Ints
from mathscale_core.layout import links_of
from mathscale_core.records import Concept
from mathscale_core.sampling.exact import known_inclusion
from mathscale_core.views import curation
from mathscale_core.views.overlays import degrees
from mathscale_core.views.suggestions import listed
from mathscale_core.views.text import counted
from mathscale_core.workspace import Workspace

#: A concept with more neighbours than this share of all concepts have is a hub.
HUB = 0.99
#: Below so many concepts a percentile says nothing.
_FEWEST = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was found.

    Attributes:
        id: Of a concept, a seed or an edit.
        name: What it is called; of a seed its question.
        kind: ``topic``, ``kp``, ``seed`` or ``edit``.
        note: What is found of it.
    """

    id: str
    name: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of finding.

    Attributes:
        name: Its name for programs.
        count: How many there are.
        note: What it means for the whole graph, ``""`` where nothing is to be said.
        first: The first few.
    """

    name: str
    count: int
    note: str
    first: tuple[Item, ...]


def findings(workspace: Workspace, misfits: Mapping[str, MathScaleError], first: int = 5) -> list[Finding]:
    """Every finding, those of which there is none too, each with its first few.

    Args:
        workspace: Where.
        misfits: Edits that no longer fit, to what is in their way, as the pipeline finds them.
        first: How many things are named of each.
    """
    draft = workspace.draft()
    found = {name: find(workspace, draft, first) for name, find in _FINDERS.items()}
    found["misfits"] = _misfits(workspace, misfits, first)
    return [found[name] for name in NAMES]


def pieces(graph: ConceptGraph) -> list[Ints]:
    """The connected parts of the graph as indices of its concepts, topics first; the biggest part first."""
    count = len(graph.topics) + len(graph.kps)
    if not count:
        return []
    # It brings all of scipy's linear algebra along, which nothing else here needs.
    from scipy.sparse import csgraph

    links = links_of(graph)
    matrix = sparse.csr_array((np.ones(len(links.source)), (links.source, links.target)), shape=(count, count))
    _, label = csgraph.connected_components(matrix, directed=False)
    order = np.argsort(label, kind="stable").astype(np.int32)
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return sorted(parts, key=lambda part: (-len(part), int(part[0])))


def _small_pieces(_: Workspace, draft: Cleaned, first: int) -> Finding:
    graph = draft.graph
    small = [part for part in pieces(graph)[1:] if len(part) > 1]
    concepts, seeds = _concepts(graph), _seeds(graph)
    items = []
    for part in small[:first]:
        inside = sorted(part.tolist(), key=lambda i: (-seeds[i], concepts[i].name))
        named = ", ".join(concepts[i].name for i in inside[1:4])
        note = f"{len(part):,} concepts, with {named}" + (" and others" if len(part) > 4 else "")
        items.append(_item(concepts[inside[0]], note))
    inside_all = sum(map(len, small))
    note = f"{inside_all:,} concepts stand apart from the biggest piece" if small else ""
    return Finding("small_components", len(small), note, tuple(items))


def _orphans(_: Workspace, draft: Cleaned, first: int) -> Finding:
    return _where(draft, "orphans", degrees(draft.graph) == 0, first, lambda seeds, _: counted(seeds, "seed"))


def _dead_ends(_: Workspace, draft: Cleaned, first: int) -> Finding:
    """Topics without a knowledge point: a walk whose topics end there gives nothing."""
    graph = draft.graph
    without = np.concatenate([graph.topic_kp.degrees == 0, np.zeros(len(graph.kps), dtype=bool)])
    lost = known_inclusion(graph).dead_end
    note = f"{lost:.2%} of the draws end in one of them and give nothing" if without.any() else ""
    found = _where(
        draft, "dead_ends", without, first, lambda seeds, near: f"{counted(seeds, 'seed')}, {near:,} topics by it"
    )
    return Finding(found.name, found.count, note, found.first)


def _hubs(_: Workspace, draft: Cleaned, first: int) -> Finding:
    degree = degrees(draft.graph)
    if len(degree) < _FEWEST:
        return Finding("hubs", 0, "", ())
    bound = float(np.quantile(degree, HUB, method="higher"))
    found = _where(draft, "hubs", degree > bound, first, lambda _, near: counted(near, "neighbour"), by=degree)
    return Finding(found.name, found.count, f"more than {bound:,.0f} neighbours, the 99th percentile", found.first)


def _twins(workspace: Workspace, _: Cleaned, first: int) -> Finding:
    waiting = workspace.store.suggestions.waiting()
    version = workspace.store.suggestions.version()
    note = "" if version else "not looked for yet: compute the suggestions in the Queue"
    items = [
        Item(s.a.id, s.a.name, s.a.kind, f"and {s.b.name}: {s.twins.score:.0%}, {s.reason}")
        for s in listed(workspace, first)
    ]
    return Finding("twins", len(waiting), note, tuple(items))


def _one_seed(_: Workspace, draft: Cleaned, first: int) -> Finding:
    return _where(draft, "single_seed", _seeds(draft.graph) == 1, first, lambda _, near: counted(near, "neighbour"))


def _dropped(_: Workspace, draft: Cleaned, first: int) -> Finding:
    items = [_item(c, counted(n, "seed")) for c, n in draft.dropped[:first]]
    return Finding("dropped", len(draft.dropped), "", tuple(items))


def _misfits(workspace: Workspace, found: Mapping[str, MathScaleError], first: int) -> Finding:
    items = [Item(e.id, e.text, "edit", found[e.id].found) for e in curation.edits_of(workspace, list(found)[:first])]
    return Finding("misfits", len(found), "", tuple(items))


def _marked(name: str, mark: str) -> Callable[[Workspace, Cleaned, int], Finding]:
    def find(workspace: Workspace, _: Cleaned, first: int) -> Finding:
        seeds = sorted(seed for seed, said in workspace.store.edits.marks().items() if said == mark)
        known = workspace.store.seeds.by_id(seeds[:first])
        items = [Item(s, known[s].question, "seed", known[s].source) for s in seeds[:first] if s in known]
        return Finding(name, len(seeds), "", tuple(items))

    return find


_FINDERS: Mapping[str, Callable[[Workspace, Cleaned, int], Finding]] = {
    "small_components": _small_pieces, "orphans": _orphans, "dead_ends": _dead_ends, "hubs": _hubs, "twins": _twins,
    "single_seed": _one_seed, "dropped": _dropped, "cannot_be_tagged": _marked("cannot_be_tagged", "cannot-be-tagged"),
    "vocabulary_gap": _marked("vocabulary_gap", "vocabulary-gap"),
}  # fmt: skip
#: The findings in the order of the page.
NAMES = (
    "small_components", "orphans", "dead_ends", "hubs", "twins", "single_seed", "dropped", "misfits",
    "cannot_be_tagged", "vocabulary_gap",
)  # fmt: skip


def _where(
    draft: Cleaned, name: str, which: npt.NDArray[np.bool_], first: int, note: Callable[[int, int], str],
    by: Ints | None = None,
) -> Finding:  # fmt: skip
    """The concepts that a mask names, with most seeds first, or by another number; ``note`` of (seeds, degree)."""
    seeds, degree, concepts = _seeds(draft.graph), degrees(draft.graph), _concepts(draft.graph)
    order = seeds if by is None else by
    found = sorted(np.flatnonzero(which).tolist(), key=lambda i: (-int(order[i]), concepts[i].name, concepts[i].id))
    items = tuple(_item(concepts[i], note(int(seeds[i]), int(degree[i]))) for i in found[:first])
    return Finding(name, len(found), "", items)


def _concepts(graph: ConceptGraph) -> tuple[Concept, ...]:
    return (*graph.topics, *graph.kps)


def _seeds(graph: ConceptGraph) -> Ints:
    return np.concatenate([graph.topic_seeds, graph.kp_seeds])


def _item(concept: Concept, note: str) -> Item:
    return Item(concept.id, concept.name, concept.kind, note)

"""What Explore shows: search over concept names, an ego network, and one concept's panel.

Searching 11,000 concepts as one types needs an index; it is made once for each graph.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from mathscale_core.errors import NotFoundError
from mathscale_core.extraction.names import name_key
from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Concept, ConceptKind, Seed
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Hit:
    """One concept that a search found: with its seeds and number of neighbours."""

    concept: Concept
    seeds: int
    degree: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One neighbour of a concept.

    Attributes:
        concept: The neighbour.
        weight: Seeds that carry both.
        there: p(neighbour | concept) in their sub-graph.
        back: p(concept | neighbour) in their sub-graph.
        seeds: Seeds of the neighbour.
    """

    concept: Concept
    weight: int
    there: float
    back: float
    seeds: int


@dataclass(frozen=True, slots=True)
class Ego:
    """A concept with its strongest neighbours and the edges among all of them.

    Attributes:
        centre: The concept.
        neighbours: Strongest first.
        edges: (concept id, concept id, weight), each once, the centre's included.
        left_out: Neighbours beyond the limit.
    """

    centre: Concept
    neighbours: tuple[Neighbour, ...]
    edges: tuple[tuple[str, str, int], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known of one concept beside its neighbours."""

    concept: Concept
    aliases: tuple[str, ...]
    seeds: int
    degree: int
    compositions: int


def search(workspace: Workspace, text: str, limit: int = 20) -> list[Hit]:
    """Concepts whose name or alias holds every word of the text, those that start with it first, then by seeds.

    An empty text gives the concepts with most seeds.
    """
    index = _index(workspace)
    words = name_key(text).split()
    if not words:
        return list(index.hits[:limit]) if not text.strip() else []
    starts, matching = " ".join(words), dict[int, bool]()
    for key, hit in index.having(max(words, key=len)):
        if all(_starts_a_word(key, word) for word in words):
            matching[hit] = matching.get(hit, False) or key.startswith(starts)
    # Hits are numbered by seeds, then name.
    found = sorted(matching, key=lambda hit: (not matching[hit], hit))
    return [index.hits[hit] for hit in found[:limit]]


def standing(workspace: Workspace, concept: str) -> Concept | None:
    """What stands for a concept now: itself, or the one that it was merged into; None where there is none."""
    return workspace.store.concepts.concept(workspace.store.concepts.merged_into(concept))


def ego(workspace: Workspace, concept: str, limit: int = 24) -> Ego:
    """The ego network of a concept.

    Raises:
        NotFoundError: The current graph has no such concept.
    """
    graph = workspace.graph().graph
    if concept not in graph.position:
        dropped = next((f"{c.name} was dropped: {n} seed(s) carry it." for c, n in workspace.graph().dropped
                        if c.id == concept), "Search for it by name.")  # fmt: skip
        raise NotFoundError(f"The current graph has no concept {concept!r}.", "a concept of it.", dropped)
    kind, place = graph.position[concept]
    centre = (graph.topics if kind == "topic" else graph.kps)[place]
    index = _index(workspace)
    every = graph.neighbours(concept)
    shown = tuple(Neighbour(c, w, p, q, index.sizes[c.id][0]) for c, w, p, q in every[:limit])
    edges = _edges_among(graph, {concept, *(n.concept.id for n in shown)})
    return Ego(centre, shown, edges, len(every) - len(shown))


def panel(workspace: Workspace, concept: str) -> Panel:
    """One concept's panel.

    Raises:
        NotFoundError: There is no such concept.
    """
    found = workspace.store.concepts.concept(concept)
    if found is None:
        raise NotFoundError(f"There is no concept {concept!r}.", "a concept of this workspace.", "Search by name.")
    size = _index(workspace).sizes.get(concept)
    seeds, degree = size or (next((n for c, n in workspace.graph().dropped if c.id == concept), 0), 0)
    return Panel(
        found,
        tuple(workspace.store.concepts.aliases(concept)),
        seeds,
        degree,
        workspace.store.compositions.count_with(concept),
    )


def seeds_of(workspace: Workspace, concept: str, limit: int = 5, offset: int = 0) -> list[Seed]:
    """A page of the seeds that carry a concept."""
    return workspace.store.concepts.of_concept(concept, limit, offset)


def tags_of(workspace: Workspace, seed: str) -> tuple[list[str], list[str]]:
    """Topic and knowledge-point names of a seed."""
    rows = workspace.store.concepts.tags_of(seed)
    return [r["name"] for r in rows if r["kind"] == "topic"], [r["name"] for r in rows if r["kind"] == "kp"]


def _starts_a_word(key: str, word: str) -> bool:
    return key.startswith(word) or f" {word}" in key


class _Index:
    """What a search needs of one graph, made once for it.

    Attributes:
        hits: Every concept of the graph, most seeds first, then by name.
        sizes: Concept id to its seeds and its number of neighbours.
    """

    def __init__(
        self, graph: ConceptGraph, names: Mapping[tuple[ConceptKind, str], str], merged: Mapping[str, str]
    ) -> None:
        topics = graph.topic_topic.degrees + graph.topic_kp.degrees
        kps = graph.kp_kp.degrees + graph.kp_topic.degrees
        hits = [
            *map(Hit, graph.topics, graph.topic_seeds.tolist(), topics.tolist()),
            *map(Hit, graph.kps, graph.kp_seeds.tolist(), kps.tolist()),
        ]
        self.hits = tuple(sorted(hits, key=lambda hit: (-hit.seeds, hit.concept.name)))
        self.sizes = {hit.concept.id: (hit.seeds, hit.degree) for hit in self.hits}
        number = {hit.concept.id: n for n, hit in enumerate(self.hits)}
        # The names that are known hold every concept's own.
        keys = {
            (key, number[owner]) for (_, key), c in names.items() for owner in (merged.get(c, c),) if owner in number
        }
        #: Every name from each of its words on, sorted, with the place of the word: a beginning is found by halving.
        self._tails = sorted(
            (key[start:], start, n)
            for key, n in keys
            for start in (0, *(i + 1 for i, letter in enumerate(key) if letter == " "))
        )
        self._keys: dict[int, list[str]] = {}
        for key, n in keys:
            self._keys.setdefault(n, []).append(key)

    def having(self, word: str) -> Iterator[tuple[str, int]]:
        """Names in which a word begins so, each with the number of its hit."""
        first = bisect_left(self._tails, (word,))
        last = bisect_left(self._tails, (word + "\U0010ffff",))
        for hit in {n for _, _, n in self._tails[first:last]}:
            yield from ((key, hit) for key in self._keys[hit])


#: One for each graph that is in use; a write that may have changed the graph makes a new graph.
_indexes: WeakKeyDictionary[ConceptGraph, _Index] = WeakKeyDictionary()


def _index(workspace: Workspace) -> _Index:
    graph = workspace.graph().graph
    found = _indexes.get(graph)
    if found is None:
        concepts = workspace.store.concepts
        found = _indexes[graph] = _Index(graph, concepts.names(), concepts.merges())
    return found


def _edges_among(graph: ConceptGraph, inside: set[str]) -> tuple[tuple[str, str, int], ...]:
    """The edges among some concepts, each once, by the ids of its ends."""
    places: dict[str, dict[int, str]] = {"topic": {}, "kp": {}}
    for concept in inside:
        kind, place = graph.position[concept]
        places[kind][place] = concept
    found: dict[tuple[str, str], int] = {}
    for sub, rows, columns in (
        (graph.topic_topic, "topic", "topic"), (graph.topic_kp, "topic", "kp"), (graph.kp_kp, "kp", "kp"),
    ):  # fmt: skip
        wanted = np.fromiter(places[columns], dtype=np.int32, count=len(places[columns]))
        for row, concept in places[rows].items():
            others, weights, _ = sub.neighbours(row)
            # A hub has thousands of neighbours, of which a few are shown.
            for place in np.flatnonzero(np.isin(others, wanted)).tolist():
                other = places[columns][int(others[place])]
                found[min(concept, other), max(concept, other)] = int(weights[place])
    return tuple((a, b, weight) for (a, b), weight in sorted(found.items()))

"""What Explore shows: search over concept names, an ego network, and one concept's panel."""

from dataclasses import dataclass

from mathscale_core.errors import NotFoundError
from mathscale_core.extraction.names import name_key
from mathscale_core.records import Concept, Seed
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
    graph = workspace.graph().graph
    words = name_key(text).split()
    names: dict[str, list[str]] = {}
    for (_, key), named in workspace.store.concepts.names().items():
        names.setdefault(named, []).append(key)
    hits: list[tuple[bool, Hit]] = []
    for concept, seeds, degree in _sizes(workspace):
        keys = names.get(concept.id, [name_key(concept.name)])
        matching = [k for k in keys if all(_starts_a_word(k, w) for w in words)]
        if matching:
            starts = any(k.startswith(" ".join(words)) for k in matching)
            hits.append((starts, Hit(concept, seeds, degree)))
    if not graph.topics:
        return []
    hits.sort(key=lambda pair: (not pair[0], -pair[1].seeds, pair[1].concept.name))
    return [hit for _, hit in hits[:limit]]


def ego(workspace: Workspace, concept: str, limit: int = 24) -> Ego:
    """The ego network of a concept.

    Raises:
        NotFoundError: The current graph has no such concept.
    """
    graph = workspace.graph().graph
    if concept not in graph.position:
        raise NotFoundError(
            f"The current graph has no concept {concept!r}.", "a concept of it.", "Search for it by name."
        )
    kind, index = graph.position[concept]
    centre = (graph.topics if kind == "topic" else graph.kps)[index]
    seeds = {c.id: n for c, n, _ in _sizes(workspace)}
    every = [Neighbour(c, w, p, q, seeds[c.id]) for c, w, p, q in graph.neighbours(concept)]
    shown = every[:limit]
    inside = {concept, *(n.concept.id for n in shown)}
    edges = {
        (min(a, c.id), max(a, c.id)): weight
        for a in inside
        for c, weight, _, _ in graph.neighbours(a)
        if c.id in inside
    }
    return Ego(centre, tuple(shown), tuple((a, b, w) for (a, b), w in sorted(edges.items())), len(every) - len(shown))


def panel(workspace: Workspace, concept: str) -> Panel:
    """One concept's panel.

    Raises:
        NotFoundError: There is no such concept.
    """
    found = workspace.store.concepts.concept(concept)
    if found is None:
        raise NotFoundError(f"There is no concept {concept!r}.", "a concept of this workspace.", "Search by name.")
    sizes = {c.id: (n, d) for c, n, d in _sizes(workspace)}
    dropped = {c.id: n for c, n in workspace.graph().dropped}
    seeds, degree = sizes.get(concept, (dropped.get(concept, 0), 0))
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


def _sizes(workspace: Workspace) -> list[tuple[Concept, int, int]]:
    """(concept, seeds, degree) of every concept in the graph."""
    graph = workspace.graph().graph
    topics = graph.topic_topic.degrees + graph.topic_kp.degrees
    kps = graph.kp_kp.degrees + graph.kp_topic.degrees
    return [
        *((c, int(n), int(d)) for c, n, d in zip(graph.topics, graph.topic_seeds, topics, strict=True)),
        *((c, int(n), int(d)) for c, n, d in zip(graph.kps, graph.kp_seeds, kps, strict=True)),
    ]

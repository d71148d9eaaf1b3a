"""Labels and decisions → the cleaned graph of one version, and what is needed to make it again.

A version is its labels that count, its concepts, and the edges that people set; :class:`Cleaned` is what the cleaning
rule left of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from mathscale_core.extraction.cleaning import CleaningSettings, kept
from mathscale_core.graph import ConceptGraph, Ints, build_graph
from mathscale_core.records import Concept


@dataclass(frozen=True, eq=False)
class Labels:
    """Which seed carries which concept, as columns.

    Attributes:
        seeds: Seed ids, sorted.
        concepts: Concept ids, sorted.
        seed_index: Shape (taggings,), int32: index into ``seeds``, ascending.
        concept_index: Shape (taggings,), int32: index into ``concepts``. A pair stands once.
    """

    seeds: Sequence[str]
    concepts: Sequence[str]
    seed_index: Ints
    concept_index: Ints


@dataclass(frozen=True, eq=False)
class Version:
    """All that makes a graph.

    Attributes:
        labels: The labels that count.
        concepts: Every concept that stands for itself.
        restored: Concepts that stay whatever the cleaning rule says.
        edges: (concept, concept) in order to a weight by hand; 0 takes the edge away.
        minimum_seeds: The cleaning threshold.
    """

    labels: Labels
    concepts: Sequence[Concept]
    restored: Collection[str]
    edges: Mapping[tuple[str, str], int]
    minimum_seeds: int


@dataclass(frozen=True, eq=False)
class Cleaned:
    """A graph and what cleaning left out.

    Attributes:
        graph: The graph of the kept concepts.
        dropped: (concept, number of seeds) of each dropped one, most seeds first.
        labels: The labels of the kept concepts.
        resting: Seeds that are no examples, though they made the graph: held back or withdrawn since.
    """

    graph: ConceptGraph
    dropped: tuple[tuple[Concept, int], ...]
    labels: Labels
    resting: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def concepts_of_seed(self) -> dict[str, tuple[str, ...]]:
        """Seed id to all its kept concept ids."""
        of_seed: dict[str, list[str]] = {}
        seeds, concepts = self.labels.seeds, self.labels.concepts
        for s, c in zip(self.labels.seed_index.tolist(), self.labels.concept_index.tolist(), strict=True):
            of_seed.setdefault(seeds[s], []).append(concepts[c])
        return {s: tuple(cs) for s, cs in of_seed.items() if s not in self.resting}

    @cached_property
    def kps_of_seed(self) -> dict[str, Sequence[str]]:
        """Seed id to its kept knowledge-point ids."""
        kps = {c.id for c in self.graph.kps}
        return {s: tuple(c for c in cs if c in kps) for s, cs in self.concepts_of_seed.items()}


def clean(version: Version, *, name: str | None = None, resting: frozenset[str] = frozenset()) -> Cleaned:
    """The graph of a version.

    Args:
        version: What makes it.
        name: Its digest where that is known or does not matter; else it is worked out.
        resting: Seeds that are no examples any more.
    """
    labels, by_id = version.labels, {c.id: c for c in version.concepts}
    counts = np.bincount(labels.concept_index, minlength=len(labels.concepts))
    stays = kept(list(labels.concepts), counts, version.restored, CleaningSettings(version.minimum_seeds))
    in_graph = stays[labels.concept_index] if len(labels.concepts) else np.zeros(0, dtype=bool)
    rank = (np.cumsum(stays) - 1).astype(np.int32)
    seed_index = labels.seed_index[in_graph]
    concept_index = rank[labels.concept_index[in_graph]] if len(labels.concepts) else labels.concept_index
    concepts = [by_id[c] for c, stay in zip(labels.concepts, stays, strict=True) if stay]
    # Without a seed a concept is in the graph by an edge that a person drew.
    inside = {c.id for c in concepts}
    drawn = {c for pair, weight in version.edges.items() if weight for c in pair if c in by_id} - set(labels.concepts)
    concepts += [by_id[c] for c in sorted(drawn)]
    inside |= drawn
    edges = {pair: weight for pair, weight in version.edges.items() if inside.issuperset(pair)}
    graph = build_graph(concepts, labels.seeds, seed_index, concept_index, by_hand=edges, version=name)
    dropped = [
        (by_id[c], int(n)) for c, n, stay in zip(labels.concepts, counts, stays, strict=True) if not stay and c in by_id
    ]
    return Cleaned(
        graph,
        tuple(sorted(dropped, key=lambda row: (-row[1], row[0].name))),
        Labels(labels.seeds, [c.id for c in concepts], seed_index, concept_index),
        resting,
    )

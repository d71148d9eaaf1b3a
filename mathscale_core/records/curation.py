"""What curators say of concepts beside the graph: other names, codes of outside schemes, relations."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from mathscale_core.records.ids import ConceptKind

#: How a concept stands to a code of an outside scheme, in SKOS' words.
Match = Literal["exact", "close", "broader", "narrower"]
#: How one concept stands to another: ``parent-of`` makes the tree, the others are between equals.
RelationKind = Literal["parent-of", "same", "related", "different"]


@dataclass(frozen=True, slots=True)
class Code:
    """A concept's place in an outside scheme.

    Attributes:
        scheme: Name of the scheme, such as ``MSC 2020``.
        code: Code in it, such as ``11A05``.
        match: How the concept stands to it.
    """

    scheme: str
    code: str
    match: Match = "exact"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that a person set between two concepts.

    Attributes:
        a: Concept id; the parent where the relation is ``parent-of``.
        b: Concept id; the child where it is.
        relation: Which one.
    """

    a: str
    b: str
    relation: RelationKind


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """One concept of a vocabulary with all that curators say of it.

    Attributes:
        id: Stable opaque id.
        kind: ``topic`` or ``kp``.
        name: Name as shown.
        definition: One sentence, ``""`` where none is known.
        aliases: Other names that lead to it.
        codes: Its places in outside schemes.
        parent: Id of the concept above it in the tree, ``""`` where it is not placed.
        locked: Whether a curator asked that it be left as it is.
        seeds: Number of seeds that carry it.
    """

    id: str
    kind: ConceptKind
    name: str
    definition: str = ""
    aliases: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    parent: str = ""
    locked: bool = False
    seeds: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class GraphDocument:
    """The whole vocabulary and graph at one version, as it goes out to a file and comes back.

    Attributes:
        version: Graph version.
        concepts: Topics first, then knowledge points.
        source: Shape (edges,), int32: index into ``concepts``; each undirected edge once.
        target: Shape (edges,), int32: index into ``concepts``.
        weight: Shape (edges,), float64: seeds that carry both, or what a person set.
        by_hand: Shape (edges,), bool: whether a person set the weight.
        relations: Relations but for ``parent-of``, which stands with the child.
    """

    version: str
    concepts: tuple[ConceptEntry, ...]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    weight: npt.NDArray[np.float64]
    by_hand: npt.NDArray[np.bool_]
    relations: tuple[Relation, ...] = ()

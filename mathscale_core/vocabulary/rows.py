"""One concept as a file says it, whatever the format.

Comes in: a whole document, or what a format has read. Goes out: :class:`VocabularyRow`, in which None means that the
file says nothing of a field, while an empty value says that it is to be empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from mathscale_core.records import Code, ConceptKind, GraphDocument, RelationKind

#: Relations between equals; the one above is the parent. Each stands with one of its two concepts.
RELATIONS: tuple[RelationKind, ...] = ("related", "same", "different")
_KINDS: dict[str, ConceptKind] = {
    "topic": "topic", "topics": "topic", "kp": "kp", "knowledge point": "kp", "knowledge points": "kp",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VocabularyRow:
    """What a file says of one concept.

    Attributes:
        where: Place in the file, for messages, such as ``line 4``.
        name: Name as written.
        id: Concept id, ``""`` where the file names none.
        kind: Topic or knowledge point, None where the file does not say.
        aliases: Other names.
        definition: One sentence.
        parent: The concept above it: an id, a handle of this file, or a name; ``""`` for none.
        codes: Places in outside schemes.
        locked: Whether it is to be left as it is.
        relations: Relation to the concepts that it has it to, named like the parent; what is no key is not said.
        edges: (concept, weight) of edges by hand; 0 for no edge, None for the weight that the seeds say.
        all_edges: Whether these are all, so that a weight by hand that is not among them is to be none.
        handle: What other rows of this file may call it, such as an IRI.
    """

    where: str
    name: str
    id: str = ""
    kind: ConceptKind | None = None
    aliases: tuple[str, ...] | None = None
    definition: str | None = None
    parent: str | None = None
    codes: tuple[Code, ...] | None = None
    locked: bool | None = None
    relations: Mapping[RelationKind, tuple[str, ...]] = field(default_factory=dict)
    edges: tuple[tuple[str, float | None], ...] = ()
    all_edges: bool = False
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that will not be applied.

    Attributes:
        where: Place in the file.
        found: What was found.
        wanted: What was wanted instead.
        remedy: What to do next.
    """

    where: str
    found: str
    wanted: str
    remedy: str

    @property
    def text(self) -> str:
        """All of it in one line."""
        return f"{self.where}: found {self.found}; wanted {self.wanted}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file: the rows that can be used, and what is wrong with the others."""

    rows: tuple[VocabularyRow, ...]
    problems: tuple[Problem, ...] = ()


def rows_of(document: GraphDocument) -> tuple[VocabularyRow, ...]:
    """A whole document as rows, for a format that says everything of every concept."""
    relations, edges = relations_of(document), edges_of(document)
    return tuple(
        VocabularyRow(
            f"concept {n}", c.name, c.id, c.kind, c.aliases, c.definition, c.parent, c.codes, c.locked,
            {word: tuple(relations.get(c.id, {}).get(word, ())) for word in RELATIONS}, tuple(edges.get(c.id, ())),
            all_edges=True, handle=c.id,
        )
        for n, c in enumerate(document.concepts, 1)
    )  # fmt: skip


def relations_of(document: GraphDocument) -> dict[str, dict[RelationKind, list[str]]]:
    """The relations between equals, with the first of the two: concept to relation to the other ones."""
    found: dict[str, dict[RelationKind, list[str]]] = {}
    for relation in document.relations:
        if relation.relation in RELATIONS:
            found.setdefault(relation.a, {}).setdefault(relation.relation, []).append(relation.b)
    return found


def edges_of(document: GraphDocument) -> dict[str, list[tuple[str, float]]]:
    """The weights by hand, with the first of the two: concept to the other ones with their weight, 0 for no edge."""
    found: dict[str, list[tuple[str, float]]] = {}
    for place in np.flatnonzero(document.by_hand).tolist():
        a, b = document.concepts[document.source[place]].id, document.concepts[document.target[place]].id
        found.setdefault(a, []).append((b, float(document.weight[place])))
    return found


def kind_named(text: str) -> ConceptKind | None:
    """The kind that a word means, None where it means neither.

    >>> kind_named("Knowledge-point")
    'kp'
    """
    return _KINDS.get(" ".join(text.casefold().replace("-", " ").replace("_", " ").split()))


def spoken(name: str) -> str:
    """What two spellings of a reference share: case and outer blanks do not count."""
    return " ".join(name.split()).casefold()

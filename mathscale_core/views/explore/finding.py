"""Finding a concept by a name, another name or a code, as one types among 11,000 of them.

The index is made once for each draft.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from mathscale_core.curation.versions import Cleaned
from mathscale_core.extraction.names import name_key
from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Concept
from mathscale_core.views.explore.links import links_of
from mathscale_core.views.explore.neighbourhood import KINDS
from mathscale_core.views.explore.told import Told, told
from mathscale_core.views.explore.words import Name, Words
from mathscale_core.workspace import Workspace

#: A text is read up to so many letters and words.
_LETTERS, _WORDS = 200, 8
_keys = lru_cache(maxsize=200_000)(name_key)


@dataclass(frozen=True, slots=True)
class Hit:
    """One concept that a search found.

    Attributes:
        concept: The concept.
        seeds: Seeds that carry it.
        degree: Its neighbours.
        why: Why it was found, where its name does not say so: another name, a code, a slip; plain text.
        state: ``""`` in the graph, ``dropped`` by cleaning, ``no seeds`` where none carries it yet.
    """

    concept: Concept
    seeds: int
    degree: int
    why: str = ""
    state: str = ""


def search(workspace: Workspace, text: str, limit: int = 20) -> list[Hit]:
    """Concepts of the draft whose name or other name holds words that begin with every word of the text.

    Those that start with the text come first, then by seeds. An empty text gives the concepts with most seeds. For
    choosing a concept by its name: slips are not forgiven.
    """
    index = _index(workspace)
    words = _words(text)
    if not words:
        return [h for h in index.hits if not h.state][:limit] if not text.strip() else []
    found = (index.hits[n] for n, _ in index.words.ranked(words, slips=False))
    return [h for h, _ in zip((h for h in found if not h.state), range(limit), strict=False)]


def find(workspace: Workspace, text: str, kinds: Collection[str] = KINDS, limit: int = 20) -> list[Hit]:
    """Concepts by name, other name or code, also those outside the graph; slips are forgiven where hits are few.

    An empty text finds nothing; see :func:`search` for the concepts with most seeds.
    """
    index, words = _index(workspace), _words(text)
    hits: list[Hit] = []
    for n, why in index.words.ranked(words, slips=True) if words else ():
        if index.hits[n].concept.kind in kinds:
            hits.append(replace(index.hits[n], why=why))
            if len(hits) == limit:
                break
    return hits


def found_of(workspace: Workspace, concepts: Sequence[str]) -> list[Hit]:
    """These concepts as hits, in their order, each once; what was merged gives way, what is not there is left out."""
    index, merges = _index(workspace), workspace.store.concepts.merges()
    standing = dict.fromkeys(merges.get(c, c) for c in concepts)
    return [index.hits[index.number[c]] for c in standing if c in index.number]


def _words(text: str) -> list[str]:
    return name_key(text[:_LETTERS]).split()[:_WORDS]


class _Index:
    """What a search needs of one draft, made once for it.

    Attributes:
        hits: Every concept, most seeds first, then by name.
        number: Concept id to its place among them.
        words: All names, codes among them, by their words; the owners are these places.
    """

    def __init__(self, workspace: Workspace, cleaned: Cleaned) -> None:
        self.hits = tuple(sorted(_hits(workspace, cleaned), key=lambda hit: (-hit.seeds, hit.concept.name)))
        self.number = {hit.concept.id: n for n, hit in enumerate(self.hits)}
        self.words = Words(list(self._names(told(workspace))))

    def _names(self, said: Told) -> Iterator[Name]:
        for n, hit in enumerate(self.hits):
            yield Name(n, _keys(hit.concept.name))
        for concept in self.number.keys() & said.aliases.keys():
            for alias in said.aliases[concept]:
                yield Name(self.number[concept], _keys(alias), f"also called {alias}")
        for concept in self.number.keys() & said.codes.keys():
            for code in said.codes[concept]:
                for written in (code.code, f"{code.scheme} {code.code}"):
                    yield Name(self.number[concept], _keys(written), f"code {code.scheme} {code.code}")


def _hits(workspace: Workspace, cleaned: Cleaned) -> Iterator[Hit]:
    links = links_of(cleaned.graph)
    degrees = np.diff(links.indptr).tolist()
    for concept, seeds, degree in zip(links.concepts, links.seeds.tolist(), degrees, strict=True):
        yield Hit(concept, seeds, degree)
    for concept, seeds in cleaned.dropped:
        yield Hit(concept, seeds, 0, state="dropped")
    known = links.number.keys() | {c.id for c, _ in cleaned.dropped}
    for concept in workspace.store.concepts.concepts():
        if concept.id not in known:
            yield Hit(concept, 0, 0, state="no seeds")


#: One for each draft that is in use; a write that may have changed it makes another one.
_indexes: WeakKeyDictionary[ConceptGraph, _Index] = WeakKeyDictionary()


def _index(workspace: Workspace) -> _Index:
    cleaned = workspace.draft()
    found = _indexes.get(cleaned.graph)
    if found is None:
        found = _indexes[cleaned.graph] = _Index(workspace, cleaned)
    return found

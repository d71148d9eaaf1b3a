"""Concept names: one spelling from many, and stable ids.

Comes in: names as a teacher, a file or a model writes them. Goes out: clean names, keys under which equal
names meet, and new concepts for names that nobody had before.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mathscale_core.records import Concept, ConceptKind, content_id

MAX_NAME = 120
_EDGES = " .,:;-*•\"'`"
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "and", "to", "in", "for"})
#: Plurals that no ending gives away, and words that only look like plurals.
_SINGULAR_OF = {
    "axes": "axis", "analyses": "analysis", "hypotheses": "hypothesis", "parentheses": "parenthesis",
    "matrices": "matrix", "vertices": "vertex", "vertexes": "vertex", "indices": "index", "directrices": "directrix",
    "radii": "radius", "foci": "focus", "loci": "locus", "rhombi": "rhombus", "rhombuses": "rhombus",
    "formulae": "formula", "polyhedra": "polyhedron", "maxima": "maximum", "minima": "minimum", "extrema": "extremum",
    "halves": "half", "series": "series", "statistics": "statistics", "physics": "physics", "lens": "lens",
    "lenses": "lens", "gas": "gas",
}  # fmt: skip

NewName = tuple[ConceptKind, str, str, str]


def clean_name(name: str) -> str:
    """The name as it is shown: one line, single spaces, first letter upper, no closing punctuation.

    >>> clean_name("  linear   equations. ")
    'Linear equations'
    """
    text = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c)[0] != "C" or c in "\n\t")
    text = " ".join(unicodedata.normalize("NFKC", text).split()).strip(_EDGES)
    first = text[:1].title()
    # Some small letters have no single capital.
    return (first + text[1:] if len(first) == 1 else text)[:MAX_NAME].rstrip(_EDGES)


# A log of edits is folded again after each one, and asks for the same names every time.
@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """What equal names share: case, accents, hyphens, apostrophes, plural forms and small words do not count.

    >>> name_key("Pythagoras' Theorems") == name_key("the pythagoras theorem")
    True
    """
    text = unicodedata.normalize("NFKD", clean_name(name)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", text))
    kept = [w for w in map(_singular, words) if w not in _SMALL_WORDS]
    return " ".join(kept or words)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Names turned into concepts.

    Attributes:
        ids: (kind, name) as written to concept id.
        concepts: Concepts that are new.
        names: New entries of the name table: (kind, key, concept, name).
    """

    ids: Mapping[tuple[ConceptKind, str], str]
    concepts: tuple[Concept, ...]
    names: tuple[NewName, ...]


def resolve(
    written: list[tuple[ConceptKind, str]],
    known: Mapping[tuple[ConceptKind, str], str],
    vocabulary: Mapping[tuple[ConceptKind, str], tuple[str, str, tuple[str, ...]]],
) -> Resolved:
    """Find the concept of each name, making new ones in the order in which they come.

    Args:
        written: (kind, name) pairs; empty names are passed over.
        known: (kind, key) to concept id, aliases included.
        vocabulary: (kind, key) to (name, definition, aliases) for names that ship with the program.
    """
    seen = dict(known)
    ids: dict[tuple[ConceptKind, str], str] = {}
    concepts: list[Concept] = []
    names: list[NewName] = []
    for kind, name in written:
        key = name_key(name)
        if not key or (kind, name) in ids:
            continue
        concept = seen.get((kind, key))
        if concept is None:
            shown, definition, aliases = vocabulary.get((kind, key), (clean_name(name), "", ()))
            # An alias that the vocabulary got later leads to the concept that is there already.
            concept = seen.get((kind, name_key(shown)))
            if concept is None:
                concept = content_id("c", kind, name_key(shown))
                concepts.append(Concept(concept, kind, shown, definition))
            for alias in (shown, *aliases):
                if (kind, name_key(alias)) not in seen:
                    seen[(kind, name_key(alias))] = concept
                    names.append((kind, name_key(alias), concept, alias))
        ids[(kind, name)] = concept
    return Resolved(ids, tuple(concepts), tuple(names))


def _singular(word: str) -> str:
    if word in _SINGULAR_OF or len(word) <= 3 or re.search(r"(?:[^s]|ss|is|us)$", word):
        return _SINGULAR_OF.get(word, word)
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:x|ch|sh|ss)es$", word) else word[:-1]

"""Guided extraction without a model: which concepts a question calls by a name of theirs.

Comes in: a question, and concepts with their names. Goes out: the concepts one of whose names stands in it, in the
order in which they stand there. Words are compared as name keys are, so that plural forms and small words do not
count. It knows no meaning: a question that asks for a mean without saying so mentions none.
"""

from collections.abc import Mapping, Sequence

from mathscale_core.extraction.names import name_key

#: A question is read up to so many letters, and as name keys so many at a time.
_LETTERS, _PIECE = 4000, 100


def mentioned(question: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Concepts that a question names.

    Of names that overlap the longest counts: "arithmetic mean" is no "mean".

    Args:
        question: Stored text.
        names: Concept id to its names, its own and the others.

    >>> mentioned("Find the medians of the sides.", {"c_1": ["Median"], "c_2": ["Side lengths"]})
    ['c_1']
    """
    by_key: dict[tuple[str, ...], list[str]] = {}
    for concept, known in names.items():
        for name in known:
            key = tuple(name_key(name).split())
            if key and concept not in by_key.setdefault(key, []):
                by_key[key].append(concept)
    words = _words(question)
    longest = max(map(len, by_key), default=0)
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        here = next((n for n in range(min(longest, len(words) - at), 0, -1) if tuple(words[at : at + n]) in by_key), 0)
        if here:
            found.update(dict.fromkeys(by_key[tuple(words[at : at + here])]))
        at += here or 1
    return list(found)


def _words(question: str) -> list[str]:
    """The words of a question as keys have them; a name's key is cut at a length, so a question is taken in pieces."""
    pieces: list[str] = []
    for word in question[:_LETTERS].split():
        if pieces and len(pieces[-1]) + len(word) < _PIECE:
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return [word for piece in pieces for word in name_key(piece).split()]

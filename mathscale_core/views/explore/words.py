"""Names by the beginnings of their words, and with slips of typing: the index under every search for a concept.

Comes in: names with whose they are. Goes out: whose name a text may mean, best first. The sorted words of all names
lead to the names in which each stands. Slips are counted as in optimal string alignment (a letter more, less, other,
or two swapped), against whole words and against their beginnings, for a word that is still being typed.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

#: With fewer hits than this, slips of typing are forgiven.
_FEW = 5
#: A word of so many letters may have so many slips; a shorter one none.
_SLIPS = ((8, 2), (4, 1))
#: Ranks of hits with slips begin here.
_SLIPPED = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One name.

    Attributes:
        owner: Whose it is.
        key: Its key, words with one blank between.
        why: What it is where it is not the owner's own name, such as ``also called Cash``.
    """

    owner: int
    key: str
    why: str = ""


class Words:
    """An index over names."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = tuple(names)
        standing: dict[str, array[int]] = {}
        for n, name in enumerate(self._names):
            for word in set(name.key.split()):
                standing.setdefault(word, array("i")).append(n)
        #: Sorted, so that the words with a beginning lie together.
        self._vocabulary = sorted(standing)
        self._standing = [standing[word] for word in self._vocabulary]

    def ranked(self, words: Sequence[str], *, slips: bool) -> Iterator[tuple[int, str]]:
        """Owners with why each was found: exact names, beginnings, words, then slips; each part by owner.

        Args:
            words: At least one, as in a key.
            slips: Whether slips are forgiven where few names fit and none is meant exactly.
        """
        text = " ".join(words)
        best: dict[int, tuple[int, int, str]] = {}
        for n in self._holding(words):
            name = self._names[n]
            rank = 0 if name.key == text else 1 if name.key.startswith(text) else 2
            _keep_best(best, name.owner, (rank, bool(name.why), name.why))
        if slips and len(best) < _FEW and all(rank for rank, *_ in best.values()):
            for n, count in self._with_slips(words).items():
                name = self._names[n]
                said = f"did you mean {name.why or 'this'}?"
                _keep_best(best, name.owner, (_SLIPPED + count, bool(name.why), said))
        for owner in sorted(best, key=lambda o: (best[o][0], o)):
            yield owner, best[owner][2]

    def _holding(self, words: Sequence[str]) -> list[int]:
        """Names in which a word begins with each of these: looked for under the rarest."""
        places = {w: self._begin(w) for w in words}
        rarest = min(words, key=lambda w: sum(len(self._standing[at]) for at in places[w]))
        found = {n for at in places[rarest] for n in self._standing[at]}
        others = [w for w in words if w != rarest]
        return [n for n in found if all(_starts_a_word(self._names[n].key, w) for w in others)]

    def _begin(self, word: str) -> range:
        """Places of the words that begin so."""
        return range(bisect_left(self._vocabulary, word), bisect_left(self._vocabulary, word + "\U0010ffff"))

    def _with_slips(self, words: Sequence[str]) -> dict[int, int]:
        """Names that hold every word, one or the other with slips: name to the number of slips."""
        found: dict[int, int] | None = None
        for word in words:
            near = dict.fromkeys((n for at in self._begin(word) for n in self._standing[at]), 0)
            for at, count in self._near(word):
                for n in self._standing[at]:
                    near[n] = min(near.get(n, count), count)
            found = near if found is None else {n: found[n] + near[n] for n in found.keys() & near.keys()}
        return found or {}

    def _near(self, word: str) -> list[tuple[int, int]]:
        """Places of words that differ by a few slips, whole or up to the length of this one, with their number."""
        most = next((slips for letters, slips in _SLIPS if len(word) >= letters), 0)
        if not most or not self._vocabulary:
            return []
        whole = cdist([word], self._vocabulary, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        begun = [known[: len(word)] for known in self._vocabulary]
        start = cdist([word], begun, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        slips = np.minimum(whole, start)
        return [(int(at), int(slips[at])) for at in np.flatnonzero(slips <= most)]


def _starts_a_word(key: str, word: str) -> bool:
    return key.startswith(word) or f" {word}" in key


def _keep_best(best: dict[int, tuple[int, int, str]], owner: int, rank: tuple[int, int, str]) -> None:
    if owner not in best or rank < best[owner]:
        best[owner] = rank

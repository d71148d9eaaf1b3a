"""How alike two names are written, as a number from 0 to 1.

Comes in: name keys (``extraction.names.name_key``). Goes out: the Indel ratio of their words in alphabetical order, as
OpenRefine and LightRAG-style entity merging use it, with three corrections that the language of mathematics asks for:

- names with different numbers in them are different things (2D and 3D shapes), whatever else is alike;
- where the words in which two names differ are words of other names too, they are other words and no misspelling of
  each other (sine and cosine rule, adding fractions and decimals), unless they have one root (adding, addition);
- initials and shortened words count as the words that they stand for (GCD, quad. formula).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

Floats = npt.NDArray[np.float64]

#: A word of so many names is a word of the field and no slip.
COMMON = 3
#: What a shortened name counts at most: it may stand for another one.
SHORTENED = 0.9
_FEWEST_INITIALS = 3
#: Below this two names that differ in common words are told apart by their ratio anyway.
_LOOKED_AT = 0.6
#: Endings of one word's forms, longest first, cut off where three letters stay.
_ENDINGS = ("isation", "ization", "ication", "ition", "ation", "ising", "izing", "ying", "ise", "ize", "ion", "ing",
            "ive", "al", "ed", "e", "y")  # fmt: skip
_ROOT = 3
#: Letters of a beginning that stands for a whole word.
_BEGINNING = 5


def root(word: str) -> str:
    """What the forms of a word share.

    >>> root("adding") == root("addition"), root("factorization") == root("factoring")
    (True, True)
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word[: -len(ending)]
    return word


def roots(key: str) -> list[str]:
    """Roots of a name's words; the key itself where it has none."""
    return [root(word) for word in key.split()] or [key]


def in_order(key: str) -> str:
    """The words of a name in alphabetical order."""
    return " ".join(sorted(key.split()))


def initials(key: str) -> str:
    """The first letters of a name's words.

    >>> initials("greatest common divisor")
    'gcd'
    """
    return "".join(word[0] for word in key.split())


def common_words(keys: Iterable[str]) -> frozenset[str]:
    """Words that several names have."""
    counts = Counter(word for key in keys for word in set(key.split()))
    return frozenset(word for word, count in counts.items() if count >= COMMON)


def spelling(ones: Sequence[str], others: Sequence[str], common: Collection[str]) -> Floats:
    """How alike names are written, pair by pair.

    Args:
        ones: Name keys.
        others: As many name keys.
        common: What :func:`common_words` says of all names.

    Returns:
        Shape (pairs,): 0 to 1; it does not matter which of two names comes first.
    """
    if not ones:
        return np.zeros(0)
    ratios = np.asarray(
        process.cpdist([in_order(k) for k in ones], [in_order(k) for k in others], scorer=fuzz.ratio, dtype=np.float64)
    )
    return np.fromiter(
        (_corrected(a, b, ratio / 100, common) for a, b, ratio in zip(ones, others, ratios.tolist(), strict=True)),
        dtype=np.float64,
        count=len(ones),
    )


def _corrected(one: str, other: str, ratio: float, common: Collection[str]) -> float:
    if one == other:
        return 1.0
    if any(map(str.isdigit, one + other)) and _numbers(one) != _numbers(other):
        return 0.0
    here, there = one.split(), other.split()
    if _is_shortened(here, there, common):
        return max(ratio, SHORTENED)
    if ratio < _LOOKED_AT:
        return ratio
    left, right = Counter(map(root, here)), Counter(map(root, there))
    if left == right:
        return max(ratio, SHORTENED)
    more, less = left - right, right - left
    if more and less and _are_common(here, more, common) and _are_common(there, less, common):
        return min(ratio, 0.5)
    # A word more makes another thing of it as often as not: linear and nonlinear are told by a person.
    return ratio if more and less else min(ratio, SHORTENED - 0.1)


def _numbers(key: str) -> list[str]:
    return sorted(re.findall(r"\d+", key))


def _are_common(words: Iterable[str], wanted: Collection[str], common: Collection[str]) -> bool:
    return all(word in common for word in words if root(word) in wanted)


def _is_shortened(here: Sequence[str], there: Sequence[str], common: Collection[str]) -> bool:
    """Whether one of two names is the initials of the other, or has words of it shortened."""
    if len(here) != len(there):
        short, long = (here, there) if len(here) < len(there) else (there, here)
        return (
            len(short) == 1 and _FEWEST_INITIALS <= len(long) == len(short[0]) and initials(" ".join(long)) == short[0]
        )
    differing = [(a, b) for a, b in zip(here, there, strict=True) if a != b]
    return bool(differing) and all(_is_short_for(min(p, key=len), max(p, key=len), common) for p in differing)


def _is_short_for(short: str, long: str, common: Collection[str]) -> bool:
    """Whether a word has the letters of a longer one in their order, from the first on, or is its beginning.

    Words that many names have are whole words, but for short beginnings of much longer ones: trig, log, mult.
    """
    if len(short) < 2 or len(long) < len(short) + 3 or short[0] != long[0]:
        return False
    if short in common:
        return len(short) <= _BEGINNING < len(long) - _BEGINNING + 2 and long.startswith(short)
    letters = iter(long)
    return all(letter in letters for letter in short)

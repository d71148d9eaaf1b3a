"""Guided extraction: which concepts are offered to the model for one question.

Comes in: the concepts of the graph with their other names, definitions and a few seeds each, where they have any. Goes
out: for any question the concepts nearest to it by TF-IDF over words and word pairs, some of each kind in every offer.
The model picks from them by number, so that one thing gets one name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mathscale_core.extraction.wording import words
from mathscale_core.records import Concept

#: Concepts in one offer, and how many of them are at least topics and KPs where there are so many.
OFFERED = 40
LEAST_TOPICS = 8
LEAST_KPS = 16
#: A concept's own names say more than a seed in which it occurs.
NAME_WEIGHT = 3
#: Questions whose distances to all concepts are held at once.
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Offerable:
    """A concept with what it can be found by.

    Attributes:
        concept: The concept.
        aliases: Its other names.
        seeds: Questions of a few seeds that carry it.
    """

    concept: Concept
    aliases: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class OfferIndex:
    """Concepts as vectors of words.

    Attributes:
        concepts: The concepts; of equally near ones the earlier is offered.
        columns: Word to its column.
        weights: Shape (columns,): inverse document frequency of each word, ``1 + ln((1 + n) / (1 + df))``.
        vectors: Shape (columns, concepts): a column of TF-IDF weights of length 1 for each concept, as CSR.
        topics: Shape (concepts,): whether it is a topic.
    """

    concepts: tuple[Offerable, ...]
    columns: dict[str, int]
    weights: npt.NDArray[np.float32]
    vectors: sparse.csr_array
    topics: npt.NDArray[np.bool_]


def build_offer_index(concepts: Sequence[Offerable]) -> OfferIndex:
    """Index concepts for :func:`offers`; give those first that are to win ties, such as the ones with most seeds."""
    # Many concepts show the same seed.
    seen = lru_cache(maxsize=None)(words)
    documents = [
        [
            *NAME_WEIGHT * words(" . ".join((one.concept.name, *one.aliases))),
            *words(one.concept.definition),
            *(token for seed in one.seeds for token in seen(seed)),
        ]
        for one in concepts
    ]
    columns: dict[str, int] = {}
    for document in documents:
        for token in document:
            columns.setdefault(token, len(columns))
    counts = _counts(documents, columns)
    frequency = np.bincount(counts.indices, minlength=len(columns))
    weights = (1 + np.log((1 + len(documents)) / (1 + frequency))).astype(np.float32)
    return OfferIndex(
        tuple(concepts),
        columns,
        weights,
        sparse.csr_array(_weighted(counts, weights).T),
        np.array([one.concept.kind == "topic" for one in concepts], dtype=np.bool_),
    )


def offers(index: OfferIndex, questions: Sequence[str], size: int = OFFERED) -> Iterator[list[Offerable]]:
    """For each question the ``size`` nearest concepts, topics first and nearest first within a kind.

    At least :data:`LEAST_TOPICS` topics and :data:`LEAST_KPS` KPs are in it where the index has so many and the size
    has room, whatever is nearer.
    """
    for start in range(0, len(questions), _CHUNK):
        tokens = [words(question) for question in questions[start : start + _CHUNK]]
        counts = _counts(tokens, index.columns)
        nearness = (_weighted(counts, index.weights) @ index.vectors).toarray()
        for row in nearness:
            yield [index.concepts[i] for i in _chosen(row, index.topics, size)]


def _chosen(nearness: npt.NDArray[np.float32], topics: npt.NDArray[np.bool_], size: int) -> list[int]:
    """Indices of the offer: the least number of each kind first, the rest by nearness."""
    # Enough of each kind to fill an offer alone; what lies behind them is never chosen.
    kinds = [_nearest(nearness, np.flatnonzero(kind), size) for kind in (topics, ~topics)]
    sure = [kind[:least] for kind, least in zip(kinds, _least(size), strict=True)]
    rest = sorted(
        (int(i) for kind, own in zip(kinds, sure, strict=True) for i in kind[len(own) :]),
        key=lambda i: (-nearness[i], i),
    )
    taken = {*map(int, sure[0]), *map(int, sure[1]), *rest[: max(0, size - len(sure[0]) - len(sure[1]))]}
    return sorted(taken, key=lambda i: (not topics[i], -nearness[i], i))


def _nearest(nearness: npt.NDArray[np.float32], among: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
    """The ``size`` nearest of some concepts, ties by place."""
    if len(among) > size:
        scores = nearness[among]
        border = np.partition(scores, len(scores) - size)[len(scores) - size]
        above, at = among[scores > border], among[scores == border]
        among = np.concatenate((above, at[: size - len(above)]))
    return among[np.lexsort((among, -nearness[among]))]


def _least(size: int) -> tuple[int, int]:
    """The least number of topics and of KPs in an offer; a small offer keeps their proportion."""
    if size >= LEAST_TOPICS + LEAST_KPS:
        return LEAST_TOPICS, LEAST_KPS
    topics = max(1, size * LEAST_TOPICS // (LEAST_TOPICS + LEAST_KPS))
    return topics, size - topics


def _counts(documents: Sequence[Sequence[str]], columns: dict[str, int]) -> sparse.csr_array:
    """Shape (documents, columns): how often each word occurs; unknown words are passed over."""
    found = [[columns[token] for token in document if token in columns] for document in documents]
    indptr = np.concatenate(([0], np.cumsum([len(row) for row in found], dtype=np.int64)))
    indices = np.fromiter((i for row in found for i in row), dtype=np.int32, count=int(indptr[-1]))
    matrix = sparse.csr_array(
        (np.ones(len(indices), dtype=np.float32), indices, indptr), shape=(len(documents), len(columns))
    )
    matrix.sum_duplicates()
    return matrix


def _weighted(counts: sparse.csr_array, weights: npt.NDArray[np.float32]) -> sparse.csr_array:
    """Counts as TF-IDF rows of length 1, with ``1 + ln(count)`` for the term frequency; an empty row stays zero."""
    data = (1 + np.log(counts.data)) * weights[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(rows, weights=data**2, minlength=counts.shape[0]))
    return sparse.csr_array(
        ((data / length[rows]).astype(np.float32), counts.indices, counts.indptr), shape=counts.shape
    )

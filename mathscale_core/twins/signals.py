"""What speaks for two concepts being one: spelling, words, neighbours, shared seeds, each from 0 to 1.

Comes in: the concept graph with names, aliases and definitions. Goes out: the signals of any pairs of one kind. The
typical twins, two names that two seeds were given for one thing, never share a seed but share their neighbours; names
that a tagger always gives together do share their seeds. So neither stands for the other (entity resolution in
LightRAG-style graphs looks at names alone and joins sine rule with cosine rule; VocBench checks labels alone).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mathscale_core.extraction.names import name_key
from mathscale_core.graph import ConceptGraph, SubGraph
from mathscale_core.records import Concept, ConceptKind
from mathscale_core.twins.spelling import common_words, roots, spelling

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

#: The signals in the order in which they are shown; the last is a language model's.
SIGNALS = ("spelling", "words", "neighbours", "shared", "told")
#: From here on a signal is said to speak for a pair, and its precision is counted.
SPEAKS: Mapping[str, float] = {"spelling": 0.85, "words": 0.6, "neighbours": 0.5, "shared": 0.4, "told": 0.5}
#: What a signal is called in a reason.
REASONS: Mapping[str, str] = {
    "spelling": "spelled alike", "words": "same words", "neighbours": "same neighbours", "shared": "same seeds",
    "told": "a model says so",
}  # fmt: skip
#: Common neighbours or seeds at which such a likeness counts half: one common neighbour proves little.
_FEW = 2.0
_PIECE = 3


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for one pair.

    Attributes:
        spelling: How alike the two nearest of their names are written.
        words: Cosine of their names' words by TF-IDF, or of their definitions' where that is more.
        neighbours: Cosine of their neighbours, rare ones counting more; less where they have few in common.
        shared: Jaccard index of their seeds; less where they have few in common.
        told: How sure a language model was that they are one, None where none was asked.
    """

    spelling: float
    words: float
    neighbours: float
    shared: float
    told: float | None = None

    def speaking(self) -> tuple[str, ...]:
        """The signals that speak for the pair, strongest first."""
        loud = [(name, value) for name, value in self.known().items() if value >= SPEAKS[name]]
        return tuple(name for name, _ in sorted(loud, key=lambda row: (-row[1], SIGNALS.index(row[0]))))

    def known(self) -> dict[str, float]:
        """Every signal that is known, by name."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}


def reason(signals: Signals) -> str:
    """What speaks for a pair, in one line; the strongest alone where nothing speaks clearly.

    >>> reason(Signals(0.94, 0.2, 0.61, 0.0))
    'spelled alike 0.94, same neighbours 0.61'
    """
    known = signals.known()
    names = signals.speaking() or (max(known, key=lambda name: (known[name] / SPEAKS[name], name)),)
    return ", ".join(f"{REASONS[name]} {known[name]:.2f}" for name in names)


@dataclass(frozen=True, eq=False)
class TwinIndex:
    """The concepts of one kind, ready to be compared. A row of names belongs to one concept, in the graph's order.

    Attributes:
        concepts: The concepts in the order of their indices.
        seeds: Shape (concepts,): seeds of each.
        keys: Name keys, each concept's own first.
        starts: Shape (concepts + 1,): concept ``i`` has the names ``keys[starts[i]:starts[i + 1]]``.
        common: Words that several names have.
        words: Shape (names, words): TF-IDF of the names' roots, rows of length 1.
        pieces: Shape (names, pieces): TF-IDF of runs of three letters, rows of length 1.
        meanings: Shape (concepts, words): TF-IDF of the definitions, rows of length 1 or 0.
        around: Shape (concepts, all concepts): weighted neighbours, rows of length 1 or 0.
        together: Shape (concepts, concepts): seeds that carry both.
    """

    concepts: tuple[Concept, ...]
    seeds: npt.NDArray[np.int32]
    keys: tuple[str, ...]
    starts: Indices
    common: frozenset[str]
    words: sparse.csr_array
    pieces: sparse.csr_array
    meanings: sparse.csr_array
    around: sparse.csr_array
    together: sparse.csr_array

    @property
    def owners(self) -> Indices:
        """Shape (names,): the concept of each name."""
        return np.repeat(np.arange(len(self.concepts)), np.diff(self.starts))


def build_twin_index(graph: ConceptGraph, aliases: Mapping[str, Sequence[str]], kind: ConceptKind) -> TwinIndex:
    """Index the topics or the knowledge points of a graph; ``aliases`` are other names by concept id."""
    topics = kind == "topic"
    concepts = graph.topics if topics else graph.kps
    keys: list[str] = []
    starts = [0]
    for concept in concepts:
        known = (name_key(name) for name in (concept.name, *sorted(aliases.get(concept.id, ()))))
        keys += dict.fromkeys(key for key in known if key)
        if len(keys) == starts[-1]:
            keys.append(concept.name)
        starts.append(len(keys))
    beside = graph.topic_topic if topics else graph.kp_kp
    around = sparse.csr_array(
        sparse.hstack(
            [_matrix(graph.topic_topic), _matrix(graph.topic_kp)] if topics
            else [_matrix(graph.kp_topic), _matrix(graph.kp_kp)]
        )
    )  # fmt: skip
    return TwinIndex(
        concepts,
        graph.topic_seeds if topics else graph.kp_seeds,
        tuple(keys),
        np.array(starts, dtype=np.int64),
        common_words(keys),
        _weighted(_counts([roots(key) for key in keys])),
        _weighted(_counts([pieces(key) for key in keys])),
        _weighted(_counts([roots(name_key(c.definition)) if c.definition else [] for c in concepts])),
        _weighted(around, dampened=True),
        _matrix(beside),
    )


def signals_of(index: TwinIndex, ones: Indices, others: Indices) -> Floats:
    """The signals of some pairs.

    Args:
        index: The concepts.
        ones: Shape (pairs,): indices of concepts.
        others: Shape (pairs,): as many, of the other ones.

    Returns:
        Shape (pairs, 4): spelling, words, neighbours, shared.
    """
    low, high = np.minimum(ones, others), np.maximum(ones, others)
    found = np.zeros((len(low), 4))
    if not len(low):
        return found
    pair, left, right = _name_pairs(index, low, high)
    keys = index.keys
    written = spelling([keys[i] for i in left.tolist()], [keys[i] for i in right.tolist()], index.common)
    np.maximum.at(found[:, 0], pair, written)
    np.maximum.at(found[:, 1], pair, _dots(index.words, left, right))
    found[:, 1] = np.maximum(found[:, 1], _dots(index.meanings, low, high))
    links = sparse.csr_array((np.ones(index.around.nnz), index.around.indices, index.around.indptr), index.around.shape)
    common = _dots(links, low, high)
    found[:, 2] = _dots(index.around, low, high) * common / (common + _FEW)
    both = _values(index.together, low, high)
    either = np.maximum(index.seeds[low] + index.seeds[high] - both, 1)
    found[:, 3] = np.minimum(both / either, 1) * both / (both + _FEW)
    return np.clip(found, 0, 1)


def pieces(key: str) -> list[str]:
    """Runs of three letters within the words of a name."""
    padded = [f" {word} " for word in key.split()] or [key]
    return [word[i : i + _PIECE] for word in padded for i in range(max(1, len(word) - _PIECE + 1))]


def _name_pairs(index: TwinIndex, low: Indices, high: Indices) -> tuple[Indices, Indices, Indices]:
    """Every name of one with every name of the other: (which pair, row of one, row of the other)."""
    lengths = np.diff(index.starts)
    counts = lengths[low] * lengths[high]
    pair = np.repeat(np.arange(len(low)), counts)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    width = lengths[high][pair]
    return pair, index.starts[low][pair] + within // width, index.starts[high][pair] + within % width


def _dots(matrix: sparse.csr_array, ones: Indices, others: Indices) -> Floats:
    """Inner products of rows, pair by pair."""
    product = matrix[ones].multiply(matrix[others])
    return np.asarray(product.sum(axis=1), dtype=np.float64).ravel()


def _values(matrix: sparse.csr_array, rows: Indices, columns: Indices) -> Floats:
    """Entries of a matrix; a column is found by halving among a row's sorted ones."""
    width = matrix.shape[1]
    flat = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)).astype(np.int64) * width + matrix.indices
    wanted = rows * width + columns
    at = np.minimum(np.searchsorted(flat, wanted), max(len(flat) - 1, 0))
    if not len(flat):
        return np.zeros(len(rows))
    return np.where(flat[at] == wanted, matrix.data[at], 0.0)


def _counts(documents: Sequence[Sequence[str]]) -> sparse.csr_array:
    """Shape (documents, tokens): how often each occurs, tokens in the order in which they come first."""
    columns: dict[str, int] = {}
    found = [[columns.setdefault(token, len(columns)) for token in document] for document in documents]
    indptr = np.concatenate(([0], np.cumsum([len(row) for row in found], dtype=np.int64)))
    indices = np.fromiter((i for row in found for i in row), dtype=np.int64, count=int(indptr[-1]))
    matrix = sparse.csr_array((np.ones(len(indices)), indices, indptr), shape=(len(documents), max(len(columns), 1)))
    matrix.sum_duplicates()
    return matrix


def _weighted(counts: sparse.csr_array, *, dampened: bool = False) -> sparse.csr_array:
    """Counts times inverse document frequency, rows of length 1; ``dampened`` takes the logarithm of the counts."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    data = np.log1p(counts.data) if dampened else counts.data
    data = data * (1 + np.log((1 + counts.shape[0]) / (1 + frequency)))[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(rows, weights=data**2, minlength=counts.shape[0]))
    return sparse.csr_array((data / length[rows], counts.indices, counts.indptr), shape=counts.shape)


def _matrix(sub: SubGraph) -> sparse.csr_array:
    return sparse.csr_array((sub.weights, sub.indices, sub.indptr), shape=(sub.rows, sub.columns))

"""Which pairs are worth comparing: blocking, so that 11,000 concepts are not compared each with each.

Comes in: the concepts of one kind, indexed. Goes out: index pairs, each once. A pair comes in by runs of letters in its
names, by their words, by equal roots in any order, by initials, by neighbours, or by seeds; products of sparse matrices
find the nearest few of each row, a block of rows at a time.
"""

from collections import defaultdict

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse

from mathscale_core.twins.signals import Indices, TwinIndex
from mathscale_core.twins.spelling import initials, roots

#: Nearest ones looked at by each way, and how near they must be at least.
NEAREST = 8
_LEAST_PIECES, _LEAST_WORDS, _LEAST_AROUND, _LEAST_SHARED = 0.4, 0.45, 0.4, 0.3
_LEAST_WRITTEN = 75.0
#: What more rows have than this finds too much: it is left out of the looking, not of the score.
_MOST_ROWS = 600
_BLOCK = 1024


def candidates(index: TwinIndex) -> tuple[Indices, Indices]:
    """Pairs of concepts worth comparing: two columns, the lower index first, in order."""
    owners = index.owners
    found = [
        _owned(_nearest(index.pieces, _LEAST_PIECES), owners),
        _owned(_nearest(index.words, _LEAST_WORDS), owners),
        _owned(_same_roots(index), owners),
        _owned(_by_initials(index), owners),
        _owned(_single_words(index), owners),
        _nearest(index.around, _LEAST_AROUND),
        _sharing(index),
    ]
    ones, others = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    low, high = np.minimum(ones, others), np.maximum(ones, others)
    size = np.int64(len(index.concepts))
    keys = np.unique((low * size + high)[low != high])
    return keys // max(size, 1), keys % max(size, 1)


def _nearest(matrix: sparse.csr_array, least: float) -> tuple[Indices, Indices]:
    """For each row the nearest others by cosine, where rows have length 1."""
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    told = sparse.csr_array(matrix[:, np.flatnonzero((frequency > 1) & (frequency <= _MOST_ROWS))])
    across = sparse.csr_array(told.T)
    ones, others = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for start in range(0, told.shape[0], _BLOCK):
        near = sparse.coo_array(told[start : start + _BLOCK] @ across)
        rows, columns = near.coords[0].astype(np.int64) + start, near.coords[1].astype(np.int64)
        keep = (near.data >= least) & (rows != columns)
        rows, columns, data = rows[keep], columns[keep], near.data[keep]
        order = np.lexsort((columns, -data, rows))
        rows, columns = rows[order], columns[order]
        place = np.arange(len(rows)) - np.searchsorted(rows, rows)
        ones.append(rows[place < NEAREST])
        others.append(columns[place < NEAREST])
    return np.concatenate(ones), np.concatenate(others)


def _same_roots(index: TwinIndex) -> tuple[Indices, Indices]:
    """Names of the same words in any order and form: each with the first of them."""
    first: dict[tuple[str, ...], int] = {}
    pairs = [(first.setdefault(tuple(sorted(roots(key))), row), row) for row, key in enumerate(index.keys)]
    return _columns([pair for pair in pairs if pair[0] != pair[1]])


def _by_initials(index: TwinIndex) -> tuple[Indices, Indices]:
    """Names of one word with the names whose initials it is."""
    single: dict[str, list[int]] = defaultdict(list)
    for row, key in enumerate(index.keys):
        if " " not in key:
            single[key].append(row)
    return _columns([(row, short) for row, key in enumerate(index.keys) for short in single.get(initials(key), ())])


def _single_words(index: TwinIndex) -> tuple[Indices, Indices]:
    """Names of one word that are written alike: one slip leaves few runs of letters of a short word."""
    rows = np.array([row for row, key in enumerate(index.keys) if " " not in key], dtype=np.int64)
    words = [index.keys[row] for row in rows.tolist()]
    ones, others = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for start in range(0, len(words), _BLOCK):
        block = words[start : start + _BLOCK]
        alike = process.cdist(block, words, scorer=fuzz.ratio, score_cutoff=_LEAST_WRITTEN, dtype=np.uint8)
        here, there = np.nonzero(alike)
        ones.append(rows[here + start])
        others.append(rows[there])
    return np.concatenate(ones), np.concatenate(others)


def _sharing(index: TwinIndex) -> tuple[Indices, Indices]:
    """Concepts that a good part of their seeds have in common."""
    together = sparse.coo_array(index.together)
    rows, columns = (side.astype(np.int64) for side in together.coords)
    either = np.maximum(index.seeds[rows] + index.seeds[columns] - together.data, 1)
    keep = (together.data / either >= _LEAST_SHARED) & (rows < columns)
    return rows[keep], columns[keep]


def _owned(names: tuple[Indices, Indices], owners: Indices) -> tuple[Indices, Indices]:
    """Rows of names as the concepts that they belong to."""
    return owners[names[0]], owners[names[1]]


def _columns(pairs: list[tuple[int, int]]) -> tuple[Indices, Indices]:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]

"""Few-shot examples: seeds nearest to a composition by the Jaccard distance of KP sets (MathScale, section 2.4).

Comes in: the seeds' KP sets as a sparse incidence. Goes out: ranked seed ids. Ties go by seed id; call ``j``
of one composition takes ranks ``3j + 1 ... 3j + 3`` (the number of shots is ours).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

SHOTS = 3


@dataclass(frozen=True, eq=False)
class KpIndex:
    """Seeds by their knowledge points.

    Attributes:
        seeds: Seed ids, ascending.
        column: Knowledge-point id to column.
        incidence: Shape (kps, seeds): 1 where a seed carries a KP.
        sizes: Shape (seeds,): number of KPs of each seed.
    """

    seeds: tuple[str, ...]
    column: dict[str, int]
    incidence: sparse.csr_array
    sizes: npt.NDArray[np.int64]


def build_kp_index(kps_of_seed: dict[str, Sequence[str]]) -> KpIndex:
    """Index the seeds; seeds without a KP are never near."""
    seeds = tuple(sorted(s for s, kps in kps_of_seed.items() if kps))
    kps = sorted({k for s in seeds for k in kps_of_seed[s]})
    column = {k: i for i, k in enumerate(kps)}
    pairs = [(column[k], n) for n, s in enumerate(seeds) for k in set(kps_of_seed[s])]
    row, col = (
        (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True)) if pairs else (np.empty(0, int),) * 2
    )
    incidence = sparse.csr_array((np.ones(len(row), dtype=np.int32), (row, col)), shape=(len(kps), len(seeds)))
    return KpIndex(seeds, column, incidence, np.asarray(incidence.sum(axis=0), dtype=np.int64))


def nearest(index: KpIndex, kps: Sequence[str], count: int, skip: int = 0) -> list[tuple[str, float]]:
    """The nearest seeds to a KP set, as (seed id, Jaccard distance), nearest first.

    Only seeds that share a knowledge point are named, so the list may be shorter than ``count``.
    """
    known = sorted({index.column[k] for k in kps if k in index.column})
    if not known:
        return []
    shared = np.asarray(index.incidence[known].sum(axis=0)).ravel()
    union = index.sizes + len(set(kps)) - shared
    touched = np.flatnonzero(shared)
    distance = 1.0 - shared[touched] / union[touched]
    order = np.lexsort((touched, distance))[skip : skip + count]
    return [(index.seeds[touched[i]], float(distance[i])) for i in order]

"""Cleaning: concepts seen in too few seeds are dropped, and can be restored (MathScale, section 2.1)."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class CleaningSettings:
    """The cleaning rule; the default is the paper's.

    Attributes:
        minimum_seeds: A concept in fewer seeds is dropped.
    """

    minimum_seeds: int = 2


def kept(
    concepts: list[str], seeds_of: npt.NDArray[np.int64], restored: Collection[str], settings: CleaningSettings
) -> npt.NDArray[np.bool_]:
    """Which concepts stay.

    Args:
        concepts: Concept ids.
        seeds_of: Shape (concepts,): number of seeds that carry each.
        restored: Concepts that a person restored; they stay whatever the rule says.
        settings: The rule.

    Returns:
        Shape (concepts,).
    """
    chosen = np.array([c in restored for c in concepts], dtype=np.bool_)
    return np.asarray((seeds_of >= settings.minimum_seeds) | chosen)

"""Counter-based random numbers: draw ``i`` of a run is rebuilt alone from (rng, i).

Each draw has a stream of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014)
that begins where a SplitMix64 of the run says; any slot of any draw is computed directly, in any order. The sampler
computes them compiled (``kernel``); this is the same for whole arrays.
"""

import numpy as np
import numpy.typing as npt

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def key_of(rng: int) -> np.uint64:
    """What the numbers of a run begin with."""
    with np.errstate(over="ignore"):
        return np.uint64(_mix(np.uint64(rng % (1 << 64)) + _GOLDEN))


def uniforms(rng: int, draws: npt.NDArray[np.int64], slot: int) -> npt.NDArray[np.float64]:
    """Uniform numbers in [0, 1) with 53 bits, one a draw, for one slot of each draw's stream."""
    with np.errstate(over="ignore"):
        stream = _mix(draws.astype(np.uint64) * _GOLDEN + key_of(rng))
        bits = _mix(stream + np.uint64(slot + 1) * _GOLDEN)
    return (bits >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _mix(value: npt.NDArray[np.uint64] | np.uint64) -> npt.NDArray[np.uint64]:
    z = np.asarray(value, dtype=np.uint64)
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    return z ^ (z >> np.uint64(31))

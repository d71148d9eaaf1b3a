"""Shares that were counted on a sample, with the interval in which the true one lies.

Comes in: how many of a sample were right. Goes out: the share with its Wilson score interval (E. B. Wilson, "Probable
inference, the law of succession, and statistical inference", 1927). Unlike the normal interval it stays within 0 and 1
and says something at 0 and at n: of 20 tags that are all right, the true share may be 84%.

It takes the counted things for independent. Several tags of one seed are not quite, so a true interval is a little
wider.
"""

from dataclasses import dataclass
from math import sqrt

#: The standard normal quantile of a 95% interval.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95% interval.

    Attributes:
        value: The share in the sample.
        low: Lower end of the interval.
        high: Upper end.
        counted: How many were counted.
    """

    value: float
    low: float
    high: float
    counted: int


def rate(right: int, counted: int) -> Rate | None:
    """The share of right ones, None where nothing was counted: then nothing is known.

    >>> found = rate(20, 20)
    >>> (found.value, round(found.low, 3), found.high)
    (1.0, 0.839, 1.0)
    """
    if not counted:
        return None
    share = right / counted
    z2 = _Z * _Z / counted
    middle, half = share + z2 / 2, _Z * sqrt(share * (1 - share) / counted + z2 / (4 * counted))
    low, high = (middle - half) / (1 + z2), (middle + half) / (1 + z2)
    # At the ends the interval ends there exactly; rounding says otherwise.
    return Rate(share, 0.0 if not right else max(0.0, low), 1.0 if right == counted else min(1.0, high), counted)

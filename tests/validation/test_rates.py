"""Shares of a sample with Wilson's interval: against the test that it inverts, and against the library's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from mathscale_core.validation.rates import rate


def test_of_nothing_nothing_is_known() -> None:
    """No share and no interval, rather than zero."""
    assert rate(0, 0) is None


def test_a_known_interval_is_found() -> None:
    """81 of 263: 0.256 to 0.366 (Newcombe, "Two-sided confidence intervals for the single proportion", 1998)."""
    found = rate(81, 263)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


@given(st.integers(1, 500), st.data())
def test_the_interval_is_that_of_scipy(counted: int, data: st.DataObject) -> None:
    """To rounding, for any sample; it holds the share and stays within 0 and 1."""
    right = data.draw(st.integers(0, counted))
    found = rate(right, counted)
    other = binomtest(right, counted).proportion_ci(0.95, method="wilson")
    assert found is not None
    assert found.low == pytest.approx(other.low, abs=1e-9)
    assert found.high == pytest.approx(other.high, abs=1e-9)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.counted == counted

"""Endpoints and requests."""

import pytest

from mathscale_core.records import Endpoint, ModelRequest


def test_requests_do_not_share_their_parameters() -> None:
    """Each request has a mapping of its own where none is given."""
    first, second = (ModelRequest(i, "extract", "p@1", "t", {}) for i in ("a", "b"))
    assert first.parameters == second.parameters == {}
    assert first.parameters is not second.parameters


@pytest.mark.parametrize(
    ("input_price", "output_price", "cost"), [(None, None, None), (1.0, None, None), (0.0, 0.0, 0.0), (2.0, 8.0, 0.012)]
)
def test_what_tokens_cost(input_price: float | None, output_price: float | None, cost: float | None) -> None:
    """Prices are for a million; where one is not known, the cost is not known."""
    endpoint = Endpoint("e", "http://localhost/v1", "m", input_price=input_price, output_price=output_price)
    assert endpoint.cost(2_000, 1_000) == (None if cost is None else pytest.approx(cost))

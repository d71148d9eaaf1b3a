"""Before a batch: what there is to write for, and what it will take."""

from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.testing.scripted import SCRIPTED
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.generate import Estimate, Supply, estimate, supply

PRICED = replace(SCRIPTED, input_price=1.0, output_price=2.0)


def test_an_empty_workspace_has_no_supply(tmp_path: Path) -> None:
    """Nothing of any graph; a mix that is not there is refused."""
    workspace = fresh_workspace(tmp_path)
    assert supply(workspace) == Supply(0, 0, current=True)
    with pytest.raises(NotFoundError, match="one"):
        supply(workspace, "one")


def test_what_is_left_goes_down_with_every_question(tmp_path: Path) -> None:
    """Of the whole graph and of a mix."""
    workspace = small_workspace(tmp_path)
    keep_many(workspace, "one", 8, 1)
    keep_many(workspace, "two", 5, 2)
    total = workspace.store.compositions.count()
    assert supply(workspace) == Supply(total, total, current=True)
    generate(workspace, 3, mix="one")
    assert supply(workspace, "one") == Supply(8, 5, current=True)
    assert supply(workspace).unused == total - 3


def test_offline_is_free() -> None:
    """Whatever was previewed."""
    assert estimate([], 400, None) == Estimate(0, 0, 0, 0, 0.0, 0.0, 0.0, "")


@pytest.mark.parametrize("spent", [[], [(0, 0), (0, 0)]])
def test_without_measured_tokens_nothing_is_known(spent: list[tuple[int, int]]) -> None:
    """No preview, or a server that does not say its tokens."""
    found = estimate(spent, 400, PRICED)
    assert (found.previews, found.cost) == (0, None)


def test_the_estimate_is_the_previews_mean_with_their_range() -> None:
    """Tokens and price: (1,000 prompt + 500 reply) and (1,000 + 1,500) at 1 and 2 a million, for 400 questions."""
    found = estimate([(1500, 1000), (0, 0), (2500, 1000)], 400, PRICED)
    assert (found.previews, found.tokens, found.low, found.high) == (2, 800_000, 600_000, 1_000_000)
    assert (found.cost, found.cost_low, found.cost_high) == pytest.approx((1.2, 0.8, 1.6))
    assert found.currency == "USD"


def test_an_unknown_price_is_unknown() -> None:
    """The tokens are told all the same."""
    found = estimate([(1500, 1000)], 10, SCRIPTED)
    assert (found.tokens, found.cost, found.cost_low) == (15_000, None, None)

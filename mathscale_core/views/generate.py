"""What the Generate page says before anything is spent: what there is to write for, and what a batch will cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mathscale_core.adapters.store import Store
from mathscale_core.records import Endpoint
from mathscale_core.views.mix import mix
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Supply:
    """Compositions to write for.

    Attributes:
        compositions: How many there are: of the mix, or of the current graph.
        unused: Of these, how many have no question yet.
        current: Whether they were drawn from the graph as it is now.
    """

    compositions: int
    unused: int
    current: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a batch will take, from what its preview took.

    Attributes:
        previews: Replies that say their tokens; with none nothing is known.
        tokens: Tokens of the batch, at the previews' mean.
        low: Likewise at the cheapest preview.
        high: Likewise at the dearest one.
        cost: Price of the batch; 0 for the offline provider, None where a price or the tokens are not known.
        cost_low: At the cheapest preview.
        cost_high: At the dearest one.
        currency: Of the cost.
    """

    previews: int
    tokens: int
    low: int
    high: int
    cost: float | None
    cost_low: float | None
    cost_high: float | None
    currency: str


#: What is left is counted once a state of the store.
_counted: WeakKeyDictionary[Store, dict[tuple[int, str], Supply]] = WeakKeyDictionary()


def supply(workspace: Workspace, name: str = "") -> Supply:
    """What there is to write for: of a mix, or of the current graph.

    Raises:
        NotFoundError: There is no mix of that name.
    """
    if name.strip():
        found = mix(workspace, name)
        return Supply(found.compositions, found.compositions - found.with_questions, found.current)
    version = workspace.graph().graph.version
    key = (workspace.store.writes, version)
    known = _counted.get(workspace.store, {})
    if key not in known:
        total, unused = workspace.store.compositions.counts(version)
        known = _counted[workspace.store] = {key: Supply(total, unused, current=True)}
    return known[key]


def estimate(spent: Sequence[tuple[int, int]], wanted: int, endpoint: Endpoint | None) -> Estimate:
    """What ``wanted`` questions will take.

    Args:
        spent: (tokens, of these the prompt's) of each preview; (0, 0) where the server did not say.
        wanted: Questions of the batch.
        endpoint: Who writes, None for the offline provider.
    """
    if endpoint is None:
        return Estimate(len(spent), 0, 0, 0, 0.0, 0.0, 0.0, "")
    said = sorted((tokens, prompt) for tokens, prompt in spent if tokens > 0)
    if not said:
        return Estimate(0, 0, 0, 0, None, None, None, endpoint.currency)

    def price(tokens: float, prompt: float) -> float | None:
        return endpoint.cost(round(prompt * wanted), round((tokens - prompt) * wanted))

    each = [price(tokens, prompt) for tokens, prompt in said]
    known = [p for p in each if p is not None]
    mean, mean_prompt = sum(t for t, _ in said) / len(said), sum(p for _, p in said) / len(said)
    return Estimate(
        len(said), round(mean * wanted), said[0][0] * wanted, said[-1][0] * wanted, price(mean, mean_prompt),
        min(known, default=None), max(known, default=None), endpoint.currency,
    )  # fmt: skip

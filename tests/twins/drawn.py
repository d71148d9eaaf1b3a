"""Graphs for suggestions, drawn by hand: a seed to the names that it carries; capitals are topics."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from mathscale_core.graph import ConceptGraph
from mathscale_core.testing.graphs import draw_graph
from mathscale_core.twins.pairs import Twins, pair_of
from mathscale_core.twins.signals import Signals

#: Names in which a slip, another order, initials and other numbers occur.
NAMES = (
    "Fractions", "Fractons", "Money", "Algebra", "adding fractions", "addition of fractions", "fractions, adding",
    "greatest common divisor", "gcd", "sine rule", "cosine rule", "2D shapes", "3D shapes", "unit price",
    "price of one",
)  # fmt: skip

drawings = st.dictionaries(
    st.sampled_from([f"s{n}" for n in range(8)]), st.lists(st.sampled_from(NAMES), min_size=1, max_size=5), max_size=8
)


def drawn(drawing: Mapping[str, Sequence[str]]) -> ConceptGraph:
    """The graph of a drawing."""
    return draw_graph(drawing)


def twins(one: str, other: str, score: float = 0.8, signals: Signals | None = None) -> Twins:
    """A suggested pair of knowledge points."""
    return Twins(*pair_of(one, other), "kp", score, signals or Signals(score, 0.0, 0.0, 0.0), 4)

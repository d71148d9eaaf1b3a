"""What a map or a neighbourhood is coloured by: a number a concept, its steps for the legend, or why there is none.

A concept of which the number is not known is no zero: it says "no data".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from mathscale_core.errors import NotFoundError
from mathscale_core.extraction.names import name_key
from mathscale_core.graph import ConceptGraph, Floats, Ints
from mathscale_core.sampling.exact import known_inclusion
from mathscale_core.workspace import Workspace

Bytes = npt.NDArray[np.uint8]
#: The step of a concept without data.
NO_DATA = 255
#: Most steps of a scale: more shades than this nobody tells apart.
_STEPS = 6
_RATE_BREAKS = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of overlay.

    Attributes:
        title: Its name for people.
        what: What the number is, in a sentence.
        form: How it is written: ``count``, ``share`` or ``probability``.
        empty: Said where no concept has a number.
    """

    title: str
    what: str
    form: str
    empty: str = "no data: the graph has no concept"


#: Name in the address to kind, in the order of the choice.
OVERLAYS: Mapping[str, Kind] = {
    "seeds": Kind("Seeds", "Seeds that carry the concept.", "count"),
    "degree": Kind("Degree", "Neighbours of the concept.", "count"),
    "probability": Kind("Sampling probability", "Exact chance that one draw of the walk visits it.", "probability"),
    "generated": Kind(
        "Generated", "Generated questions that carry it.", "count", "no data: no question was generated yet"
    ),
    "accepted": Kind(
        "Accepted", "Of its generated questions, those that people or a policy accepted.", "count",
        "no data: no generated question was accepted or rejected yet",
    ),
    "acceptance": Kind(
        "Acceptance rate", "Accepted of those that were accepted or rejected.", "share",
        "no data: no generated question was accepted or rejected yet",
    ),
    "accuracy": Kind(
        "Accuracy", "Share of test items with the concept that a model answers right.", "share",
        "no data: no evaluation yet",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: the concepts from ``low`` to ``high``, both of which occur."""

    low: float
    high: float
    concepts: int


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A number for every concept of the graph, topics first, then knowledge points.

    Attributes:
        name: Which one.
        kind: What it is.
        values: Shape (concepts,), NaN where there is no data.
        behind: Shape (concepts,): how many questions a rate is made of; empty for what is no rate.
        steps: The legend, lowest first.
        bins: Shape (concepts,), uint8: index into ``steps``, :data:`NO_DATA` where there is none.
        missing: Concepts without data.
    """

    name: str
    kind: Kind
    values: Floats
    behind: Ints
    steps: tuple[Step, ...]
    bins: Bytes
    missing: int

    @property
    def empty(self) -> str:
        """Why there is nothing to show, ``""`` where there is something."""
        return "" if self.steps else self.kind.empty


_Found = tuple[Floats, Ints]
#: For each graph in use: overlay to the state of the store that it was made at, and itself.
_kept: WeakKeyDictionary[ConceptGraph, dict[str, tuple[int, Overlay]]] = WeakKeyDictionary()


def overlay(workspace: Workspace, name: str, graph: ConceptGraph | None = None) -> Overlay:
    """An overlay of a graph, the published one where none is given.

    Raises:
        NotFoundError: There is none of that name.
    """
    if name not in OVERLAYS:
        raise NotFoundError(f"There is no overlay {name!r}.", f"one of {', '.join(OVERLAYS)}.", "Choose one of them.")
    graph = workspace.graph().graph if graph is None else graph
    # What is made of the graph alone is the same for as long as it is the graph.
    mark = workspace.store.writes if name in _OF_QUESTIONS else 0
    kept = _kept.setdefault(graph, {})
    if name not in kept or kept[name][0] != mark:
        values, behind = (
            _OF_QUESTIONS[name](workspace, graph) if name in _OF_QUESTIONS else (_OF_GRAPH[name](graph), _none())
        )
        steps, bins = _scale(values, rate=OVERLAYS[name].form == "share")
        missing = int(np.isnan(values).sum())
        kept[name] = (mark, Overlay(name, OVERLAYS[name], values, behind, steps, bins, missing))
    return kept[name][1]


def degrees(graph: ConceptGraph) -> Ints:
    """Neighbours of every concept, shape (concepts,)."""
    return np.concatenate(
        [graph.topic_topic.degrees + graph.topic_kp.degrees, graph.kp_topic.degrees + graph.kp_kp.degrees]
    ).astype(np.int32)


def named_in_questions(workspace: Workspace) -> dict[tuple[str, str], str]:
    """(kind, name) as it stands in questions to the concept that it means now."""
    store = workspace.store
    ids, merged = store.concepts.names(), store.concepts.merges()
    found = {
        (row["kind"], row["name"]): ids.get((row["kind"], name_key(row["name"])), "")
        for row in store.questions.concept_counts()
    }
    return {key: merged.get(concept, concept) for key, concept in found.items() if concept}


def as_said(form: str, value: float) -> str:
    """A value as it is written.

    >>> as_said("count", 1234.0), as_said("share", 0.25), as_said("probability", 0.00012345), as_said("count", np.nan)
    ('1,234', '25%', '0.00012', 'no data')
    """
    if np.isnan(value):
        return "no data"
    if form == "count":
        return f"{value:,.0f}"
    return f"{value:.0%}" if form == "share" else f"{value:.2g}"


def _scale(values: Floats, *, rate: bool) -> tuple[tuple[Step, ...], Bytes]:
    """Steps and the step of each value: a rate's are even, others hold about equally many concepts each."""
    known = values[~np.isnan(values)]
    bins = np.full(len(values), NO_DATA, dtype=np.uint8)
    if not len(known):
        return (), bins
    different = np.unique(known)
    if rate:
        breaks = np.array(_RATE_BREAKS)
    elif len(different) <= _STEPS:
        breaks = different[1:]
    else:
        # Counts are skewed, and most concepts may have the same one: a break that stands twice is one break.
        # None at all is a step of its own.
        lowest, some = different[0], known[known > 0] if different[0] == 0 else known
        count = _STEPS - (lowest == 0)
        breaks = np.unique(np.quantile(some, np.arange(1, count) / count, method="higher"))
        breaks = np.union1d(breaks[breaks > lowest], different[1:2] if lowest == 0 else [])
    raw = np.searchsorted(breaks, known, side="right")
    used, place = np.unique(raw, return_inverse=True)
    bins[~np.isnan(values)] = place
    steps = tuple(Step(float(part.min()), float(part.max()), len(part)) for part in (known[raw == u] for u in used))
    return steps, bins


def _seeds(graph: ConceptGraph) -> Floats:
    return np.concatenate([graph.topic_seeds, graph.kp_seeds]).astype(np.float64)


def _degree(graph: ConceptGraph) -> Floats:
    return degrees(graph).astype(np.float64)


def _probability(graph: ConceptGraph) -> Floats:
    chances = known_inclusion(graph)
    return np.concatenate([chances.topics, chances.kps])


def _generated(workspace: Workspace, graph: ConceptGraph) -> _Found:
    generated, _, _ = _written(workspace, graph)
    return (generated if generated.any() else np.full(len(generated), np.nan)), _none()


def _accepted(workspace: Workspace, graph: ConceptGraph) -> _Found:
    generated, accepted, decided = _written(workspace, graph)
    return np.where((generated > 0) & decided.any(), accepted, np.nan), _none()


def _acceptance(workspace: Workspace, graph: ConceptGraph) -> _Found:
    _, accepted, decided = _written(workspace, graph)
    rate = np.divide(accepted, decided, out=np.full(len(decided), np.nan), where=decided > 0)
    return rate, decided.astype(np.int32)


def _accuracy(_: Workspace, graph: ConceptGraph) -> _Found:
    """No evaluation has been run by this program yet; where there are runs, their grades by concept come in here."""
    return np.full(len(graph.topics) + len(graph.kps), np.nan), _none()


def _written(workspace: Workspace, graph: ConceptGraph) -> tuple[Floats, Floats, Floats]:
    """Generated, accepted and decided questions of every concept."""
    places: dict[tuple[str, str], int] = {}
    for key, concept in named_in_questions(workspace).items():
        kind, index = graph.position.get(concept, ("", 0))
        if kind:
            places[key] = index + (len(graph.topics) if kind == "kp" else 0)
    found = workspace.store.maps.written_for(places)
    columns = np.zeros((3, len(graph.topics) + len(graph.kps)))
    for column, name in zip(columns, ("generated", "accepted", "decided"), strict=True):
        column[list(found["place"])] = found[name]
    return columns[0], columns[1], columns[2]


def _none() -> Ints:
    return np.zeros(0, dtype=np.int32)


_OF_GRAPH: Mapping[str, Callable[[ConceptGraph], Floats]] = {
    "seeds": _seeds, "degree": _degree, "probability": _probability,
}  # fmt: skip
_OF_QUESTIONS: Mapping[str, Callable[[Workspace, ConceptGraph], _Found]] = {
    "generated": _generated, "accepted": _accepted, "acceptance": _acceptance, "accuracy": _accuracy,
}  # fmt: skip

"""What the queue of suggested twins shows: the cluster to decide on, the one behind it, what is left, how right it was.

Reads only. Concepts are those of the draft, on which curators work.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mathscale_core.errors import NotFoundError
from mathscale_core.graph import ConceptGraph
from mathscale_core.records import Concept, ConceptKind
from mathscale_core.twins.clusters import Cluster, among, clusters, seeds_in
from mathscale_core.twins.pairs import Twins, similar_to
from mathscale_core.twins.precision import ENOUGH, SURE, Standing, standings
from mathscale_core.twins.signals import REASONS, SIGNALS, SPEAKS, TwinIndex, build_twin_index, reason
from mathscale_core.views.members import Member, members_of
from mathscale_core.workspace import Workspace

__all__ = [
    "ENOUGH", "REASONS", "SIGNALS", "SPEAKS", "SURE", "Counts", "Shown", "Similar", "Standing", "Suggestion",
    "cluster_of", "counts", "listed", "next_clusters", "not_asked", "similar", "still_waits",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One cluster of the queue.

    Attributes:
        members: Its concepts, most seeds first.
        kind: Their kind.
        confidence: Mean score of the links that hold it together.
        evidence: (name, name, reason) of each suggested pair, best first.
        cautions: What to know before a merge, a sentence each.
        postponed: Whether somebody put it off.
    """

    members: tuple[Member, ...]
    kind: ConceptKind
    confidence: float
    evidence: tuple[tuple[str, str, str], ...]
    cautions: tuple[str, ...]
    postponed: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the members."""
        return tuple(m.concept.id for m in self.members)


@dataclass(frozen=True, slots=True)
class Counts:
    """Where the queue stands.

    Attributes:
        left: Pairs that wait.
        postponed: Those of them that somebody put off.
        decided: Pairs that people decided.
        standings: How right each signal was, in the order of ``SIGNALS``; one that nobody asked for is left out.
        version: Graph version of the suggestions, ``""`` where there are none.
    """

    left: int
    postponed: int
    decided: int
    standings: tuple[Standing, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One waiting pair for a list: concepts, score, signals and reason."""

    a: Concept
    b: Concept
    twins: Twins
    reason: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A concept that is like another one: with its seeds, score and reason."""

    concept: Concept
    seeds: int
    score: float
    reason: str


def next_clusters(workspace: Workspace, number: int = 2, without: Collection[str] = ()) -> list[Shown]:
    """The next clusters of the queue: most seeds × confidence first, behind them what somebody put off.

    Args:
        workspace: Where.
        number: How many.
        without: Concepts that are shown already; clusters with one of them are passed over.
    """
    shown = set(without)
    found = [row for row in _ordered(workspace) if shown.isdisjoint(row[0].members)][:number]
    return _all_shown(workspace, found)


def cluster_of(workspace: Workspace, concepts: Collection[str]) -> Shown | None:
    """The cluster that some concepts make among themselves, None where no pair of them waits."""
    pairs = among(workspace.store.suggestions.waiting(), concepts).values()
    found = clusters(pairs, seeds_in(workspace.draft().graph, concepts))
    return next(iter(_all_shown(workspace, [(c, False) for c in found[:1]])), None)


def still_waits(workspace: Workspace, shown: Shown) -> bool:
    """Whether a pair of a cluster still waits, and all of its concepts stand."""
    waiting = workspace.store.suggestions.waiting()
    standing = {c for t in waiting for c in t.pair}
    return bool(among(waiting, shown.ids)) and standing.issuperset(shown.ids)


def _all_shown(workspace: Workspace, found: Sequence[tuple[Cluster, bool]]) -> list[Shown]:
    known = members_of(workspace, [c for cluster, _ in found for c in cluster.members])
    return [_shown(cluster, known, postponed=late) for cluster, late in found]


def counts(workspace: Workspace) -> Counts:
    """What is left, what was decided, and how right each signal was."""
    store = workspace.store.suggestions
    judged, waiting, late = store.judged(), store.waiting(), _postponed(workspace)
    every = standings(judged)
    shown = tuple(every[name] for name in SIGNALS if name != "told" or any(t.signals.told is not None for t in waiting)
                  or every[name].decided)  # fmt: skip
    decided = sum(decision != "later" for _, decision in judged)
    return Counts(len(waiting), sum(t.pair in late for t in waiting), decided, shown, store.version())


def not_asked(workspace: Workspace) -> int:
    """Waiting pairs about which no model was asked."""
    return sum(t.signals.told is None for t in workspace.store.suggestions.waiting())


def listed(workspace: Workspace, limit: int) -> list[Suggestion]:
    """The waiting pairs, best first."""
    pairs = workspace.store.suggestions.waiting()[:limit]
    known = {c.id: c for c in workspace.store.concepts.concepts()} if pairs else {}
    return [Suggestion(known[t.a], known[t.b], t, reason(t.signals)) for t in pairs if {t.a, t.b} <= known.keys()]


def similar(workspace: Workspace, concept: str, number: int = 5) -> list[Similar]:
    """The concepts most like one by the same signals, best first.

    Raises:
        NotFoundError: The draft has no such concept.
    """
    graph = workspace.draft().graph
    if concept not in graph.position:
        raise NotFoundError(
            f"The graph has no concept {concept!r}.", "a concept of it.", "Take it out of the tray, or restore it."
        )
    kind, place = graph.position[concept]
    index = _index(workspace, graph, "topic" if kind == "topic" else "kp")
    found = similar_to(index, index.concepts[place], number)
    sizes = seeds_in(graph, [c.id for c, _ in found])
    return [Similar(c, sizes[c.id], t.score, reason(t.signals)) for c, t in found]


def _ordered(workspace: Workspace) -> list[tuple[Cluster, bool]]:
    """Every cluster in the queue's order, and whether it was put off."""
    waiting, late = workspace.store.suggestions.waiting(), _postponed(workspace)
    seeds = seeds_in(workspace.draft().graph, {c for t in waiting for c in t.pair})
    fresh = clusters((t for t in waiting if t.pair not in late), seeds)
    postponed = clusters((t for t in waiting if t.pair in late), seeds)
    postponed.sort(key=lambda c: max(late[t.pair] for t in c.pairs))
    return [*((c, False) for c in fresh), *((c, True) for c in postponed)]


def _postponed(workspace: Workspace) -> dict[tuple[str, str], int]:
    """Pairs that were put off, to when in the order of decisions."""
    decisions = workspace.store.suggestions.decisions()
    return {d.pair: n for n, d in enumerate(decisions) if d.decision == "later"}


def _shown(cluster: Cluster, known: Mapping[str, Member], *, postponed: bool) -> Shown:
    members = tuple(known[c] for c in cluster.members if c in known)
    names = {m.concept.id: m.concept.name for m in members}
    evidence = tuple((names[t.a], names[t.b], reason(t.signals)) for t in cluster.pairs if {t.a, t.b} <= names.keys())
    return Shown(members, cluster.kind, cluster.confidence, evidence, _cautions(members), postponed)


def _cautions(members: Sequence[Member]) -> tuple[str, ...]:
    """What to know before a merge."""
    said = [f"{m.concept.name} was locked by {m.locked}: a reason is needed." for m in members if m.locked]
    if len({m.concept.definition for m in members if m.concept.definition}) > 1:
        said.append("They have different definitions; that of the name that stays is kept.")
    counted: dict[str, list[str]] = defaultdict(list)
    for seed, name in ((s.id, m.concept.name) for m in members for s in m.examples):
        counted[seed].append(name)
    together = sorted({" and ".join(names) for names in counted.values() if len(names) > 1})
    said += [f"{names} stand together in a seed: whoever tagged it told them apart." for names in together]
    return tuple(said)


#: One for each draft that is in use; a write that may have changed it makes another one.
_indexes: WeakKeyDictionary[ConceptGraph, dict[ConceptKind, TwinIndex]] = WeakKeyDictionary()


def _index(workspace: Workspace, graph: ConceptGraph, kind: ConceptKind) -> TwinIndex:
    known = _indexes.setdefault(graph, {})
    if kind not in known:
        known[kind] = build_twin_index(graph, workspace.store.concepts.all_aliases(), kind)
    return known[kind]

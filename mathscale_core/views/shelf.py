"""The shelf for people: each waiting name with its seeds and the concepts that it may be another name of.

How near a concept is to a name is the more of two likenesses from 0 to 1, over all names of the concept: how alike
they are written, and how many of their words have the same root. It looks at names alone: what a name means stands in
its seeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from mathscale_core.adapters.store.shelf import Shelved
from mathscale_core.curation import fold
from mathscale_core.extraction.names import name_key
from mathscale_core.records import Concept
from mathscale_core.twins.spelling import common_words, roots, spelling
from mathscale_core.workspace import Workspace

__all__ = ["Near", "NewNames", "Shelved", "all_waiting", "named", "nearest", "new_names", "still_waits"]

#: Concepts that are looked at closely before the nearest are told, and seeds at which new names are counted.
_LOOKED_AT, PER = 40, 1000
#: Points of the curve of new names, at most.
_POINTS = 20


@dataclass(frozen=True, slots=True)
class Near:
    """A concept near to a waiting name.

    Attributes:
        concept: The concept.
        score: How near, 0-1: the more of the other two.
        spelling: How alike the nearest of its names is written, 0-1.
        words: Share of the words of both that have the same root (Jaccard), 0-1.
        seeds: Seeds that carry it.
        by: The one of its names that is nearest.
    """

    concept: Concept
    score: float
    spelling: float
    words: float
    seeds: int
    by: str


@dataclass(frozen=True, slots=True)
class NewNames:
    """Names that extractors gave first, over a run of answers.

    Attributes:
        upto: Number of the last answer, from 1.
        answers: Answers in the run.
        new: Names that none had given before.
    """

    upto: int
    answers: int
    new: int

    @property
    def rate(self) -> float:
        """New names per 1,000 seeds."""
        return PER * self.new / self.answers


def all_waiting(workspace: Workspace, most: int) -> list[Shelved]:
    """The waiting names, most seeds first."""
    return workspace.store.shelf.waiting(most)


def still_waits(workspace: Workspace, name: Shelved) -> bool:
    """Whether a name waits as it was shown, for as many seeds."""
    return name in workspace.store.shelf.named(name.kind, name.name)


def named(workspace: Workspace, kind: str, name: str) -> Shelved | None:
    """A waiting name in any spelling, None where it does not wait."""
    found = workspace.store.shelf.named("topic" if kind == "topic" else "kp", name)
    return found[0] if found else None


def nearest(workspace: Workspace, name: Shelved, limit: int = 5) -> list[Near]:
    """The concepts of the name's kind that are nearest to it, nearest first.

    Also those that cleaning dropped, and those that a person made and no seed carries yet.
    """
    store, cleaned = workspace.store, workspace.draft()
    seeds = {
        c.id: int(n)
        for some, counts in (
            (cleaned.graph.topics, cleaned.graph.topic_seeds), (cleaned.graph.kps, cleaned.graph.kp_seeds)
        )
        for c, n in zip(some, counts, strict=True)
    } | {c.id: n for c, n in cleaned.dropped}  # fmt: skip
    wanted = fold(store.curation.events()).restored
    concepts = [c for c in store.concepts.concepts() if c.kind == name.kind and (c.id in seeds or c.id in wanted)]
    aliases = store.concepts.all_aliases()
    called = [(c, written) for c in concepts for written in (c.name, *aliases.get(c.id, ()))]
    if not called:
        return []
    keys = [name_key(written) for _, written in called]
    own = roots(name.key)
    words = [_overlap(own, roots(key)) for key in keys]
    rough = cdist([name.key], keys, scorer=Indel.normalized_similarity)[0]
    close = sorted(range(len(keys)), key=lambda i: (-max(float(rough[i]), words[i]), i))[:_LOOKED_AT]
    common = common_words(keys)
    # The nearer look knows slips, order and shortened words.
    written = spelling([name.key] * len(close), [keys[i] for i in close], common)
    best: dict[str, Near] = {}
    for i, alike in zip(close, written, strict=True):
        concept, by = called[i]
        score = max(float(alike), words[i])
        if concept.id not in best or score > best[concept.id].score:
            best[concept.id] = Near(concept, score, float(alike), words[i], seeds.get(concept.id, 0), by)
    return sorted(best.values(), key=lambda n: (-n.score, -n.seeds, n.concept.name))[:limit]


def new_names(workspace: Workspace) -> list[NewNames]:
    """How many new names extraction brought, from its first answer to the last, in at most twenty equal runs."""
    total, firsts = workspace.store.shelf.first_seen()
    if not total:
        return []
    size = -(-total // min(_POINTS, total))
    ends = [min(start + size, total) for start in range(0, total, size)]
    return [
        NewNames(end, end - start, sum(start < n <= end for n in firsts))
        for start, end in zip([0, *ends], ends, strict=False)
    ]


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs)

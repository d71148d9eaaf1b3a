"""What the Seeds page shows: seeds under filters, a page at a time, and one seed with all that is known of it."""

from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.store.seedfinder import STATES, TAGGED, SeedFilter
from mathscale_core.curation.versions import Cleaned
from mathscale_core.errors import NotFoundError
from mathscale_core.extraction.names import name_key
from mathscale_core.records import LEVELS, Concept, ConceptKind, Question, Seed
from mathscale_core.workspace import Workspace

__all__ = ["PAGE", "STATES", "TAGGED", "SeedFilter"]

#: Rows of a page.
PAGE = 50
Choices = dict[str, tuple[ConceptKind, str, int]]
_offered: tuple[Cleaned | None, Choices] = (None, {})
#: Questions made from a seed that its card names.
_MADE = 20


@dataclass(frozen=True, slots=True)
class FoundSeeds:
    """A page of seeds.

    Attributes:
        rows: id, question, answer, level, source, split, state, state_reason, position and ``tags`` of each.
        total: Seeds under the filter.
        page: Which page this is, from 1.
        pages: Number of pages, at least 1.
    """

    rows: tuple[dict[str, Any], ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SeedChoices:
    """What the filters can be set to: values with their number of seeds, and all seeds."""

    sources: dict[str, int]
    levels: dict[str, int]
    states: dict[str, int]
    seeds: int


@dataclass(frozen=True, slots=True)
class SeedDetail:
    """One seed.

    Attributes:
        seed: The seed.
        state: ``active``, ``held`` or ``withdrawn``.
        state_reason: Why, where it is not active.
        actor: Who imported it.
        created: When, ISO 8601.
        tags: id, kind, name, origin and certainty of each concept that counts.
        extractions: origin, outcome, reason and job of each extractor, the latest first.
        questions: Questions that had it as an example, at most twenty.
        made: How many there are.
    """

    seed: Seed
    state: str
    state_reason: str
    actor: str
    created: str
    tags: tuple[dict[str, Any], ...]
    extractions: tuple[dict[str, Any], ...]
    questions: tuple[Question, ...]
    made: int


def found_seeds(workspace: Workspace, wanted: SeedFilter, page: int = 1, size: int = PAGE) -> FoundSeeds:
    """A page of the seeds under a filter, in order of import; a page beyond the last is the last."""
    total = workspace.store.seedfinder.count(wanted)
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    rows = workspace.store.seedfinder.page(wanted, size, (page - 1) * size) if total else []
    return FoundSeeds(tuple(rows), total, page, pages)


def choices(workspace: Workspace) -> SeedChoices:
    """What the filters can be set to."""
    rows = workspace.store.seedfinder.sources()
    sources: dict[str, int] = {}
    levels: dict[str, int] = {}
    states: dict[str, int] = {}
    for row in rows:
        for counts, value in ((sources, row["source"]), (levels, row["level"] or "unknown"), (states, row["state"])):
            counts[value] = counts.get(value, 0) + row["n"]
    order = [*LEVELS, "unknown"]
    return SeedChoices(
        sources, {level: levels[level] for level in order if level in levels},
        {state: states[state] for state in STATES if state in states}, sum(row["n"] for row in rows),
    )  # fmt: skip


def seed_detail(workspace: Workspace, seed: str) -> SeedDetail:
    """One seed with all that is known of it.

    Raises:
        NotFoundError: There is no such seed.
    """
    found = workspace.store.seeds.by_id([seed]).get(seed)
    facts = workspace.store.seedfinder.facts(seed)
    if found is None or facts is None:
        raise NotFoundError(
            f"There is no seed {seed!r} in this workspace.", "a seed that is here.", "Choose one from the list."
        )
    made = workspace.store.questions.of_seed(seed)
    return SeedDetail(
        found,
        facts["state"],
        facts["state_reason"],
        facts["actor"],
        facts["created"],
        tuple(workspace.store.concepts.tags_of(seed)),
        tuple(workspace.store.seedfinder.extractions_of(seed)),
        tuple(made[:_MADE]),
        len(made),
    )


def concept_named(workspace: Workspace, name: str) -> Concept:
    """The concept that an id or a name leads to now.

    Raises:
        NotFoundError: There is none.
    """
    concepts = workspace.store.concepts
    known = concepts.names()
    kinds: tuple[ConceptKind, ...] = ("topic", "kp")
    ids = [name, *(known[(kind, name_key(name))] for kind in kinds if (kind, name_key(name)) in known)]
    for candidate in ids:
        found = concepts.concept(concepts.merged_into(candidate))
        if found:
            return found
    raise NotFoundError(f"There is no concept {name!r}.", "an id or name of a concept.", "Search for it on Explore.")


def concept_choices(workspace: Workspace) -> Choices:
    """Concept id to kind, present name and number of seeds, those with most seeds first; dropped ones at the end.

    The same table as long as the graph is the same; not to be changed.
    """
    global _offered  # noqa: PLW0603 (of the graph that was asked for last)
    cleaned = workspace.draft()
    if _offered[0] is not cleaned:
        graph = cleaned.graph
        kept = [
            (concept, int(seeds))
            for concepts, counts in ((graph.topics, graph.topic_seeds), (graph.kps, graph.kp_seeds))
            for concept, seeds in zip(concepts, counts, strict=True)
        ]
        kept.sort(key=lambda pair: (-pair[1], pair[0].name))
        _offered = (cleaned, {c.id: (c.kind, c.name, n) for c, n in (*kept, *cleaned.dropped)})
    return _offered[1]


def waiting(workspace: Workspace, origin: str) -> int:
    """Number of active seeds that this extractor would be asked for."""
    return workspace.store.seedfinder.count_waiting(origin)

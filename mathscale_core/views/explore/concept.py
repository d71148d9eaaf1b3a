"""All that is known of one concept: names, meaning, codes, its place among others, levels, seeds, questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.errors import NotFoundError
from mathscale_core.records import LEVELS, Code, Concept, Seed
from mathscale_core.views.bank import read_filter
from mathscale_core.views.explore.links import links_of
from mathscale_core.views.explore.told import told
from mathscale_core.views.explore.version import seeds_with, shown
from mathscale_core.workspace import Workspace

#: How the other concept of a relation stands to this one, in words.
_SAID = {"same": "the same as", "related": "related to", "different": "different from"}


@dataclass(frozen=True, slots=True)
class Related:
    """Another concept and how this one stands to it, such as ``parent of`` or ``related to``."""

    how: str
    concept: Concept


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known of one concept beside its neighbours.

    Attributes:
        concept: The concept under its present name.
        aliases: Its other names.
        seeds: Seeds that carry it in what is shown.
        degree: Its neighbours there.
        compositions: Compositions that hold it.
        codes: Its places in outside schemes.
        path: The concepts above it in the tree, the topmost first.
        related: How it stands to others, its children among them.
        locked: Who locked it, ``""`` where nobody did.
        levels: Level to number of its seeds, easiest first, those without a level last.
        state: ``""`` in the graph, ``dropped`` by cleaning, ``no seeds``, ``deleted``.
    """

    concept: Concept
    aliases: tuple[str, ...]
    seeds: int
    degree: int
    compositions: int
    codes: tuple[Code, ...] = ()
    path: tuple[Concept, ...] = ()
    related: tuple[Related, ...] = ()
    locked: str = ""
    levels: Mapping[str, int] | None = None
    state: str = ""


def standing(workspace: Workspace, concept: str) -> Concept | None:
    """What stands for a concept now: itself, or the one that it was merged into; None where there is none."""
    return workspace.store.concepts.concept(workspace.store.concepts.merged_into(concept))


def panel(workspace: Workspace, concept: str, version: str = "") -> Panel:
    """One concept's panel; name, seeds and neighbours are of the version, all else is of now.

    Raises:
        NotFoundError: There is no such concept.
    """
    store = workspace.store
    found = store.concepts.concept(concept)
    if found is None:
        raise NotFoundError(f"There is no concept {concept!r}.", "a concept of this workspace.", "Search by name.")
    cleaned = shown(workspace, version)
    links, state = links_of(cleaned.graph), ""
    if concept in links.number:
        place = links.number[concept]
        found = links.concepts[place]
        seeds, degree = int(links.seeds[place]), int(links.indptr[place + 1] - links.indptr[place])
    else:
        seeds, degree = next((n for c, n in cleaned.dropped if c.id == concept), 0), 0
        state = "dropped" if seeds else "deleted" if concept in store.edits.gone() else "no seeds"
    path, related = _relations(workspace, concept)
    said = told(workspace)
    levels = _levels(store.explore.levels(_seed_ids(workspace, concept, version)))
    aliases = said.aliases.get(concept, ()) if not state else tuple(store.concepts.aliases(concept))
    return Panel(
        found, aliases, seeds, degree, store.compositions.count_with(concept), said.codes.get(concept, ()), path,
        related, said.locked.get(concept, ""), levels, state,
    )  # fmt: skip


def seeds_of(workspace: Workspace, concept: str, limit: int = 5, offset: int = 0, version: str = "") -> list[Seed]:
    """A page of the seeds that carry a concept, in order of import."""
    return workspace.store.explore.seeds(_seed_ids(workspace, concept, version), limit, offset)


def tags_of(workspace: Workspace, seeds: Sequence[str]) -> dict[str, tuple[list[str], list[str]]]:
    """Topic and knowledge-point names of each of some seeds, as they are tagged now."""
    found: dict[str, tuple[list[str], list[str]]] = {seed: ([], []) for seed in seeds}
    for row in workspace.store.concepts.tags_of_each(seeds) if seeds else ():
        found[row["seed"]][row["kind"] != "topic"].append(row["name"])
    return found


def written_for(
    workspace: Workspace, concept: Concept, limit: int = 5, offset: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """A page of the generated questions that carry a concept, newest first, and their number up to a bound."""
    wanted = read_filter(workspace, {"source": "generated", concept.kind: concept.name})
    questions = workspace.store.questions
    return questions.find(wanted, limit=limit, offset=offset), questions.count_found(wanted, _COUNTED)


_COUNTED = 1000


def _seed_ids(workspace: Workspace, concept: str, version: str) -> Sequence[str]:
    cleaned = shown(workspace, version)
    # What the graph lacks has its seeds in the labels alone.
    return seeds_with(cleaned, concept) or workspace.store.concepts.ids_of_concept(concept)


def _relations(workspace: Workspace, concept: str) -> tuple[tuple[Concept, ...], tuple[Related, ...]]:
    said = told(workspace)
    above: list[str] = []
    at = concept
    # The core refuses a circle; a hand in the file might not.
    while (at := said.parents.get(at, "")) and at not in above:
        above.append(at)
    pairs = [("parent of", r.b) for r in said.relations if r.relation == "parent-of" and r.a == concept]
    pairs += [
        (_SAID[r.relation], r.b if r.a == concept else r.a)
        for r in said.relations
        if r.relation in _SAID and concept in (r.a, r.b)
    ]
    found = {c: workspace.store.concepts.concept(c) for c in {*above, *(c for _, c in pairs)}}
    path = tuple(c for c in (found[a] for a in reversed(above)) if c is not None)
    return path, tuple(Related(how, other) for how, c in pairs if (other := found[c]) is not None)


def _levels(counts: Mapping[str, int]) -> dict[str, int]:
    known = {level: counts[level] for level in LEVELS if level in counts}
    return known | {level: n for level, n in sorted(counts.items(), key=lambda row: row[0] == "") if level not in known}

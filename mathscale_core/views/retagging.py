"""The seeds that an edit of tags is about: under a rule, or carrying a concept; counted, and the first ones shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.errors import InputError
from mathscale_core.records import Seed
from mathscale_core.workspace import Workspace

#: More seeds than this are retagged by a rule alone.
MOST_LISTED = 100_000


@dataclass(frozen=True, slots=True)
class SeedChoice:
    """Which seeds are meant; an empty field asks nothing.

    Attributes:
        words: Words that all stand in the question.
        concept: Concept that they carry.
        source: Their data set.
        level: Their level.
    """

    words: tuple[str, ...] = ()
    concept: str = ""
    source: str = ""
    level: str = ""

    @property
    def rule(self) -> dict[str, Any]:
        """As a retag's ``where``."""
        return {"words": list(self.words), "concept": self.concept, "source": self.source, "level": self.level}

    @property
    def asks(self) -> bool:
        """Whether it narrows by anything."""
        return bool(self.words or self.concept or self.source or self.level)


def words_of(text: str) -> tuple[str, ...]:
    """Words of a text as a rule takes them: parted by blanks, what stands in quotes in one.

    >>> words_of('median "box plot"')
    ('median', 'box plot')
    """
    parts = text.split('"')
    found = [w for n, part in enumerate(parts) for w in ([part.strip()] if n % 2 else part.split())]
    return tuple(w for w in found if w)


def seeds_under(workspace: Workspace, choice: SeedChoice) -> list[str]:
    """Ids of the active seeds that a choice means now, sorted.

    Raises:
        InputError: It asks nothing, which would be every seed.
    """
    if not choice.asks:
        raise InputError("Nothing was asked of the seeds.", "words, a concept, a source or a level.", "Choose some.")
    edits = workspace.store.edits
    found: set[str] | None = None
    if choice.words or choice.source or choice.level:
        found = set(edits.saying(choice.words, choice.source, choice.level))
    if choice.concept:
        carrying = set(carrying_seeds(workspace, choice.concept))
        found = carrying if found is None else found & carrying
    ids = sorted(found or ())
    resting = set(workspace.store.seeds.not_active(ids)) if ids else set[str]()
    return [s for s in ids if s not in resting]


def carrying_seeds(workspace: Workspace, concept: str) -> list[str]:
    """Ids of the active seeds that carry a concept now, sorted."""
    return workspace.store.concepts.ids_of_concept(concept)


def seeds_shown(workspace: Workspace, seeds: Sequence[str], limit: int, offset: int = 0) -> list[Seed]:
    """Some of these seeds, in order of import."""
    return workspace.store.explore.seeds(list(seeds), limit, offset)


def saying(workspace: Workspace, seeds: Sequence[str], words: Sequence[str]) -> list[str]:
    """Those of these seeds in whose question all words stand, as a rule reads them; none without a word."""
    found = workspace.store.edits.saying(list(words)) if words else frozenset[str]()
    return [s for s in seeds if s in found]


def marks_of(workspace: Workspace, seeds: Sequence[str]) -> Mapping[str, str]:
    """What was said of these seeds instead of a tag, of those that have it."""
    wanted = set(seeds)
    return {seed: mark for seed, mark in workspace.store.edits.marks().items() if seed in wanted}

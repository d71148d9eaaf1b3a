"""Concepts, who says which seed carries them, edits, and what one walk visited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mathscale_core.records.ids import ConceptKind


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic or knowledge point.

    Attributes:
        id: Stable opaque id; a rename does not change it.
        kind: ``topic`` or ``kp``.
        name: Name as shown.
        definition: One sentence, ``""`` where none is known.
    """

    id: str
    kind: ConceptKind
    name: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Tagging:
    """One seed carries one concept.

    Attributes:
        seed: Seed id.
        concept: Concept id.
        origin: Who said so: ``given`` (came with the row), or the extractor's name and version.
        certainty: 0-1; 1 for given labels.
    """

    seed: str
    concept: str
    origin: str
    certainty: float


@dataclass(frozen=True, slots=True)
class EditEvent:
    """One entry of the curation log.

    Attributes:
        id: Stable opaque id.
        kind: What was done, such as ``restore``.
        payload: The edit's own fields, as in ``commands.md``.
        actor: Who did it.
        reason: Why.
        at: When, ISO 8601 in UTC.
    """

    id: str
    kind: str
    payload: Mapping[str, Any]
    actor: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Composition:
    """What one walk visited: the set is the composition, the walks are its trace.

    Attributes:
        id: Content hash of the set of concept ids.
        draw: Lowest draw index that gave this set.
        times: How often the run drew this set.
        topic_walk: Topic ids in the order visited, repeats included.
        kp_walk: Knowledge-point ids in the order visited, repeats included.
        run: Sampling run.
    """

    id: str
    draw: int
    times: int
    topic_walk: tuple[str, ...]
    kp_walk: tuple[str, ...]
    run: str

    @property
    def concepts(self) -> tuple[str, ...]:
        """The set of concept ids, sorted."""
        return tuple(sorted({*self.topic_walk, *self.kp_walk}))
